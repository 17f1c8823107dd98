"""What a file of this folder gives, in the few words in which it is expected."""

from __future__ import annotations

from pathlib import Path

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.read.metrics import read_files
from dxscore.score.rows import validate

FOLDER = Path(__file__).parent
NO_ARRIVALS = frozenset({".py", ".json", ".md", ".pyc"})


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
