"""Small catalogues and observations, built in code: what the tests of scoring are about, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from dxscore.model.assignments import AssignmentsFile
from dxscore.model.catalogue import Indicator, Target, TargetsFile
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.period import Period, PeriodKind
from dxscore.model.place import Place
from dxscore.model.scorecard import Result, Scorecard
from dxscore.score.deadlines import TargetYear
from scoring import score

COMMUNES = ("an", "binh", "chau")
TOWN = "town"
CLOSE_2025 = date(2025, 12, 14)
MID_2025 = date(2025, 6, 30)


def words(text: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"vi": text, "en": text}


def target(**said: Any) -> dict[str, Any]:
    """A target as a catalogue has it; due when 2025 closes unless said otherwise."""
    deadline = {} if "by" in said or "every" in said else {"by": 2025}
    return {**deadline, **said, "source": {"document": "KH", "section": "II", "wording": "…"}}


def indicator(*targets: dict[str, Any], id: str = "X", **said: Any) -> dict[str, Any]:
    """A pooled share that the communes report, unless said otherwise."""
    part = words("phần")
    return {
        "id": id,
        "pillar": "P",
        "name": words(id),
        "measure": "share",
        "unit_of_measure": "percent",
        "counted_in": words("hồ sơ"),
        "numerator": part,
        "denominator": part,
        "reported_by": "communes",
        "may_not_apply": True,
        "targets": targets or (target(at_least="80"),),
        **said,
    }


def number(*targets: dict[str, Any], id: str = "X", **said: Any) -> dict[str, Any]:
    """A number that the communes report and that is added up."""
    return indicator(*targets, **{"id": id, "measure": "number", "unit_of_measure": "number", **said})


def yes_no(id: str = "X", **said: Any) -> dict[str, Any]:
    """A yes/no duty of the town, with evidence."""
    given = {"reported_by": TOWN, "needs_evidence": True, **said}
    return indicator(
        target(done=True), **{"id": id, "measure": "yes_no", "unit_of_measure": "yes_no", **given}
    )


def catalogue(
    *indicators: dict[str, Any],
    communes: Sequence[str] = COMMUNES,
    total: bool = False,
    calendar: str = "administrative",
    weights: dict[str, str] | None = None,
    tasks: Sequence[dict[str, Any]] = (),
    duties: Sequence[dict[str, Any]] = (),
    lives: Mapping[str, dict[str, Any]] | None = None,
) -> Catalogue:
    """A catalogue of these indicators; with `total` one row of the town may stand for the communes.

    `lives` holds valid_from, valid_to and successor of bodies that have any.
    """
    pillars = [{"id": id_, "name": words(id_), "weight": w} for id_, w in (weights or {"P": "1"}).items()]
    targets = {
        "version": 1,
        "plan": {"id": "p", "name": words("p"), "place": words("p"), "reporting_calendar": calendar},
        "documents": [
            {"id": "KH", "number": "1", "issuer": words("UBND"), "issued": 2024, "title": words("KH")}
        ],
        "pillars": pillars,
        "indicators": indicators or (indicator(),),
    }
    bodies: list[dict[str, Any]] = [{"id": TOWN, "name": words("Thị xã"), "kind": "area"}]
    bodies += [{"id": name, "name": words(f"Xã {name}"), "kind": "commune"} for name in communes]
    for body in bodies:
        body.update((lives or {}).get(str(body["id"]), {}))
    group: dict[str, Any] = {"id": "communes", "name": words("Các xã"), "members": list(communes)}
    assignments = {
        "version": 1,
        "bodies": bodies,
        "groups": [group | ({"total": TOWN} if total else {})],
        "tasks": list(tasks),
        "duties": list(duties),
    }
    return Catalogue(
        TargetsFile.model_validate(targets), AssignmentsFile.model_validate(assignments), "0" * 64
    )


def the_indicator(**said: Any) -> Indicator:
    """One indicator as a model."""
    return Indicator.model_validate(indicator(**said))


def the_target(**said: Any) -> Target:
    """One target as a model."""
    return Target.model_validate(target(**said))


_KINDS: dict[str, PeriodKind] = {"H": "half", "Q": "quarter", "": "month"}


def period(text: str) -> Period:
    """2025, 2025-H1, 2025-9M, 2025-Q4, 2025-12."""
    year, _, rest = text.partition("-")
    if not rest:
        return Period("year", int(year))
    if rest.endswith("M"):
        return Period("months", int(year), int(rest[:-1]))
    found = re.fullmatch(r"([HQ]?)([0-9]+)", rest)
    assert found, text
    return Period(_KINDS[found[1]], int(year), int(found[2]))


def row(
    unit: str,
    figure: str | None = None,
    when: str = "2025",
    *,
    id: str = "X",
    line: int = 0,
    **said: Any,
) -> Observation:
    """A row of `unit`: '8/10' for parts, '80' for a value, 'na' for not applicable."""
    figures: dict[str, Any] = {}
    if figure == "na":
        figures = {"not_applicable": True, "note": "không có"}
    elif figure is not None and "/" in figure:
        above, below = figure.split("/")
        figures = {"numerator": Decimal(above), "denominator": Decimal(below)}
    elif figure is not None:
        figures = {"value": Decimal(figure)}
    return Observation(id, unit, period(when), place=Place("m.csv", row=line), **{**figures, **said})


def rows(**figures: str) -> tuple[Observation, ...]:
    """A row of 2025 for each unit: rows(an='8/10', binh='5/10')."""
    return tuple(row(unit, figure, line=n) for n, (unit, figure) in enumerate(figures.items(), 2))


def scored(
    data: Catalogue,
    *observations: Observation,
    as_of: date | None = CLOSE_2025,
    target_year: TargetYear = None,
    unit: str | None = None,
) -> Scorecard:
    """The scorecard of these rows, by default on the day on which 2025 closes."""
    metrics = Metrics(observations)
    return score(data, metrics, as_of=as_of, target_year=target_year, reporting_unit=unit)


def judged(
    said: dict[str, Any],
    *observations: Observation,
    as_of: date | None = CLOSE_2025,
    total: bool = False,
    unit: str | None = None,
) -> Result:
    """The one result of a catalogue that holds this one indicator."""
    return scored(catalogue(said, total=total), *observations, as_of=as_of, unit=unit).results[0]


def seen(item: object, *names: str) -> tuple[Any, ...]:
    """Several attributes side by side, dots allowed."""
    return tuple(attrgetter(name)(item) for name in names)


def codes(scorecard: Scorecard) -> list[str]:
    """The codes of its findings."""
    return [finding.code for finding in scorecard.findings]
