"""Small sets, catalogues and figures for the tests of points, as files and as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from dxscore.flows import points as scoring
from dxscore.model.loaded import Catalogue
from dxscore.model.points import CriterionPoints, PointsCard, UnitPoints
from dxscore.model.points_set import Criterion, PointsFile
from dxscore.points.outcome import Best, Figure, Outcome, worked_out
from dxscore.points.taken import Taken, taken
from dxscore.read.catalogue import load

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "points-illustrative"
PHU_THO = PROJECT / "examples" / "766-phu-tho"
SET_766 = PROJECT / "data" / "points" / "766.yaml"
CATALOGUE = load(EXAMPLE)
UNITS = ("xa-mot", "xa-hai", "xa-ba", "xa-bon")


def criterion(**said: Any) -> dict[str, Any]:
    """A criterion as a set has it."""
    return {"id": "A", "name": "Tiêu chí A", **said}


def contents(*criteria: Mapping[str, Any], **own: Any) -> dict[str, Any]:
    """A whole set as its file has it."""
    return {
        "version": 1,
        "set": {"id": "S", "name": "Bộ thử", "scored_for": "cac-xa", **own},
        "criteria": list(criteria),
    }


def written(folder: Path, data: Mapping[str, Any] | str) -> Path:
    """The set as a file."""
    path = folder / "points.yaml"
    text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def metrics(folder: Path, rows: Sequence[str], name: str = "metrics.csv") -> str:
    """Rows 'indicator,unit,numerator,denominator,value' of 2026 as a metrics file."""
    lines = ["indicator,reporting_unit,period,numerator,denominator,value"]
    for row in rows:
        indicator, unit, *figures = row.split(",")
        lines.append(",".join([indicator, unit, "2026", *figures]))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def scores(folder: Path, *rows: str, name: str = "scores.csv") -> str:
    """Rows 'criterion,unit,stage,points,reason,evidence' of 2026 as a file of points."""
    lines = ["criterion,reporting_unit,period,stage,points,reason,evidence"]
    for row in rows:
        criterion_, unit, *rest = row.split(",")
        lines.append(",".join([criterion_, unit, "2026", *rest]))
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def scored(
    folder: Path,
    data: Mapping[str, Any] | str,
    files: Sequence[str],
    catalogue: Catalogue = CATALOGUE,
    **how: Any,
) -> PointsCard:
    """The card of a set and files."""
    loaded = scoring.load(written(folder, data), catalogue)
    return scoring.scored(loaded, scoring.read(files, loaded), **how)


def unit(card: PointsCard, id_: str) -> UnitPoints:
    """One unit of a card."""
    return next(each for each in card.units if each.reporting_unit == id_)


def of(card: PointsCard, unit_: str, criterion_: str = "A") -> CriterionPoints:
    """One criterion of one unit."""
    return next(each for each in unit(card, unit_).criteria if each.criterion == criterion_)


def outcome(
    rule: Mapping[str, Any], figures: Mapping[str, Figure] | Figure, best: Best | None = None, **own: Any
) -> Outcome:
    """What a rule makes of figures by their indicators."""
    file = PointsFile.model_validate(contents(criterion(**rule), **own))
    return of_criterion(file.criteria[0], file, figures, best)


def of_criterion(
    wanted: Criterion, file: PointsFile, figures: Mapping[str, Figure] | Figure, best: Best | None = None
) -> Outcome:
    rules = {each.path: each for each in taken(wanted, file.set)}

    def figure(each: Taken) -> Figure:
        if isinstance(figures, Figure):
            return figures
        return figures.get(each.indicators[0], Figure(reason="not_reported"))

    bests = {(wanted.id, path): best for path in rules} if best is not None else {}
    return worked_out(rules[()], rules, figure, bests)


def share(above: int | Fraction, below: int | Fraction) -> Figure:
    """a/b."""
    return Figure(Fraction(above), Fraction(below))


def number(value: int | str | Fraction) -> Figure:
    """A value."""
    return Figure(None, None, Fraction(value))


def said(*values: object) -> tuple[object, ...]:
    """Values side by side, to be compared whatever number type they are of."""
    return values
