"""cases.yaml beside a catalogue, read with the same care, and the same fault reports, as the catalogue."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from dxscore.errors import CatalogueError
from dxscore.model import rules
from dxscore.model.cases import Case, CasesFile
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.read import marked_yaml
from dxscore.read.catalogue import plain_bytes
from dxscore.read.catalogue_files import sorted_and_counted, unreadable, validated
from dxscore.read.catalogue_items import CatalogueFile, Item
from dxscore.read.yaml_marks import KeyPath
from dxscore.words.say import pair
from dxscore.words.text import Text, both

CASES: Final = "cases.yaml"


class PlacedCase(NamedTuple):
    """A case and where it stands."""

    case: Case
    place: Place


def read_cases(path: Path, catalogue: Catalogue) -> tuple[PlacedCase, ...]:
    """The cases in the file at `path`, whose ids `catalogue` knows.

    Raises:
        CatalogueError: with every fault of the file as a finding.
    """
    file = _opened(path)
    if file.usable:
        _check(file.root, catalogue)
    model = validated(file, CasesFile)
    faults = tuple(sorted_and_counted(file))
    if model is None or faults:
        raise CatalogueError(*pair("catalogue_test.faulty", file=str(path), count=len(faults)), faults)
    marks = file.content.marks
    places = (Place(str(path), None, *marks.value(("cases", number))) for number in range(len(model.cases)))
    return tuple(PlacedCase(case, place) for case, place in zip(model.cases, places, strict=True))


def _opened(path: Path) -> CatalogueFile:
    content = plain_bytes(path)
    if isinstance(content, Text):
        return unreadable(str(path), rules.CASES_UNREADABLE.finding(Place(str(path)), reason=content))
    return CatalogueFile(str(path), marked_yaml.read(content, str(path)))


def _check(root: Item, catalogue: Catalogue) -> None:
    """What the shape alone does not say: names that differ, ids and codes that exist."""
    names: set[str] = set()
    for case in root.items("cases"):
        name = case.text("name")
        if name is not None and name in names:
            case.report(rules.CASE_TWICE, "name", name=name)
        names.add(name or "")
        for expected in case.items("expect"):
            for key, known, kind in (
                ("indicator", catalogue.indicators, both("catalogue_kind.indicator")),
                ("reporting_unit", catalogue.bodies, both("catalogue_kind.body")),
            ):
                id_ = expected.text(key)
                if id_ is not None:
                    _refer(root.file, (*expected.path, key), id_, known, kind)
        for path, code in case.texts("findings"):
            _refer(root.file, path, code, RULES, both("catalogue_test.code"))


def _refer(file: CatalogueFile, path: KeyPath, id_: str, known: Collection[str], kind: Text) -> None:
    if id_ not in known:
        file.report(rules.UNKNOWN_REFERENCE, path, nearest=(id_, known), kind=kind, id=id_)
