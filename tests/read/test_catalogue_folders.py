"""Whole catalogue folders: the good ones load, each bad one gives exactly the findings in its expected.txt.

A new case is a new folder under tests/catalogues with targets.yaml, assignments.yaml and expected.txt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

from dxscore.errors import CatalogueError
from dxscore.model.assignments import AssignmentsFile
from dxscore.model.base import Model
from dxscore.model.catalogue import TargetsFile
from dxscore.model.finding import Finding
from dxscore.model.rules import RULES
from dxscore.model.schemas import DIALECT, SCHEMA_NAMES, VERSIONS, SchemaName, json_schema
from dxscore.read import catalogue, marked_yaml
from dxscore.read.catalogue_items import CatalogueFile
from dxscore.read.catalogue_shape import report_shape
from dxscore.read.marked_yaml import MAX_FINDINGS, Value

FOLDERS = Path(__file__).parents[1] / "catalogues"
SMALL = FOLDERS / "good" / "small"
GOOD = sorted((FOLDERS / "good").iterdir())
BAD = sorted((FOLDERS / "bad").iterdir())
ADVICE = sorted((FOLDERS / "advice").iterdir())


def placed(findings: tuple[Finding, ...]) -> list[str]:
    """code:file:line:column, as in expected.txt."""
    return [f"{f.code}:{Path(f.file).name}:{f.row or ''}:{f.position or ''}" for f in findings]


def expected(folder: Path) -> list[str]:
    return (folder / "expected.txt").read_text(encoding="utf-8").split()


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity == "error")


def edited(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the small catalogue in which `old`, found once, is replaced."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("folder", [*GOOD, *ADVICE, catalogue.default_directory()], ids=lambda f: f.name)
def test_good_catalogues_load(folder: Path) -> None:
    loaded = catalogue.load(folder)
    both = (folder / "targets.yaml").read_bytes() + (folder / "assignments.yaml").read_bytes()
    assert loaded.sha256 == hashlib.sha256(both).hexdigest()


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_bad_catalogues_give_every_fault_with_its_place(folder: Path) -> None:
    found, findings = catalogue.inspect(folder)
    assert placed(errors(findings)) == expected(folder)
    assert found is None
    with pytest.raises(CatalogueError) as raised:
        catalogue.load(folder)
    assert raised.value.findings == errors(findings)


@pytest.mark.parametrize("folder", ADVICE, ids=lambda folder: folder.name)
def test_advice_does_not_stop_a_catalogue(folder: Path) -> None:
    found, findings = catalogue.inspect(folder)
    assert placed(findings) == expected(folder)
    assert found is not None
    assert errors(findings) == ()


def test_the_small_catalogue_is_without_remark() -> None:
    assert catalogue.inspect(SMALL)[1] == ()


def test_every_rule_of_catalogues_has_a_case() -> None:
    """Those missing here need files that do not fit into a folder of a repository."""
    cases = {line.split(":")[0] for folder in (*BAD, *ADVICE) for line in expected(folder)}
    # What lint says of a folder as a whole is tested in tests/cli/test_lint.py, what stands in cases.yaml in
    # tests/cli/test_catalogue_test.py.
    tested_below = {"DX400", "DX401", "DX408", "DX419", "DX429", "DX491", "DX492", "DX493", "DX494"}
    assert {code for code in RULES if code.startswith("DX4")} - cases == tested_below


def test_vietnamese_messages_hold_no_words_of_pydantic() -> None:
    messages = [f.message.vi for folder in BAD for f in catalogue.inspect(folder)[1]]
    foreign = ("should", "Input", "required", "permitted", "Value error")
    assert [m for m in messages if any(word in m for word in foreign)] == []


def test_a_misspelt_key_names_the_right_one(tmp_path: Path) -> None:
    _, findings = catalogue.inspect(edited(tmp_path, "targets.yaml", "more_than: 90", "more_then: 90"))
    assert [f.message.en for f in errors(findings)] == [
        "CQ-HS: there is no key more_then here; did you mean more_than?"
    ]
    assert findings[0].column == "indicators[0].targets[1].more_then"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trên", "more_than"),
        ("Lớn hơn", "more_than"),
        ("tối thiểu", "at_least"),
        ("không quá", "at_most"),
        ("dưới", "less_than"),
        ("above", "more_than"),
        ("maximum", "at_most"),
    ],
)
def test_a_key_in_the_readers_own_words_is_the_key_that_it_stands_for(
    tmp_path: Path, typed: str, meant: str
) -> None:
    _, findings = catalogue.inspect(edited(tmp_path, "targets.yaml", "more_than: 90", f"{typed}: 90"))
    assert [f.message.vi for f in errors(findings)] == [
        f"CQ-HS: không có khóa {typed} ở chỗ này; có phải là {meant}?"
    ]


def test_what_a_comma_cut_is_told_with_what_to_write(tmp_path: Path) -> None:
    text = edited(tmp_path / "text", "targets.yaml", "{vi: Hồ sơ, en: Files}", "{vi: Hồ sơ, giấy tờ, sổ}")
    found = errors(catalogue.inspect(text)[1])
    assert next((f.code, f.remedy.vi) for f in found) == (
        "DX427",
        'đặt cả câu trong dấu nháy kép: vi: "Hồ sơ, giấy tờ"',
    )
    number = edited(tmp_path / "number", "targets.yaml", "at_least: 70", "at_least: 70,5")
    (cut,) = errors(catalogue.inspect(number)[1])
    assert (cut.code, cut.message.en[:13], cut.remedy.en) == ("DX417", "CQ-HS: “70,5”", "write 70.5")


def test_an_unknown_id_names_the_nearest(tmp_path: Path) -> None:
    folder = edited(tmp_path, "assignments.yaml", "members: [north, south]", "members: [north, sotuh]")
    findings = errors(catalogue.inspect(folder)[1])
    assert (
        findings[0].message.vi == "communes: không có cơ quan hoặc nhóm nào mang mã sotuh; có phải là south?"
    )
    assert findings[0].column == "groups[0].members[1]"


def test_a_python_field_name_is_no_key(tmp_path: Path) -> None:
    folder = edited(tmp_path, "targets.yaml", "from: 2024, at_most", "from_: 2024, at_most")
    assert [f.code for f in errors(catalogue.inspect(folder)[1])] == ["DX421"]


def test_a_threshold_stays_exact(tmp_path: Path) -> None:
    loaded = catalogue.load(edited(tmp_path, "targets.yaml", "at_least: 70", "at_least: 0.1"))
    assert loaded.targets.indicators[0].targets[0].bounds == (Decimal("0.1"),)


@pytest.mark.parametrize(
    ("earlier", "later", "warned"),
    [
        ("at_least: 70", "at_least: 70", False),
        ("more_than: 70", "at_least: 70", True),
        ("at_least: 70", "more_than: 70", False),
        ("at_least: 70", "at_least: 69.9", True),
        ("exactly: 70", "at_least: 60", True),
        ("at_least: 70", "between: [60, 100]", True),
        ("between: [60, 70]", "at_least: 65", False),
    ],
)
def test_a_weaker_milestone_is_warned_about(tmp_path: Path, earlier: str, later: str, warned: bool) -> None:
    folder = edited(tmp_path, "targets.yaml", "at_least: 70", earlier)
    targets = folder / "targets.yaml"
    text = targets.read_text(encoding="utf-8").replace("more_than: 90", later)
    for quoted in ('"70%"', "trên 90%"):  # wording that no threshold contradicts
        text = text.replace(quoted, "theo phụ lục")
    targets.write_text(text, encoding="utf-8")
    assert [f.code for f in catalogue.inspect(folder)[1]] == ["DX447"] * warned


def test_a_rank_that_may_get_worse_is_warned_about(tmp_path: Path) -> None:
    old = "      - {every: year, from: 2024, at_most: 20,"
    new = "      - {by: 2023, at_most: 10, source: {document: D1, section: x, wording: z}}\n" + old
    _, findings = catalogue.inspect(edited(tmp_path, "targets.yaml", old, new))
    assert [f.code for f in findings] == ["DX447"]


def test_nested_groups_that_meet_again_cost_nothing(tmp_path: Path) -> None:
    """Thirty levels of two groups each: a billion ways down, two units."""
    levels = "".join(
        f"  - {{id: {side}{n}, name: {{vi: x, en: x}}, members: [a{n + 1}, b{n + 1}]}}\n"
        for n in range(30)
        for side in "ab"
    )
    last = "  - {id: a30, name: {vi: x, en: x}, members: [north]}\n"
    last += "  - {id: b30, name: {vi: x, en: x}, members: [south]}\ntasks:\n"
    loaded = catalogue.load(edited(tmp_path, "assignments.yaml", "tasks:\n", levels + last))
    assert loaded.units("a0") == ("north", "south")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"1 error$") as raised:
        catalogue.load(tmp_path / "nowhere")
    (finding,) = raised.value.findings
    assert (finding.code, finding.message.en) == ("DX400", "the file cannot be read: there is no such folder")
    assert "lỗi" in raised.value.vi


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").mkdir()
    os.mkfifo(tmp_path / "assignments.yaml")
    with pytest.raises(CatalogueError) as raised:
        catalogue.load(tmp_path)
    assert [f.code for f in raised.value.findings] == ["DX400", "DX400"]


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    shutil.copy(SMALL / "assignments.yaml", tmp_path)
    with (tmp_path / "targets.yaml").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(CatalogueError) as raised:
        catalogue.load(tmp_path)
    assert [f.code for f in raised.value.findings] == ["DX401"]


def test_faults_beyond_a_hundred_are_counted(tmp_path: Path) -> None:
    wrong = "".join(f"  - {{id: g{n}, name: {{vi: x, en: x}}, members: [x{n}]}}\n" for n in range(150))
    folder = edited(tmp_path, "assignments.yaml", "tasks:\n", wrong + "tasks:\n")
    found = errors(catalogue.inspect(folder)[1])
    assert len(found) == MAX_FINDINGS + 1
    assert (found[-1].code, found[-1].message.en) == ("DX419", "50 more errors in this file")


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.name)
def test_what_the_models_refuse_is_never_loaded(folder: Path) -> None:
    """The checks of sense word the models' own rules; none of them may be lost on the way."""
    for name, model in (("targets.yaml", TargetsFile), ("assignments.yaml", AssignmentsFile)):
        read = marked_yaml.read((folder / name).read_bytes(), name)
        if not read.complete:
            continue
        try:
            model.model_validate(read.value)
        except ValidationError:
            assert any(f.file.endswith(name) for f in catalogue.inspect(folder)[1])


