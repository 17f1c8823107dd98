"""The sentences of an official report that follow from the figures: pillar by pillar, then of the whole.

What went well, what fell short, and whom the report asks to act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dxscore.model.period import period_inside, written_period
from dxscore.model.scorecard import JUDGED, STATUSES, Pillar
from dxscore.report.figure_line import NO_FIGURE
from dxscore.report.groups import gaps_by_lead
from dxscore.report.letterhead import has_ended, parted
from dxscore.report.lines import GapLine, ResultLine
from dxscore.report.naming import LESS, difference_sign, first_units
from dxscore.report.rule_words import with_path
from dxscore.report.summary import coverage_counts, coverage_share, met_of
from dxscore.report.view import View
from dxscore.words.names import inside
from dxscore.words.numbers import distinct, number
from dxscore.words.say import Language, say_of
from dxscore.words.visible import visible

NAMED_AT_MOST = 10
LOWEST_AT_MOST = 3
_LETTERS: dict[Language, str] = {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"}


@dataclass(frozen=True, slots=True)
class LetteredPoint:
    """A lettered point with the lines under it.

    Args:
        letter: a, b, c, …
        title: what the point says.
        items: the lines under it, without their dash.
    """

    letter: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PillarSection:
    """What the report says of one pillar.

    Args:
        number: place in the report, from 1.
        title: name of the pillar.
        counts: how many of its targets are met.
        points: its targets under their verdicts.
    """

    number: int
    title: str
    counts: str
    points: tuple[LetteredPoint, ...]


def pillar_sections(view: View) -> tuple[PillarSection, ...]:
    """One section for each pillar that has results."""
    return tuple(
        PillarSection(
            number=place,
            title=view.names.pillar(pillar.id),
            counts=_counts(view, pillar),
            points=_points_by_verdict(view, view.of_pillar(pillar.id)),
        )
        for place, pillar in enumerate(view.scorecard.pillars, start=1)
    )


def _counts(view: View, pillar: Pillar) -> str:
    said = pillar_words(view, pillar)
    if view.scorecard.summary.due and pillar.due and pillar.targets > pillar.due:
        said += view.say("official.and_not_due", not_due=pillar.targets - pillar.due)
    return _sentence(said)


def pillar_words(view: View, pillar: Pillar) -> str:
    """How many of its targets in question are met; the pillars' counts add up to those of the whole."""
    met, scope = met_of(view, pillar)
    if not scope:
        return view.say("official.none_due")
    return view.say("official.pillar_counts", met=met, targets=scope)


def _points_by_verdict(view: View, lines: Sequence[ResultLine]) -> tuple[LetteredPoint, ...]:
    scope = [line for line in lines if line in view.in_scope]
    groups = {
        say_of("counted_targets", s, view.lang): [line for line in scope if line.status == s]
        for s in STATUSES
    }
    groups[say_of("counted_targets", "not_due", view.lang)] = [line for line in lines if line not in scope]
    held = [(title, own) for title, own in groups.items() if own]
    told: list[ResultLine] = []
    points = []
    for place, (title, own) in enumerate(held):
        items = []
        for line in own:
            above = any(_same_figure(line, other) for other in told)
            items.append(_further_target(view, line) if above else result_sentences(view, line))
            told.append(line)
        points.append(LetteredPoint(letter(place, view.lang), f"{title}{_how_many(view, own)}", tuple(items)))
    return tuple(points)


def _how_many(view: View, lines: Sequence[ResultLine]) -> str:
    """' (2):'; of those without a figure of their time also how many have an older one."""
    stale = sum(line in view.in_scope and line.result.reason == "stale" for line in lines)
    if not stale or stale == len(lines) == 1:
        return f" ({len(lines)}):"
    return view.say("official.with_stale", count=len(lines), stale=stale)


def _same_figure(line: ResultLine, other: ResultLine) -> bool:
    """Whether two targets of an indicator are held against one figure."""
    if line.id != other.id or line.exact is None or line.exact != other.exact:
        return False
    one, two = (
        (r.reporting_unit, r.period, r.span, r.numerator, r.denominator) for r in (line.result, other.result)
    )
    return one == two


def _further_target(view: View, line: ResultLine) -> str:
    """A later target of a figure that stands above: what is missing to it and where it leads, no more."""
    if line.status == "met":
        stands = view.say("official.further_met")
    elif line.status in JUDGED:
        stands = view.say("official.further_gap", gap=line.gap)
    else:
        stands = _sentence(line.gap)
    return " ".join((f"{line.name} ({target_of(view, line)}).", stands, *line.ahead))


