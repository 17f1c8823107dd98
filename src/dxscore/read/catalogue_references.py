"""Ids, references, names and codes of a catalogue: each defined once, each leading somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxscore.model import rules
from dxscore.model.period import written_period
from dxscore.read.catalogue_items import NOTHING_MEANT, Item
from dxscore.read.yaml_marks import KeyPath
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_MONTH_AND_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_WHAT: Final[dict[Key, Key]] = {
    "catalogue_kind.pillar": "catalogue_what.pillar",
    "catalogue_kind.document": "catalogue_what.document",
    "catalogue_kind.body_or_group": "catalogue_what.body_or_group",
}
"""What it is that an id should lead to, and where it is written."""


def check_within_targets(targets: Item) -> None:
    """Report duplicate ids and dangling references inside targets.yaml."""
    documents = _defined(targets.items("documents"))
    pillars = _defined(targets.items("pillars"))
    _defined(targets.items("indicators"))
    _check_same_as(targets)
    for indicator in targets.items("indicators"):
        _refer(indicator, "pillar", pillars, "catalogue_kind.pillar")
        for target in indicator.items("targets"):
            _refer_to_source(target, documents)


def _check_same_as(targets: Item) -> None:
    """Report figures of other plans that two indicators of this one are said to be."""
    taken = {id_: id_ for indicator in targets.items("indicators") if (id_ := indicator.text("id"))}
    for indicator in targets.items("indicators"):
        id_ = indicator.text("id") or "?"
        for path, same in indicator.texts("same_as"):
            first = taken.setdefault(same, id_)
            if first != id_:
                indicator.file.report(rules.SAME_AS_TWICE, path, first=first, id=id_, same=same)


def check_within_assignments(assignments: Item) -> None:
    """Report duplicate ids, names and codes and dangling references inside assignments.yaml."""
    bodies = _defined(assignments.items("bodies"))
    groups = _defined(assignments.items("groups"), bodies)
    successors = _defined(assignments.items("successors"), bodies | groups)
    orders = list(_orders(assignments))
    _defined((*orders, *(each for order in orders for each in order.items("deliverables"))))
    known = bodies | groups
    heirs = bodies | successors
    for body in assignments.items("bodies"):
        _refer_successors(body, heirs)
    for group in assignments.items("groups"):
        _refer_each(group, "members", known)
        _refer(group, "total", bodies, "catalogue_kind.body")
    for order in orders:
        for key in ("lead", "coordinating", "bodies"):
            _refer_each(order, key, known)
        yearly = order.text("frequency") == "yearly"
        _check_deadline(order, "year" if yearly else "once", "frequency: yearly" if yearly else "")
        for each in order.items("deliverables"):
            _refer_each(each, "bodies", known)
            _check_deadline(each, each.text("every"))
    _check_names(assignments)
    _check_codes(assignments.items("bodies"))
    _check_codes(assignments.items("successors"))
    _check_circles(groups)


def check_across(targets: Item, assignments: Item) -> None:
    """Report references from one file that lead nowhere in the other."""
    indicators = _by_id(targets.items("indicators"))
    documents = _by_id(targets.items("documents"))
    known = _by_id((*assignments.items("bodies"), *assignments.items("groups")))
    for indicator in targets.items("indicators"):
        _refer(indicator, "reported_by", known, "catalogue_kind.body_or_group")
        supplier = indicator.item("supplied_by")
        if supplier is not None:
            _refer(supplier, "body", known, "catalogue_kind.body_or_group")
        for target in indicator.items("targets"):
            for each in target.items("for"):
                _refer(each, "units", known, "catalogue_kind.body_or_group")
    for order in _orders(assignments):
        _refer_to_source(order, documents)
        for served in order.items("serves"):
            _refer(served, "indicator", indicators, "catalogue_kind.indicator")
        for each in order.items("deliverables"):
            _refer_to_source(each, documents)


def _orders(assignments: Item) -> Iterator[Item]:
    """Tasks, then duties."""
    yield from assignments.items("tasks")
    yield from assignments.items("duties")


def _check_deadline(item: Item, every: str | None, said: str = "") -> None:
    """What is owed every year has a month and day, anything else the name of one day or period."""
    by = item.data.get("by")
    if by is None or every not in ("year", "once"):
        return
    is_yearly = isinstance(by, str) and _MONTH_AND_DAY.fullmatch(by) is not None
    if is_yearly != (every == "year") or (isinstance(by, str) and not _names_a_day(by, yearly=is_yearly)):
        item.report(rules.DEADLINE_OF_OTHER_KIND, "by", by=str(by), often=said or f"every: {every}")


def _names_a_day(by: str, *, yearly: bool) -> bool:
    try:
        if yearly:
            date.fromisoformat(f"2024-{by}")  # a leap year
        else:
            written_period(by)
    except ValueError:
        return False
    return True


def advise(targets: Item, assignments: Item) -> None:
    """Report what is well formed but unlikely to be meant: warnings and notes only."""
    used_pillars = {indicator.text("pillar") for indicator in targets.items("indicators")}
    for pillar in targets.items("pillars"):
        if (id_ := pillar.text("id")) and id_ not in used_pillars:
            pillar.report(rules.EMPTY_PILLAR, "id", id=id_)
    duties = list(_orders(assignments))
    served = {tie.text("indicator") for task in duties for tie in task.items("serves")}
    for indicator in targets.items("indicators") if duties else ():  # a plan without tasks lacks none
        if (id_ := indicator.text("id")) and id_ not in served:
            indicator.report(rules.NO_TASK, "id", id=id_)
    _advise_codes(assignments)
    used = set(_mentioned(targets, assignments))
    for body in (*assignments.items("bodies"), *assignments.items("groups")):
        if (id_ := body.text("id")) and id_ not in used:
            body.report(rules.UNUSED_BODY, "id", id=id_)
    _advise_successors(assignments)


def _advise_codes(assignments: Item) -> None:
    """Report communes without an official code beside others that have one: it was forgotten, most likely."""
    communes = [body for body in assignments.items("bodies") if body.data.get("kind") in ("ward", "commune")]
    if any(body.has("code") for body in communes):
        for body in communes:
            if not body.has("code"):
                body.report(rules.NO_CODE, id=body.text("id") or "?")


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        id_ = item.text("id")
        if id_ is not None:
            found.setdefault(id_, item)
    return found


def _defined(items: Iterable[Item], others: dict[str, Item] | None = None) -> dict[str, Item]:
    """Items by id; a second one of the same id, here or among `others`, is reported."""
    found: dict[str, Item] = {}
    for item in items:
        id_ = item.text("id")
        if id_ is None:
            continue
        first = found.get(id_) or (others or {}).get(id_)
        found.setdefault(id_, item)
        if first is not None:
            item.report(
                rules.DUPLICATE_ID, "id", id=id_, line=first.mark.line, other=Path(first.file.name).name
            )
    return found


def _refer(item: Item, key: str, known: dict[str, Item], kind: Key) -> None:
    id_ = item.text(key)
    if id_ is not None and id_ not in known:
        _report_unknown(item, (*item.path, key), id_, known, kind)


def _refer_successors(body: Item, known: dict[str, Item]) -> None:
    """A body's successor is one id, or a list of them."""
    _refer(body, "successor", known, "catalogue_kind.successor")
    for path, id_ in body.texts("successor"):
        if id_ not in known:
            _report_unknown(body, path, id_, known, "catalogue_kind.successor")


