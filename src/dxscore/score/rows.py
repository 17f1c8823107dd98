"""Checks that need more than one cell: within a row, and between rows and files (DX3xx)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding, Severity
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, finding_on, order
from dxscore.model.place import Place
from dxscore.score.figures import lacks_evidence
from dxscore.score.findings import capped
from dxscore.score.periods import declared_beside_figures, periods_against_parts
from dxscore.score.select import Key, Usable, key_of
from dxscore.score.sums import (
    added_up,
    both_can_be_true,
    in_the_sum,
    is_complete,
    lacks_parts,
    written,
    written_beside,
)
from dxscore.words.numbers import number
from dxscore.words.say import Language
from dxscore.words.text import both, in_both


class Validated(NamedTuple):
    """What may be scored, and what was found wrong between rows.

    Args:
        usable: at most one observation for each indicator, unit and period.
        findings: by file and row, capped.
        cells: every cell or row that a finding was made on, by severity.
        by_key: the rows that can be true, for each key in the order of files and rows.
    """

    usable: Usable
    findings: tuple[Finding, ...]
    cells: Mapping[Severity, frozenset[Place]]
    by_key: Mapping[Key, tuple[Observation, ...]]


def validate(catalogue: Catalogue, observations: Iterable[Observation]) -> Validated:
    """Leave out rows that cannot be true, join rows that say the same, mark rows that contradict.

    Rows may come in any order: the findings and what is kept depend on file and row numbers alone.
    """
    by_key: dict[Key, list[Observation]] = defaultdict(list)

    usable = Usable({}, frozenset())

    def found() -> Iterator[Finding]:
        nonlocal usable
        for observation in sorted(observations, key=order):
            fault = row_fault(catalogue.indicators[observation.indicator], observation)
            if fault is not None:
                yield fault
                continue
            if _may_be_remarked_on(catalogue, observation):
                yield from _row_remarks(catalogue, observation)
            # Who says that it does not apply where it has to apply has not reported.
            if not observation.not_applicable or catalogue.indicators[observation.indicator].may_not_apply:
                by_key[key_of(observation)].append(observation)
        yield from _between_rows(catalogue, by_key)
        yield from _declared_and_counted(catalogue, by_key)
        usable = _usable(catalogue, by_key)
        yield from _totals_against_units(catalogue, usable)
        yield from periods_against_parts(catalogue, usable)

    told = capped(found())
    kept = {key: tuple(same) for key, same in by_key.items()}
    return Validated(usable, told.findings, told.cells, kept)


def without(catalogue: Catalogue, validated: Validated, left_out: Collection[Place]) -> Validated:
    """`validated` without some of its rows: they are not looked at again, the sums of the others are.

    Of its findings the errors on other rows stay, and what a row for the whole place is beside the others.
    """
    by_key = {
        key: kept
        for key, same in validated.by_key.items()
        if (kept := tuple(o for o in same if o.places.isdisjoint(left_out)))
    }
    usable = _usable(catalogue, by_key)
    errors = [
        finding
        for finding in validated.findings
        if finding.severity == "error" and finding.place not in left_out
    ]
    beside = capped(_totals_against_units(catalogue, usable))
    return Validated(usable, (*errors, *beside.findings), validated.cells, by_key)


def _usable(catalogue: Catalogue, by_key: Mapping[Key, Sequence[Observation]]) -> Usable:
    kept: dict[str, list[Observation]] = defaultdict(list)
    contradicted = set()
    for key, same in by_key.items():
        kept[key[0]].append(_one_of(catalogue, same))
        if any(o.figure != same[0].figure for o in same[1:]):
            contradicted.add(key)
    for declared, figure in declared_beside_figures(catalogue, chain.from_iterable(by_key.values())):
        contradicted |= {key_of(declared), key_of(figure)}
    return Usable({name: tuple(items) for name, items in kept.items()}, frozenset(contradicted))


def _between_rows(catalogue: Catalogue, by_key: Mapping[Key, Sequence[Observation]]) -> Iterator[Finding]:
    """What is to be said of several rows of one key: they repeat each other, or contradict."""
    for key, same in by_key.items():
        if len(same) == 1:
            continue
        if len({o.figure for o in same}) > 1:
            yield from _contradictions(same, catalogue.indicators[key[0]].measure == "share")
        else:
            first = str(same[0].place)
            yield from (finding_on(rules.REPEATED_ROW, o, other=first) for o in same[1:])


def _declared_and_counted(
    catalogue: Catalogue, by_key: Mapping[Key, Sequence[Observation]]
) -> Iterator[Finding]:
    """One for every figure of a unit that says of the same time that it does not apply."""
    for declared, figure in declared_beside_figures(catalogue, chain.from_iterable(by_key.values())):
        yield finding_on(
            rules.DECLARED_BESIDE_FIGURES,
            figure,
            figure=written(figure, catalogue.indicators[figure.indicator].measure == "share"),
            period=str(declared.period),
            other=str(declared.place),
        )


def _one_of(catalogue: Catalogue, same: Sequence[Observation]) -> Observation:
    """The one observation that stands for rows of one key: known from the day the earliest closes."""
    if len(same) == 1:
        return same[0]
    calendar = catalogue.targets.plan.reporting_calendar
    closed_on = min(same, key=lambda o: o.closes(calendar)).closed_on
    evidence = next((o.evidence for o in same if o.evidence), "")
    return same[0]._replace(closed_on=closed_on, evidence=evidence)


def _contradictions(same: Sequence[Observation], is_share: bool) -> Iterator[Finding]:
    """One for every row, naming a row that says otherwise."""
    first = same[0]
    other = next(o for o in same if o.figure != first.figure)
    for observation in same:
        against = other if observation.figure == first.figure else first
        yield finding_on(
            rules.CONTRADICTION,
            observation,
            figure=written(observation, is_share),
            other_figure=written(against, is_share),
            other=str(against.place),
        )


def row_fault(indicator: Indicator, observation: Observation) -> Finding | None:
    """What makes the row impossible by itself."""
    numerator, denominator, value = observation.numerator, observation.denominator, observation.value
    greatest = indicator.greatest
    most = Decimal(100) if greatest is None else greatest  # of a share: per cent
    if numerator is not None and denominator is not None and 100 * numerator > most * denominator:
        counted_in = indicator.counted_in or both("scoring.items")
        return finding_on(
            rules.PART_OVER_WHOLE,
            observation,
            "numerator",
            numerator=numerator,
            denominator=denominator,
            counted_in=counted_in,
        )
    if value is None:
        return None
    if indicator.measure == "share" and most == 100 and not 0 <= value <= 100:
        return finding_on(rules.SHARE_OUT_OF_RANGE, observation, "value", value=value)
    low, high = indicator.minimum, greatest
    if indicator.measure == "share":
        low = Decimal(0)
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = in_both(lambda lang: f"{_bound(low, lang)}–{_bound(high, lang)}")
        return finding_on(rules.VALUE_OUT_OF_RANGE, observation, "value", value=value, range=bounds)
    return None


def _bound(bound: Decimal | None, lang: Language) -> str:
    return "…" if bound is None else number(bound, lang)


def _may_be_remarked_on(catalogue: Catalogue, observation: Observation) -> bool:
    """Whether there may be anything to say of a row by itself: of nearly all there is not."""
    if observation.not_applicable or lacks_parts(observation):
        return True
    return catalogue.indicators[observation.indicator].needs_evidence


def _row_remarks(catalogue: Catalogue, observation: Observation) -> Iterator[Finding]:
    indicator = catalogue.indicators[observation.indicator]
    if lacks_evidence(indicator, observation):
        yield finding_on(rules.NO_EVIDENCE, observation, "evidence")
    if observation.not_applicable:
        rule = rules.DOES_NOT_APPLY if indicator.may_not_apply else rules.MUST_APPLY
        said = {"unit": catalogue.name(observation.reporting_unit), "indicator": indicator.id}
        yield finding_on(rule, observation, "value", reason=observation.note or observation.evidence, **said)
    # Whether parts are missing is asked first: counting the units of every row of thousands takes minutes.
    if lacks_parts(observation) and _is_one_of_a_pool(catalogue, indicator, observation.reporting_unit):
        yield finding_on(rules.NOT_POOLABLE, observation, "value")


def _is_one_of_a_pool(catalogue: Catalogue, indicator: Indicator, unit: str) -> bool:
    """Whether the unit's figure is added up with others'."""
    if indicator.measure != "share" or indicator.judged_on != "pooled":
        return False
    return unit != catalogue.total_unit(indicator.id) and len(catalogue.reporting_units(indicator.id)) > 1


def _totals_against_units(catalogue: Catalogue, usable: Usable) -> Iterator[Finding]:
    """Where the units' rows stand beside a row for the whole place: the units decide, the row is said."""
    for name, observations in usable.by_indicator.items():
        total = catalogue.total_unit(name)
        wholes = [o for o in observations if o.reporting_unit == total] if total is not None else []
        if not wholes:
            continue
        units = frozenset(catalogue.reporting_units(name))
        by_year: dict[int, list[Observation]] = defaultdict(list)
        for observation in observations:
            if observation.reporting_unit in units:
                by_year[observation.period.year].append(observation)
        for whole in wholes:
            yield from _whole_beside(catalogue, whole, by_year[whole.period.year], usable.contradicted)


