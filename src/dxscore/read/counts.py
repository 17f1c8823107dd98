"""counts.yaml, read with the same care, and the same fault reports, as a catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from dxscore.errors import CountsError
from dxscore.model import rules
from dxscore.model.counts import ANSWERS, Counts, CountsFile
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.read import marked_yaml
from dxscore.read.catalogue import plain_bytes
from dxscore.read.catalogue_files import sorted_and_counted, unreadable, validated
from dxscore.read.catalogue_items import CatalogueFile, Item
from dxscore.read.yaml_marks import KeyPath
from dxscore.words.folding import word_key
from dxscore.words.say import pair
from dxscore.words.text import Text, alike, both

COUNTS: Final = "counts.yaml"
_CONDITIONS: Final = ("of", "excludes", "counts")
_MOST_SHOWN: Final = 60
_COUNTABLE: Final = ("share", "number")


class Inspected(NamedTuple):
    """A counts.yaml and all that is wrong with it.

    Args:
        counts: None where an error keeps it from being used.
        findings: by place.
    """

    counts: Counts | None
    findings: tuple[Finding, ...]


def inspect_counts(path: Path, catalogue: Catalogue) -> Inspected:
    """Read the file at `path` and hold it against `catalogue`; nothing is raised."""
    content = plain_bytes(path)
    if isinstance(content, Text):
        file = unreadable(str(path), rules.COUNTS_UNREADABLE.finding(Place(str(path)), reason=content))
        return Inspected(None, tuple(sorted_and_counted(file)))
    file = CatalogueFile(str(path), marked_yaml.read(content, str(path), answers=True))
    if file.usable:
        _check(file.root, catalogue)
    model = validated(file, CountsFile)
    found = tuple(sorted_and_counted(file))
    if model is None or any(finding.severity == "error" for finding in found):
        return Inspected(None, found)
    return Inspected(Counts(str(path), hashlib.sha256(content).hexdigest(), model), found)


def read_counts(path: Path, catalogue: Catalogue) -> Counts:
    """As `inspect_counts`, for a file that is to be used.

    Raises:
        CountsError: with every error of the file as a finding.
    """
    counts, found = inspect_counts(path, catalogue)
    if counts is None:
        errors = tuple(finding for finding in found if finding.severity == "error")
        raise CountsError(*pair("rollup.faulty_counts", file=str(path), count=len(errors)), errors)
    return counts


def _check(root: Item, catalogue: Catalogue) -> None:
    """What the shape alone does not say: kinds of columns, texts with one meaning, names that exist."""
    columns = {name: Item(root.file, path, data) for name, path, data in _mappings(root, "columns")}
    values = {name: _values(item) for name, item in columns.items()}
    for item in columns.values():
        _check_column(item)
    named: set[str] = set()
    for id_, path, data in _mappings(root, "indicators"):
        _check_indicator(Item(root.file, path, data), id_, catalogue)
        for key, name, said in _conditions(data):
            named.add(name)
            _check_condition(root.file, (*path, key, name), said, values)
    for name in columns.keys() - named:
        root.file.report(rules.COUNTS_COLUMN_UNUSED, ("columns", name), at="key", name=name)


def _mappings(root: Item, key: str) -> Iterator[tuple[str, KeyPath, dict[str, marked_yaml.Value]]]:
    held = root.data.get(key)
    for name, data in held.items() if isinstance(held, dict) else ():
        if isinstance(data, dict):
            yield name, (key, name), data


def _conditions(data: dict[str, marked_yaml.Value]) -> Iterator[tuple[str, str, marked_yaml.Value]]:
    for key in _CONDITIONS:
        held = data.get(key)
        for name, said in held.items() if isinstance(held, dict) else ():
            yield key, name, said


def _text(value: marked_yaml.Value) -> str | None:
    """The text that `value` stands for, as the model takes it; None where it takes none."""
    if isinstance(value, bool):
        return ANSWERS[not value]
    return str(value) if isinstance(value, str | int) else None


def _texts(item: Item, key: str) -> list[tuple[int, str]]:
    held = item.data.get(key)
    listed = enumerate(held) if isinstance(held, list) else ()
    return [(index, text) for index, value in listed if (text := _text(value)) is not None]


def _values(item: Item) -> tuple[str, ...]:
    """The values that conditions may name."""
    return tuple(text for _, text in _texts(item, "one_of")) if "one_of" in item.data else ANSWERS


def _check_column(item: Item) -> None:
    given = [key for key in ("one_of", "yes", "compare") if key in item.data]
    if len(given) != 1 or ("yes" in item.data) != ("no" in item.data):
        item.report(rules.COUNTS_ONE_KIND)
    seen: dict[str, str] = {}
    for key in ("one_of", "yes", "no"):
        for index, text in _texts(item, key):
            first = seen.setdefault(word_key(text), text)
            if first is not text:
                path = (*item.path, key, index)
                item.file.report(rules.COUNTS_TEXT_OF_TWO, path, got=text, first=first)
    blank = _text(item.data.get("blank"))
    if blank is not None and blank not in _values(item):
        _report_value(item.file, (*item.path, "blank"), blank, _values(item))


def _check_indicator(item: Item, id_: str, catalogue: Catalogue) -> None:
    indicator = catalogue.indicators.get(id_)
    if indicator is None:
        near = (id_, catalogue.indicators)
        item.file.report(
            rules.UNKNOWN_REFERENCE, item.path, at="key", nearest=near, kind=both("rollup.indicator"), id=id_
        )
        return
    if indicator.measure not in _COUNTABLE:
        item.file.report(rules.COUNTS_NOT_COUNTABLE, item.path, at="key", id=id_)
    elif indicator.measure == "share" and not item.data.get("counts"):
        item.report(rules.COUNTS_NO_NUMERATOR, id=id_)
    if indicator.over_time == "stock":
        item.file.report(rules.COUNTS_OF_STOCK, item.path, at="key", id=id_)


def _check_condition(
    file: CatalogueFile,
    path: KeyPath,
    said: marked_yaml.Value,
    values: dict[str, tuple[str, ...]],
) -> None:
    name = str(path[-1])
    if name not in values:
        file.report(
            rules.UNKNOWN_REFERENCE,
            path,
            at="key",
            nearest=(name, list(values)),
            kind=both("rollup.column"),
            id=name,
        )
        return
    listed = said if isinstance(said, list) else [said]
    for index, value in enumerate(listed):
        text = _text(value)
        if text is not None and text not in values[name]:
            _report_value(file, (*path, index) if isinstance(said, list) else path, text, values[name])


def _report_value(file: CatalogueFile, path: KeyPath, got: str, values: tuple[str, ...]) -> None:
    listed = ", ".join(values)
    allowed = alike(listed) if listed else ""
    file.report(
        rules.NOT_ALLOWED, path, nearest=(got, values), got=both("rollup.quoted", text=got), allowed=allowed
    )