def _refer_each(item: Item, key: str, known: dict[str, Item]) -> None:
    for path, id_ in item.texts(key):
        if id_ not in known:
            _report_unknown(item, path, id_, known, "catalogue_kind.body_or_group")


def _report_unknown(item: Item, path: KeyPath, id_: str, known: dict[str, Item], kind: Key) -> None:
    what = _WHAT.get(kind)
    said = NOTHING_MEANT if what is None else both(what)
    item.file.report(rules.UNKNOWN_REFERENCE, path, kind=both(kind), id=id_, nearest=(id_, known), what=said)


def _refer_to_source(item: Item, documents: dict[str, Item]) -> None:
    source = item.item("source")
    if source is not None:
        _refer(source, "document", documents, "catalogue_kind.document")


def _check_names(assignments: Item) -> None:
    """No written name, alias, id or code may mean two bodies, whatever its capitals or Unicode form."""
    owners: dict[str, Item] = {}
    for body in assignments.items("bodies"):
        for path, name in _names(body):
            folded = " ".join(unicodedata.normalize("NFC", name).casefold().split())
            first = owners.setdefault(folded, body)
            if first.path != body.path and first.text("id") != body.text("id"):
                body.file.report(
                    rules.NAME_OF_TWO, path, name=name, first=first.text("id"), second=body.text("id")
                )