def _whole_beside(
    catalogue: Catalogue, whole: Observation, same_year: list[Observation], contradicted: frozenset[Key]
) -> Iterator[Finding]:
    calendar = catalogue.targets.plan.reporting_calendar
    indicator = catalogue.indicators[whole.indicator]
    known = [o for o in same_year if o.closes(calendar) <= whole.closes(calendar)]
    sound = [o for o in known if o.period == whole.period and key_of(o) not in contradicted]
    owing = catalogue.owing(indicator.id, whole.period)
    sound = [o for o in sound if o.reporting_unit in owing]
    if sound and indicator.judged_on == "pooled" and key_of(whole) not in contradicted:
        yield from _total_beside_units(indicator, whole, sound, len(owing))


def _total_beside_units(
    indicator: Indicator, whole: Observation, parts: list[Observation], expected: int
) -> Iterator[Finding]:
    """What is to be said of a row for the whole place beside its units' rows of the same period."""
    added = added_up(indicator, whole, parts)
    complete = is_complete(indicator, parts, expected)
    said = {
        "figure": written(whole, share=indicator.measure == "share"),
        "sum": written_beside(whole, added),
        "reported": in_the_sum(indicator, parts),
        "expected": expected,
    }
    if not both_can_be_true(indicator, whole, added, complete):
        yield finding_on(rules.TOTAL_CONTRADICTS_UNITS, whole, None, **said)
    elif indicator.measure == "share" and lacks_parts(whole) and added.denominator and not complete:
        yield finding_on(rules.TOTAL_NOT_COMPARED, whole, None, **said)


