"""The library's functions: each understands what was asked for and calls one flow, as a command does.

A catalogue is the Đức Phổ plan's where none is given. Days and years are taken as text, too, and units by
name, as on the command line; what cannot be understood is a `RequestError` that names the parameter.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from typing import get_args as _get_args

from dxscore.errors import (
    CatalogueError,
    CountsError,
    DxscoreError,
    MetricsError,
    OutputError,
    PointsError,
    RecordsError,
    RequestError,
    ScorecardError,
    WaiversError,
)
from dxscore.flows import asked as _asked
from dxscore.flows import catalogue as _catalogues
from dxscore.flows import judge as _judging
from dxscore.flows import lint as _linting
from dxscore.flows import lint_request as _lint_request
from dxscore.flows import points as _points
from dxscore.flows import report as _reports
from dxscore.flows import tasks as _tasks
from dxscore.flows.collect import Collection
from dxscore.flows.judge import Judgement
from dxscore.flows.owed import Owed
from dxscore.flows.points import Points
from dxscore.flows.rollup import Rolled as RolledUp
from dxscore.model.body_scorecard import BodyScorecards
from dxscore.model.catalogue_diff import CatalogueDiff
from dxscore.model.catalogue_diff import diff_catalogues as _diff
from dxscore.model.comparison import Comparison
from dxscore.model.finding import Finding
from dxscore.model.gap_list import GapList
from dxscore.model.group_scorecard import GroupScorecards
from dxscore.model.lint import FindingList
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.period import Period
from dxscore.model.points import PointsCard
from dxscore.model.scorecard import Gap, Result, Scorecard, UnitResult
from dxscore.model.scorecard import UnitsShown as _UnitsShown
from dxscore.model.scorecard_json import check_all_units as _check_all_units
from dxscore.model.scorecard_json import check_plan as _check_plan
from dxscore.model.tasks import TaskList, TaskLog
from dxscore.model.trend import Trend
from dxscore.model.waivers import Waivers
from dxscore.read import catalogue as _catalogue
from dxscore.read import frame as _frame
from dxscore.score.compare import compare as _compare
from dxscore.score.gate import Gate
from dxscore.start.catalogue import NewCatalogue
from dxscore.words.say import Language
from dxscore.words.text import both as _both

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "BodyScorecards",
    "Catalogue",
    "CatalogueDiff",
    "CatalogueError",
    "Collection",
    "Comparison",
    "CountsError",
    "DxscoreError",
    "Finding",
    "FindingList",
    "Gap",
    "GapList",
    "Gate",
    "GroupScorecards",
    "Judgement",
    "Metrics",
    "MetricsError",
    "NewCatalogue",
    "Observation",
    "OutputError",
    "Owed",
    "Period",
    "Points",
    "PointsCard",
    "PointsError",
    "RecordsError",
    "RequestError",
    "Result",
    "RolledUp",
    "Scorecard",
    "ScorecardError",
    "TaskList",
    "TaskLog",
    "Trend",
    "UnitResult",
    "Waivers",
    "WaiversError",
    "bodies",
    "check_catalogue",
    "collect",
    "compare",
    "diff_catalogues",
    "findings",
    "gaps",
    "groups",
    "judge",
    "lint",
    "load_catalogue",
    "new_catalogue",
    "points",
    "points_form",
    "points_report",
    "read_metrics",
    "read_scorecard",
    "read_tasks",
    "read_waivers",
    "remind",
    "report",
    "roll_up",
    "score",
    "tasks",
    "template",
    "trend",
]

File: TypeAlias = "str | PathLike[str]"
Data: TypeAlias = "Metrics | pd.DataFrame | File | Sequence[File]"
Day: TypeAlias = "date | str | None"
Year: TypeAlias = "int | str | None"


# Read.


def load_catalogue(directory: File | None = None) -> Catalogue:
    """Load the catalogue in `directory` (targets.yaml and assignments.yaml); by default the Đức Phổ plan.

    Raises:
        CatalogueError: with every fault of both files in its `findings`.
    """
    return _catalogue.load(None if directory is None else Path(directory))


def check_catalogue(directory: File | None = None) -> tuple[Finding, ...]:
    """Every error, warning and note about the catalogue in `directory`, or beside a file of it.

    It can be used (`load_catalogue`) where none of them is an error.
    """
    return _catalogues.inspect(None if directory is None else _catalogues.folder_of(Path(directory))).findings


def read_metrics(
    files: File | Sequence[File], catalogue: Catalogue | None = None, *, others: Sequence[Catalogue] = ()
) -> Metrics:
    """Read metrics files (CSV, TSV or workbooks, name patterns, '-' for standard input).

    Faulty cells become `findings` of the result and leave their rows out; nothing is raised for them.

    Args:
        files: one file or several.
        catalogue: whose indicators and units the rows name.
        others: catalogues of other plans that the same files are for; a row of theirs alone is noted.
    """
    names = [files] if isinstance(files, str | PathLike) else list(files)
    own = catalogue or load_catalogue()
    return _judging.read_files([fspath(name) for name in names], own, others=others)


def read_waivers(file: File, catalogue: Catalogue | None = None) -> Waivers:
    """Read a YAML file of misses that are excused for a time.

    Raises:
        WaiversError: with every fault of the file in its `findings`.
    """
    return _judging.read_waivers(Path(file), catalogue or load_catalogue())


def read_scorecard(file: File, catalogue: Catalogue | None = None) -> Scorecard:
    """Read a scorecard that `dxscore check --format json` or `Scorecard.to_json` wrote.

    Raises:
        ScorecardError: it cannot be read, or was not judged by this catalogue.
    """
    return _judging.read_scorecard(fspath(file), catalogue or load_catalogue())


def read_tasks(files: File | Sequence[File], catalogue: Catalogue | None = None) -> TaskLog:
    """Read task lists (CSV, TSV or workbooks, name patterns, '-' for standard input).

    Faulty cells become `findings` of the result and leave their rows out; nothing is raised for them.

    Args:
        files: one file or several.
        catalogue: whose tasks, duties, deliverables and bodies the rows name.
    """
    names = [files] if isinstance(files, str | PathLike) else list(files)
    return _tasks.read_task_files([fspath(name) for name in names], catalogue or load_catalogue())


# Judge.


def judge(
    data: Data,
    catalogue: Catalogue | None = None,
    *,
    as_of: Day = None,
    target_year: Year = None,
    reporting_unit: str | None = None,
    strict: bool = False,
    waivers: Waivers | File | None = None,
    baseline: Scorecard | File | None = None,
) -> Judgement:
    """Judge `data` against the targets of `catalogue`, as `dxscore check` does.

    Args:
        data: what `read_metrics` returned; or names of metrics files; or a DataFrame of observations with the
            columns of a metrics file, one observation a row: indicator, reporting_unit, period, and numerator
            with denominator (counts) or value (percent, number, rank, yes/no), optionally evidence, note,
            closed_on.
        catalogue: targets and assignments.
        as_of: the day of judgement, a date or '2025-12-14'; of a datetime, its day. By default the
            newest close that more than half of the units have reached.
        target_year: judge what falls due when this year closes, or 'all'; by default what is in force.
        reporting_unit: the one unit to judge on its own figures, by id, official code or name.
        strict: leave out rows with a warning, too, and make an error of each.
        waivers: misses that are excused for a time.
        baseline: an earlier scorecard, whose gaps are known.

    Returns:
        The scorecard, and what goes with it: rows left out, what fails a `Gate`. Where there is nothing at
        all to judge, `nothing` says why, and the findings what is wrong.

    Raises:
        RequestError: no such day, year or unit, or nothing falls due in that year.
        WaiversError, ScorecardError: the waivers, the baseline cannot be used.
    """
    day, year = _asked.day("as_of", as_of), _asked.target_year("target_year", target_year)
    catalogue = catalogue or load_catalogue()
    unit = _asked.reporting_unit("reporting_unit", catalogue, reporting_unit, or_group=True)
    held = waivers if waivers is None or isinstance(waivers, Waivers) else read_waivers(waivers, catalogue)
    metrics = _metrics(data, catalogue)
    if isinstance(baseline, Scorecard):
        _check_plan(baseline, catalogue, "baseline")
    elif baseline is not None:
        baseline = read_scorecard(baseline, catalogue)
    request = _judging.Request(
        as_of=day, target_year=year, reporting_unit=unit, strict=strict, waivers=held, baseline=baseline
    )
    return _judging.judge(catalogue, metrics, request)


def score(
    data: Data,
    catalogue: Catalogue | None = None,
    *,
    as_of: Day = None,
    target_year: Year = None,
    reporting_unit: str | None = None,
) -> Scorecard:
    """The scorecard of `judge`, whose arguments these are.

    Raises:
        MetricsError: there is nothing at all to judge.
        RequestError: no such day, year or unit, or nothing falls due in that year.
    """
    judged = judge(data, catalogue, as_of=as_of, target_year=target_year, reporting_unit=reporting_unit)
    return judged.with_results().scorecard


def findings(
    data: Data, catalogue: Catalogue | None = None, *, reporting_unit: str | None = None, strict: bool = False
) -> tuple[Finding, ...]:
    """What is wrong or doubtful in `data`, without a verdict: errors, then warnings, then notes.

    The arguments are those of `judge`.

    Raises:
        RequestError: no such unit.
    """
    catalogue = catalogue or load_catalogue()
    unit = _asked.reporting_unit("reporting_unit", catalogue, reporting_unit, or_group=True)
    request = _judging.Request(reporting_unit=unit, strict=strict)
    return _judging.findings(catalogue, _metrics(data, catalogue), request)


def _metrics(data: Data, catalogue: Catalogue) -> Metrics:
    if isinstance(data, Metrics):
        return data
    given: Any = data  # a DataFrame is told by what is used of it: pandas is not imported to ask
    return (
        _frame.read_frame(given, catalogue)
        if hasattr(given, "itertuples")
        else read_metrics(given, catalogue)
    )


# Of scorecards.


def gaps(
    scorecard: Scorecard,
    catalogue: Catalogue | None = None,
    *,
    by: Literal["body", "unit", "pillar", "deadline"] = "body",
    lang: Language = "vi",
) -> GapList:
    """What is missing, in groups of who has to act, as `dxscore gaps --format json` prints it.

    Args:
        scorecard: what was judged.
        catalogue: by which it was judged.
        by: lead bodies, reporting units, pillars or deadlines.
        lang: of the groups' titles.

    Raises:
        RequestError: there is no such grouping.
        ScorecardError: nothing was judged in it, or not by this catalogue.
    """
    from dxscore.flows.gaps import gap_list  # words for people, which judging does not need

    return gap_list(catalogue or load_catalogue(), scorecard, by, lang)


def lint(
    files: File | Sequence[File],
    *,
    catalogue: File | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> FindingList:
    """What is wrong with files of any kind, and no verdict, as `dxscore lint` says it.

    Args:
        files: metrics, task lists, catalogues, waivers, folders of them; each is taken for what it is.
        catalogue: folder of the catalogue that tables are held against.
        select: codes, or beginnings of codes, to report; all by default.
        ignore: codes, or beginnings of codes, not to report.

    Raises:
        RequestError: there is no such code.
    """
    names = [files] if isinstance(files, str | PathLike) else list(files)
    request = _lint_request.LintRequest(
        catalogue=None if catalogue is None else Path(catalogue),
        select=_lint_request.codes("select", select),
        ignore=_lint_request.codes("ignore", ignore),
    )
    return _linting.lint([fspath(name) for name in names], request).listed


def tasks(
    data: TaskLog | File | Sequence[File] | None = None,
    catalogue: Catalogue | None = None,
    *,
    as_of: Day = None,
    year: int | str | None = None,
) -> TaskList:
    """Where the tasks, duties and deliverables of a catalogue stand, as `dxscore tasks` says it.

    Args:
        data: what was reported: task lists, or what `read_tasks` made of them; nothing where none is given.
        catalogue: what is owed, by whom and when.
        as_of: the day of judgement; by default that of the newest report.
        year: for which year standing tasks are judged; by default the one in force.

    Raises:
        MetricsError: nothing was reported, and no day was given.
        RequestError: there is no such day or year.
    """
    held = catalogue or load_catalogue()
    day, of_year = _asked.day("as_of", as_of), _asked.year("year", year)
    log = data if data is None or isinstance(data, TaskLog) else read_tasks(data, held)
    return _tasks.tasks(held, log, day, of_year)


def bodies(
    scorecard: Scorecard, catalogue: Catalogue | None = None, *, tasks: TaskList | None = None
) -> BodyScorecards:
    """A scorecard of each body, as `dxscore check --by body --format json` prints it.

    Args:
        scorecard: what was judged, of all units.
        catalogue: by which it was judged.
        tasks: where tasks stand on its day of judgement; without it nothing is said of tasks.

    Raises:
        ScorecardError: nothing was judged in it, or not by this catalogue.
    """
    from dxscore.flows.bodies import bodies as found

    return found(catalogue or load_catalogue(), scorecard, tasks)


def groups(judgement: Judgement) -> GroupScorecards:
    """A scorecard of each group of units, as `dxscore check --by group --format json` prints it.

    Args:
        judgement: what `judge` made of all units: groups are judged on the same rows, day and waivers.

    Raises:
        MetricsError: there is nothing at all to judge.
        RequestError: the judgement is of one unit or group.
    """
    from dxscore.flows.groups import group_results  # most callers want the whole alone

    return group_results(judgement).document


def compare(old: Scorecard, new: Scorecard, catalogue: Catalogue | None = None) -> Comparison:
    """What became of every target and unit from `old` to `new`: value, verdict and calendar, apart.

    Args:
        old: the scorecard before.
        new: the scorecard now.
        catalogue: how its indicators are measured, and which units took over which.

    Raises:
        ScorecardError: they are of two plans or two scopes, nothing was judged in one, or one does not list
            all its units.
    """
    for name, card in (("old", old), ("new", new)):
        _check_all_units(card, name)
    return _compare(catalogue or load_catalogue(), old, new)


def trend(
    data: Data | Sequence[Scorecard],
    catalogue: Catalogue | None = None,
    *,
    as_of: Day = None,
    to: int | str | None = None,
    reporting_unit: str | None = None,
) -> Trend:
    """Comparable figures year by year, the change a year, the pace needed and the outlook of every target.

    Args:
        data: metrics of many periods, as `judge` takes them; or scorecards, each of its day.
        catalogue: whose targets the figures are held towards.
        as_of: what closes later is not looked at; not for scorecards, which have days of their own.
        to: the year in which the targets fall due; by default the next ones ahead.
        reporting_unit: the one unit to look at, by id, official code or name; not for scorecards.

    Raises:
        MetricsError: nothing could be judged.
        RequestError: no such day, year or unit.
        ScorecardError: scorecards of two plans or of two scopes.
    """
    from dxscore.flows.trend import of_judgement, of_scorecards

    year = _asked.year("to", to)
    catalogue = catalogue or load_catalogue()
    cards = list(data) if isinstance(data, list | tuple) else []
    if cards and all(isinstance(card, Scorecard) for card in cards):
        named = [(f"[{number}]", card) for number, card in enumerate(cards) if isinstance(card, Scorecard)]
        for name, card in named:
            _check_plan(card, catalogue, name)
        return of_scorecards(catalogue, named, year).trend
    judged = judge(data, catalogue, as_of=as_of, reporting_unit=reporting_unit)  # type: ignore[arg-type]
    return of_judgement(judged, year).trend


def diff_catalogues(old: Catalogue, new: Catalogue) -> CatalogueDiff:
    """What differs between two catalogues, by item and key; comments and order are no difference."""
    return _diff(old, new)


# Points sets.


def points(
    data: Data,
    points_set: File,
    catalogue: Catalogue | None = None,
    *,
    scores: File | Sequence[File] = (),
    period: str | Period | None = None,
    what_if: Sequence[str] = (),
    strict: bool = False,
) -> Points:
    """What every unit earns under a points set, as `dxscore points` scores it.

    Args:
        data: as for `judge`; names may also be those of files of points.
        points_set: a points.yaml, or the id of a set that comes with dxscore ('766').
        catalogue: whose bodies are scored.
        scores: files of computed, self-scored and verified points, and returned forms.
        period: the period; by default the newest of which more than half of the units have something.
        what_if: figures that are supposed, 'CRITERION/UNIT=a/b'.
        strict: leave out rows with a warning, too.

    Raises:
        PointsError: the set cannot be used; every fault in its `findings`.
        RequestError: there is nothing to score, or no such period, criterion or unit.
    """
    loaded = _points.load(_points.set_path(fspath(points_set)), catalogue or load_catalogue())
    asked = None if period is None else _asked.period("period", period)
    names = [scores] if isinstance(scores, str | PathLike) else list(scores)
    given: Any = data
    if isinstance(data, Metrics) or hasattr(given, "itertuples"):
        read = _points.read([fspath(name) for name in names], loaded)
        figures = data if isinstance(data, Metrics) else _frame.read_frame(given, loaded.catalogue)
        read = _points.Read(figures, read.given)
    else:
        files = [given] if isinstance(given, str | PathLike) else list(given)
        read = _points.read([fspath(name) for name in (*files, *names)], loaded)
    card = _points.scored(loaded, read, period=asked, suppositions=what_if, strict=strict)
    return Points(card, loaded)


def points_report(
    scored: Points,
    kind: Literal["html", "docx", "xlsx", "csv", "json"],
    *,
    lang: Language = "vi",
    unit: str | None = None,
) -> bytes:
    """A file of points, as `dxscore points --output` writes it.

    Args:
        scored: what `points` gave.
        kind: of the file.
        lang: of all that people read.
        unit: the one unit to show, by id, official code or name.

    Raises:
        RequestError: no such kind or unit.
    """
    from dxscore.points.outputs import MAKERS, render

    chosen = _asked.one_of("kind", kind, [name for name in MAKERS if name != "table"])
    return render(scored.view(lang, unit=_scored_unit(scored, unit)), chosen)


def points_form(
    scored: Points, unit: str, *, kind: Literal["xlsx", "csv"] = "xlsx", lang: Language = "vi"
) -> bytes:
    """The self-scoring form of one unit, with what is known printed in it, as `dxscore points --form` does.

    Raises:
        RequestError: no such unit or kind.
    """
    from dxscore.points.form import FORMATS

    write = FORMATS[_asked.one_of("kind", kind, FORMATS)]
    view = scored.view(lang, unit=_scored_unit(scored, unit))
    return write(view, view.lines[0])


def _scored_unit(scored: Points, unit: str | None) -> str | None:
    id_ = _asked.reporting_unit("unit", scored.loaded.catalogue, unit)
    if id_ is not None and id_ not in {each.reporting_unit for each in scored.card.units}:
        raise _asked.refused(_both("points.not_scored", named="unit", typed=_asked.shown(unit)))
    return id_


# Forms and reports.


def template(
    unit: str,
    period: str | Period,
    catalogue: Catalogue | None = None,
    *,
    previous: Metrics | None = None,
    kind: Literal["xlsx", "csv"] = "xlsx",
    due: Day = None,
    to: str | None = None,
    lang: Language = "vi",
) -> bytes:
    """The form of one unit for one period, as `dxscore template` writes it.

    Args:
        unit: the body that fills it in, by id, official code or name.
        period: '2025-Q4', or in any way that a metrics file may say it.
        catalogue: whose indicators it asks for.
        previous: earlier figures; the unit's last ones stand beside.
        kind: of the file.
        due: the day by which it is to be sent back, printed on it.
        to: where it is to be sent; with `due` by default the office that collects, else the committee.
        lang: of its words.

    Raises:
        RequestError: no such unit, period, kind or day, or the unit reports nothing.
    """
    from dxscore.flows.form_tasks import expected as all_expected
    from dxscore.flows.form_tasks import tasks_asked
    from dxscore.flows.template import FORM_FORMATS
    from dxscore.forms.form import SendBack, form

    catalogue = catalogue or load_catalogue()
    send = SendBack(to or "", _asked.day("due", due))
    write = FORM_FORMATS[_asked.one_of("kind", kind, FORM_FORMATS)]
    expected = all_expected(catalogue, _asked.period("period", period))
    id_ = _asked.form_unit("unit", expected, unit)
    asked_about = tasks_asked(catalogue, expected.period, lang).get(id_, ())
    earlier = () if previous is None else previous.observations
    return write(form(expected, id_, earlier)._replace(tasks=asked_about, send=send), lang)


def collect(
    folder: File,
    period: str | Period,
    catalogue: Catalogue | None = None,
    *,
    metrics_file: File | None = None,
    tasks_file: File | None = None,
    strict: bool = False,
    due: Day = None,
    today: Day = None,
) -> Collection:
    """What counts of the forms in a folder, as `dxscore collect` counts it. Nothing is written.

    Args:
        folder: of the returned files, and of folders of them.
        period: what is collected.
        catalogue: whose forms they are.
        metrics_file: the metrics file of earlier collections, whose rows of other periods stay.
        tasks_file: the task list of earlier collections, likewise.
        strict: leave out rows with a warning, too.
        due: the day by which units were to send: `arrivals()` then tells how late each is.
        today: the day on which it is collected; by default the present one.

    Returns:
        What counts, by unit; `arrivals()`, `tasks` and `summary()` say the rest.

    Raises:
        RequestError: there is no such folder, period or day.
        MetricsError: there is no metrics file in the folder.
        OutputError: the metrics file, or the task list, is none that collecting has written.
    """
    from dxscore.flows.collect import collection, read_kept
    from dxscore.flows.collected_tasks import kept_tasks
    from dxscore.flows.returned_folder import read_folder
    from dxscore.forms.arrivals import Days

    catalogue = catalogue or load_catalogue()
    asked = _asked.period("period", period)
    days = Days(_asked.day("today", today) or date.today(), _asked.day("due", due))
    apart = tuple(Path(file) for file in (metrics_file, tasks_file) if file is not None)
    returned = read_folder(Path(folder), catalogue, apart)
    _, kept = (None, ()) if metrics_file is None else read_kept(fspath(metrics_file), catalogue)
    _, listed = (None, ()) if tasks_file is None else kept_tasks(fspath(tasks_file), catalogue)
    return collection(catalogue, asked, returned, kept, strict, days, listed)


def remind(
    source: File,
    period: str | Period,
    catalogue: Catalogue | None = None,
    *,
    unit: str | None = None,
    before: Day = None,
    due: Day = None,
    to: str | None = None,
    definitions: bool = False,
    tasks: File | Sequence[File] = (),
    today: Day = None,
    lang: Language = "vi",
) -> Owed:
    """What each body still owes for a period, as `dxscore remind` says it. Nothing is written or noted.

    Args:
        source: a folder of returned forms, or a metrics file that was collected, with its receipt beside it.
        period: whose figures are owed.
        catalogue: whose forms they are.
        unit: the one body that is asked about; all where none is named.
        before: the day by which to send now.
        due: the day by which the figures were to come; by default the receipt's.
        to: where to send them, in words; by default the office that collects, else the committee.
        definitions: explain numerator and denominator of each share.
        tasks: task lists, of which what is overdue or due soon is told, too.
        today: the day on which it is asked; by default the present one.
        lang: of all words.

    Returns:
        `bodies` as values, with `to_json()`; `text` to paste; `letter()` as the bytes of a Word document.

    Raises:
        RequestError: no such period, day or body, or nothing is asked of it.
        MetricsError: nothing could be read.
    """
    from dxscore.flows.owed import OwedRequest, owed

    listed = [tasks] if isinstance(tasks, str | PathLike) else tasks
    asked = OwedRequest(
        period=_asked.period("period", period),
        today=_asked.day("today", today) or date.today(),
        before=_asked.day("before", before),
        due=_asked.day("due", due),
        to=to,
        unit=unit,
        definitions=definitions,
        tasks=tuple(fspath(file) for file in listed),
        lang=lang,
    )
    (found,) = owed((catalogue or load_catalogue(),), fspath(source), asked)
    return found


def report(
    judged: Judgement,
    kind: str,
    *,
    lang: Language = "vi",
    template: bytes | None = None,
    units: str | None = None,
) -> bytes:
    """What was judged as the bytes of a file, as `dxscore report` and `dxscore check --output` write it.

    Args:
        judged: what `judge` gave.
        kind: 'html', 'docx', 'xlsx' or 'md' for people, or any other choice of `dxscore check --format`:
            'json', 'csv', 'parquet', …
        lang: of all that people read.
        template: an office's own Word template.
        units: which units are listed: 'none', 'worst' (of each target the five farthest from it) or 'all'; by
            default all, and the worst on a web page of too many. For 'json', 'html', 'xlsx' and the table.

    Raises:
        MetricsError: nothing was judged.
        OutputError: a package that makes it is not installed.
        RequestError: no such kind or choice of units, or the template cannot be used.
    """
    from dxscore.report.outputs import choices

    asked = "markdown" if kind == "md" else _asked.one_of("kind", kind, choices("scorecard"))
    listed = None if units is None else _asked.one_of("units", units, _get_args(_UnitsShown))
    return _reports.document(judged, asked, lang, template, listed)


def roll_up(
    files: File | Sequence[File] = (),
    counts: File | None = None,
    *,
    catalogue: Catalogue | None = None,
    source: str | None = None,
    table: str | None = None,
    engine: Literal["duckdb", "spark"] = "duckdb",
    until: Day = None,
    processes: int | None = None,
) -> RolledUp:
    """Count logs of case records into figures, as `dxscore rollup` does. Nothing is written.

    Args:
        files: logs (CSV, TSV, Parquet), with name patterns; '-' is standard input.
        counts: the counts.yaml that says how.
        catalogue: whose units and indicators are meant.
        source: in place of files a database: duckdb://FILE, sqlite://FILE, postgresql://…
        table: the table in it; with engine='spark' alone, one that Spark knows.
        engine: what reads Parquet files and tables.
        until: the last day that the log covers.
        processes: how many count a text file at most; by default one for each core.

    Returns:
        The figures (`observations`, and `metrics` as a file's text), and in `document` what was rejected.

    Raises:
        CountsError: counts.yaml has faults.
        RecordsError: a log that cannot be read whole, a count that another does not bear out, or nothing
            counted.
        RequestError: neither files nor a table, or both.
        OutputError: a package is missing that reads such a log.
    """
    from dxscore.flows import rollup

    known = catalogue or load_catalogue()
    if counts is None:
        raise _asked.refused(_both("rollup.no_counts"))
    names = [files] if isinstance(files, str | PathLike) else files
    request = rollup.RollupRequest(
        files=[fspath(name) for name in names],
        source=source,
        table=table,
        engine=_asked.one_of("engine", engine, rollup.ENGINES),
        until=_asked.day("until", until),
        processes=processes,
    )
    return rollup.roll_up(known, rollup.read_counts(Path(counts), known), request)


def new_catalogue(
    place: str,
    *,
    annex: File | None = None,
    level: Literal["commune", "ward", "special_zone", "province"] | None = None,
    plan: str | None = None,
    number: str | None = None,
    year: int | None = None,
    deadline: int | None = None,
    calendar: Literal["administrative", "calendar"] = "administrative",
    units: Sequence[str] = (),
    lang: Language = "vi",
) -> NewCatalogue:
    """The files of a catalogue to begin with, as `dxscore catalogue init` writes them. Nothing is written.

    Args:
        place: whose plan it is, 'Xã Minh Phương'.
        annex: a printed table of targets (.xlsx, .xls, .ods, .docx, .csv); by default three examples.
        level: what the place is; by default what its name begins with, else a commune.
        plan: title of the plan.
        number: number of its document.
        year: in which it was issued; by default this year.
        deadline: by which targets fall due whose column names no year.
        calendar: administrative: a year closes on 14 December; calendar: on its last day.
        units: names of the units below the place.
        lang: of the comments, and of what is to be decided.

    Returns:
        Texts by file name, and what of the annex a person has to decide.

    Raises:
        RequestError: no such level, year or calendar; or the annex cannot be read, or no target in it can be
            judged.
    """
    from dxscore.flows.start import answers, begin
    from dxscore.start.answers import Unit

    given = answers(
        place,
        level=level,
        plan=plan,
        number=number,
        year=year,
        deadline=deadline,
        calendar=calendar,
        units=[Unit(name) for name in units],
        lang=lang,
    )
    return begin(given, None if annex is None else fspath(annex))


# From here on `dxscore.score` is the function, and no more the folder, whoever imported what first
# (docs/decisions/0005-names-and-imports.md). A folder that shares its name with a function is imported above.
vars(sys.modules["dxscore"]).update({name: globals()[name] for name in __all__})
