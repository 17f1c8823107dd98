"""A catalogue of answers alone: sound, for every kind of place, in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dxscore
from dxscore.errors import RequestError
from dxscore.flows.start import answers, begin, read_units
from dxscore.model.period import Period
from dxscore.read import catalogue, marked_yaml
from dxscore.start.answers import Unit
from dxscore.start.ids import slug, told_apart
from dxscore.start.place import LEVELS, body_kind, level_of, unit_kind
from dxscore.start.yaml_text import cleaned, comment, quoted
from dxscore.words.say import Language

HAMLETS = (Unit("Thôn An Thổ"), Unit("Tổ dân phố 2"))


def begun(folder: Path, *units: Unit, level: str = "commune", lang: Language = "vi") -> Path:
    given_ = answers("Xã Minh Phương", level=level, units=units, lang=lang, today=date(2026, 3, 1))
    for name, text in begin(given_).files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("units", [(), HAMLETS])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_there_is_nothing_to_find_but_the_examples_themselves(
    tmp_path: Path, level: str, units: tuple[Unit, ...], lang: Language
) -> None:
    loaded, findings = catalogue.inspect(begun(tmp_path, *units, level=level, lang=lang))
    assert [finding.code for finding in findings] == ["DX468"] * 2  # to write over: targets, then a task
    assert loaded is not None
    assert [body.name.vi for body in loaded.assignments.bodies if body.kind == "hamlet"] == [
        u.name for u in units
    ]
    assert set(loaded.indicators) == {"CQ-1", "XH-1", "CQ-2"}


def test_it_asks_and_judges(tmp_path: Path) -> None:
    loaded = catalogue.load(begun(tmp_path, *HAMLETS))
    assert dxscore.template("Thôn An Thổ", Period("year", 2026), loaded, kind="csv")
    metrics = tmp_path / "m.csv"
    metrics.write_text(
        "indicator,reporting_unit,period,numerator,denominator,value,evidence\n"
        "CQ-1,Xã Minh Phương,2026,81,100,,\n"
        "XH-1,Thôn An Thổ,2026,,,2,\nXH-1,Tổ dân phố 2,2026,,,0,\n"
        "CQ-2,Thôn An Thổ,2026,,,có,KH 1\nCQ-2,Tổ dân phố 2,2026,,,không,\n",
        encoding="utf-8",
    )
    results = dxscore.score(metrics, loaded).results
    assert {result.indicator: result.status for result in results if result.due} == {
        "CQ-1": "met",
        "XH-1": "missed",  # 'trên 2' is not 2
        "CQ-2": "missed",
    }


def test_a_place_is_what_its_name_begins_with() -> None:
    names = ["Xã A", "PHƯỜNG B", "Đặc khu Lý Sơn", "tỉnh C", "Thành phố Huế", "Xãm", "A"]
    found = [level_of(name) for name in names]
    assert found == ["commune", "ward", "special_zone", "province", "province", None, None]
    assert [unit_kind(n) for n in ("Thôn 1", "Tổ dân phố 2", "Bản A", "Bảng")] == ["hamlet"] * 3 + [None]
    assert body_kind("UBND xã A") == "commune"
    assert body_kind("Công ty Điện lực") == "enterprise"
    assert body_kind("Sở Y tế") == "office"


@pytest.mark.parametrize(
    ("named", "value"),
    [("level", "district"), ("calendar", "lunar"), ("place", " - "), ("year", 1066), ("deadline", 9999)],
)
def test_an_answer_that_is_none(named: str, value: str | int) -> None:
    with pytest.raises(RequestError):
        answers(**{"place": "Xã A", named: value})  # type: ignore[arg-type]  # what is refused


def test_names_that_are_one_without_accents_are_told_apart() -> None:
    assert told_apart([("Xã Sơn Hạ", "21289"), ("Xã Sơn Hà", "21292"), ("Xã Ba Tơ", "21484")]) == [
        "xa-son-ha-21289",
        "xa-son-ha-21292",
        "xa-ba-to",
    ]
    assert told_apart([("Thôn Hạ", None), ("Thôn Hà", None)]) == ["thon-ha", "thon-ha-2"]
    assert slug("…", "co-quan") == "co-quan"


def test_units_of_a_file(tmp_path: Path) -> None:
    table, lines = tmp_path / "u.csv", tmp_path / "u.txt"
    table.write_text("code,name\n211,Xã A\nx,Xã B\n", encoding="utf-8")
    assert read_units(str(table)) == (Unit("Xã A", "00211"), Unit("Xã B"))
    lines.write_text("Thôn Một\n\nThôn Hai\n", encoding="utf-8")
    assert read_units(str(lines)) == (Unit("Thôn Một"), Unit("Thôn Hai"))
    lines.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(RequestError):
        read_units(str(lines))


@given(st.text())
def test_any_text_is_read_back_from_the_file_as_it_was_cleaned(text: str) -> None:
    content = "\n".join(
        [*comment(text), f"a: {{vi: {quoted(text)}}}", f"b: [{quoted(text)}]  # {cleaned(text)}"]
    )
    read = marked_yaml.read(content.encode(), "f")
    assert read.findings == ()
    assert read.value == {"a": {"vi": cleaned(text)}, "b": [cleaned(text)]}


@given(st.one_of(st.text(), st.sampled_from(["No", "2025-06-30", "1e5", "Null", "0", "0x1F", "12:30"])))
def test_a_key_is_one(text: str) -> None:
    key = slug(text)
    assert key.isascii()
    assert 0 < len(key) <= 40
    assert key.replace("-", "a").isalnum()
    assert marked_yaml.read(f"a: {key}".encode(), "f").value == {"a": key}  # to YAML it is a word
