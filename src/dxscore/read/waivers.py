"""A file of waivers, read with the same care, and the same fault reports, as a catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxscore.errors import WaiversError
from dxscore.model import rules
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.waivers import PlacedWaiver, Waivers, WaiversFile
from dxscore.read import marked_yaml
from dxscore.read.catalogue import plain_bytes
from dxscore.read.catalogue_files import sorted_and_counted, unreadable, validated
from dxscore.read.catalogue_items import CatalogueFile, Item
from dxscore.read.yaml_marks import key_path
from dxscore.words.say import pair
from dxscore.words.text import Text, both

if TYPE_CHECKING:
    from dxscore.words.keys import Key


def read_waivers(path: Path, catalogue: Catalogue) -> Waivers:
    """The waivers in the file at `path`, whose ids `catalogue` knows.

    Raises:
        WaiversError: with every fault of the file as a finding.
    """
    file, sha256 = _opened(path)
    if file.usable:
        _check(file.root, catalogue)
    model = validated(file, WaiversFile)
    faults = tuple(sorted_and_counted(file))
    if model is None or faults:
        raise WaiversError(*pair("catalogue_file.faulty_waivers", path=path, count=len(faults)), faults)
    marks = file.content.marks
    items = tuple(
        PlacedWaiver(
            waiver, Place(str(path), None, *marks.value(("waivers", n))), key_path(("waivers", n)) or ""
        )
        for n, waiver in enumerate(model.waivers)
    )
    return Waivers(str(path), sha256, items)


def _opened(path: Path) -> tuple[CatalogueFile, str]:
    content = plain_bytes(path)
    if isinstance(content, Text):
        return unreadable(str(path), rules.WAIVERS_UNREADABLE.finding(Place(str(path)), reason=content)), ""
    file = CatalogueFile(str(path), marked_yaml.read(content, str(path)))
    return file, hashlib.sha256(content).hexdigest()


def _check(root: Item, catalogue: Catalogue) -> None:
    """What the shape alone does not say: ids that exist, days in order, no two waivers for one day."""
    known: list[tuple[Item, date, date]] = []
    for item in root.items("waivers"):
        _refer(item, "indicator", catalogue.indicators, "catalogue_kind.indicator")
        _refer(item, "reporting_unit", catalogue.bodies, "catalogue_kind.body")
        for first, until in _days(item):
            _check_overlap(item, first, until, known)
            known.append((item, first, until))


def _refer(item: Item, key: str, known: Mapping[str, object], kind: Key) -> None:
    id_ = item.text(key)
    if id_ is not None and id_ not in known:
        item.file.report(
            rules.UNKNOWN_REFERENCE, (*item.path, key), nearest=(id_, known), kind=both(kind), id=id_
        )


def _days(item: Item) -> Iterator[tuple[date, date]]:
    """First and last day, where both are there and in order."""
    first, until = item.date("from"), item.date("until")
    if first is None or until is None:
        return
    if until < first:
        item.report(rules.ENDS_BEFORE_IT_BEGINS, "until", first=first, until=until)
    else:
        yield first, until


def _check_overlap(item: Item, first: date, until: date, known: list[tuple[Item, date, date]]) -> None:
    about = item.text("indicator"), item.data.get("reporting_unit")
    for other, others_first, others_until in known:
        same = (other.text("indicator"), other.data.get("reporting_unit")) == about
        if same and first <= others_until and others_first <= until:
            item.report(rules.OVERLAPPING, line=other.mark.line)
            return
