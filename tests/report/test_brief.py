"""The first page of the official report, and what it proposes: all of it follows from the scorecard."""

from __future__ import annotations

import every_kind
import pytest

from dxscore.report.brief import NAMED_AT_MOST, ROWS_AT_MOST, brief_lines, brief_rows, proposals
from dxscore.report.summary import misses
from dxscore.report.view import View
from dxscore.words.say import LANGUAGES, Language


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_shows_the_worst_and_counts_the_rest(lang: Language) -> None:
    view = every_kind.view(lang)
    worst = misses(view)
    rows = brief_rows(view)
    assert [row.name for row in rows] == [line.name for line in worst[:ROWS_AT_MOST]]
    assert all(row.gap and row.lead and row.value for row in rows)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert (str(len(worst) - ROWS_AT_MOST) in " ".join(brief_lines(view))) == (len(worst) > ROWS_AT_MOST)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_proposals_name_what_nobody_leads_what_is_missed_and_what_contradicts_itself(lang: Language) -> None:
    view = every_kind.view(lang)
    said = "\n".join(proposals(view))
    due = misses(view)
    nobody = [line for line in due if not line.result.lead]
    assert nobody and all(line.name in said for line in nobody[:NAMED_AT_MOST])
    missed = [line for line in due if line.status == "missed" and line.result.lead]
    assert all(line.name in said for line in missed[:3])
    assert "✗" not in said and "*" not in said


def test_without_misses_nothing_is_proposed_and_no_row_stands_there() -> None:
    whole = every_kind.view("vi")
    met = tuple(
        result for result in whole.scorecard.results if result.status == "met" and not result.provisional
    )
    card = whole.scorecard.model_copy(update={"results": met})
    view = View(card, whole.catalogue, "vi")
    assert brief_rows(view) == ()
    assert not [line for line in proposals(view) if "không đạt" in line]
