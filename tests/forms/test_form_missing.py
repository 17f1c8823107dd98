"""Why a figure is missing, what is said of it, and which of several reasons is told."""

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from sent_back import CATALOGUE, Q3, Q4, of, returned

from dxscore.forms.expected import Expected
from dxscore.forms.missing import Missing, letter_words, short_words
from dxscore.forms.rejected import Rejected, rejection_findings
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import stamp
from dxscore.forms.summary import summary_text
from dxscore.forms.unit_returns import UnitReturn
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place

INDICATOR, OTHER = "AT-MADOC-CAIDAT", "AT-MADOC-KETNOI"
HERE = frozenset({(INDICATOR, "cong-an")})


def seen(
    numerator: int = 1,
    unit: str = "cong-an",
    period: Period = Q4,
    indicator: str = INDICATOR,
    **more: Any,
) -> Observation:
    return Observation(indicator, unit, period, Decimal(numerator), Decimal(20), **more)


def unit(collected: Collected, name: str = "cong-an") -> UnitReturn:
    return next(item for item in collected.units if item.unit == name)


def missing(*files: ReturnedFile, impossible: tuple[Rejected, ...] = (), name: str = "cong-an") -> Missing:
    return unit(collect(Expected(CATALOGUE, Q4), files, taken_out=impossible), name).missing[INDICATOR, name]


def impossible(numerator: int = 30) -> Rejected:
    return Rejected("impossible", seen(numerator, place=Place("i.csv", row=2)), "DX301")


CASES: dict[str, tuple[tuple[ReturnedFile, ...], tuple[Rejected, ...]]] = {
    "contradictory": ((returned(seen(3), name="a"), returned(seen(4), name="b")), ()),
    "impossible": ((returned(faulty=HERE, unreadable=True, name="i.csv", stamps=()),), (impossible(),)),
    "faulty": ((returned(faulty=HERE, unreadable=True, name="c"),), ()),
    "left_blank": ((returned(blank=HERE, name="d"),), ()),
    "other_form": ((returned(seen(5), name="e", stamps=(of("phong-y-te"),)),), ()),
    "other_unit": ((returned(seen(6, unit="phong-y-te"), name="f"),), ()),
    "other_period": ((returned(seen(7, period=Q3), name="g", stamps=(of("cong-an", Q3),)),), ()),
    "not_sent": ((), ()),
}
"""One case of each reason, in the order in which they are told."""


@pytest.mark.parametrize("why", CASES)
def test_each_reason_by_itself(why: str) -> None:
    files, wrong = CASES[why]
    assert missing(*files, impossible=wrong).why == why


@pytest.mark.parametrize(("first", "second"), list(combinations(CASES, 2)))
def test_of_two_reasons_the_one_nearer_to_a_figure_is_told(first: str, second: str) -> None:
    (files, wrong), (more, also_wrong) = CASES[first], CASES[second]
    assert missing(*more, *files, impossible=wrong + also_wrong).why == first


def test_a_row_of_another_period_is_told_though_the_unit_sent_the_rest() -> None:
    file = returned(seen(indicator=OTHER), seen(period=Q3), name="a")
    assert missing(file).why == "other_period"


def test_a_row_that_a_file_does_not_have_is_not_listed_where_the_unit_sent_others() -> None:
    assert missing(returned(seen(indicator=OTHER), name="a", stamps=())).why == "not_listed"


def test_a_form_that_was_refused_whole_is_not_blank_and_leaves_old_figures_in_doubt() -> None:
    file = returned(name="a")._replace(unreadable=True, refused=True)
    assert missing(file).why == "refused"
    (police,) = (u for u in collect(Expected(CATALOGUE, Q4), [file], [seen()]).units if u.unit == "cong-an")
    assert {each: missing.why for each, missing in police.stale.items()} == {
        (INDICATOR, "cong-an"): "refused"
    }


def test_a_faulty_row_without_an_indicator_speaks_of_its_unit() -> None:
    file = returned(name="a", stamps=())._replace(unreadable=True, faulty_units=frozenset({"cong-an"}))
    assert missing(file).why == "faulty_rows"
    (police,) = (u for u in collect(Expected(CATALOGUE, Q4), [file]).units if u.unit == "cong-an")
    assert (police.status, police.set_aside) == ("set_aside", ("a",))


def test_a_blank_in_a_form_of_another_period_is_no_blank_of_this_one() -> None:
    assert missing(returned(blank=HERE, name="a", stamps=(of("cong-an", Q3),))).why == "not_sent"


def test_a_row_in_another_units_form_speaks_of_both_units() -> None:
    file = returned(seen(unit="phong-y-te"), name="a")
    collected = collect(Expected(CATALOGUE, Q4), [file])
    assert unit(collected).missing[INDICATOR, "cong-an"].why == "other_unit"
    assert unit(collected, "phong-y-te").missing[INDICATOR, "phong-y-te"].why == "other_form"
    assert {unit(collected, name).status for name in ("cong-an", "phong-y-te")} == {"set_aside"}


def test_what_was_collected_before_is_not_missing() -> None:
    files, _ = CASES["other_period"]
    assert (INDICATOR, "cong-an") not in unit(collect(Expected(CATALOGUE, Q4), files, [seen()])).missing


