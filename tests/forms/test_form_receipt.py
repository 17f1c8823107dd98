"""Receipts carry on what was replaced before, and tell of nothing twice."""

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest
from sent_back import CATALOGUE, Q3, Q4
from shape import kept_to

from dxscore.forms.annotations import Annotations, SheetAnnotation
from dxscore.forms.expected import Expected
from dxscore.forms.receipt import LISTED_AT_MOST, read_receipt, receipt
from dxscore.forms.returned import collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.signatures import Signed
from dxscore.forms.stamp import stamp
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from placed import placed

INDICATOR = "AT-MADOC-CAIDAT"


def seen(numerator: int, period: Period = Q4) -> Observation:
    return Observation(INDICATOR, "cong-an", period, Decimal(numerator), Decimal(9), note="đếm lại")


def told(
    new: int,
    old: int | None,
    earlier: str | None = None,
    written: bytes = b"new",
    before: bytes | None = b"old",
    period: Period = Q4,
) -> str:
    stamps = (stamp("cong-an", str(period), CATALOGUE.sha256),)
    file = ReturnedFile("a.xlsx", "1" * 64, stamps, (seen(new, period),))
    known = [] if old is None else [seen(old, period)]
    collected = collect(Expected(CATALOGUE, period), [file], known)
    known_receipt = None if earlier is None else read_receipt(earlier)
    text = receipt(CATALOGUE, collected, [file], "m.csv", written, known_receipt, before)
    kept_to("receipt-1", text)
    return text


def part(text: str, period: str = "2024-Q4") -> Any:
    return json.loads(text)["collections"][period]


def test_a_receipt_names_files_units_rows_and_the_output() -> None:
    document = json.loads(told(1, None))
    assert document["schema"] == "dxscore/receipt/1"
    assert document["output"] == {"file": "m.csv", "sha256": hashlib.sha256(b"new").hexdigest()}
    collection = document["collections"]["2024-Q4"]
    assert collection["files"][0]["sha256"] == "1" * 64
    assert collection["files"][0]["forms"] == [f"dxscore-form/1/cong-an/2024-Q4/{CATALOGUE.sha256[:16]}"]
    police = next(unit for unit in collection["units"] if unit["reporting_unit"] == "cong-an")
    assert (police["status"], len(police["missing"])) == ("partial", 4)
    assert collection["rows"] == 1


def test_a_text_box_that_stands_on_no_cell_has_none() -> None:
    box = SheetAnnotation(Place("a.xlsx", "Biểu"), "Gửi thay bản hôm qua", receipt_only=True)
    file = ReturnedFile("a.xlsx", "1" * 64, remarks=(box,))
    text = receipt(CATALOGUE, collect(Expected(CATALOGUE, Q4), [file], []), [file], "m.csv", b"", None, None)
    kept_to("receipt-1", text)
    assert part(text)["files"][0]["words"] == [
        {"row": 0, "sheet": "Biểu", "cell": None, "text": "Gửi thay bản hôm qua"}
    ]


def test_a_change_tells_old_new_file_and_reason() -> None:
    (change,) = part(told(2, 1))["changes"]
    assert (change["old"]["numerator"], change["new"]["numerator"]) == ("1", "2")
    assert (change["file"], change["reason"]) == ("a.xlsx", "đếm lại")


def test_changes_are_carried_on() -> None:
    first = told(2, 1, written=b"second")
    again = told(2, 2, earlier=first, before=b"second", written=b"second")
    assert again == first
    third = told(3, 2, earlier=first, before=b"second", written=b"third")
    assert [change["new"]["numerator"] for change in part(third)["changes"]] == ["2", "3"]


def test_a_run_that_was_interrupted_tells_of_its_changes_once() -> None:
    unfinished = told(2, 1, before=b"first", written=b"second")
    finished = told(2, 1, earlier=unfinished, before=b"first", written=b"second")
    assert finished == unfinished


def test_other_periods_stay() -> None:
    third = told(1, None, period=Q3, written=b"q3")
    both = told(1, None, earlier=third, before=b"q3", written=b"q3q4")
    assert part(both, "2024-Q3") == part(third, "2024-Q3")
    assert part(both)["rows"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"schema": "dxscore/receipt/2", "collections": {}}',
        '{"schema": "dxscore/receipt/1"}',
        '{"schema": "dxscore/receipt/1", "collections": {"2024": []}}',
        '{"schema": "dxscore/receipt/1", "collections": {"2024": {"changes": 1}}}',
        '{"schema": "dxscore/receipt/1", "plan": "p", "output": {"file": "m.csv"}, "collections": {}}',
    ],
)
def test_what_is_no_receipt_is_not_read_as_one(text: str) -> None:
    assert read_receipt(text) is None


def test_what_is_written_is_read_back_and_keys_that_came_later_may_be_lacking() -> None:
    text = told(2, 1)
    read = read_receipt(text)
    assert read is not None
    assert read.model_dump(mode="json", by_alias=True) == json.loads(text)
    older = json.loads(text)
    for unit in older["collections"]["2024-Q4"]["units"]:
        del unit["set_aside"]
    assert read_receipt(json.dumps(older)) == read


def test_a_row_left_out_names_its_place_its_code_and_the_row_that_contradicts_it() -> None:
    files = [
        ReturnedFile(name, "1" * 64, (), (placed(seen(number), file=name, row=9, sheet="Biểu", cell=8),))
        for number, name in ((1, "a.xlsx"), (2, "b.csv"))
    ]
    files[1] = files[1]._replace(observations=(placed(files[1].observations[0], sheet=None, cell=2, row=3),))
    collected = collect(Expected(CATALOGUE, Q4), files)
    document = kept_to("receipt-1", receipt(CATALOGUE, collected, files, "m.csv", b"", None, None))
    first, second = document["collections"]["2024-Q4"]["left_out"]
    here = {"file": "a.xlsx", "row": 9, "sheet": "Biểu", "cell": "H9"}
    there = {"file": "b.csv", "row": 3, "sheet": None, "cell": None}
    assert {name: first[name] for name in ("reason", "code", *here)} == {
        "reason": "differs",
        "code": "DX305",
        **here,
    }
    assert (first["against"], second["against"]) == (there, here)


def test_a_receipt_lists_so_many_words_and_rows_and_counts_the_rest() -> None:
    more = LISTED_AT_MOST + 7
    titles = [
        SheetAnnotation(Place("a.xlsx", "S", row, 1), "tiêu đề", receipt_only=True) for row in range(1, more)
    ]
    read = SheetAnnotation(Place("a.xlsx", "S", more, 1), "đọc tôi", receipt_only=False)
    rows = tuple(placed(seen(1, Q3), row=row) for row in range(1, more + 1))
    file = ReturnedFile(
        "a.xlsx", "1" * 64, (), rows, annotations=(Annotations(Signed("S"), (*titles, read)),)
    )
    collected = collect(Expected(CATALOGUE, Q4), [file])
    told = part(receipt(CATALOGUE, collected, [file], "m.csv", b"", None, None))
    (listed,) = told["files"]
    assert (len(listed["words"]), listed["words_not_listed"]) == (LISTED_AT_MOST, 7)
    assert listed["words"][0]["text"] == "đọc tôi"
    assert (len(told["left_out"]), told["left_out_not_listed"]) == (LISTED_AT_MOST, 7)
