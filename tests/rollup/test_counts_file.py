"""counts.yaml: read right, or refused with every fault at its place."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from counting import COUNTS, KEYED, counts_in

from dxscore.errors import CountsError
from dxscore.flows.catalogue import inspect
from dxscore.flows.lint import lint
from dxscore.model.loaded import Catalogue
from dxscore.model.schemas import json_schema
from dxscore.read import marked_yaml
from dxscore.read.counts import inspect_counts, read_counts

FAULTY = """\
version: 1
records: {unit: don_vi, date: ngay, period: week, keys: ma}
columns:
  level: {one_of: [tinh, xa, "XA"]}
  online: {yes: ["1"]}
  both: {one_of: [a], yes: [b], no: [c]}
  secret: {yes: ["1", "có"], no: ["0", "CÓ"]}
  on_time: {compare: {left: a, op: "=<", right: b}, blank: maybe}
  spare: {one_of: [a]}
indicators:
  TT: {of: {levl: xa, level: xã}, excludes: {secret: true}}
  SLL: {of: {level: xa}}
  HANG: {counts: {online: yes}}
  SL: {of: {level: [xa, huyen]}, counts: {on_time: yes}, count: 1}
"""


def told(path: Path, catalogue: Catalogue) -> list[tuple[int | None, str, str | None]]:
    return [
        (finding.row, finding.code, finding.column) for finding in inspect_counts(path, catalogue).findings
    ]


def test_what_is_written_is_read(catalogue: Catalogue, tmp_path: Path) -> None:
    content = counts_in(tmp_path, catalogue, KEYED).content
    assert content.records.key == "ma"
    assert content.columns["online"].yes == ("1", "có")
    assert content.columns["level"].values == ("tinh", "xa")
    assert content.indicators["TT"].excludes == {"secret": ("yes",)}
    assert content.used == ("level", "online", "secret", "on_time")


def test_plain_yes_no_and_numbers_are_the_texts_of_a_log(catalogue: Catalogue, tmp_path: Path) -> None:
    text = COUNTS.replace('["1", "có"]', "[1, có]").replace("secret: yes", "secret: true")
    content = counts_in(tmp_path, catalogue, text).content
    assert content.columns["online"].yes == ("1", "có")
    assert content.indicators["TT"].excludes == {"secret": ("yes",)}


def test_yes_is_no_word_elsewhere() -> None:
    assert marked_yaml.read(b"a: yes", "f").findings[0].code == "DX414"
    assert not marked_yaml.read(b"yes: no", "f", answers=True).findings


def test_all_faults_are_told_at_once_with_their_places(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "counts.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    assert told(path, catalogue) == [
        (2, "DX423", "records.period"),
        (2, "DX421", "records.keys"),
        (4, "DX802", "columns.level.one_of[2]"),
        (5, "DX801", "columns.online"),
        (6, "DX806", "columns.both"),
        (6, "DX801", "columns.both"),
        (7, "DX802", "columns.secret.no[1]"),
        (8, "DX423", "columns.on_time.compare.op"),
        (8, "DX423", "columns.on_time.blank"),
        (9, "DX806", "columns.spare"),
        (11, "DX804", "indicators.TT"),
        (11, "DX430", "indicators.TT.of.levl"),
        (11, "DX423", "indicators.TT.of.level"),
        (12, "DX430", "indicators.SLL"),
        (13, "DX803", "indicators.HANG"),
        (14, "DX423", "indicators.SL.of.level[1]"),
        (14, "DX421", "indicators.SL.count"),
    ]
    with pytest.raises(CountsError) as caught:
        read_counts(path, catalogue)
    meant = {finding.column: finding.message.en for finding in caught.value.findings}
    assert meant["indicators.TT.of.levl"] == "there is no column levl; did you mean level?"
    assert "did you mean counts" in meant["indicators.SL.count"]
    assert "DX806" not in {finding.code for finding in caught.value.findings}


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff", b"a: [", b"version: 1\n"])
def test_what_is_no_counts_file_is_refused(catalogue: Catalogue, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "counts.yaml"
    path.write_bytes(content)
    with pytest.raises(CountsError) as caught:
        read_counts(path, catalogue)
    assert caught.value.findings
    path.unlink()
    with pytest.raises(CountsError) as caught:
        read_counts(path, catalogue)
    assert [finding.code for finding in caught.value.findings] == ["DX800"]


def test_the_schema_takes_what_the_reader_takes() -> None:
    schema = json_schema("counts")
    jsonschema.Draft202012Validator.check_schema(schema)
    sound = {
        "version": 1,
        "records": {"unit": "a", "date": "b", "key": "c"},
        "columns": {"x": {"yes": [1], "no": ["0"]}, "y": {"one_of": ["a"]}},
        "indicators": {"TT": {"of": {"y": "a"}, "excludes": {"x": True}, "counts": {"x": ["yes", "no"]}}},
    }
    jsonschema.validate(json.loads(json.dumps(sound)), schema)
    changes: tuple[dict[str, object], ...] = ({"records": {"unit": "a"}}, {"indicators": {}}, {"more": 1})
    for change in changes:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**sound, **change}, schema)


def test_lint_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "counts.yaml"
    path.write_text(FAULTY, encoding="utf-8")
    found = lint([str(path)]).listed
    assert [(file.kind, file.file) for file in found.files] == [("counts", str(path))]
    assert {"DX801", "DX802"} <= {finding.code for finding in found.findings}


def test_catalogue_check_knows_it(catalogue: Catalogue, tmp_path: Path) -> None:
    del catalogue
    from counting import catalogue_in

    catalogue_in(tmp_path)
    assert inspect(tmp_path).catalogue is not None
    (tmp_path / "counts.yaml").write_text(FAULTY, encoding="utf-8")
    looked_through = inspect(tmp_path)
    assert looked_through.catalogue is None
    assert "DX802" in {finding.code for finding in looked_through.findings}
    (tmp_path / "counts.yaml").write_text(COUNTS, encoding="utf-8")
    assert inspect(tmp_path).catalogue is not None
