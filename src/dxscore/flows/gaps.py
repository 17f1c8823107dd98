"""What is missing in a scorecard, grouped by who has to act."""

from __future__ import annotations

from typing import get_args

from dxscore.flows.asked import one_of
from dxscore.model.gap_list import GapList
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Scorecard
from dxscore.model.scorecard_json import check_origin
from dxscore.report.groups import GroupBy
from dxscore.report.groups import gap_list as grouped
from dxscore.report.view import View
from dxscore.words.say import Language

GROUPS: tuple[GroupBy, ...] = get_args(GroupBy)


def gap_list(catalogue: Catalogue, scorecard: Scorecard, by: str, lang: Language) -> GapList:
    """The gaps of `scorecard` in groups, with titles in `lang`.

    Raises:
        RequestError: there is no such grouping.
        ScorecardError: nothing was judged in it, or not by this catalogue.
    """
    group = one_of("by", by, GROUPS)
    check_origin(scorecard, catalogue, "scorecard")
    return grouped(View(scorecard, catalogue, lang), group)
