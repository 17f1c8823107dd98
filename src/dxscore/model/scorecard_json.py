"""A scorecard's JSON (`--format json`) read back: a stranger's text until held against the catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from typing import Any, Never

from pydantic import ValidationError

from dxscore.errors import ScorecardError
from dxscore.model.assignments import Duty, Task
from dxscore.model.loaded import Catalogue
from dxscore.model.period import written_period
from dxscore.model.scorecard import SCHEMA, HeldAgainst, Result, Scorecard, TargetRef, UnitResult
from dxscore.words.text import Text, both
from dxscore.words.visible import visible

FIRST = "dxscore/scorecard/1"
SHOWN_FAULTS = 5
_DIGITS_AT_MOST = 60


class _DuplicateKeyError(ValueError):
    """Two equal keys in one object: which of them would count is anybody's guess."""


def read_json(content: bytes, name: str, catalogue: Catalogue | None = None) -> Scorecard:
    """The scorecard in `content`, which was judged by some version of `catalogue`.

    Without a catalogue only its shape is looked at, and the first version, which does not say on what ground
    an owner is named, cannot be read.

    Args:
        content: the bytes of the document.
        name: what it is called in a sentence that refuses it.
        catalogue: what it is held against.

    Raises:
        ScorecardError: it is not a scorecard of this shape, or as `check_plan`; the reason is said.
    """
    data = _parsed(content, name)
    _check_shape_name(data, name)
    if data["schema"] == FIRST:
        content = _of_today(data, catalogue, name)
    try:
        # Strict about types as JSON has them; keys that this version does not know are passed over.
        scorecard = Scorecard.model_validate_json(content, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        raise _not_of_this_shape(name, error) from error
    if catalogue is not None:
        check_plan(scorecard, catalogue, name)
    for target in _impossible_targets(scorecard):
        raise _refused(name, both("scorecard_file.impossible_target", target=target))
    for number in _numbers_too_long(scorecard):
        raise _refused(name, both("scorecard_file.number_too_long", number=number))
    return scorecard


def check_origin(scorecard: Scorecard, catalogue: Catalogue, name: str) -> None:
    """Refuse a scorecard that was not judged by this very catalogue.

    Raises:
        ScorecardError: nothing was judged in it, it is one of another plan or of another version of the
            catalogue, or it names what the catalogue does not have.
    """
    check_plan(scorecard, catalogue, name)
    if scorecard.catalogue.sha256 != catalogue.sha256:
        was, is_ = visible(scorecard.catalogue.sha256[:12], 12), catalogue.sha256[:12]
        raise _refused(name, both("scorecard_file.other_catalogue", was=was, now=is_))
    for unknown in _unknown(scorecard, catalogue):
        raise _refused(name, both("scorecard_file.not_in_catalogue", unknown=unknown))


def _refused(name: str, why: Text) -> ScorecardError:
    said = both("scorecard_file.refused", file=name, why=why)
    return ScorecardError(said.vi, said.en)


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    """The JSON object, parsed once more than it is validated, for the validator takes equal keys."""
    try:
        data = json.loads(content.decode("utf-8"), object_pairs_hook=_without_duplicates, parse_constant=_no)
    except _DuplicateKeyError as error:
        key = visible(str(error), 40)
        raise _refused(name, both("scorecard_file.key_twice", twice=key)) from error
    except UnicodeDecodeError as error:
        raise _refused(name, both("scorecard_file.not_utf8")) from error
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        if line is None:
            raise _refused(name, both("scorecard_file.syntax")) from error
        raise _refused(name, both("scorecard_file.syntax_on_line", line=line)) from error
    if not isinstance(data, dict):
        raise _refused(name, both("scorecard_file.no_object"))
    return data


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise _DuplicateKeyError(key)
        values[key] = value
    return values


def _no(constant: str) -> Never:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _of_today(data: dict[str, Any], catalogue: Catalogue | None, name: str) -> bytes:
    """The document in today's shape: the first version named its owners by id alone, without their ground.

    The catalogue says that, for no scorecard of another one is taken. What else is wrong stays so.
    """
    if catalogue is None:
        raise _refused(name, both("scorecard_file.needs_catalogue", first=FIRST))
    for item in (*_objects(data.get("results")), *_objects(data.get("gaps"))):
        served = catalogue.serving(str(item.get("indicator")))
        for key in ("lead", "coordinating"):
            if isinstance(item.get(key), list):
                item[key] = [_owner(owner, served, str(item.get("indicator"))) for owner in item[key]]
    return json.dumps({**data, "schema": SCHEMA}).encode()


def _objects(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _owner(owner: Any, serving: tuple[Task | Duty, ...], indicator: str) -> Any:
    """All that serve an indicator do so on one ground: what is inferred counts where nothing is stated."""
    grounds = {s.basis for item in serving for s in item.serves if s.indicator == indicator}
    return {"body": owner, "basis": "stated" if "stated" in grounds else "inferred"}


def _check_shape_name(data: dict[str, Any], name: str) -> None:
    schema = data.get("schema")
    if schema in (SCHEMA, FIRST):
        return
    if isinstance(schema, str) and schema.startswith("dxscore/"):
        shown = visible(schema, 40)
        raise _refused(name, both("scorecard_file.other_shape", shape=shown, read=SCHEMA))
    raise _refused(name, both("scorecard_file.no_shape", read=SCHEMA))


def _not_of_this_shape(name: str, error: ValidationError) -> ScorecardError:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    places = ["".join(_step(step) for step in fault["loc"]).removeprefix(".") for fault in faults]
    listed = "; ".join(f"{p}: {f['msg']}" for p, f in zip(places, faults[:SHOWN_FAULTS], strict=False))
    shown = visible(listed, 400)
    return _refused(name, both("scorecard_file.wrong_shape", places=len(faults), listed=shown))


def _step(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def check_plan(scorecard: Scorecard, catalogue: Catalogue, name: str) -> None:
    """Refuse a scorecard of another plan, or without any result.

    One by another version of the catalogue is taken: what judges is compared target by target.

    Raises:
        ScorecardError: nothing was judged in it, not all its units are listed, or it is one of another plan.
    """
    if scorecard.as_of is None:
        raise _refused(name, both("scorecard_file.nothing_judged"))
    check_all_units(scorecard, name)
    plan = catalogue.targets.plan.id
    if scorecard.plan != plan:
        shown = visible(scorecard.plan, 64)
        raise _refused(name, both("scorecard_file.other_plan", plan=shown, own=plan))


def check_all_units(scorecard: Scorecard, name: str) -> None:
    """Refuse a scorecard that does not list all its units: others would look as if they were not there.

    Raises:
        ScorecardError: it was written with fewer.
    """
    if scorecard.units_listed is not None:
        raise _refused(name, both("scorecard_file.units_cut", which=scorecard.units_listed.which))


def _unknown(scorecard: Scorecard, catalogue: Catalogue) -> Iterator[str]:
    """What the scorecard names and the catalogue does not have."""
    for result in scorecard.results:
        yield from _unknown_of(result, catalogue)
    for gap in scorecard.gaps:
        if gap.indicator not in catalogue.indicators:
            yield f"gaps: {visible(gap.indicator, 64)}"


def _unknown_of(result: Result, catalogue: Catalogue) -> Iterator[str]:
    indicator = catalogue.indicators.get(result.indicator)
    if indicator is None or indicator.pillar != result.pillar:
        yield visible(f"{result.indicator} ({result.pillar})", 120)
        return
    named = (result.reporting_unit, *(unit.reporting_unit for unit in result.units), *result.coverage.missing)
    yield from (visible(unit, 64) for unit in named if unit is not None and unit not in catalogue.bodies)
    bounds = written_bounds(result.target.threshold)
    known = [
        (target.comparator, tuple(format(bound, "f") for bound in target.bounds))
        for target in indicator.targets
    ]
    if (result.target.comparator, bounds) not in known:
        yield visible(f"{result.indicator} {result.target.comparator} {'–'.join(bounds)}", 120)


_BOUND = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?")


def _impossible_targets(scorecard: Scorecard) -> Iterator[str]:
    """Targets that no catalogue can have: a threshold that is no number, or not as many as are compared."""
    for result in scorecard.results:
        target = result.target
        bounds = written_bounds(target.threshold)
        wanted = {"done": 0, "between": 2}.get(target.comparator, 1)
        by_rule = target.rule is not None and not bounds  # its number follows from an earlier figure
        right = len(bounds) == wanted or by_rule
        if not (right and _is_plain(result) and _is_day(target) and MINYEAR <= target.by <= MAXYEAR):
            yield visible(f"{result.indicator} {target.comparator} {'–'.join(bounds)} {target.by}", 120)


def _is_plain(result: Result) -> bool:
    """Whether every number that something is held against is one."""
    rule = result.target.rule
    held: list[HeldAgainst] = []
    if rule is not None:
        held += [*rule.levels, *rule.for_, *([rule.held] if rule.held else [])]
    held += [unit.held for unit in result.units if unit.held is not None]
    bounds = [written_bounds(result.target.threshold), *(written_bounds(each.threshold) for each in held)]
    bounds.append(tuple(step.threshold for step in result.target.path))
    return all(_BOUND.fullmatch(bound) for each in bounds for bound in each)


def _is_day(target: TargetRef) -> bool:
    """Whether the deadline is a day or a part of a year, where it is not the close of one."""
    if target.at is None:
        return True
    try:
        written_period(target.at)
    except ValueError:
        try:
            date.fromisoformat(target.at)
        except ValueError:
            return False
    return True


def written_bounds(threshold: str | tuple[str, str] | None) -> tuple[str, ...]:
    """A threshold's numbers as a catalogue writes them: none, one, or two."""
    if threshold is None:
        return ()
    return (threshold,) if isinstance(threshold, str) else threshold


def _numbers_too_long(scorecard: Scorecard) -> Iterator[str]:
    """Numbers that nobody would write, and that it would cost too much to reckon with."""
    figures: list[Result | UnitResult] = []
    for result in scorecard.results:
        figures += [result, *result.units]
    for figure in figures:
        for number in (figure.numerator, figure.denominator, figure.value):
            if number is not None and not _is_writable(number):
                yield visible(str(number), 20)


def _is_writable(number: Decimal) -> bool:
    """Not 1E+999999999, the fraction of which would fill the memory."""
    if not number.is_finite():
        return False
    exponent = int(number.as_tuple().exponent)
    return abs(exponent) <= _DIGITS_AT_MOST and number.adjusted() <= _DIGITS_AT_MOST
