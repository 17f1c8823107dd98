"""`dxscore points`: what every unit earns under a points set, and the forms for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configured import configured_lines
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.cli.outputs import Destination, Rendered, deliver, destinations, targets
from dxscore.errors import OutputError
from dxscore.flows import asked
from dxscore.flows import points as scoring
from dxscore.flows.asked import one_of, refused, shown
from dxscore.model.points import PointsCard
from dxscore.points.outputs import MAKERS, render
from dxscore.points.view import PointsView
from dxscore.report.findings import finding_lines
from dxscore.report.outputs import OUTPUTS
from dxscore.words.system import system_words
from dxscore.words.text import both

_BY = ("unit", "group")
_FORMS = ("xlsx", "csv")
_BESIDE = "points.yaml"


def points(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[METRICS...]", help=phrase("help_points.files"))
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FILE|CRITERION/UNIT=a/b", help=phrase("help_points.set")),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="PERIOD", help=phrase("help_points.period"))
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="|".join(_BY), help=phrase("help_points.by"))] = "unit",
    unit: Annotated[str | None, typer.Option("--for", metavar="UNIT", help=phrase("help_points.for"))] = None,
    form: Annotated[
        str | None, typer.Option("--form", metavar="DIR", help=phrase("help_points.form"))
    ] = None,
    form_format: Annotated[
        str, typer.Option("--form-format", metavar="|".join(_FORMS), help=phrase("help_points.form_format"))
    ] = "xlsx",
    force: Annotated[bool, typer.Option("--force", help=phrase("help_report.force"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=phrase("help_points.strict"))] = False,
    catalogue: options.CatalogueFolder = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(MAKERS),
            autocompletion=lambda: list(MAKERS),
            help=phrase("help_points.format"),
        ),
    ] = None,
    output: options.Outputs = None,
    lang: options.Lang = None,
    ctx: typer.Context = options.NO_CONTEXT,
) -> int:
    language = run.chosen_language(lang)
    one_of("--by", by, _BY)
    suffix = one_of("--form-format", form_format, _FORMS)
    set_file, supposed = _set_and_suppositions(set_ or (), catalogue)
    wanted = destinations(format_, output or (), MAKERS) if form is None else ()
    asked_period = None if period is None else asked.period("--period", period)
    loaded, id_ = _loaded(scoring.set_path(set_file), catalogue, unit)
    paths = targets([item.file for item in wanted], [*(files or ()), str(loaded.placed.file)])
    card = scoring.scored(
        loaded,
        scoring.read(files or (), loaded),
        period=asked_period,
        suppositions=supposed,
        strict=strict,
        blank=form is not None,
    )
    _check_scored(unit, id_, [one.reporting_unit for one in card.units])
    if form is not None:
        view = PointsView(card, loaded.placed, loaded.catalogue, language, unit=id_)
        _write_forms(view, Path(form), suffix, force)
    else:
        made = _finished(card, loaded, wanted, lang, by, id_)
        deliver(made, paths)
        streams.say(*(run.written(item.file, len(item.data), language) for item in made if item.file))
    told = [finding for finding in card.findings if form is None or finding.severity == "error"]
    streams.say(*finding_lines(told, language))
    streams.say(*configured_lines(ctx, language))
    return COULD_NOT_JUDGE if any(finding.severity == "error" for finding in card.findings) else 0


points.__doc__ = phrase("help_points.command")


def _loaded(set_path: Path, catalogue: Path | None, unit: str | None) -> tuple[scoring.Loaded, str | None]:
    """The set beside its catalogue, and the id of the one unit that is asked for."""
    from dxscore.read.catalogue import load

    loaded = scoring.load(set_path, load(catalogue))
    id_ = asked.reporting_unit("--for", loaded.catalogue, unit)
    _check_scored(unit, id_, loaded.units)
    return loaded, id_


def _check_scored(typed: str | None, id_: str | None, units: Collection[str]) -> None:
    """Refuse a unit that the set, or the period, does not score."""
    if id_ is not None and id_ not in units:
        raise refused(both("points.not_scored", named="--for", typed=shown(typed or "")))


def _set_and_suppositions(values: Sequence[str], catalogue: Path | None) -> tuple[str, list[str]]:
    """The file of the set, and what is supposed: `CRITERION/UNIT=…`, unless a file is called so.

    Where no set is named, the one that stands beside the catalogue.
    """
    supposed = [v for v in values if scoring.SUPPOSED.fullmatch(v) and not Path(v).exists()]
    names = [value for value in values if value not in supposed]
    if not names and catalogue is not None and (catalogue / _BESIDE).is_file():
        names = [str(catalogue / _BESIDE)]
    if len(names) != 1:
        raise refused(both("points.one_set", count=len(names)))
    return names[0], supposed


def _finished(
    card: PointsCard,
    loaded: scoring.Loaded,
    wanted: Sequence[Destination],
    lang: str | None,
    by: str,
    unit: str | None,
) -> list[Rendered]:
    finished = []
    for item in wanted:
        chosen = OUTPUTS[item.format]
        view = PointsView(
            card,
            loaded.placed,
            loaded.catalogue,
            run.language_of(lang, item.format),
            options.width(),
            options.colour(to_terminal=item.file is None),
            by,
            unit,
            on_screen=OUTPUTS[item.format].screen,
        )
        finished.append(Rendered(render(view, item.format), item.file, chosen.bom, chosen.binary))
    return finished


def _write_forms(view: PointsView, folder: Path, suffix: str, force: bool) -> None:
    """A form for each unit: all files or, where one exists and may not be overwritten, none."""
    from dxscore.points.form import FORMATS

    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        said = both("points.no_folder", folder=shown(str(folder)), why=system_words(error))
        raise OutputError(said.vi, said.en) from error
    paths = {
        check_target(
            str(folder / f"{line.unit.reporting_unit}-{view.card.set}-{view.card.period}.{suffix}"), ()
        ): line
        for line in view.lines
    }
    there = [path for path in paths if path.exists()]
    if there and not force:
        said = both("points.forms_exist", count=len(there), file=shown(str(there[0])))
        raise OutputError(said.vi, said.en)
    made = {path: FORMATS[suffix](view, line) for path, line in paths.items()}
    for path, data in made.items():
        write_whole(path, data)
    streams.write_result("".join(f"{shown(str(path))}\n" for path in made))
