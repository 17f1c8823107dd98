"""Findings alone: on a terminal, one a line, and for services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dxscore.model.lint import FindingList
from dxscore.model.loaded import Catalogue
from dxscore.model.rules import RULES
from dxscore.model.scorecard import Scorecard
from dxscore.report.annotations import to_annotate
from dxscore.report.findings import shape
from dxscore.report.github import escape_data, marking, within_summary
from dxscore.report.lines import FindingLine
from dxscore.report.machine import records
from dxscore.report.markdown import escape, table
from dxscore.report.places import shown_path
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit
from dxscore.report.view import View
from dxscore.words.numbers import number
from dxscore.words.say import Language, say, say_of

_STYLE: Final[dict[str, Style]] = {"error": "bad", "warning": "waiting", "note": "faint"}


@dataclass(frozen=True)
class LintView:
    """The findings of one run as somebody wants to see them.

    Args:
        listed: the findings.
        scorecard: the same without any result, for formats that are made of one.
        catalogue: names, for services that are told the plan.
        lang: language of everything that people read.
        width: columns available to text that is drawn.
        colour: whether to write terminal colours.
        root: the checkout that file names are made relative to.
        here: the folder, relative to `root`, that relative file names start from.
        statistics: how often each code was found, in place of the findings.
    """

    listed: FindingList
    scorecard: Scorecard
    catalogue: Catalogue
    lang: Language = "vi"
    width: int = 100
    colour: bool = False
    root: str = ""
    here: str = ""
    statistics: bool = False

    @cached_property
    def lines(self) -> tuple[FindingLine, ...]:
        """A line for each finding."""
        return tuple(FindingLine(finding, self.lang) for finding in self.listed.findings)

    @property
    def folder(self) -> str:
        """The folder that names start from, for people and editors."""
        return f"{self.root}/{self.here}" if self.here else self.root

    @cached_property
    def as_scorecard(self) -> View:
        """The view of the scorecard without results."""
        return View(self.scorecard, self.catalogue, self.lang, root=self.root, here=self.here)


def lint_json(view: LintView) -> str:
    """One document, dxscore/findings/1."""
    return view.listed.to_json(view.lang)


def lint_concise(view: LintView) -> str:
    """file:row:column: CODE message, a line each; with statistics a line for each code."""
    if view.statistics:
        return "".join(f"{line}\n" for line in _statistics(view))
    return "".join(f"{_place(view, line)}: {line.code} {line.advice}\n" for line in view.lines)


def _place(view: LintView, line: FindingLine) -> str:
    """As an editor takes it: FILE:ROW:COLUMN as far as known; a sheet's cell as FILE:Sheet1!D12."""
    place = line.finding.place
    return str(place._replace(file=shown_path(place.file, view.folder) if place.file != "-" else "-"))


def _statistics(view: LintView) -> Iterator[str]:
    first = {line.code: line for line in reversed(view.lines) if not line.finding.more}
    for counted in sorted(view.listed.codes, key=lambda each: (-each.count, each.code)):
        line = first.get(counted.code)  # none where it is only counted
        said = shape(RULES[counted.code].words("message", view.lang)) if line is None else line.message
        yield f"{counted.count}\t{counted.code}\t{said}"


def lint_table(view: LintView) -> str:
    """A table for each file, heaviest first, then how many there are."""
    blocks: list[Block] = []
    if view.statistics:
        blocks += [ScreenLine(line.replace("\t", "  ")) for line in _statistics(view)]
    else:
        by_file: dict[str, list[FindingLine]] = {}
        for line in view.lines:
            by_file.setdefault(line.finding.file, []).append(line)
        for file, lines in by_file.items():
            blocks += [Title(shown_path(file, view.folder)), *_rows(view, lines)]
    return draw([*blocks, ScreenLine(), ScreenLine(total_line(view), "strong")], view.width, view.colour)


def _rows(view: LintView, lines: Sequence[FindingLine]) -> list[Block]:
    header = [say_of("column", name, view.lang) for name in ("row", "code", "column", "message")]
    rows = [
        (
            (ScreenLine(str(line.finding.row or "")),),
            (ScreenLine(line.code, _STYLE[line.finding.severity]),),
            (ScreenLine(line.column),),
            (ScreenLine(line.message), ScreenLine(line.remedy, "faint")),
        )
        for line in lines
    ]
    widths = fit(header, rows, view.width)
    if widths is None:
        return [ScreenLine(f"{line.place}: {line.code} {line.advice}") for line in lines]
    return [ScreenGrid(rows, widths, header)]


def total_line(view: LintView) -> str:
    """How many there are, of what weight, in how many files; and how many are not listed."""
    listed = view.listed
    if not listed.total:
        return say("lint.clean", view.lang, count=len(listed.files))
    said = say(
        "lint.total",
        view.lang,
        errors=number(listed.errors, view.lang),
        warnings=number(listed.warnings, view.lang),
        notes=number(listed.notes, view.lang),
        files=len({finding.file for finding in listed.findings}),
        all=len(listed.files),
    )
    if listed.total > listed.listed:
        said += " " + say("lint.not_listed", view.lang, more=number(listed.total - listed.listed, view.lang))
    return said


def lint_ndjson(view: LintView) -> str:
    from dxscore.report.lint import findings_text

    return findings_text(view.as_scorecard)


def lint_sarif(view: LintView) -> str:
    from dxscore.report.sarif import sarif_text

    return sarif_text(view.as_scorecard)


def lint_junit(view: LintView) -> str:
    from dxscore.report.junit import junit_text

    return junit_text(view.as_scorecard)


def lint_gitlab(view: LintView) -> str:
    from dxscore.report.gitlab import gitlab_text

    return gitlab_text(view.as_scorecard)


def lint_checkstyle(view: LintView) -> str:
    from dxscore.report.checkstyle import checkstyle_text

    return checkstyle_text(view.as_scorecard)


def lint_rdjson(view: LintView) -> str:
    from dxscore.report.rdjson import rdjson_text

    return rdjson_text(view.as_scorecard)


def lint_github(view: LintView) -> str:
    """Workflow commands, ten of each severity at most, for no more are shown; then one that sums up."""
    commands = marking(view.as_scorecard, to_annotate(view.as_scorecard))
    total = f"::notice title=dxscore::{escape_data(total_line(view))}"
    return "\n".join([*commands, total]) + "\n"


def lint_summary(view: LintView) -> str:
    """All findings as Markdown, for the summary of a step; at most 1 MiB, cut after a row with a sentence."""
    head = f"## dxscore lint\n\n{escape(total_line(view))}\n"
    if not view.lines:
        return head
    header = [say_of("column", name, view.lang) for name in ("place", "code", "message", "remedy")]
    rows = [
        [escape(_place(view, line)), line.code, escape(line.about), escape(line.remedy)]
        for line in view.lines
    ]
    return within_summary(f"{head}\n{table(header, rows)}\n", view.lang)


def findings_text(view: View) -> str:
    """A record for each finding, as `--format ndjson` has it (schema record/1); may be empty."""
    return records(view, "finding")