@pytest.mark.parametrize(
    ("why", "vi", "en"),
    [
        (
            "contradictory",
            " – đã gửi các số khác nhau (3/20; 4/20), đề nghị xác nhận",
            " – different figures were sent (3/20; 4/20): please confirm",
        ),
        (
            "impossible",
            " – đã gửi nhưng số liệu không thể đúng (30/20), đề nghị kiểm tra lại",
            " – sent, but cannot be true (30/20): please check",
        ),
        (
            "faulty",
            " – đã gửi nhưng có lỗi, đề nghị kiểm tra lại",
            " – sent, but faulty: please check",
        ),
        ("left_blank", " – đã gửi nhưng để trống", " – sent, but left blank"),
        (
            "other_form",
            " – số liệu chỉ có trong biểu của Phòng Y tế, đề nghị gửi bằng biểu của đơn vị mình",
            " – found only in the form of Health Office: please send it in the unit's own form",
        ),
        (
            "other_unit",
            " – biểu của đơn vị gửi về ghi số liệu của Phòng Y tế, đề nghị gửi số liệu của đơn vị mình",
            " – the unit's form came back with figures of Health Office: please send the unit's own",
        ),
        (
            "other_period",
            " – đã gửi nhưng là số liệu Quý III/2024, đề nghị gửi số liệu Quý IV/2024",
            " – sent, but the figures are of 2024-Q3: please send those of 2024-Q4",
        ),
        ("not_sent", "", ""),
    ],
)
def test_a_letter_says_why(why: str, vi: str, en: str) -> None:
    files, wrong = CASES[why]
    told = missing(*files, impossible=wrong)
    assert letter_words(CATALOGUE, Q4, told, "vi") == vi
    assert letter_words(CATALOGUE, Q4, told, "en") == en


def test_no_more_than_three_are_named_each_once() -> None:
    files = [returned(seen(number), name=str(number)) for number in (1, 2, 2, 3, 4)]
    assert short_words(CATALOGUE, missing(*files), "vi") == "các số khác nhau: 1/20; 2/20; 3/20; …"


def test_one_figure_sent_with_other_words_beside_it_is_not_called_two_figures() -> None:
    told = missing(returned(seen(3, note="tạm tính"), name="a"), returned(seen(3), name="b"))
    assert letter_words(CATALOGUE, Q4, told, "vi") == (
        " – đã gửi số 3/20 nhiều lần, phần ghi kèm khác nhau, đề nghị xác nhận"
    )


def test_the_summary_tells_apart_who_sent_nothing_and_whose_files_are_of_no_use() -> None:
    asked = unit(collect(Expected(CATALOGUE, Q4), [])).expected
    rows = [seen(indicator=name, unit=of, period=Q3) for name, of in asked]
    partly = returned(seen(unit="phong-y-te"), name="b", stamps=(of("phong-y-te"),))
    files = [
        returned(*rows, name="a", stamps=(of("cong-an", Q3),)),
        partly,
        returned(name="c", stamps=(of("phong-gddt", Q3),)),
    ]
    text = summary_text(CATALOGUE, collect(Expected(CATALOGUE, Q4), files), (), {}, "vi")
    assert (
        "\nCó gửi nhưng không có số liệu nào của kỳ này tính được (2)\n"
        "  Công an thị xã (tệp a): số liệu Quý III/2024\n"
    ) in text
    assert "(tệp c)\n\nChưa gửi (25)\n" in text
    assert "1/28 đơn vị đã gửi" in text


def test_the_summary_groups_what_a_unit_lacks_by_reason() -> None:
    file = returned(seen(indicator=OTHER), seen(period=Q3), name="a")
    text = summary_text(CATALOGUE, collect(Expected(CATALOGUE, Q4), [file]), (), {}, "en")
    assert (
        "Town Police (file a): 4 of 5 missing: CQ-DDXT, AT-CAPDO-PHEDUYET, AT-CAPDO-PHUONGAN (not in the"
        f" file); {INDICATOR} (figures of 2024-Q3)\n"
    ) in text


# --- findings ---


def told(*files: ReturnedFile) -> list[tuple[str, str, str]]:
    found = list(
        rejection_findings(Expected(CATALOGUE, Q4), collect(Expected(CATALOGUE, Q4), files).rejected)
    )
    assert {(finding.severity, finding.row) for finding in found} == {("error", 8)}
    return [(finding.code, finding.file, finding.message.en) for finding in found]


@pytest.mark.parametrize(
    ("why", "wanted"),
    [
        (
            "other_period",
            [("DX321", "g", "a figure of 2024-Q3, not of the period being collected (2024-Q4): not counted")],
        ),
        (
            "other_form",
            [("DX322", "e", "a figure of Town Police in the form of Health Office: not counted")],
        ),
        (
            "contradictory",
            [
                ("DX305", "a", "3/20 contradicts 4/20 at b:8: same indicator, unit and period"),
                ("DX305", "b", "4/20 contradicts 3/20 at a:8: same indicator, unit and period"),
            ],
        ),
    ],
)
def test_every_row_left_out_has_a_finding_at_its_place(why: str, wanted: list[tuple[str, str, str]]) -> None:
    assert told(*CASES[why][0]) == wanted


def test_a_difference_beside_the_figure_names_the_columns() -> None:
    files = (returned(seen(3, note="x", closed_on=date(2024, 12, 1)), name="a"), returned(seen(3), name="b"))
    assert told(*files) == [
        ("DX320", "a", "the same figure 3/20 as at b:8, but another Note, Cutoff date"),
        ("DX320", "b", "the same figure 3/20 as at a:8, but another Note, Cutoff date"),
    ]


def test_a_stamp_of_a_unit_that_the_catalogue_does_not_know_is_named_by_its_id() -> None:
    file = returned(seen(3), name="a", stamps=(of("xa-cu"),))
    assert told(file)[0][2] == "a figure of Town Police in the form of xa-cu: not counted"
    blank = ReturnedFile("b", "0" * 64, (stamp("xa-cu", str(Q4), "f" * 64),))
    assert "xa-cu (file b)" in summary_text(
        CATALOGUE, collect(Expected(CATALOGUE, Q4), [file, blank]), (), {}, "en"
    )
