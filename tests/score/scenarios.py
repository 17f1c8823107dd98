"""Small plans with figures by chance, of every kind that a catalogue can say, and all that is told of them.

python tests/score/scenarios.py 17      # what is told of number 17, to be held against another checkout's
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Final, NamedTuple

from builders import COMMUNES, TOWN, catalogue, indicator, number, row, target, words, yes_no

from dxscore.errors import MetricsError, RequestError, ScorecardError
from dxscore.flows.bodies import bodies
from dxscore.flows.judge import Judgement, Request, judge
from dxscore.flows.trend import of_judgement
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.place import Place
from dxscore.model.scorecard import Scorecard
from dxscore.model.tasks import NamedDocument, Stage, TaskLog, TaskRecord
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.score.compare import compare
from dxscore.score.gate import Gate, failures
from dxscore.score.history import history
from dxscore.score.ratchet import held
from dxscore.score.rows import validate
from dxscore.score.tasks import judge_tasks

MERGED: Final[Mapping[str, dict[str, Any]]] = {
    "an": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "binh": {"valid_to": date(2025, 6, 30), "successor": "anbinh"},
    "anbinh": {"valid_from": date(2025, 7, 1)},
}
ENDED: Final[Mapping[str, dict[str, Any]]] = {"an": {"valid_to": date(2025, 8, 20)}}
PERIODS: Final = ("", "", "", "-H1", "-H2", "-9M", "-Q1", "-Q2", "-Q3", "-Q4", "-03", "-11")
LIMITS: Final = ("at_least", "at_least", "more_than", "at_most", "less_than", "exactly")
DAYS: Final = (
    None, None, date(2024, 12, 14), date(2025, 3, 14), date(2025, 6, 14), date(2025, 9, 20),
    date(2025, 12, 14), date(2025, 12, 14), date(2025, 12, 31), date(2026, 2, 1), date(2026, 12, 14),
)  # fmt: skip
WEIGHTS: Final = {"P": Decimal(1)}
SOURCE: Final = {"document": "KH", "section": "1", "wording": "…"}


class Scenario(NamedTuple):
    """A plan, what was sent by two days, and what is asked.

    Args:
        data: the plan.
        before: rows of an earlier file.
        metrics: those of the newer one.
        asked: as a `Request` takes it.
    """

    data: Catalogue
    before: Metrics
    metrics: Metrics
    asked: Mapping[str, Any]


def scenario(rng: Random) -> Scenario:
    """One indicator or two, for units that stay, merge or end."""
    lives = rng.choice((None, None, MERGED, ENDED))
    units = ("an", "binh", "anbinh", "chau") if lives is MERGED else COMMUNES
    total = rng.random() < 0.5
    measures = {id: rng.choice(("share", "share", "number", "number", "yes_no")) for id in ("X", "Y")}
    made = [_indicator(rng, id, measure) for id, measure in measures.items()]
    calendar = rng.choice(("administrative", "administrative", "calendar"))
    tasks = [_task(rng, id) for id in ("T1", "T2")]
    data = catalogue(*made, communes=units, total=total, lives=lives, calendar=calendar, tasks=tasks)
    sent = dict(enumerate(_sent(rng, data, measures, (*units, TOWN) if total else units), 2))
    rows = [_row(line, *one) for line, one in sent.items()]
    later = {line: one for line, one in sent.items() if rng.random() < 0.8}
    for line, (id, unit, when, _, more) in later.items():
        if rng.random() < 0.2:
            later[line] = (id, unit, when, _figure(rng, measures[id]), more)
    before = Metrics(tuple(_row(line, *one) for line, one in later.items()))
    asked: dict[str, Any] = {"as_of": rng.choice(DAYS), "target_year": rng.choice((None, None, "all", 2025))}
    asked["strict"] = rng.random() < 0.15
    if rng.random() < 0.2:
        asked["reporting_unit"] = rng.choice(units)
    if rng.random() < 0.4:
        asked["waivers"] = _waivers(rng, units)
    totals = tuple(one._replace(reporting_unit="Tổng cộng") for one in rows[:2] if rng.random() < 0.2)
    return Scenario(data, before, Metrics(tuple(rows), totals=totals), asked)


def _sent(
    rng: Random, data: Catalogue, measures: Mapping[str, str], senders: Sequence[str]
) -> Iterator[tuple[str, str, str, str | None, float]]:
    """For a few periods a row of most units, and some rows more."""

    def one(id: str, unit: str, when: str) -> tuple[str, str, str, str | None, float]:
        return id, unit, when, _figure(rng, measures[id]), rng.random()

    often = {2022: 0.25, 2023: 0.3, 2024: 0.5, 2025: 0.9, 2026: 0.2}
    years = [year for year, chance in often.items() if rng.random() < chance]
    for id in measures:
        reports = data.reporting_units(id)
        usual = rng.choice(("", "", "-H1", "-9M", "-Q2"))
        for year in years:
            for unit in senders if len(reports) > 1 else reports:
                if rng.random() < (0.8 if unit != TOWN or len(reports) == 1 else 0.3):
                    yield one(id, unit, f"{year}{usual}")
        for _ in range(rng.choice((0, 0, 2, 5))):
            unit = rng.choice(senders) if len(reports) > 1 else reports[0]
            yield one(id, unit, f"{rng.choice((2024, 2025, 2025))}{rng.choice(PERIODS)}")


def _indicator(rng: Random, id: str, measure: str) -> dict[str, Any]:
    said: dict[str, Any] = {"id": id, "judged_on": rng.choice(("pooled", "pooled", "each"))}
    over_time = rng.choice(("flow", "flow", "stock", None))
    if over_time and measure != "yes_no":
        said["over_time"] = over_time
    if measure == "yes_no":
        return yes_no(id, **({} if rng.random() < 0.5 else {"reported_by": "communes", "judged_on": "each"}))
    if rng.random() < 0.2:
        said["reported_by"] = TOWN
    if measure == "number" and rng.random() < 0.6:
        said["minimum"] = 0
    targets = [_target(rng, 2025, said)] + ([_target(rng, 2030, said)] if rng.random() < 0.5 else [])
    if "every" in targets[0]:
        targets = targets[:1]
    targets = [one for one in targets if targets[0] is one or "every" not in one]
    return indicator(*targets, **said) if measure == "share" else number(*targets, **said)


def _target(rng: Random, year: int, said: dict[str, Any]) -> dict[str, Any]:
    limit = said.setdefault("_limit", rng.choice(LIMITS))
    said.pop("_limit")
    said["better"] = "lower" if limit in ("at_most", "less_than") else "higher"
    bound = rng.choice((5, 20, 50, 70, 80))
    kind = rng.random()
    if kind < 0.15:
        return target(every=rng.choice(("year", "quarter", "half_year")), **{"from": 2024, limit: bound})
    if kind < 0.25 and limit in ("at_least", "more_than"):
        levels = [{"name": words("Đạt"), limit: bound}, {"name": words("Tốt"), limit: bound + 10}]
        return target(by=year, levels=levels)
    if kind < 0.35:
        period = rng.choice((2024, "previous_year"))
        return target(
            by=year, against={"period": period, "change": rng.choice(("percent", "points")), limit: 10}
        )
    if kind < 0.4 and limit == "at_least":
        return target(by=year, at_least=bound, path={2024: bound - 3, 2026: bound - 1})
    if kind < 0.45:
        return target(by=year, between=[bound, bound + 15])
    return target(by=rng.choice((year, year, f"{year}-Q2", f"{year}-06-30")), **{limit: bound})


def _figure(rng: Random, measure: str) -> str | None:
    if rng.random() < 0.03:
        return "na"
    if measure == "yes_no":
        return rng.choice("0111")
    if measure == "number":
        return str(rng.choice((0, 1, 4, 5, 6, 19, 20, 21, 70, 90)))
    below = rng.choice((0, 1, 5, 10, 10, 20, 20, 40))
    if rng.random() < 0.12:
        return rng.choice(("45", "60", "79.9", "80", "97"))
    return f"{rng.choice((0, below, below * 7 // 10, below * 8 // 10, rng.randrange(below + 1)))}/{below}"


def _row(line: int, id: str, unit: str, when: str, figure: str | None, more: float) -> Observation:
    said: dict[str, Any] = {"evidence": "QĐ 1"} if more < 0.6 else {}
    if more < 0.08:
        said["closed_on"] = date(int(when[:4]), 5, 20)
    return row(unit, figure, when, id=id, line=line, **said)


def _task(rng: Random, id: str) -> dict[str, Any]:
    lead = rng.sample((TOWN, "an", "chau", "communes"), rng.choice((1, 1, 2)))
    basis = rng.choice(("stated", "inferred"))
    made = {"id": id, "title": words(id), "source": SOURCE, "lead": lead, "from": 2024}
    made["serves"] = [{"indicator": rng.choice("XY"), "basis": basis}]
    if rng.random() < 0.5:
        made["by"] = rng.choice((2025, date(2025, 6, 30)))
    if rng.random() < 0.5:
        made["coordinating"] = [rng.choice(("chau", "communes", TOWN))]
    if rng.random() < 0.5:
        kind = rng.choice(("plan", "report", "event"))
        product = {"id": f"{id}-SP", "title": words("SP"), "kind": kind, "per_body": rng.random() < 0.5}
        product |= rng.choice(
            ({"every": "year"}, {"every": "once", "by": 2025}, {"every": "year", "by": "06-30"})
        )
        made["deliverables"] = [product]
    return made


def _waivers(rng: Random, units: Sequence[str]) -> Waivers:
    said = {
        "reporting_unit": rng.choice((None, *units)), "indicator": rng.choice("XXY"),
        "from": date(2025, rng.choice((1, 3, 12)), 1), "until": date(2026, rng.choice((1, 6)), 10),
        "reason": "bão", "document": "CV", "approved_by": "CT",
    }  # fmt: skip
    placed = PlacedWaiver(Waiver.model_validate(said), Place("w.yaml", None, 3, 5), "waivers[0]")
    return Waivers("w.yaml", "0" * 64, (placed,))


# ------------------------------------------------------------------ what is told


def told(made: Scenario, rng: Random) -> dict[str, Any]:
    """Everything that scoring says of a scenario, without its sentences."""
    try:
        judged = judge(made.data, made.metrics, Request(**made.asked))
    except RequestError:
        return {"refused": True}
    card = judged.scorecard
    found: dict[str, Any] = {"nothing": judged.nothing is not None, "day": str(card.as_of)}
    found["why"] = card.as_of_reason
    found["findings"] = _findings(card.findings)
    found["rejected"] = sorted(map(str, judged.rejected))
    found["results"] = [_plain(result) for result in card.results]
    if judged.nothing is not None:
        return found
    found["summary"], found["pillars"] = _plain(card.summary), [_plain(pillar) for pillar in card.pillars]
    gate = Gate(frozenset(("unmet", "provisional", "pending")))
    found["gate"] = [_numbers(text.en) for text in failures(card, gate, WEIGHTS)]
    found |= _over_time(made, judged, card)
    if made.asked.get("reporting_unit") is None:
        tasks = judge_tasks(made.data, TaskLog(tuple(_records(rng))), card.day)
        found["tasks"] = {**_plain(tasks), "findings": _findings(tasks.findings)}
        found["bodies"] = [_plain(body) for body in bodies(made.data, card, tasks).bodies]
    return found


def _over_time(made: Scenario, judged: Judgement, card: Scorecard) -> dict[str, Any]:
    found: dict[str, Any] = {}
    trend = of_judgement(judged).trend
    found["trend"] = [_plain(series) for series in trend.series]
    usable = validate(made.data, made.metrics.observations).usable
    found["history"] = [str(each) for each in history(made.data, usable, card.day)]
    try:
        asked = {**made.asked, "as_of": min(card.day, date(2025, 6, 14))}
        earlier = judge(made.data, made.before, Request(**asked)).with_results().scorecard
        comparison = compare(made.data, earlier, card)
    except (MetricsError, ScorecardError):
        return found
    found["compared"] = [_plain(each) for each in comparison.targets]
    ratchet = held(comparison, card)
    groups = ratchet.newly_missed, ratchet.unjudged, ratchet.worse, ratchet.stopped, ratchet.known
    found["ratchet"] = [[f"{one.indicator} {one.target.due_by}" for one in group] for group in groups]
    return found


def _records(rng: Random) -> Iterator[TaskRecord]:
    for line in range(2, rng.choice((3, 6, 9))):
        day = rng.choice((date(2024, 11, 1), date(2025, 5, 1), date(2025, 12, 20), date(2026, 1, 10)))
        stage: Stage = rng.choice(("not_started", "in_progress", "submitted", "done", "done"))
        done = rng.choice((None, day, date(2025, 6, 1))) if stage == "done" else None
        document = NamedDocument("1/BC", day, "về việc này") if rng.random() < 0.7 else NamedDocument()
        body, year = rng.choice((TOWN, "an", "chau")), rng.choice((None, 2024, 2025))
        place = Place("t.csv", None, line)
        yield TaskRecord(rng.choice(("T1", "T2")), body, day, year, stage, done, "", document, "", place)


def _findings(findings: Sequence[Finding]) -> list[str]:
    return [f"{one.code} {one.severity} {one.row} {_numbers(one.message.en)}" for one in findings]


def _numbers(sentence: str) -> list[str]:
    """What a sentence counts; how it is worded is compared elsewhere."""
    return re.findall(r"[0-9][0-9.,/%]*", sentence)


def _plain(model: Any) -> Any:
    """A model without what is not said, its words, and what is the same of all."""
    return _short(model.model_dump(mode="json", by_alias=True, exclude_none=True))


LEFT_OUT: Final = {"source", "definition", "dxscore", "schema", "plan", "catalogue_sha256", "findings"}


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _short(item) for key, item in value.items() if key not in LEFT_OUT}
        return {key: item for key, item in kept.items() if item not in (None, [], {}, False)}
    return [_short(item) for item in value] if isinstance(value, list) else value


def answer(numbered: int) -> dict[str, Any]:
    """What is told of the scenario with this number."""
    rng = Random(f"scenario:{numbered}")
    while True:
        try:
            made = scenario(rng)
        except ValueError:  # what a catalogue refuses; the next one
            continue
        return told(made, rng)


PARTS: Final = {
    "results": ("results", "refused", "nothing"),
    "findings": ("findings", "rejected", "day", "why"),
    "totals": ("summary", "pillars", "gate"),
    "years": ("trend", "history"),
    "compared": ("compared", "ratchet"),
    "bodies": ("bodies",),
    "tasks": ("tasks",),
}


def digests(numbered: int) -> str:
    """Its number, and a few letters of the digest of each part of what is told."""
    whole = answer(numbered)
    said = {name: {key: whole[key] for key in keys if key in whole} for name, keys in PARTS.items()}
    short = {
        name: hashlib.sha256(_written(part).encode()).hexdigest()[:6] for name, part in said.items() if part
    }
    return " ".join([f"{numbered:3}", *(f"{name}={digest}" for name, digest in short.items())])


def _written(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1, default=str)


if __name__ == "__main__":
    sys.stdout.write(_written(answer(int(sys.argv[1]))))
