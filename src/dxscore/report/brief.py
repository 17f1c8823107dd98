"""The answer of an official report on its first page, for who reads no other; and what it proposes.

Proposals follow from the gaps and go to whom the report is written to: what only the addressee can decide, or
has to back. What a body below is to do stands in the part on the next period.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dxscore.report.abbreviations import in_words
from dxscore.report.figure_line import UNITS_NAMED_AT_MOST
from dxscore.report.letterhead import in_running_text, parted
from dxscore.report.lines import ResultLine
from dxscore.report.naming import first_units
from dxscore.report.narrative import silent_units
from dxscore.report.summary import misses
from dxscore.report.view import View
from dxscore.words.say import say_of

ROWS_AT_MOST: Final = 5
"""What stands on one page under the letterhead, with the sentences."""
NAMED_AT_MOST: Final = 5
_TO_DECIDE: Final = ("contradictory", "no_parts", "no_base", "base_zero")
_FALLING_SHORT: Final = ("off_track", "moving_away")


class BriefRow(NamedTuple):
    """One target that is due and not met for certain.

    Args:
        number: its place, from 1, worst first.
        name: the indicator.
        target: the threshold in words.
        value: the result.
        gap: what is missing, or why there is no verdict.
        lead: who leads.
    """

    number: int
    name: str
    target: str
    value: str
    gap: str
    lead: str


def brief_rows(view: View) -> tuple[BriefRow, ...]:
    """The worst of what is due and not met for certain."""
    return tuple(
        BriefRow(
            number=number,
            name=in_words(line.name, view.lang),
            target=_target(line),
            value=line.amount,
            gap=line.gap or line.verdict,
            lead=in_words(line.lead_in_words, view.lang),
        )
        for number, line in enumerate(misses(view)[:ROWS_AT_MOST], start=1)
    )


def _target(line: ResultLine) -> str:
    """The threshold, and when within a year it was due."""
    within_a_year = line.result.target.at is not None
    return f"{line.threshold_inside} ({line.by})" if within_a_year else line.threshold_inside


def brief_lines(view: View) -> tuple[str, ...]:
    """What stands under the table: how many more there are, who is silent, what is overdue."""
    said = []
    more = len(misses(view)) - ROWS_AT_MOST
    if more > 0:
        said.append(view.say("official.brief_more", count=more))
    silent = silent_units(view)
    if silent:
        said.append(view.say("official.brief_silent", count=len(silent)))
    if view.tasks is not None:
        counts = view.tasks.summary
        late, soon = counts.states["overdue"], counts.states["due_soon"]
        said.append(
            view.say("official.brief_tasks", done=counts.done, assigned=counts.assigned, late=late, soon=soon)
        )
    return tuple(said)


def proposals(view: View) -> tuple[str, ...]:
    """What the addressee is asked to decide or to back; empty where nothing follows from the gaps."""
    return tuple(_proposals(view))


def _proposals(view: View) -> Iterator[str]:
    due = misses(view)
    groups = {
        "propose_lead": [line for line in due if not line.result.lead],
        "propose_figures": [line for line in due if line.result.reason in _TO_DECIDE],
        "propose_missed": [line for line in due if line.status == "missed" and line.result.lead],
    }
    for key, lines in groups.items():
        if lines:
            names = _names(view, lines, with_gap=key == "propose_missed")
            yield say_of("official", key, view.lang, count=len(lines), names=names)
    below = parted(view.catalogue, silent_units(view))[0]
    if below:
        names = first_units(in_running_text(view.names, below), UNITS_NAMED_AT_MOST, view.lang)
        yield view.say("official.propose_silent", names=names)
    late = 0 if view.tasks is None else view.tasks.summary.states["overdue"]
    if late:
        yield view.say("official.propose_tasks", count=late)
    ahead = [
        line for line in view.results if not line.result.falls_due and line.result.outlook in _FALLING_SHORT
    ]
    if ahead:
        yield view.say("official.propose_ahead", count=len(ahead), names=_dated(view, ahead))


def _names(view: View, lines: Sequence[ResultLine], with_gap: bool) -> str:
    named = [f"{line.name} ({line.gap})" if with_gap and line.gap else line.name for line in lines]
    return _first(view, named)


def _dated(view: View, lines: Sequence[ResultLine]) -> str:
    return _first(view, [line.dated_name for line in lines])


def _first(view: View, names: Sequence[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    said = "; ".join(names[:NAMED_AT_MOST])
    return f"{said}; {view.say('official.more_items', more=more)}" if more > 0 else said
