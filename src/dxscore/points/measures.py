"""A set's criteria and a catalogue's indicators: what fits, and what a set brings along by itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from dxscore.model import rules
from dxscore.model.catalogue import Indicator, Measure
from dxscore.model.loaded import Catalogue
from dxscore.model.points_rules import RuleKey
from dxscore.model.points_set import Criterion, PointsFile, PointsSet, SetIndicator
from dxscore.points.taken import Taken, taken
from dxscore.read.catalogue_items import CatalogueFile
from dxscore.read.yaml_marks import KeyPath
from dxscore.words.folding import word_key
from dxscore.words.text import Text, both

_FITTING: dict[RuleKey, tuple[Measure, ...]] = {
    "share": ("share",),
    "steps": ("share", "number", "rank"),
    "levels": ("number", "share"),
    "done": ("yes_no",),
    "each": ("number",),
    "leader": ("share", "number"),
    "late": ("number",),
    "given": ("number",),
}


_UNBOUNDED: Final = Decimal(10) ** 12


def check_measures(file: CatalogueFile, contents: PointsFile, catalogue: Catalogue) -> None:
    """Report rules that cannot work on what their indicators measure."""
    for place, criterion in enumerate(contents.criteria):
        for each in taken(criterion, contents.set):
            path: KeyPath = ("criteria", place, *_steps(criterion, each.path))
            _check(file, path, each, catalogue)


def _steps(criterion: Criterion, path: tuple[int, ...]) -> KeyPath:
    """The key path of a part."""
    steps: list[str | int] = []
    rule = criterion
    for place in path:
        steps += ["parts" if rule.parts is not None else "best_of", place]
        rule = rule.cases[place]  # type: ignore[assignment]  # a part is a rule, too
    return tuple(steps)


def _check(file: CatalogueFile, path: KeyPath, each: Taken, catalogue: Catalogue) -> None:
    key = each.rule.key
    if key in ("parts", "best_of"):
        return
    pair = len(each.indicators) == 2
    wanted: tuple[Measure, ...] = ("number",) if pair else _FITTING[key]
    for id_ in each.indicators:
        indicator = catalogue.indicators.get(id_)
        if indicator is None:
            continue
        if indicator.measure not in wanted:
            _report_unfit(file, path, key, indicator, wanted)
        elif (
            indicator.measure == "share"
            and key in ("steps", "levels")
            and each.none_arising is None
            and not pair
        ):
            file.report(rules.NONE_ARISING_NOT_SAID, (*path, key), at="key")


def _report_unfit(
    file: CatalogueFile, path: KeyPath, key: RuleKey, indicator: Indicator, wanted: tuple[Measure, ...]
) -> None:
    joined = ", ".join(wanted)
    file.report(
        rules.MEASURE_UNFIT,
        (*path, key),
        at="key",
        key=key,
        id=indicator.id,
        measure=indicator.measure,
        wanted=joined,
    )


def with_own_indicators(catalogue: Catalogue, contents: PointsFile) -> Catalogue:
    """The catalogue, with the set's own indicators, and one for each criterion whose figures nobody declares.

    A set can so be used with a catalogue that holds no more than the bodies.
    """
    reported_by = _reported_by(catalogue, contents.set)
    made = {
        own.id: _indicator(catalogue, own, reported_by)
        for own in contents.set.indicators
        if own.id not in catalogue.indicators
    }
    for criterion in contents.criteria:
        for each in taken(criterion, contents.set):
            for id_ in each.indicators:
                if id_ not in catalogue.indicators and id_ not in made and not each.rule.cases:
                    made[id_] = _indicator(catalogue, _undeclared(id_, each), reported_by)
    known = [*catalogue.targets.indicators, *made.values()]
    levels = _levels(contents)
    if not made and not levels:
        return catalogue
    named = (each.with_value_names(levels[each.id]) if each.id in levels else each for each in known)
    targets = catalogue.targets.model_copy(update={"indicators": tuple(named)})
    return replace(catalogue, targets=targets)


def _levels(contents: PointsFile) -> dict[str, dict[str, Decimal]]:
    """By indicator, the names of levels that cells may hold: a level is kept as minus its place in the rule.

    No number that somebody typed is below 0, and a portion such as 1/3 is no decimal.
    """
    found: dict[str, dict[str, Decimal]] = {}
    for criterion in contents.criteria:
        for each in taken(criterion, contents.set):
            if each.rule.levels is not None and len(each.indicators) == 1:
                names = enumerate(each.rule.levels, start=1)
                found[each.indicators[0]] = {word_key(name): Decimal(-place) for place, name in names}
    return found


def _undeclared(id_: str, each: Taken) -> SetIndicator:
    """What a criterion's own figure has to be."""
    criterion, measure = each.criterion, _measure(each)
    beyond = each.rule.leader is not None and measure == "share"  # who leads has more than the target
    return SetIndicator(
        id=id_,
        name=criterion.name,
        measure=measure,
        counted_in=criterion.counted_in,
        maximum=_UNBOUNDED if beyond else None,
    )


def _reported_by(catalogue: Catalogue, own: PointsSet) -> str:
    """Whose rows are expected: the group that is scored, or one that holds them all."""
    if len(own.scored) == 1:
        return own.scored[0]
    return catalogue.targets.indicators[0].reported_by


def _measure(each: Taken) -> Measure:
    """What a rule's figure has to be."""
    key, leader = each.rule.key, each.rule.leader
    if key == "done":
        return "yes_no"
    if len(each.indicators) == 2:
        return "number"
    of_parts = key in ("steps", "levels") and each.none_arising is not None
    own_target = leader is not None and leader.target is None
    return "share" if key == "share" or of_parts or own_target else "number"


def _indicator(catalogue: Catalogue, own: SetIndicator, reported_by: str) -> Indicator:
    """An indicator that has no target and is only read."""
    noun: Text = own.counted_in or both("points.cases")
    return Indicator.model_construct(
        id=own.id,
        pillar=catalogue.targets.pillars[0].id,
        name=own.name,
        measure=own.measure,
        over_time=own.over_time,
        unit_of_measure="percent" if own.measure == "share" else own.measure,
        counted_in=noun,
        whole=own.whole,
        numerator=noun,
        denominator=noun,
        maximum=own.maximum,
        reported_by=reported_by,
        may_not_apply=True,
        judged_on="each",
        targets=(),
    )
