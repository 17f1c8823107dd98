"""Who signed a form, and what people wrote around its figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calls import calls
from dxscore.api import load_catalogue
from dxscore.forms.annotations import (
    Annotations,
    SheetAnnotation,
    annotations_around,
)
from dxscore.forms.csv import form_csv
from dxscore.forms.expected import Expected
from dxscore.forms.form import form
from dxscore.forms.printed import printed, title_lines
from dxscore.forms.signatures import Signed
from dxscore.forms.stamp import stamp
from dxscore.model.observation import SourceTable
from dxscore.model.period import Period
from dxscore.model.place import Place

CATALOGUE = load_catalogue()
Q4 = Period("quarter", 2024, 4)
FORM = form(Expected(CATALOGUE, Q4), "pho-hoa")


def around(
    *aside: tuple[str, ...], above: tuple[str, ...] = (), first: int = 21, opinion: str = ""
) -> Annotations:
    """What is told of a table with one row of data, row 20."""
    table = SourceTable(
        "a.xlsx",
        ("Mã chỉ tiêu", "Ý kiến"),
        ((20, ("CQ-HSCV-XP", opinion)),),
        sheet="Biểu",
        unused=(1,),
        above=tuple((row, (text,)) for row, text in enumerate(above, start=1)),
        aside=tuple((row, cells) for row, cells in enumerate(aside, start=first)),
    )
    return annotations_around(table, printed(CATALOGUE, (FORM.stamp,)))


@pytest.mark.parametrize(
    ("foot", "signed"),
    [
        (
            (
                ("", "Phổ Hòa, ngày 15 tháng 12 năm 2024"),
                ("Người lập biểu", "KT. CHỦ TỊCH"),
                ("(ký, ghi rõ họ tên)", "PHÓ CHỦ TỊCH"),
                ("Nguyễn Văn A", "Trần Thị B"),
            ),
            Signed("Biểu", "Nguyễn Văn A", "Trần Thị B", "Phổ Hòa, ngày 15 tháng 12 năm 2024"),
        ),
        ((("NGƯỜI LẬP: Lê Văn C",),), Signed("Biểu", "Lê Văn C")),
        ((("Người lập biểu:", "Lê Văn C"),), Signed("Biểu", "Lê Văn C")),
        ((("Prepared by", "Head of the unit"), ("Ann", "")), Signed("Biểu", "Ann")),
        (
            (("Người lập biểu", "Thủ trưởng đơn vị"), ("", ""), ("", "Trần Thị B")),
            Signed("Biểu", "", "Trần Thị B"),
        ),
        ((("Người lập biểu",), ("ĐT 0905 123 456",)), Signed("Biểu")),
        (
            (("KT. CHỦ TỊCH",), ("PHÓ CHỦ TỊCH",), ("(đã ký)",), ("Trần Thị B",)),
            Signed("Biểu", "", "Trần Thị B"),
        ),
        ((("CHỦ TỊCH",), ("Đã ký",), ("(dự họp tỉnh)",), ("Trần Thị B",)), Signed("Biểu", "", "Trần Thị B")),
        ((("CHỦ TỊCH\nTrần Thị B",),), Signed("Biểu", "", "Trần Thị B")),
        ((("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(đã ký)\n\nTrần Thị B",),), Signed("Biểu", "", "Trần Thị B")),
        ((("CHỦ TỊCH",), ("(đã ký)\nTrần Thị B",)), Signed("Biểu", "", "Trần Thị B")),
        ((("TM. UBND\nCHỦ TỊCH",), ("Trần Thị B",)), Signed("Biểu", "", "Trần Thị B")),
        ((("Phổ Hòa, ngày 15/12/2024",),), Signed("Biểu", signed_on="Phổ Hòa, ngày 15/12/2024")),
        ((("ngày 5-1-2026",),), Signed("Biểu", signed_on="ngày 5-1-2026")),
        ((("…………, ngày …… tháng …… năm ……",),), Signed("Biểu")),
    ],
)
def test_who_signed(foot: tuple[tuple[str, ...], ...], signed: Signed) -> None:
    assert around(*foot).signed == signed


@pytest.mark.parametrize(
    "foot",
    [
        ("Người lập biểu Nguyễn Văn A",),
        ("Người lập biểu: Nguyễn Văn A – ĐT 0905 123 456",),
        ("Lưu ý: đến hết ngày 30 tháng 11 năm 2024, xã chưa có cáp quang",),
        ("CHÁNH VĂN PHÒNG Nguyễn Văn A",),
        ("(số liệu tạm tính)",),
        ("đến hết ngày 15/12/2024 chưa có số liệu",),
        ("CHỦ TỊCH\nTrần Thị B\nĐT 0905 123 456",),
    ],
)
def test_words_that_are_no_plain_signature_are_told_whole(foot: tuple[str, ...]) -> None:
    assert [words.text for words in around(foot).items] == list(foot)


def test_a_second_name_and_a_second_day_are_told() -> None:
    day = "Phổ Hòa, ngày 15 tháng 12 năm 2024"
    told = around((day,), ("Người lập biểu",), ("A B",), (day,), ("Người lập biểu",), ("C D",))
    assert [(words.place.row, words.text) for words in told.items] == [(24, day), (26, "C D")]


def test_a_heading_above_signs_nothing_and_is_a_title() -> None:
    told = around(above=("ỦY BAN NHÂN DÂN", "XÃ PHỔ CƯỜNG", "Người lập: Lê Văn C"))
    assert told.signed == Signed("Biểu", "Lê Văn C")
    assert [(words.text, words.receipt_only) for words in told.items][:2] == [
        ("ỦY BAN NHÂN DÂN", True),
        ("XÃ PHỔ CƯỜNG", True),
    ]


def test_group_titles_between_the_rows_and_notes_between_them() -> None:
    told = around(("II", "Hạ tầng"), ("(1)", "(2)"), ("Lưu ý: tạm tính", ""), ("Xã hội số", ""), first=10)
    assert told.items == (
        SheetAnnotation(Place("a.xlsx", "Biểu", 10, 2), "Hạ tầng", receipt_only=True),
        SheetAnnotation(Place("a.xlsx", "Biểu", 11, 1), "(1)", receipt_only=True),
        SheetAnnotation(Place("a.xlsx", "Biểu", 11, 2), "(2)", receipt_only=True),
        SheetAnnotation(Place("a.xlsx", "Biểu", 12, 1), "Lưu ý: tạm tính", receipt_only=False),
    )


def test_a_mark_that_it_is_signed_is_left_to_the_receipt() -> None:
    told = around(("CHỦ TỊCH",), ("(đã ký)",), ("Trần Thị B",))
    assert told.items == (SheetAnnotation(Place("a.xlsx", "Biểu", 22, 1), "(đã ký)", receipt_only=True),)


def test_in_anybodys_table_words_under_an_unusual_header_are_told_and_the_rest_kept() -> None:
    table = SourceTable(
        "a.xlsx",
        ("STT", "Chỉ tiêu", "ĐVT", "Giá trị", "Ghi chú", "Nguyên nhân", "Kế hoạch"),
        ((3, ("1", "CQ-HSCV-XP", "hồ sơ", "5", "", "mất điện", "900")),),
        sheet="Biểu",
        columns=(("indicator", 1), ("value", 3), ("note", 4)),
        unused=(0, 2, 5, 6),
        aside=(
            (2, ("II", "Hạ tầng", "", "", "tạm tính", "do bão")),
            (4, ("",)),
        ),
    )
    told = annotations_around(table, frozenset(), usual=(0, 2))
    assert [(*words.place[2:], words.text, words.receipt_only) for words in told.items] == [
        (2, 1, "II", True),
        (2, 2, "Hạ tầng", True),
        (2, 5, "tạm tính", False),
        (2, 6, "do bão", False),
        (3, 3, "hồ sơ", True),
        (3, 6, "mất điện", False),
        (3, 7, "900", True),
    ]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_of_a_form_all_that_it_does_not_say_itself_is_told(lang: str) -> None:
    lines = title_lines(FORM, "vi" if lang == "vi" else "en")
    told = around(("Gửi thay bản hôm qua",), above=(*lines, "BẢN SỬA"), opinion="chậm do mất điện")
    assert told.items == (
        SheetAnnotation(Place("a.xlsx", "Biểu", 7, 1), "BẢN SỬA", receipt_only=False),
        SheetAnnotation(Place("a.xlsx", "Biểu", 21, 1), "Gửi thay bản hôm qua", receipt_only=False),
        SheetAnnotation(Place("a.xlsx", "Biểu", 20, 2), "chậm do mất điện", receipt_only=False),
    )


def test_the_lines_above_a_csv_form_say_nothing_of_peoples_own() -> None:
    first, second, *_ = form_csv(FORM, "vi").splitlines()
    assert around(above=(first, second + "Lê Văn C;;;")) == around(above=(first, "Người lập biểu:;Lê Văn C"))
    told = around(above=(first, second))
    assert told == Annotations(Signed("Biểu"), ())


def test_stamps_that_no_form_bears_change_nothing() -> None:
    bare = printed(CATALOGUE, ())
    assert (
        printed(CATALOGUE, [stamp("no-body", "2024-Q4", "0" * 64), stamp("pho-hoa", "2024-19", "0" * 64)])
        == bare
    )


def test_the_form_of_an_older_catalogue_is_known_as_a_form() -> None:
    old = stamp("pho-hoa", "2024-Q4", "0" * 64)
    lines = (line.replace(str(FORM.stamp), str(old)) for line in title_lines(FORM, "vi"))
    assert {" ".join(line.casefold().split()) for line in lines} <= printed(CATALOGUE, [old])


@given(
    st.lists(
        st.lists(st.sampled_from(["", "A B", "Người lập biểu", "CHỦ TỊCH:", "x: y", "II", "9"]), max_size=3)
    )
)
def test_every_word_is_a_name_a_label_a_print_or_told(rows: list[list[str]]) -> None:
    told = around(*map(tuple, rows))
    said = {words.text for words in told.items} | set(told.signed)
    typed = {cell for row in rows for cell in row if cell}
    assert typed - said <= {"Người lập biểu", "CHỦ TỊCH:", "II"}


def test_ten_times_the_labels_cost_ten_times_as_much() -> None:
    few = calls(lambda: around(*[("Người lập biểu",)] * 200))
    assert calls(lambda: around(*[("Người lập biểu",)] * 2_000)) < 11 * few