def result_sentences(view: View, line: ResultLine) -> str:
    """One result in prose: figure, target, how far beyond or short, who reported, who is lowest."""
    value = line.value
    if value.startswith("("):  # parts that make no share stand alone: 0/0
        value = value.strip("()")
    target = target_of(view, line)
    head = f"{line.name} ({target})" if value == NO_FIGURE else f"{line.name}: {value}; {target}"
    time = "" if line.result.reason == "stale" else line.time  # the reason says it
    said = [head, time, _distance(view, line), _coverage(view, line)]
    said += [*_remarks(view, line), _lowest(view, line)]
    return " ".join([*(_sentence(part) for part in said if part), *line.prospects])


def target_of(view: View, line: ResultLine) -> str:
    """'mục tiêu năm 2025: trên 80%'; 'mục tiêu quý IV/2025: …'; 'mục tiêu đến ngày 15/08/2025: …'."""
    at = line.result.target.at
    target = with_path(line.names, line.indicator, line.result.target, line.threshold_inside)
    if at is None:
        return view.say("official.target_of", year=line.by, target=target)
    try:
        when = period_inside(written_period(at), view.lang)
    except ValueError:
        return view.say("official.target_by_day", day=line.by, target=target)
    return view.say("official.target_within", when=when, target=target)


def _distance(view: View, line: ResultLine) -> str:
    level = line.result.level
    if line.status != "met":
        return line.gap
    if level is not None and level.reached is not None:
        reached = view.say("official.at_level", level=visible(level.reached.get(view.lang)))
        return f"{reached}; {line.gap}" if line.gap else reached
    if not line.result.exceeded:
        return ""
    if line.is_limit:
        return view.say("official.below_limit", by=_excess(view, line))
    return view.say("official.beyond", by=_excess(view, line))


def _excess(view: View, line: ResultLine) -> str:
    """How far beyond its one bound the value lies, from the exact value."""
    beyond = distinct(abs((line.exact or Fraction(0)) - Fraction(line.bounds[0])), [Fraction(0)], view.lang)
    return f"{beyond}{difference_sign(line.indicator, view.lang)}"


def _coverage(view: View, line: ResultLine) -> str:
    coverage = line.result.coverage
    if coverage.expected < 2 or coverage.reported == coverage.expected or not coverage.reported:
        return ""
    reported = number(coverage.reported, view.lang)
    return view.say("official.reported", reported=reported, expected=coverage.expected)


def _remarks(view: View, line: ResultLine) -> list[str]:
    if not line.result.provisional:
        return line.remarks
    lacks = bool(line.result.coverage.missing)  # else the remarks say what is still open
    return [view.say("official.provisional" if lacks else "official.provisional_open"), *line.remarks]


def _lowest(view: View, line: ResultLine) -> str:
    """The units farthest from the target, where several report and the result falls short."""
    if line.status not in ("missed", "pending"):
        return ""
    worst = [id_ for gap in view.gaps if gap.result is line for id_ in gap.gap.worst_units]
    units = [line.unit_of[id_] for id_ in worst[:LOWEST_AT_MOST]]
    said = "; ".join(f"{unit.unit} {unit.value}" for unit in units)
    return f"{_farthest(view, line)}: {said}" if units else ""


def _farthest(view: View, line: ResultLine) -> str:
    """What the units farthest from a target are: the lowest, the highest, or simply the farthest."""
    comparator = line.result.target.comparator
    if comparator in ("at_least", "more_than"):
        return view.say("farthest.lowest")
    return view.say("farthest.highest" if comparator in LESS else "farthest.farthest")


def named(view: View, units: Sequence[str], most: int = NAMED_AT_MOST, in_sentence: bool = False) -> str:
    """Names of the units, the first `most` of them, and how many more there are."""
    names = [view.names.body(unit) for unit in units]
    return listed(view, [inside(name, view.lang) for name in names] if in_sentence else names, most)


def listed(view: View, names: Sequence[str], most: int = NAMED_AT_MOST) -> str:
    """The first `most` of the names, and how many more there are."""
    return first_units(names, most, view.lang)


def coverage_sentence(view: View) -> str:
    """Figures that came in, of those that units owe, over the targets that totals speak of."""
    reported, expected = coverage_counts(view)
    if not expected:
        return ""
    counts = {"reported": number(reported, view.lang), "expected": number(expected, view.lang)}
    return view.say("official.coverage", share=coverage_share(view), **counts)