def test_a_fault_of_an_unforeseen_kind_is_still_told() -> None:
    class Odd(Model):
        key: UUID

    file = CatalogueFile("odd.yaml", marked_yaml.read(b"key: none\n", "odd.yaml"))
    with pytest.raises(ValidationError) as raised:
        Odd.model_validate(file.content.value)
    report_shape(file, Odd, raised.value)
    assert placed(tuple(file.findings)) == ["DX429:odd.yaml:1:6"]
    message = next(iter(file.findings)).message
    assert "chương trình báo: “Input should be a valid UUID" in message.vi
    assert "here: Input should be a valid UUID" in message.en


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schemas_are_valid_and_named(name: SchemaName) -> None:
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"]) == (DIALECT, f"urn:dxscore:{name}:{VERSIONS[name]}")
    assert schema["title"].startswith("dxscore")


@pytest.mark.parametrize("folder", [*GOOD, catalogue.default_directory()], ids=lambda f: f.name)
@pytest.mark.parametrize("name", ["targets", "assignments"])
def test_good_catalogues_fit_their_schemas(folder: Path, name: SchemaName) -> None:
    content = marked_yaml.read((folder / f"{name}.yaml").read_bytes(), name)
    validator = jsonschema.Draft202012Validator(json_schema(name))
    assert [error.message for error in validator.iter_errors(as_json(content.value))] == []


@pytest.mark.parametrize(
    ("case", "file"),
    [
        ("key-unknown", "targets"),
        ("comparators", "targets"),
        ("deadlines", "targets"),
        ("key-missing", "assignments"),
    ],
)
def test_editors_see_what_the_loader_refuses(case: str, file: SchemaName) -> None:
    content = yaml.safe_load((FOLDERS / "bad" / case / f"{file}.yaml").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(json_schema(file))
    assert not validator.is_valid(as_json(content))


def as_json(value: Value) -> object:
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
