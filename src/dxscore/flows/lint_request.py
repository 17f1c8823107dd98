"""What is asked of lint: which files are held against what, and which findings are told, how loud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dxscore.flows.asked import refused, shown
from dxscore.model.finding import Severity
from dxscore.model.in_order import SEVERITIES
from dxscore.model.rules import RULES
from dxscore.words.text import both


@dataclass(frozen=True)
class LintRequest:
    """What is asked of one run.

    Args:
        catalogue: folder of the catalogue that the tables are held against; by default that among the files,
            else the one that comes with dxscore.
        stdin_filename: what standard input is called, and what its suffix is.
        select: codes, or beginnings of codes, to report; all where none is given.
        ignore: codes, or beginnings of codes, not to report.
        severity: another severity for some codes.
    """

    catalogue: Path | None = None
    stdin_filename: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


def codes(named: str, given: Iterable[str]) -> tuple[str, ...]:
    """Codes, or beginnings of codes, each of which means at least one: DX3, DX204.

    Raises:
        RequestError: one means none.
    """
    found = tuple(part.strip().upper() for each in given for part in each.split(",") if part.strip())
    for code in found:
        if not any(known.startswith(code) for known in RULES):
            raise refused(both("refusal.no_such_code", named=named, typed=shown(code)))
    return found


def severities(named: str, given: Iterable[str]) -> dict[str, Severity]:
    """Severities by code from CODE=error, CODE=warning, CODE=note.

    Raises:
        RequestError: there is no such code or severity.
    """
    found: dict[str, Severity] = {}
    for each in given:
        code, _, name = each.partition("=")
        (known,) = codes(named, [code]) or ("",)
        wanted = [severity for severity in SEVERITIES if severity == name.strip()]
        if known not in RULES or not wanted:
            raise refused(both("refusal.no_such_severity", named=named, typed=shown(each)))
        found[known] = wanted[0]
    return found
