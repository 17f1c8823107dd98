"""points.yaml -> a set that can be scored by, or every fault in it at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from pydantic import ValidationError

from dxscore.errors import PointsError
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.model.points_rules import RULE_KEYS, STEP_COMPARATORS, Part, exact
from dxscore.model.points_set import PlacedSet, PointsFile
from dxscore.points.measures import check_measures, with_own_indicators
from dxscore.read import marked_yaml
from dxscore.read.catalogue import plain_bytes
from dxscore.read.catalogue_files import sorted_and_counted, unreadable
from dxscore.read.catalogue_items import CatalogueFile, Item
from dxscore.words.text import Text, both

_RISING = frozenset({"at_least", "more_than"})
_FALLING = frozenset({"at_most", "less_than"})


def read_set(path: Path, catalogue: Catalogue) -> tuple[PlacedSet, tuple[Finding, ...]]:
    """The set in the file at `path`, held against the indicators and bodies of `catalogue`, and notes on it.

    Raises:
        PointsError: with every fault of the file as a finding.
    """
    file, sha256 = _opened(path)
    if file.usable:
        _check(file.root)
        _refer_to_catalogue(file.root, catalogue)
    contents = _validated(file)
    if contents is not None and not _errors(file):
        check_measures(file, contents, with_own_indicators(catalogue, contents))
    faults = tuple(sorted_and_counted(file))
    errors = [finding for finding in faults if finding.severity == "error"]
    if contents is None or errors:
        count = len(errors)
        raise PointsError(
            f"bộ chỉ số {path} có {count} lỗi",
            f"the points set {path} has {count} error{'s' if count > 1 else ''}",
            faults,
        )
    marks = file.content.marks
    places = {
        criterion.id: Place(str(path), None, *marks.value(("criteria", n)))
        for n, criterion in enumerate(contents.criteria)
    }
    return PlacedSet(contents, str(path), sha256, places), faults


def _opened(path: Path) -> tuple[CatalogueFile, str]:
    content = plain_bytes(path)
    if isinstance(content, Text):
        return unreadable(str(path), rules.POINTS_UNREADABLE.finding(Place(str(path)), reason=content)), ""
    return (
        CatalogueFile(str(path), marked_yaml.read(content, str(path))),
        hashlib.sha256(content).hexdigest(),
    )


def _errors(file: CatalogueFile) -> bool:
    found = (*file.content.findings, *file.findings)
    return any(finding.severity == "error" for finding in found)


def _validated(file: CatalogueFile) -> PointsFile | None:
    if not file.content.complete:
        return None
    try:
        return PointsFile.model_validate(file.content.value, by_alias=True, by_name=False)
    except ValidationError as error:
        from dxscore.read.catalogue_shape import report_shape  # only for faults

        report_shape(file, PointsFile, error)
        return None


def _check(root: Item) -> None:
    """What the shape alone does not say."""
    own = root.item("set") or Item(root.file, ("set",), {})
    criteria = list(root.items("criteria"))
    _check_ids(own, criteria)
    for criterion in criteria:
        said = own.has("none_arising") or criterion.has("none_arising")
        _check_rule(criterion, said, is_part=False)
        if criterion.data.get("bonus") is True and criterion.data.get("deduction") is True:
            criterion.report(rules.BONUS_AND_DEDUCTION, "deduction")
    _check_sums(own, criteria)
    _check_left_out(own, criteria)
    _check_caps(own, criteria)
    _check_bands(own)
    first, last = _day(own, "valid_from", 1, 1), _day(own, "valid_to", 12, 31)
    if first and last and last < first:
        own.report(rules.VALID_ORDER, "valid_to", first=first, last=last)
    unsourced = sum(not criterion.has("source") for criterion in criteria)
    if unsourced and not own.has("illustrative"):
        root.file.report(rules.NO_SOURCE, ("criteria",), at="key", count=unsourced, total=len(criteria))


def _day(item: Item, key: str, month: int, day: int) -> date | None:
    year = item.year(key)
    if year is not None:
        return date(year, month, day) if 1 <= year <= 9999 else None
    return item.date(key)


def _check_ids(own: Item, criteria: list[Item]) -> None:
    groups = list(own.items("groups"))
    for items in (criteria, groups, list(own.items("indicators"))):
        seen: dict[str, Item] = {}
        for item in items:
            id_ = item.text("id")
            if id_ is None:
                continue
            if id_ in seen:
                mark = seen[id_].mark
                item.report(rules.DUPLICATE_ID, "id", id=id_, line=mark.line, other=item.file.name)
            seen.setdefault(id_, item)
    known = {id_ for group in groups if (id_ := group.text("id")) is not None}
    for criterion in criteria:
        group = criterion.text("group")
        if group is not None and group not in known:
            _unknown(criterion, "group", group, known, both("points.group_kind"))
        elif groups and not criterion.has("group") and not _outside(criterion):
            criterion.file.report(rules.MISSING_KEY, criterion.path, at="key", key="group")


def _unknown(item: Item, key: str, id_: str, known: set[str], kind: Text) -> None:
    item.file.report(rules.UNKNOWN_REFERENCE, (*item.path, key), nearest=(id_, known), kind=kind, id=id_)


def _outside(criterion: Item) -> bool:
    return criterion.data.get("bonus") is True or criterion.data.get("deduction") is True


def _check_rule(item: Item, said: bool, *, is_part: bool) -> None:
    """One criterion, or one part of one."""
    found = [key for key in RULE_KEYS if item.has(key)]
    known = {field.alias or name for name, field in Part.model_fields.items()}
    misspelt = not is_part and not found and _has_unknown(item, known)
    if len(found) != 1 and not misspelt:
        item.file.report(
            rules.ONE_RULE,
            item.path,
            found=", ".join(found) or both("points.nothing"),
            keys=", ".join(RULE_KEYS),
        )
    said = said or item.has("none_arising")
    share = item.item("share")
    if share is not None:
        inner = share
        if not (said or inner.has("none_arising")):
            item.file.report(rules.NONE_ARISING_NOT_SAID, (*item.path, "share"), at="key")
        floor, full = _number(inner, "nothing_below"), _number(inner, "full_at") or Fraction(100)
        if floor is not None and floor > full:
            inner.report(rules.FLOOR_ABOVE_FULL, "nothing_below", floor=_shown(floor), full=_shown(full))
    _check_steps(item)
    _check_late(item)
    _check_max(item, found)
    for key in ("parts", "best_of"):
        for part in item.items(key):
            _check_rule(part, said or (share is not None and share.has("none_arising")), is_part=True)


def _listed(keys: Sequence[str]) -> Text | str:
    return ", ".join(keys) or both("points.nothing")


def _has_unknown(item: Item, known: set[str]) -> bool:
    from dxscore.model.points_set import Criterion

    known = known | {field.alias or name for name, field in Criterion.model_fields.items()}
    return any(key not in known for key in item.data)


def _number(item: Item, key: str) -> Fraction | None:
    try:
        return exact(item.data[key])
    except (KeyError, ValueError):
        return None


def _shown(value: Fraction) -> str:
    return str(value)


def _check_steps(item: Item) -> None:
    steps = list(item.items("steps"))
    most = _number(item, "max")
    seen: dict[tuple[str, Fraction], Item] = {}
    ways: set[bool] = set()
    for step in steps:
        bounds = _one_bound(step)
        points = _number(step, "points")
        if most is not None and points is not None and points > most:
            step.report(rules.ABOVE_OWN_MAX, "points", points=_shown(points), max=_shown(most))
        for comparator, bound in bounds:
            ways |= {comparator in _RISING} if comparator in _RISING | _FALLING else set()
            if (comparator, bound) in seen:
                step.report(rules.STEP_TWICE, comparator, line=seen[comparator, bound].mark.line)
            seen.setdefault((comparator, bound), step)
    if len(ways) > 1:
        item.report(rules.STEPS_BOTH_WAYS, "steps")


def _one_bound(item: Item) -> Iterator[tuple[str, Fraction]]:
    """The comparator and its number; a finding where there is not exactly one."""
    found = [key for key in STEP_COMPARATORS if item.has(key)]
    if len(found) != 1:
        item.report(
            rules.ONE_BOUND,
            found=", ".join(found) or both("points.nothing"),
            keys=", ".join(STEP_COMPARATORS),
        )
        return
    bound = _number(item, found[0])
    if bound is not None:
        yield found[0], bound


def _check_late(item: Item) -> None:
    before: tuple[int, Fraction] | None = None
    later = _number(item, "later") or Fraction(0)
    for step in item.items("late"):
        days, keep = step.year("up_to_days"), _number(step, "keep")
        if days is None or keep is None:
            return
        if before is not None and (days <= before[0] or keep > before[1]):
            step.report(rules.LATE_ORDER)
        before = (days, keep)
    if before is not None and later > before[1]:
        item.report(rules.LATE_ORDER, "later")


def _check_max(item: Item, found: Sequence[str]) -> None:
    """A rule wants to be bounded on both sides: by `max`, or by what stands in it."""
    if len(found) != 1:
        return
    key, each = found[0], item.item("each")
    deducts = item.data.get("deduction") is True
    if key in ("share", "levels", "done", "late", "leader", "given") and not item.has("max"):
        item.file.report(rules.MISSING_KEY, item.path, at="key", key="max")
    if each is not None:
        points = _number(each, "points")
        if points is not None and points < 0:
            if not (item.has("min") or each.has("min") or (deducts and _number(item, "max"))):
                item.file.report(rules.NO_BOUND, (*item.path, "each"), at="key", key="min")
        elif points is not None and not (item.has("max") or each.has("max")):
            item.file.report(rules.NO_BOUND, (*item.path, "each"), at="key", key="max")


def _check_sums(own: Item, criteria: list[Item]) -> None:
    """The maxima of the groups and of the set are the sums of their criteria."""
    maxima = [(criterion, _most(criterion)) for criterion in criteria if not _outside(criterion)]
    for group in own.items("groups"):
        wanted, id_ = _number(group, "max"), group.text("id")
        own_maxima = [most for criterion, most in maxima if criterion.text("group") == id_]
        if wanted is not None and None not in own_maxima:
            found = sum((most for most in own_maxima if most is not None), Fraction(0))
            if found != wanted:
                group.report(rules.GROUP_SUM, "max", id=id_, max=_shown(wanted), sum=_shown(found))
    wanted = _number(own, "max")
    if wanted is not None and all(most is not None for _, most in maxima):
        found = sum((most for _, most in maxima if most is not None), Fraction(0))
        if found != wanted:
            own.report(rules.SET_SUM, "max", max=_shown(wanted), sum=_shown(found))


def _most(item: Item) -> Fraction | None:
    """The most points of a criterion or part; None where it is not said, or not as a number."""
    if item.has("max"):
        return _number(item, "max")
    each = item.item("each")
    if each is not None:
        points = _number(each, "points")
        return Fraction(0) if points is not None and points < 0 else _number(each, "max")
    steps = [_number(step, "points") for step in item.items("steps")]
    parts = [_most(part) for part in item.items("parts")]
    cases = [_most(part) for part in item.items("best_of")]
    for numbers, together in ((steps, max), (parts, sum), (cases, max)):
        known = [number for number in numbers if number is not None]
        if numbers:
            return Fraction(together(known)) if len(known) == len(numbers) else None
    return None


def _check_left_out(own: Item, criteria: list[Item]) -> None:
    """Where something may be left out, the set says what becomes of its points."""
    if own.has("left_out"):
        return

    def leaves(item: Item) -> bool:
        inner = item.item("share")
        here = (item.data.get("none_arising"), inner.data.get("none_arising") if inner else None)
        parts = (*item.items("parts"), *item.items("best_of"))
        return "left_out" in here or item.data.get("may_not_apply") is True or any(map(leaves, parts))

    if own.text("none_arising") == "left_out" or any(map(leaves, criteria)):
        own.file.report(rules.LEFT_OUT_NOT_SAID, own.path, at="key")


def _check_caps(own: Item, criteria: list[Item]) -> None:
    known = {id_ for criterion in criteria if (id_ := criterion.text("id")) is not None}
    for cap in own.items("caps"):
        when = cap.item("when")
        if when is None:
            continue
        tuple(_one_bound(when))
        named = when.text("criterion")
        if named is not None and named not in known:
            _unknown(when, "criterion", named, known, both("points.criterion_kind"))
        for path, id_ in when.texts("criterion"):
            if id_ not in known:
                kind = both("points.criterion_kind")
                own.file.report(rules.UNKNOWN_REFERENCE, path, nearest=(id_, known), kind=kind, id=id_)


def _check_bands(own: Item) -> None:
    seen: dict[Fraction, Item] = {}
    for band in own.items("bands"):
        bound = _number(band, "at_least")
        if bound is None:
            continue
        if bound in seen:
            band.report(rules.BAND_TWICE, "at_least", bound=_shown(bound), line=seen[bound].mark.line)
        seen.setdefault(bound, band)


def _refer_to_catalogue(root: Item, catalogue: Catalogue) -> None:
    """Indicators that are named are there, and whoever is scored."""
    own = root.item("set")
    groups = {group.id for group in catalogue.assignments.groups}
    bodies = {*catalogue.bodies, *groups}
    if own is not None:
        named = own.text("scored_for")
        if named is not None and named not in bodies:
            _unknown(own, "scored_for", named, bodies, both("points.body_kind"))
        for path, id_ in own.texts("scored_for"):
            if id_ not in bodies:
                kind = both("points.body_kind")
                own.file.report(rules.UNKNOWN_REFERENCE, path, nearest=(id_, bodies), kind=kind, id=id_)
    criteria = list(root.items("criteria"))
    declared = [*criteria, *(own.items("indicators") if own is not None else ())]
    known = {*catalogue.indicators, *(id_ for item in declared if (id_ := item.text("id")) is not None)}
    for criterion in criteria:
        _refer_to_indicators(criterion, known)


def _refer_to_indicators(item: Item, known: set[str]) -> None:
    inner = [found for key in ("share", "done", "each", "leader") if (found := item.item(key)) is not None]
    kind = both("points.indicator_kind")
    for holder in (item, *inner):
        for key in ("indicator", "of"):
            named = holder.text(key)
            if named is not None and named not in known:
                _unknown(holder, key, named, known, kind)
        for path, id_ in holder.texts("of"):
            if id_ not in known:
                item.file.report(rules.UNKNOWN_REFERENCE, path, nearest=(id_, known), kind=kind, id=id_)
    for part in (*item.items("parts"), *item.items("best_of")):
        _refer_to_indicators(part, known)
