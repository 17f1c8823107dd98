"""What was asked for, understood once: a day, a year, a share, a unit, one of several words.

`named` is how whoever asked calls it, an option (--as-of) or a parameter (as_of): the sentence that refuses a
value begins with it. All raise a `RequestError` for what they cannot take.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from dxscore.errors import RequestError
from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.words.text import Text, both, in_both, joined
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.forms.expected import Expected
    from dxscore.model.loaded import Catalogue
    from dxscore.model.period import Period
    from dxscore.score.deadlines import TargetYear
    from dxscore.words.keys import Key

Word = TypeVar("Word", bound=str)


def shown(value: object) -> str:
    """What somebody typed, cut and made visible."""
    return visible(str(value), SHOWN_AT_MOST)


def refused(said: Text) -> RequestError:
    """The sentence as an error."""
    return RequestError(said.vi, said.en)


def one_of(named: str, value: str, choices: Iterable[Word]) -> Word:
    """The one of `choices` that `value` is."""
    known = list(choices)
    for choice in known:
        if choice == value:
            return choice
    raise refused(both("refusal.not_a_choice", named=named, typed=shown(value), choices=", ".join(known)))


def day(named: str, value: object) -> date | None:
    """A day, of a datetime its day; None where none was asked for."""
    if value is None:
        return None
    try:
        if isinstance(value, datetime) and value == value:  # a pandas Timestamp; NaT, which has no day, is
            return value.date()  # one as well, and not equal to itself
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise refused(both("refusal.not_a_day", named=named, typed=shown(value))) from None


def printed_day(named: str, value: str | None) -> date | None:
    """A day as people write it: 20/12/2025 or 2025-12-20; None where none was asked for."""
    from dxscore.read.periods import parse_day

    found = None if value is None else parse_day(value)
    if isinstance(found, str):
        key: Key = "refusal.no_such_day" if found == "no_such_day" else "refusal.no_day_like"
        raise refused(both(key, named=named, typed=shown(value)))
    return found


def target_year(named: str, value: object) -> TargetYear:
    """A year of four digits, 'all', or None where none was asked for."""
    if value is None or value == "all":
        return value
    text = str(value)
    whole = isinstance(value, str) or hasattr(value, "__index__")  # numpy's whole numbers have it, too
    if whole and text.isascii() and text.isdecimal() and len(text) == 4:
        return int(text)
    raise refused(both("refusal.not_a_year", named=named, typed=shown(value)))


def year(named: str, value: str | int | None) -> int | None:
    """A year of four digits; None where none was asked for."""
    found = target_year(named, value)
    if found == "all":
        raise refused(both("refusal.not_one_year", named=named))
    return found


def share(named: str, value: str | None) -> Fraction | None:
    """A number from 0 to 100, exact: 99.5 is 199/2."""
    if value is None:
        return None
    try:
        number = Fraction(value.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = Fraction(-1)
    if "/" in value or not 0 <= number <= 100:
        raise refused(both("refusal.not_a_share", named=named, typed=shown(value)))
    return number


def reporting_unit(
    named: str, catalogue: Catalogue, value: str | None, *, or_group: bool = False
) -> str | None:
    """Id of the unit asked for by id, official code, name or alias; with `or_group`, of a group as well."""
    if value is None:
        return None
    from dxscore.read.unit_names import Units

    text = str(value)
    if text in catalogue.bodies:
        return text
    units = Units(catalogue)
    # An id is nobody else's name: a group's comes before what its words may mean as a unit's.
    of_group = or_group and any(group.id == text for group in catalogue.assignments.groups)
    found = units.find(text)
    group = _group(catalogue, text) if of_group or (or_group and found.unit is None) else None
    if group is not None:
        return group
    if found.unit is not None and not found.generations:
        return found.unit
    typed = shown(value)
    if found.fault == "successor":
        vi, en = _came_on(catalogue, found.candidates)
        raise refused(both("refusal.unit_came_later", named=named, typed=typed, since=Text.of(vi, en)))
    near = found.candidates or tuple(catalogue.name(unit) for unit in found.generations)
    near = near or tuple(name for name in [units.nearest(text)] if name is not None)
    if not near:
        raise refused(both("refusal.no_such_unit", named=named, typed=typed))
    names = joined(near)
    why: Key = "refusal.unit_of_several" if found.generations else "refusal.no_such_unit_but"
    raise refused(both(why, named=named, typed=typed, near=names))


def _group(catalogue: Catalogue, value: str) -> str | None:
    """The group of that id, or that name: a province, a district, all offices together."""
    from dxscore.words.folding import name_key

    key = name_key(value)
    for group in catalogue.assignments.groups:
        if key in (name_key(group.id), name_key(group.name.vi), name_key(group.name.en)):
            return group.id
    return None


def _came_on(catalogue: Catalogue, names: Collection[Text]) -> tuple[str, str]:
    """Since when a unit is there that came after the plan: nobody can report for it."""
    later = [successor for successor in catalogue.assignments.successors if successor.name in names]
    since = min(successor.valid_from for successor in later)
    return since.strftime("%d/%m/%Y"), since.isoformat()


def period(named: str, value: str | Period) -> Period:
    """The period asked for, written in any way that a metrics file may."""
    from dxscore.model.period import Period
    from dxscore.read.periods import parse_period

    found = value if isinstance(value, Period) else parse_period(str(value))
    if isinstance(found, Period):
        return found
    raise refused(both("refusal.no_period", named=named, typed=shown(value)))


def form_unit(named: str, expected: Expected, value: str) -> str:
    """Id of the body asked for, which is asked for at least one of the expected figures, or about tasks."""
    from dxscore.model.period import period_inside

    catalogue = expected.catalogue
    unit = reporting_unit(named, catalogue, value)
    if unit in expected.asked:
        return str(unit)
    words = in_both(lambda lang: period_inside(expected.period, lang))
    said = {"named": named, "typed": shown(value), "period": words}
    if unit is not None:
        calendar, life = catalogue.targets.plan.reporting_calendar, catalogue.territory.lives[unit]
        if life.last is not None and life.last < expected.period.opens(calendar):
            raise refused(both("refusal.unit_ended", last_day=life.last.strftime("%d/%m/%Y"), **said))
        if life.first is not None and life.first > expected.period.closes(calendar):
            raise refused(both("refusal.unit_later", first_day=life.first.strftime("%d/%m/%Y"), **said))
    others = dict.fromkeys(
        body for (_, of), bodies in expected.bodies.items() if of == unit for body in bodies
    )
    if others:
        names = [catalogue.name(body) for body in others]
        raise refused(both("refusal.asked_of_others", bodies=joined(names), **said))
    raise refused(both("refusal.reports_nothing", **said))
