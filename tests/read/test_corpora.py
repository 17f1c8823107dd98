"""Public sets of hard files: never a traceback, every legacy encoding recognised or refused.

The sets are not part of the project: tests/beside.py says where they stand.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import beside
from dxscore.model.assignments import AssignmentsFile, Body, Group
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics as reading
from dxscore.read.delimited import Record, records, split_lines
from dxscore.read.sources import Source, open_source
from dxscore.words.text import Text

pytestmark = beside.needs("corpora")
CORPORA = beside.folder("corpora") or Path("no-such-folder")
HEADER = b"indicator,period,value,reporting_unit"
PREFIX = b"HS,2024,80%,"
# From the name of a file to what its text is called.
LEGACY = {
    "tcvn3-font-in-unicode.utf8": "TCVN3",
    "tcvn3-raw.cp1252": "TCVN3",
    "tcvn5712-1": "TCVN3",
    "vni-font-in-unicode.utf8": "VNI",
    "vni-raw.cp1252": "VNI",
    "viqr-font-in-unicode.utf8": "VIQR",
    "viqr-raw.cp1252": "VIQR",
    "viscii": "VISCII",
    "utf8-double-encoded": "double-encoded",
    "cp1258-read-as-cp1252.utf8": "windows-1258",
}
UNICODE = ("utf8-nfc", "utf8-nfd", "utf8-bom")


def _names(content: bytes) -> list[bytes]:
    """The names of the file, each once, without those that need quotes."""
    rows = content.splitlines()[1:]
    names = (row.partition(b",")[2] for row in rows)
    return [name for name in dict.fromkeys(names) if name and b"," not in name and b'"' not in name]


@pytest.fixture(scope="module")
def nation(catalogue: Catalogue) -> Catalogue:
    """The small catalogue with every real name of the corpus as a unit."""
    names = _names((CORPORA / "vi-encodings" / "names.utf8-nfc.csv").read_bytes())
    bodies = tuple(
        Body(id=f"u{n}", name=Text(vi=name.decode(), en=f"unit {n}"), kind="office")
        for n, name in enumerate(names)
    )
    groups = (Group(id="communes", name=Text(vi="x", en="x"), members=tuple(b.id for b in bodies)),)
    old = catalogue.assignments.bodies
    both = AssignmentsFile(version=1, bodies=(*old, *bodies), groups=groups)
    return Catalogue(targets=catalogue.targets, assignments=both, sha256="0" * 64)


def _file(encoding: str) -> bytes:
    return (CORPORA / "vi-encodings" / f"names.{encoding}.csv").read_bytes()


def _as_metrics(content: bytes) -> bytes:
    return b"\n".join([HEADER, *(PREFIX + name for name in _names(content))])


def _read(content: bytes, catalogue: Catalogue) -> Metrics:
    return reading.read([Source("f.csv", content)], catalogue)


@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_names_are_all_read(nation: Catalogue, encoding: str) -> None:
    metrics = _read(_as_metrics(_file(encoding)), nation)
    assert not [f for f in metrics.findings if f.code not in ("DX232", "DX235")]
    assert len(metrics.observations) > 900


@pytest.mark.parametrize(("encoding", "said"), LEGACY.items())
def test_legacy_names_are_recognised_and_refused(nation: Catalogue, encoding: str, said: str) -> None:
    content = _file(encoding)
    for whole in (_as_metrics(content), content):
        metrics = _read(whole, nation)
        assert not metrics.observations
        (finding,) = metrics.findings
        assert finding.code == "DX111"
        assert said in finding.message.en


def test_windows_1258_is_proven_by_the_names(nation: Catalogue) -> None:
    metrics = _read(_as_metrics(_file("cp1258")), nation)
    assert "DX112" in {f.code for f in metrics.findings}
    assert len(metrics.observations) > 900


def test_every_other_unicode_is_refused_or_read(nation: Catalogue) -> None:
    codes = {}
    for encoding in ("utf16le-bom", "utf16be-bom", "utf16le-nobom", "utf32le-bom"):
        codes[encoding] = {f.code for f in _read(_file(encoding), nation).findings}
    # A list of names has no figures: read right, it lacks columns.
    assert codes["utf16le-bom"] == codes["utf16be-bom"] == {"DX122"}
    assert codes["utf16le-nobom"] == codes["utf32le-bom"] == {"DX114"}


def test_every_corpus_file_gives_findings(catalogue: Catalogue) -> None:
    seen = 0
    for path in sorted(CORPORA.rglob("*")):
        if path.is_file():
            metrics = reading.read([open_source(str(path))], catalogue)
            assert not metrics.observations, path
            assert any(f.severity == "error" for f in metrics.findings), path
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("name", ["simple", "comma_in_quotes", "escaped_quotes", "newlines", "utf8", "json"])
def test_csv_spectrum_is_cut_as_its_authors_say(name: str) -> None:
    text = (CORPORA / "csv-spectrum" / "csvs" / f"{name}.csv").read_bytes().decode()
    wanted = json.loads((CORPORA / "csv-spectrum" / "json" / f"{name}.json").read_bytes())
    header, *rows = [row.cells for row in records(split_lines(text), ",") if isinstance(row, Record)]
    assert [dict(zip(header, row, strict=True)) for row in rows] == wanted


def test_naughty_strings_in_every_cell(catalogue: Catalogue) -> None:
    strings = json.loads((CORPORA / "blns" / "blns.json").read_bytes())
    good = {
        "indicator": "HS",
        "reporting_unit": "pho-hoa",
        "period": "2024",
        "numerator": "8",
        "denominator": "10",
    }
    for column in (*good, "value", "evidence", "note", "closed_on"):
        lines = [",".join([*good, *([] if column in good else [column])])]
        for string in strings:
            cells = {**good, column: '"' + string.replace('"', '""') + '"'}
            lines.append(",".join(cells.values()))
        metrics = _read("\n".join(lines).encode("utf-8", "replace"), catalogue)
        shown = "".join(f.message.vi + f.remedy.vi for f in metrics.findings)
        assert not any(c in shown for c in "\x00\x1b\x07\u202e\u200b\ufeff")
        if column in ("indicator", "reporting_unit", "period"):
            assert not metrics.observations
