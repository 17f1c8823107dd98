"""What every command over metrics files does: load, read, score; then print."""

from __future__ import annotations

import codecs
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxscore.cli import options, streams
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import known_language, language
from dxscore.cli.progress import watched
from dxscore.flows import asked
from dxscore.flows import judge as judging
from dxscore.flows.judge import Judgement, Request
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard, UnitsShown
from dxscore.report.findings import finding_line, finding_lines
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View
from dxscore.words.numbers import number
from dxscore.words.runner_lines import without_commands
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet


def chosen_language(name: str | None) -> Language:
    """The language of this run."""
    return known_language(name, language(sys.argv[1:]))


def language_of(name: str | None, format_: str) -> Language:
    """The language of a result. For programs the locale is not asked: the same input, the same bytes."""
    return known_language(name, language(sys.argv[1:], by_locale=OUTPUTS[format_].people))


def judge_files(
    files: Sequence[str],
    folder: Path | None,
    as_of: str | None,
    target_year: str | None,
    unit: str | None,
    strict: bool = False,
    waivers: Path | None = None,
    baseline: str | None = None,
) -> Judgement:
    """Load the catalogue, read the files, judge; with a bar on a terminal while reading takes a while."""
    from dxscore.read.catalogue import load

    day, year = asked.day("--as-of", as_of), asked.target_year("--target-year", target_year)
    catalogue = load(folder)
    reporting_unit = asked.reporting_unit("--for", catalogue, unit, or_group=True)
    held = None if waivers is None else judging.read_waivers(waivers, catalogue)
    metrics = _read(files, catalogue)
    request = Request(
        as_of=day,
        target_year=year,
        reporting_unit=reporting_unit,
        strict=strict,
        waivers=held,
        baseline=None if baseline is None else judging.read_scorecard(baseline, catalogue),
    )
    return judging.judge(catalogue, metrics, request)


def _read(files: Sequence[str], catalogue: Catalogue) -> Metrics:
    """The files, read. It all stays to the end of the run: no collector of garbage has to walk through it."""
    collects = gc.isenabled()
    gc.disable()
    try:
        metrics = judging.read_files(files, catalogue, watched)
        gc.freeze()
    finally:
        if collects:
            gc.enable()
    return metrics


def view_of(
    judged: Judgement,
    lang: Language,
    output: str | None,
    units: UnitsShown | None = None,
    brief: bool = False,
) -> View:
    """The run as it is to be seen."""
    root, here = checkout()
    return View(
        scorecard=judged.scorecard,
        catalogue=judged.catalogue,
        lang=lang,
        width=options.width(),
        colour=options.colour(to_terminal=output is None),
        units=units,
        brief=brief,
        root=root,
        here=here,
        ratchet=judged.ratchet,
        baseline=judged.request.baseline,
        places=judged.places,
    )


def view_of_scorecard(
    scorecard: Scorecard, catalogue: Catalogue, lang: Language, ratchet: Ratchet, baseline: Scorecard
) -> View:
    """A scorecard that may have been read back, as services are shown it.

    Raises:
        ScorecardError: it was not judged by this very catalogue, which names what it speaks of.
    """
    from dxscore.model.scorecard_json import check_origin

    check_origin(scorecard, catalogue, "scorecard")
    root, here = checkout()
    return View(scorecard, catalogue, lang, root=root, here=here, ratchet=ratchet, baseline=baseline)


def checkout() -> tuple[str, str]:
    """The checkout around the current folder, and where in it that lies; else that folder itself.

    Services know files by their place in the checkout, wherever in it somebody runs the program.
    """
    try:
        here = Path.cwd()
    except OSError:  # somebody has removed it
        return "", ""
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    within = here.relative_to(top).as_posix()
    return str(top), "" if within == "." else within


def put(
    text: str | bytes, output: str | None, bom: bool, inputs: Sequence[str], *, commands: bool = False
) -> None:
    """Print a text, or write it to the file `output`."""
    from dxscore.read.sources import expand

    data = without_commands(text).encode("utf-8", "backslashreplace") if isinstance(text, str) else text
    if output is None:
        streams.write_result(data.decode(), commands=commands)
        return
    write_whole(check_target(output, expand(inputs)), (codecs.BOM_UTF8 if bom else b"") + data)


def written(name: str, size: int, lang: Language) -> str:
    """The line that says which file was written."""
    return say("written.file", lang, file=asked.shown(name), kilobytes=max(1, round(size / 1000)))


def not_drawn(lang: Language) -> list[str]:
    """The line that says why the files have no charts, where that is so."""
    draw = sys.modules.get("dxscore.report.charts.draw")  # most formats have none
    if draw is None or draw.not_drawn() is None:
        return []
    return [f"dxscore: {draw.not_drawn().get(lang)}"]


def not_listed(view: View, outputs: Sequence[tuple[str, str | None]]) -> list[str]:
    """A line for each page, of a format and a file, that cannot list all units, and how to have them."""
    pages = [visible(file or "html") for format_, file in outputs if format_ == "html"]
    if not pages or view.units is not None or view.scorecard.as_of is None:
        return []
    from dxscore.report.units_shown import PAGE_FIGURES_AT_MOST, units_listed

    listed = units_listed(view, PAGE_FIGURES_AT_MOST)
    if listed.ids is None:
        return []
    said = {"total": number(listed.total, view.lang), "listed": number(len(listed.ids), view.lang)}
    return [f"dxscore: {say('units_shown.too_many', view.lang, file=page, **said)}" for page in pages]


def tell_findings(scorecard: Scorecard, lang: Language) -> None:
    """Findings for people, on standard error."""
    streams.say(*finding_lines(scorecard.findings, lang))


def all_finding_lines(findings: Sequence[Finding], lang: Language) -> list[str]:
    """A line for every finding: a catalogue's author wants them all at once."""
    return [finding_line(finding, lang) for finding in findings]
