"""The scorecards of bodies, from a scorecard and task lists."""

from __future__ import annotations

from dxscore.forms.expected import suppliers
from dxscore.model.body_scorecard import BodyScorecards
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.model.scorecard_json import check_origin
from dxscore.model.tasks import TaskList
from dxscore.score.bodies import body_scorecards


def bodies(catalogue: Catalogue, scorecard: Scorecard, tasks: TaskList | None = None) -> BodyScorecards:
    """What each body leads, its own figures, its tasks and documents, and what it owes.

    Args:
        catalogue: by which the scorecard was judged.
        scorecard: of all units.
        tasks: where tasks stand on its day; without it nothing is said of tasks.

    Raises:
        ScorecardError: nothing was judged in it, or not by this catalogue.
    """
    check_origin(scorecard, catalogue, "scorecard")
    return body_scorecards(catalogue, scorecard, suppliers, tasks)