def _names(body: Item) -> Iterator[tuple[KeyPath, str]]:
    id_, name = body.text("id"), body.item("name")
    if id_ is not None:
        yield (*body.path, "id"), id_
    for lang in ("vi", "en"):
        text = name.text(lang) if name else None
        if name and text is not None:
            yield (*name.path, lang), text
    yield from body.texts("aliases")


def _check_codes(bodies: Iterable[Item]) -> None:
    """A code may be given out again, but never to two bodies that live on one day."""
    owners: dict[str, list[Item]] = {}
    for body in bodies:
        code = body.text("code")
        if code is None:
            continue
        for other in owners.setdefault(code, []):
            if _live_together(other, body):
                body.report(rules.CODE_OF_TWO, "code", code=code, first=other.text("id") or "?")
                break
        owners[code].append(body)


def _live_together(one: Item, other: Item) -> bool:
    starts = [item.date("valid_from") or date.min for item in (one, other)]
    ends = [item.date("valid_to") or date.max for item in (one, other)]
    return max(starts) <= min(ends)


def _check_circles(groups: dict[str, Item]) -> None:
    """Report each group that lies on a circle of groups, or between two."""
    inner = {
        id_: {member for _, member in group.texts("members") if member in groups}
        for id_, group in groups.items()
    }
    left = _without_ends(inner)
    circling = _without_ends(_turned(left))
    for id_, group in groups.items():
        if id_ in circling:
            group.report(rules.GROUP_CYCLE, "members", id=id_, by=", ".join(sorted(left[id_])))


def _without_ends(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """`graph` without nodes that lead nowhere, again and again, until each one left leads on."""
    left = {id_: set(next_) for id_, next_ in graph.items()}
    before = _turned(graph)
    ends = [id_ for id_, next_ in left.items() if not next_]
    while ends:
        end = ends.pop()
        del left[end]
        for id_ in before[end]:
            left[id_].discard(end)
            if not left[id_]:
                ends.append(id_)
    return left


def _turned(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {id_: set() for id_ in graph}
    for id_, next_ in graph.items():
        for other in next_:
            turned[other].add(id_)
    return turned


def _mentioned(targets: Item, assignments: Item) -> Iterator[str]:
    for indicator in targets.items("indicators"):
        yield indicator.text("reported_by") or ""
        supplier = indicator.item("supplied_by")
        yield (supplier.text("body") if supplier else None) or ""
        for target in indicator.items("targets"):
            yield from (each.text("units") or "" for each in target.items("for"))
    for group in assignments.items("groups"):
        yield group.text("total") or ""
        yield from (id_ for _, id_ in group.texts("members"))
    for order in _orders(assignments):
        for item in (order, *order.items("deliverables")):
            for key in ("lead", "coordinating", "bodies"):
                yield from (id_ for _, id_ in item.texts(key))


def _advise_successors(assignments: Item) -> None:
    successors = _by_id((*assignments.items("bodies"), *assignments.items("successors")))
    for body in assignments.items("bodies"):
        end = body.date("valid_to")
        for id_ in (body.text("successor") or "", *(id_ for _, id_ in body.texts("successor"))):
            successor = successors.get(id_)
            start = successor.date("valid_from") if successor else None
            if successor and end and start and start <= end:
                body.report(
                    rules.SUCCESSOR_TOO_EARLY,
                    "valid_to",
                    successor=id_,
                    start=start,
                    id=body.text("id") or "?",
                    end=end,
                )
