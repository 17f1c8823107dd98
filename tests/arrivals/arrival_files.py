"""What a file of this folder gives, in the few words in which it is expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.read.catalogue import load
from dxscore.read.metrics import read_files
from dxscore.score.rows import validate

LAST_DAY = date(2025, 6, 30)  # of the town and its fifteen communes
FOLDER = Path(__file__).parent
NO_ARRIVALS = frozenset({".py", ".json", ".md", ".pyc"})


def catalogue() -> Catalogue:
    """The shipped one as if its town and communes had lived on: what arrives here was made for late 2025."""
    shipped = load()
    former = [body for body in shipped.assignments.bodies if (body.valid_from or date.min) <= LAST_DAY]
    bodies = tuple(body.model_copy(update={"valid_to": None, "successor": None}) for body in former)
    known = {body.id for body in bodies} | {group.id for group in shipped.assignments.groups}
    groups = tuple(
        group.model_copy(update={"members": tuple(member for member in group.members if member in known)})
        for group in shipped.assignments.groups
    )
    lasting = shipped.assignments.model_copy(update={"bodies": bodies, "groups": groups, "successors": ()})
    return Catalogue(shipped.targets, lasting, shipped.sha256)


def arrivals() -> list[Path]:
    """Every file of the folder that somebody might have sent."""
    return sorted(path for path in FOLDER.iterdir() if path.is_file() and path.suffix not in NO_ARRIVALS)


def expectation(path: Path) -> Path:
    """Where it is written what a file should give."""
    return path.with_name(f"{path.name}.json")


def told(path: Path, catalogue: Catalogue) -> dict[str, list[str]]:
    """Findings as 'place severity code', and observations as 'indicator unit period figure place'."""
    metrics = read_files([str(path)], catalogue)
    return {
        "findings": findings(metrics, catalogue),
        "observations": [observed(o) for o in metrics.observations],
    }


def findings(metrics: Metrics, catalogue: Catalogue) -> list[str]:
    """Those of reading, then those between rows."""
    found = [*metrics.findings, *validate(catalogue, metrics.observations).findings]
    return [f"{str(f.place._replace(file='')).lstrip(':') or 'file'} {f.severity} {f.code}" for f in found]


def observed(observation: Observation) -> str:
    """One observation in a line."""
    o = observation
    figure = f"{o.numerator}/{o.denominator}" if o.denominator is not None else str(o.value)
    where = str(o.place._replace(file="")).lstrip(":")
    closed = f" {o.closed_on}" if o.closed_on else ""
    return f"{o.indicator} {o.reporting_unit} {o.period} {figure}{closed} {where}"
