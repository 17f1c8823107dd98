"""What every command over metrics files does: load, read, score; then print."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxscore.cli import options, streams
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import known_language, language
from dxscore.cli.progress import Progress
from dxscore.errors import MetricsError
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard
from dxscore.report.sentences import finding_line, finding_lines
from dxscore.report.view import View
from dxscore.words.runner_lines import without_commands
from dxscore.words.say import Language

if TYPE_CHECKING:
    from dxscore.model.waivers import Waivers


class Run(NamedTuple):
    """A judged run: everything that printing and the gate need."""

    catalogue: Catalogue
    metrics: Metrics
    scorecard: Scorecard


class NothingJudgedError(MetricsError):
    """Nothing was left to judge; what was read rides along, for its rows are still to be handed back."""

    def __init__(self, error: MetricsError, catalogue: Catalogue, metrics: Metrics) -> None:
        super().__init__(error.vi, error.en, error.findings)
        self.catalogue = catalogue
        self.metrics = metrics


def chosen_language(name: str | None) -> Language:
    """The language of this run."""
    return known_language(name, language(sys.argv[1:]))


def language_of(name: str | None, format_: str) -> Language:
    """The language of a result. For programs the locale is not asked: the same input, the same bytes."""
    for_people = format_ in ("table", "markdown")
    return known_language(name, language(sys.argv[1:], by_locale=for_people))


def judge_files(
    files: Sequence[str],
    folder: Path | None,
    as_of: str | None,
    target_year: str | None,
    unit: str | None,
    strict: bool = False,
    waivers: Path | None = None,
) -> Run:
    """Load the catalogue, read the files, judge; `strict` leaves out rows with a warning, too.

    `waivers` are held against the results last: what is said of a waiver concerns no row of data, so that
    `strict` makes no error of it.
    """
    from dxscore.read.catalogue import load
    from dxscore.read.metrics import read
    from dxscore.read.sources import expand, open_source
    from dxscore.score.scorer import score

    day, year = options.day(as_of), options.target_year(target_year)
    catalogue = load(folder)
    reporting_unit = options.reporting_unit(catalogue, unit)
    held = _read_waivers(waivers, catalogue)
    names = expand(files)
    with Progress(len(names)) as progress:
        metrics = read(progress.watched(open_source(name) for name in names), catalogue)
    if strict:
        from dxscore.score.strict import strictly, without_warnings  # most runs are not

        metrics = strictly(catalogue, metrics, reporting_unit)
    try:
        scorecard = score(catalogue, metrics, as_of=day, target_year=year, reporting_unit=reporting_unit)
    except MetricsError as error:
        raise NothingJudgedError(error, catalogue, metrics) from error
    if strict:
        scorecard = without_warnings(scorecard, metrics)
    if held is not None:
        from dxscore.score.waive import waive

        scorecard = waive(catalogue, scorecard, held)
    return Run(catalogue, metrics, scorecard)


def _read_waivers(path: Path | None, catalogue: Catalogue) -> Waivers | None:
    if path is None:
        return None
    from dxscore.read.waivers import read_waivers  # most runs have none

    return read_waivers(path, catalogue)


def view_of(run: Run, lang: Language, output: str | None, all_units: bool = False) -> View:
    """The run as it is to be seen."""
    return View(
        scorecard=run.scorecard,
        catalogue=run.catalogue,
        lang=lang,
        width=options.width(),
        colour=options.colour(to_terminal=output is None),
        all_units=all_units,
        root=_current_folder(),
    )


def _current_folder() -> str:
    """Where file names that services are told start from; nowhere if somebody has removed it."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def put(text: str, output: str | None, bom: bool, inputs: Sequence[str]) -> None:
    """Print `text`, or write it to the file `output`."""
    from dxscore.read.sources import expand

    if output is None:
        streams.write_result(text)
        return
    encoding = "utf-8-sig" if bom else "utf-8"
    data = without_commands(text).encode(encoding, "backslashreplace")
    write_whole(check_target(output, expand(inputs)), data)


def tell_findings(scorecard: Scorecard, lang: Language) -> None:
    """Findings for people, on standard error."""
    streams.say(*finding_lines(scorecard.findings, lang))


def all_finding_lines(findings: Sequence[Finding], lang: Language) -> list[str]:
    """A line for every finding: a catalogue's author wants them all at once."""
    return [finding_line(finding, lang) for finding in findings]


def rejected(scorecard: Scorecard) -> bool:
    """Whether anything handed in could not be counted."""
    return any(finding.severity == "error" for finding in scorecard.findings)
