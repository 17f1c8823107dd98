"""What a card looks like in every format, and forms out and in again."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

import dxscore
from dxscore.flows import points as scoring
from dxscore.points.form import form_workbook
from dxscore.points.outputs import MAKERS, render
from dxscore.points.view import PointsView
from dxscore.words.say import LANGUAGES, Language
from points_sets import CATALOGUE, EXAMPLE, PROJECT, contents, criterion, metrics, of, scored, scores, written

FILES = [str(EXAMPLE / "metrics.csv"), str(EXAMPLE / "scores.csv")]


def example() -> scoring.Points:
    loaded = scoring.load(EXAMPLE / "points.yaml", CATALOGUE)
    return scoring.Points(scoring.scored(loaded, scoring.read(FILES, loaded)), loaded)


POINTS = example()


def view(lang: Language = "vi", unit: str | None = None, by: str = "unit") -> PointsView:
    return POINTS.view(lang, by, unit)


def test_the_screen_answers_first() -> None:
    lines = render(view(), "table").decode().splitlines()
    assert lines[:2] == [
        "Bộ chỉ số minh họa – Năm 2026",
        "Xếp hạng 4/4 đơn vị. Cao nhất: Xã Một 99,5/100 điểm; thấp nhất: Xã Bốn 33,86/100 điểm.",
    ]
    text = "\n".join(lines)
    assert "minh họa, không phải văn bản" in text
    assert re.search(r"^2 +Xã Hai +66,43 .*hoàn thành DU-HOP, chủ trì họp: \+5 điểm", text, re.M)
    assert re.search(r"^3–4 +Xã Bốn +33,86 +33,86–45,23", text, re.M)
    assert "Xã Ba, HS: 4/12, mỗi trường hợp là 1,25 điểm" in text


def test_one_unit_is_shown_with_its_three_numbers() -> None:
    text = render(view(unit="xa-hai"), "table").decode()
    assert "Xã Hai: 66,43/100 điểm, hạng 2 trong 4 đơn vị." in text
    assert re.search(r"^HOP +20 +15 +20 +15 +15 +thiếu 5 điểm", text, re.M)
    assert "thêm 160 hồ sơ trực tuyến (HS): +2,4 điểm" in text


def test_points_of_groups_stand_in_columns_of_their_own() -> None:
    text = render(view(by="group"), "table").decode()
    assert "Chỉ đạo" in text and re.search(r"Xã Hai .* 25 +43,43", text)


@pytest.mark.parametrize("width", [20, 30, 50])
def test_a_narrow_terminal_cuts_no_number(width: int) -> None:
    narrow = PointsView(POINTS.card, POINTS.loaded.placed, POINTS.loaded.catalogue, "vi", width)
    assert "66,43" in render(narrow, "table").decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_format_can_be_made_in_every_language_and_is_the_same_every_time(lang: Language) -> None:
    for name in MAKERS:
        made = render(view(lang), name)
        assert made and made == render(view(lang), name)


def test_the_document_is_of_the_published_shape() -> None:
    schema = json.loads((PROJECT / "schemas" / "points-1.json").read_text(encoding="utf-8"))
    document = json.loads(render(view(), "json"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert (document["schema"], document["set"]) == ("dxscore/points/1", "MINH-HOA")
    first = document["units"][0]
    assert {"reporting_unit", "total", "low", "high", "rank", "rank_best", "rank_worst", "band"} <= {*first}
    assert first["total"] == "99.5" and first["band"] == "Xuất sắc"
    own = {"criterion", "max", "computed", "self", "verified", "official", "reason"}
    assert own <= {*first["criteria"][0]}
    one = json.loads(render(view(unit="xa-ba"), "json"))
    assert [each["reporting_unit"] for each in one["units"]] == ["xa-ba"]


def test_the_csv_has_a_row_for_each_unit_and_criterion() -> None:
    rows = list(csv.DictReader(io.StringIO(render(view(), "csv").decode())))
    assert len(rows) == 4 * 12
    row = next(row for row in rows if (row["reporting_unit"], row["criterion"]) == ("xa-hai", "HOP"))
    assert (row["computed"], row["self"], row["verified"], row["official"]) == ("15", "20", "15", "15")
    assert row["reason"] == "Chỉ có 3 biên bản"


def words_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", archive.read("word/document.xml").decode()))


def test_the_word_annex_is_in_the_printed_form() -> None:
    text = words_of(render(view(), "docx"))
    titles = (
        "TT Tiêu chí Điểm tối đa Cách tính Tài liệu kiểm chứng Tính từ số liệu Tự chấm Thẩm định Giải trình"
    )
    assert titles in text
    assert "Tổng cộng: 66,43/100 điểm – Khá" in text
    assert "QĐ 02/QĐ-UBND ngày 06/01/2026 (minh họa)" in text
    assert not set("✓✗*") & set(text) and "--period" not in text


def test_the_workbook_holds_numbers_that_can_be_counted_with() -> None:
    book = load_workbook(io.BytesIO(render(view(), "xlsx")))
    assert book.sheetnames == ["Xếp hạng", "Điểm theo tiêu chí", "Tiêu chí", "Lỗi và lưu ý"]
    cells = [cell.value for row in book["Xếp hạng"].iter_rows() for cell in row]
    assert {99.5, 66.43, 38.02, 33.86} <= {cell for cell in cells if isinstance(cell, float)}


HOSTILE = "=cmd|'/c calc'!A1 <b>::error::\x1b[31m"


def test_nothing_that_somebody_typed_acts_anywhere(tmp_path: Path) -> None:
    name = HOSTILE.replace("\x1b", "")  # which no set may hold
    data = contents(criterion(name=name, max=5, given={}), name=name)
    given = tmp_path / "scores.csv"
    given.write_text(
        "criterion,reporting_unit,period,stage,points,reason,evidence\n"
        f'A,xa-mot,2026,self,3,"{HOSTILE}","{HOSTILE}"\n',
        encoding="utf-8",
    )
    loaded = scoring.load(written(tmp_path, json.dumps(data)), CATALOGUE)
    points = scoring.Points(scoring.scored(loaded, scoring.read([str(given)], loaded)), loaded)
    for format_ in MAKERS:
        made = render(points.view("vi"), format_)
        assert b"\x1b" not in made or format_ in ("docx", "xlsx")  # which are compressed
        assert not any(line.startswith(b"::error") for line in made.splitlines())
    assert b"<b>" not in render(points.view("vi"), "html")
    book = load_workbook(io.BytesIO(render(points.view("vi"), "xlsx")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    rows = list(csv.reader(io.StringIO(render(points.view("vi"), "csv").decode())))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


# Forms.


def test_a_form_that_was_filled_in_is_read_back(tmp_path: Path) -> None:
    rows = ["A,xa-mot,40,100,", "A,xa-hai,50,100,"]
    data = contents(
        criterion(group="G", max=6, share={"full_at": 80, "none_arising": "zero"}),
        criterion(id="B", group="G", max=4, given={}),
        groups=[{"id": "G", "name": "Nhóm"}],
        rounding={"each": 2},
    )
    loaded = scoring.load(written(tmp_path, data), CATALOGUE)
    figures = metrics(tmp_path, rows)
    blank = scoring.Points(scoring.scored(loaded, scoring.read([figures], loaded)), loaded)
    one = blank.view("vi", unit="xa-mot")
    book = load_workbook(io.BytesIO(form_workbook(one, one.lines[0])))
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if row[1].value == "Mã tiêu chí")
    places = {str(cell.value): cell.column for cell in header}
    for row in sheet.iter_rows(min_row=header[0].row + 1):
        if row[1].value == "B":
            sheet.cell(row[0].row, places["Tự chấm"], 3.5)
            sheet.cell(row[0].row, places["Tài liệu kiểm chứng"], "BC 12/BC-UBND")
            sheet.cell(row[0].row, places["Thẩm định"], 3)
            sheet.cell(row[0].row, places["Giải trình"], "thiếu biên bản")
    returned = tmp_path / "xa-mot.xlsx"
    book.save(returned)
    card = scoring.scored(loaded, scoring.read([figures, str(returned)], loaded))
    own = of(card, "xa-mot", "B")
    assert (str(own.self_), str(own.verified), str(own.official)) == ("3.5", "3", "3")
    assert (own.evidence, own.reason) == ("BC 12/BC-UBND", "thiếu biên bản")
    assert of(card, "xa-mot").self_ is None and of(card, "xa-hai", "B").official is None
    assert not [finding for finding in card.findings if finding.severity == "error"]


def test_a_form_as_csv_is_a_file_of_points(tmp_path: Path) -> None:
    data = contents(criterion(max=6, share={"none_arising": "zero"}))
    loaded = scoring.load(written(tmp_path, data), CATALOGUE)
    card = scoring.scored(loaded, scoring.read([metrics(tmp_path, ["A,xa-mot,1,2,"])], loaded))
    text = dxscore.points_form(scoring.Points(card, loaded), "Xã Một", kind="csv").decode("utf-8-sig")
    assert text.splitlines()[1].startswith("A,xa-mot,2026,self,,")
    filled = tmp_path / "filled.csv"
    filled.write_text(text.replace("self,,", "self,2,"), encoding="utf-8")
    again = scoring.scored(loaded, scoring.read([str(filled)], loaded))
    assert str(of(again, "xa-mot").self_) == "2"


# The library.


def test_the_library_does_what_the_command_does(tmp_path: Path) -> None:
    import pandas as pd

    points = dxscore.points(FILES[0], EXAMPLE / "points.yaml", CATALOGUE, scores=FILES[1])
    assert (type(points), points.card) == (dxscore.Points, POINTS.card)
    assert points.to_json() == POINTS.to_json()
    assert dxscore.points_report(points, "docx", unit="Xã Hai") == render(view(unit="xa-hai"), "docx")
    with pytest.raises(dxscore.RequestError):
        dxscore.points_report(points, "docx", unit="Xã Năm")
    with pytest.raises(dxscore.PointsError):
        dxscore.points(FILES, tmp_path / "none.yaml", CATALOGUE)
    share = criterion(max=6, share={"none_arising": "zero"})
    columns = ["indicator", "reporting_unit", "period", "numerator", "denominator"]
    frame = pd.DataFrame([["A", "xa-mot", "2026", 1, 2]], columns=columns)
    path = written(tmp_path, contents(share))
    assert str(of(dxscore.points(frame, path, CATALOGUE).card, "xa-mot").official) == "3"
    supposed = dxscore.points(frame, path, CATALOGUE, what_if=["A/xa-mot=2/2"], period="Năm 2026")
    assert str(supposed.card.what_if[0].total_after) == "6"
    alone = scored(tmp_path, contents(share), [scores(tmp_path, "A,xa-mot,self,2,,")])
    assert str(of(alone, "xa-mot").official) == "2"
