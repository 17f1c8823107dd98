"""assignments.yaml of a catalogue that begins: the place, its offices and units, and who leads what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.model.assignments import BodyKind
from dxscore.start.answers import Answers
from dxscore.start.ids import free, slug, told_apart
from dxscore.start.place import BEGINNINGS, Level, Named, body_kind, standing, unit_kind
from dxscore.start.yaml_text import comment, listed, named, quoted
from dxscore.words.folding import name_key
from dxscore.words.say import say

if TYPE_CHECKING:
    from dxscore.words.keys import Key

PLACE_KINDS: Final[dict[Level, BodyKind]] = {
    "commune": "commune",
    "ward": "ward",
    "special_zone": "special_zone",
    "province": "area",
}
UNITS: Final = "units"
OFFICES: Final = "offices"
_ORGANISATION: Final = re.compile(
    r"(?:sở|ban|bộ|phòng|công an|ubnd|ủy ban|văn phòng|các|trung tâm|cục|chi cục|viện|hội|đoàn"
    r"|thanh tra|bảo hiểm|ngân hàng|kho bạc|đảng ủy|tỉnh đoàn|mặt trận|mttq|tòa án|viện kiểm sát|thuế|đài|báo"
    r"|trường|bệnh viện|công ty|vnpt|viettel|bưu điện|điện lực|hđnd|hội đồng|trạm|tổ|doanh nghiệp)(?!\w)"
)
_MANY: Final = re.compile(r"^(?:các|những|toàn bộ|tất cả)(?!\w)|(?<!\w)(?:cấp xã|cấp huyện|địa phương)(?!\w)")


class Body(NamedTuple):
    """A body of the file."""

    id: str
    name: str
    kind: BodyKind
    code: str | None = None
    aliases: tuple[str, ...] = ()


class Led(NamedTuple):
    """Indicators that the same bodies lead, as a column of the table says in the words `printed`.

    Those in `waiting` stand in the file as comments, until somebody has decided about their targets.
    """

    printed: tuple[str, ...]
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    indicators: tuple[str, ...]
    waiting: tuple[str, ...] = ()


class Bodies:
    """The bodies of one catalogue, each found again by any of its names."""

    def __init__(self, answers: Answers, *, all_offices: bool) -> None:
        """The place and its units; and all its offices, or those alone that are asked for."""
        self._answers = answers
        self.place = Body(slug(answers.place, "dia-phuong"), answers.place, PLACE_KINDS[answers.level])
        self._taken = {self.place.id, UNITS, OFFICES}
        self.units = tuple(self._unit_bodies(answers))
        self._offices: dict[str, Body] = {}
        self._standing = self._by_name(standing(answers.level))
        if all_offices:
            for office in standing(answers.level):
                self.find(office.name)

    def _unit_bodies(self, answers: Answers) -> Iterable[Body]:
        ids = told_apart((unit.name, unit.code) for unit in answers.units)
        fallback: BodyKind = "commune" if answers.level == "province" else "hamlet"
        for id_, unit in zip(ids, answers.units, strict=True):
            key = free(id_, self._taken)
            self._taken.add(key)
            yield Body(key, unit.name, unit_kind(unit.name) or fallback, unit.code)

    @staticmethod
    def _by_name(offices: Iterable[Named]) -> dict[str, Named]:
        return {name_key(name): office for office in offices for name in (office.name, *office.aliases)}

    def find(self, name: str) -> str:
        """The id of a body of this name; one that is not there yet is put in."""
        key = name_key(name)
        if key in self._names_of_place():
            return self.place.id
        unit = next(
            (unit for unit in self.units if key in (name_key(unit.name), name_key(f"UBND {unit.name}"))), None
        )
        if unit is not None:
            return unit.id
        known = self._standing.get(key)
        if known is not None:
            key = name_key(known.name)
        if key not in self._offices:
            office = known or Named(name, body_kind(name))
            id_ = free(slug(office.name, "co-quan"), self._taken)
            self._taken.add(id_)
            self._offices[key] = Body(id_, office.name, office.kind, None, office.aliases)
        return self._offices[key].id

    def _names_of_place(self) -> set[str]:
        """How its committee is printed: 'UBND xã Tân Lập', and in a plan of its own 'UBND xã'."""
        own = name_key(self.place.name)
        kinds = [kind for kind in BEGINNINGS if own.startswith(f"{name_key(kind)} ")]
        return {own, *(name_key(f"UBND {name}") for name in (self.place.name, *kinds))}

    def parts(self, name: str) -> tuple[list[str], bool]:
        """The bodies that a printed name names, and whether a person has to look at it.

        'Sở Văn hóa, Thể thao và Du lịch' is one; 'Sở Y tế, Công an tỉnh' are two, for both parts begin as
        the name of an organisation does.
        """
        if name_key(name) in self._standing or "," not in name:
            return [name], bool(_MANY.search(name.casefold()))
        parts = [part.strip() for part in name.split(",") if part.strip()]
        if all(_ORGANISATION.match(part.casefold()) for part in parts):
            return parts, any(_MANY.search(part.casefold()) for part in parts)
        return [name], True

    @property
    def standing_offices(self) -> tuple[str, ...]:
        """Ids of the offices of the place, those that every place of its level has."""
        return tuple(body.id for key, body in self._offices.items() if key in self._standing)

    def all(self) -> tuple[Body, ...]:
        """Place, units and offices, in the order of the file."""
        return (self.place, *self.units, *self._offices.values())


def assignments_text(
    answers: Answers, bodies: Bodies, led: Iterable[Led], section: str, example: Sequence[str] = ()
) -> str:
    """The whole of assignments.yaml.

    Args:
        answers: whose it is.
        bodies: all of them.
        led: who leads what.
        section: where the plan says so.
        example: indicators of an example, which an example of a task serves.
    """
    lines = [
        *comment(say("start.assignments_head", answers.lang, place=answers.place)),
        "version: 1",
        "",
        "bodies:",
        *comment(say("start.bodies", answers.lang), 2),
    ]
    led = tuple(led)
    unused = _of(each for each in led if not each.indicators) - _of(each for each in led if each.indicators)
    unused -= {bodies.place.id}  # it reports
    for body in bodies.all():
        line = _body_line(body)
        lines.append(f"  # {line[2:]}" if body.id in unused else line)
    offices = bodies.standing_offices if example else ()
    lines += ["", *comment(say("start.units" if bodies.units else "start.no_units", answers.lang))]
    lines += ["groups:"] if bodies.units or offices else ["# groups:"]
    lines += _group(answers, bodies)
    if offices:
        name = named(say("start.offices_name", "vi"))
        lines.append(f"  - {{id: {OFFICES}, name: {name}, members: {listed(offices)}}}")
    tasks = [
        line for number, each in enumerate(led, start=1) for line in _task(answers, number, each, section)
    ]
    tasks = tasks or _task_example(answers, offices, example)
    if tasks:
        some = any(not line.lstrip().startswith("#") for line in tasks)
        title = "tasks:" if some else "# tasks:"
        lines += ["", *comment(say("start.tasks", answers.lang)), title, *tasks]
    return "\n".join(lines) + "\n"


def _of(led: Iterable[Led]) -> set[str]:
    """Ids of the bodies that lead or take part."""
    return {id_ for each in led for id_ in (*each.lead, *each.coordinating)}


def _body_line(body: Body) -> str:
    parts = [f"id: {body.id}", f"name: {named(body.name)}", f"kind: {body.kind}"]
    if body.code is not None:
        parts.append(f'code: "{body.code}"')
    if body.aliases:
        parts.append(f"aliases: {listed(map(quoted, body.aliases))}")
    return f"  - {{{', '.join(parts)}}}"


def _group(answers: Answers, bodies: Bodies) -> list[str]:
    if not bodies.units:
        name = named(say("start.units_name", "vi"))
        total = bodies.place.id
        return [f"#   - {{id: {UNITS}, name: {name}, members: [thon-1, thon-2], total: {total}}}"]
    key: Key = "start.communes_name" if answers.level == "province" else "start.units_name"
    return [
        f"  - id: {UNITS}",
        f"    name: {named(say(key, 'vi'))}",
        f"    members: {listed(unit.id for unit in bodies.units)}",
        f"    total: {bodies.place.id}",
    ]


def _task(answers: Answers, number: int, led: Led, section: str) -> list[str]:
    printed = quoted("; ".join(led.printed))
    lines = [
        f"  - id: CHU-TRI-{number}",
        f"    title: {named(say('start.task_title', 'vi', number=number))}",
        f"    source: {{document: KH, section: {quoted(section)}, wording: {printed}}}",
        f"    lead: {listed(led.lead)}",
    ]
    if led.coordinating:
        lines.append(f"    coordinating: {listed(led.coordinating)}")
    lines += [f"    from: {answers.year}", "    reported: false"]
    lines.append(f"    serves: {_ties(led.indicators or led.waiting)}")
    if not led.waiting:
        return lines
    if not led.indicators:
        return [*comment(say("start.waiting_task", answers.lang), 2), *(f"  # {line[2:]}" for line in lines)]
    waiting = say("start.waiting_ties", answers.lang, ties=_ties(led.waiting))
    return [*lines, *comment(waiting, 4)]


def _task_example(answers: Answers, offices: Sequence[str], indicators: Sequence[str]) -> list[str]:
    if not offices:
        return []
    title = say("start.sample", "vi", name=say("start.task_example", "vi"))
    return [
        "  - id: NV-1",
        f"    title: {named(title)}",
        f"    source: {{document: KH, section: {quoted('III.1')}, wording: {quoted(title)}}}",
        f"    lead: [{offices[0]}]",
        f"    coordinating: [{OFFICES}]",
        f"    from: {answers.year}",
        f"    serves: {_ties(indicators)}",
    ]


def _ties(indicators: Iterable[str]) -> str:
    return listed(f"{{indicator: {id_}, basis: stated}}" for id_ in indicators)