def said_of_unit(catalogue: Catalogue, metrics: Metrics, unit: str) -> list[Finding]:
    """What was said while reading, but for the rows that are another unit's, and only its."""
    mine = catalogue.territory.with_formers(catalogue.units(unit)) | {catalogue.total_of(unit)}
    own = {o.place.line for o in metrics.observations if o.reporting_unit in mine}
    others = {o.place.line for o in metrics.observations if o.reporting_unit not in mine}
    for table in metrics.tables:
        for line, _, of in table.blank:
            (own if of in mine else others).add(table.place.at(line))
    only = others - own
    return [f for f in metrics.findings if f.place.line not in only]


def of_unit(
    catalogue: Catalogue, observations: Iterable[Observation], unit: str
) -> tuple[list[Observation], tuple[Finding, ...]]:
    """The unit's own observations, and one note for each file (sheet) with rows of others, on the first."""
    mine = catalogue.territory.with_formers(catalogue.units(unit)) | {catalogue.total_of(unit)}
    own: list[Observation] = []
    others: dict[Place, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.reporting_unit in mine:
            own.append(observation)
        else:
            others[observation.place.table].append(observation)

    def note(left_out: list[Observation]) -> Finding:
        first = min(left_out, key=order)
        name = catalogue.name(first.reporting_unit)
        return finding_on(rules.OTHER_UNIT, first, unit=name, count=len(left_out))

    return own, capped(note(left_out) for left_out in others.values()).findings