def strengths(view: View) -> tuple[str, ...]:
    """For each pillar, what is met of the targets in question."""
    said = []
    for pillar in view.scorecard.pillars:
        own = [line for line in view.in_scope if line.result.pillar == pillar.id and line.status == "met"]
        if own:
            met, targets = met_of(view, pillar)
            names = "; ".join(_told_apart(view, line) for line in own)
            title = view.names.pillar(pillar.id)
            said.append(view.say("official.strength", pillar=title, met=met, targets=targets, names=names))
    return tuple(said) or (view.say("official.none_yet"),)


def weaknesses(view: View) -> tuple[str, ...]:
    """What is missed or cannot be judged among what is due, and who has not reported."""
    said = []
    for status in STATUSES[1:5]:
        own = [_told_apart(view, line) for line in view.in_scope if line.status == status]
        if own:
            title = say_of("counted_targets", status, view.lang)
            said.append(view.say("official.weak", verdict=title, count=len(own), names="; ".join(own)))
    silent = silent_units(view)
    if silent:
        said.append(view.say("official.silent_counted", count=len(silent)))
    return tuple(said) or (view.say("official.no_gaps"),)


def _told_apart(view: View, line: ResultLine) -> str:
    """The indicator's name, with the target's year where two of its targets are in question."""
    same = sum(other.id == line.id for other in view.in_scope)
    return line.dated_name if same > 1 else line.name


def silent_units(view: View) -> tuple[str, ...]:
    """Ids of the units that owe a figure on a target in question, in the catalogue's order."""
    owing = {unit for line in view.in_scope for unit in line.result.coverage.missing}
    return tuple(body for body in view.catalogue.bodies if body in owing)


def urgings(view: View) -> tuple[LetteredPoint, ...]:
    """What each lead body is asked to make good of the targets in question.

    Several bodies that lead together stand together; inferred leads apart from those that a document names.
    """
    points: list[LetteredPoint] = []
    for lines in gaps_by_lead(view).values():
        own = [line for line in lines if line.result in view.in_scope]
        if own:
            items = tuple(_urged(view, of_target) for of_target in _by_target(own))
            points.append(LetteredPoint(letter(len(points), view.lang), _asked(view, own[0]), items))
    return tuple(points)


def ended(view: View) -> str:
    """Which of the bodies that are asked for something have ended, and that others act for them; else ''."""
    leads = (owner.body for line in view.gaps if line.result in view.in_scope for owner in line.gap.lead)
    asked = dict.fromkeys((*leads, *silent_units(view)))
    gone = has_ended(view.catalogue, asked, view.scorecard.day)
    names = named(view, [body for body in asked if body in gone], in_sentence=True)
    return view.say("official.ended", names=names) if gone else ""


def _asked(view: View, line: GapLine) -> str:
    if not line.gap.lead:
        return view.say("official.urge_nobody")
    leads = [owner.body for owner in line.gap.lead]
    _, above, own = parted(view.catalogue, leads)
    said = view.names.lead_in_words(line.gap.lead, in_sentence=True)
    if own:  # who writes sees to it, with whoever else does, and urges nobody
        return capitalised(view.say("official.own", bodies=said))
    return view.say("official.ask" if above else "official.urge", bodies=said)


def _by_target(lines: Iterable[GapLine]) -> list[list[GapLine]]:
    """Gaps of one target together: where every unit is judged by itself there is one gap a unit."""
    groups: dict[ResultLine, list[GapLine]] = {}
    for line in lines:
        groups.setdefault(line.result, []).append(line)
    return list(groups.values())


def _urged(view: View, lines: Sequence[GapLine]) -> str:
    first, result = lines[0], lines[0].result
    said = f"{result.name} ({target_of(view, result)}): "
    if first.gap.reporting_unit is None or first.gap.reporting_unit == result.result.reporting_unit:
        said += first.figure.gap
    else:
        units = [line.gap.reporting_unit for line in lines if line.gap.reporting_unit is not None]
        said += view.say("official.units_below", count=len(units), units=named(view, units))
    if first.gap.coordinating:
        bodies = "; ".join(inside(name, view.lang) for name in view.names.owners(first.gap.coordinating))
        said += f" ({view.say('official.with', bodies=bodies)})"
    return f"{said}."


def letter(index: int, lang: Language) -> str:
    """The letter of a point, from 0: a, b, c, d, and in Vietnamese đ before e; past the last, a number."""
    letters = _LETTERS[lang]
    return letters[index] if index < len(letters) else str(index + 1)


def roman(number: int) -> str:
    """`number` from 1 to 3999 in capital Roman numerals."""
    steps = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")]
    steps += [(40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    said = ""
    for value, sign in steps:
        times, number = divmod(number, value)
        said += sign * times
    return said


def capitalised(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return f"{capitalised(text.rstrip('.'))}." if text else ""
