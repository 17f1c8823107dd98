"""`dxscore check --by group` and `--units-to`: what is made of a judgement of all units."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli.language import phrase
from dxscore.cli.outputs import Rendered
from dxscore.flows import asked
from dxscore.flows.groups import GroupedResults, group_results
from dxscore.flows.judge import Judgement
from dxscore.model.loaded import Catalogue
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View
from dxscore.words.text import both

UnitsTo = Annotated[
    str | None, typer.Option("--units-to", metavar="FILE", help=phrase("help_groups.units_to"))
]


def check_units_to(name: str | None, *, for_unit: bool) -> None:
    """Refuse a file that cannot hold a table of units, before any work.

    Args:
        name: the file.
        for_unit: whether one unit or group is judged by itself, so that others are not looked at.

    Raises:
        RequestError: its suffix is that of no such table; or units are wanted that were not judged.
        OutputError: a package that makes it is not installed.
    """
    if name is None:
        return
    from dxscore.report.unit_rows import SUFFIXES

    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise asked.refused(both("groups.units_to_suffix"))
    if for_unit:
        raise asked.refused(both("groups.units_to_for"))
    OUTPUTS[suffix[1:]].check_installed()


def group_asked_for(catalogue: Catalogue, value: str | None) -> str | None:
    """Id of the group that --for names.

    Raises:
        RequestError: it is none.
    """
    found = asked.reporting_unit("--for", catalogue, value, or_group=True)
    of_groups = catalogue.assignments.groups
    if found is None or any(group.id == found for group in of_groups):
        return found
    said = both(
        "groups.no_group",
        named="--for",
        typed=asked.shown(value),
        groups=", ".join(group.id for group in of_groups),
    )
    raise asked.refused(said)


class ByGroup:
    """What is made of a judgement once its groups are wanted: they are judged on first use, and once.

    Args:
        judged: of all units.
        only: id of the one group that is shown, with those in it.
    """

    def __init__(self, judged: Judgement, only: str | None = None) -> None:
        self._judged = judged
        self._only = only

    @cached_property
    def _results(self) -> GroupedResults:
        return group_results(self._judged)

    def drawn(self) -> Callable[[View, str], bytes]:
        """What makes the scorecards of groups in a format.

        Raises:
            RequestError: the one group asked for holds no unit that is asked for a figure.
        """
        from dxscore.report.by_group import GroupsView

        found = self._results
        if self._only is not None and self._only not in found.found:
            typed = self._judged.catalogue.name(self._only)
            raise asked.refused(both("groups.nothing_asked", named="--for", typed=typed))

        def render(view: View, format_: str) -> bytes:
            shown = GroupsView(found.document, found.found, found.whole, view, self._only)
            return OUTPUTS[format_].render_groups(shown)

        return render

    def unit_rows(self, view: View, file: str) -> Rendered:
        """The figures of the units as a file."""
        from dxscore.report.unit_rows import UnitRows

        groups = self._results.groups
        only = None if self._only is None else frozenset(groups[self._only])
        rows = UnitRows(view, self._results.whole, groups, only)
        if Path(file).suffix.lower() == ".csv":
            return Rendered(rows.as_csv(), file, bom=True)
        return Rendered(rows.as_parquet(), file, binary=True)
