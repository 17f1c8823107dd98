"""Every format that dxscore writes, by name: the choices of each `--format`, and the suffixes for them.

A new one is a file of its own in this folder, a line here and a test.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, NamedTuple

from dxscore.errors import OutputError
from dxscore.report.packages import drawing_packages
from dxscore.words.runner_lines import without_commands

if TYPE_CHECKING:
    from dxscore.model.letter import Letter
    from dxscore.report.bodies import BodiesView
    from dxscore.report.by_group import GroupsView
    from dxscore.report.comparison import ComparisonView
    from dxscore.report.groups import GroupBy
    from dxscore.report.lint import LintView
    from dxscore.report.tasks import TaskView
    from dxscore.report.trend import TrendView
    from dxscore.report.view import View
    from dxscore.words.say import Language

Of = Literal["scorecard", "gaps", "comparison", "tasks", "lint", "trend", "bodies", "groups", "letter"]


class Output(NamedTuple):
    """One format.

    Args:
        suffix: what a file of it ends with, where that tells it.
        scorecard: what makes it of a `View`: 'module.function' of this folder, imported where it is used.
        gaps: the same of a `View` and a grouping of its gaps.
        comparison: the same of a `ComparisonView`.
        tasks: the same of a `TaskView`.
        lint: the same of a `LintView`.
        trend: the same of a `TrendView`.
        bodies: the same of a `BodiesView`.
        groups: the same of a `GroupsView`.
        letter: the same of a `Letter` and a language.
        people: for people to read, in the language of the locale where none is asked for.
        screen: drawn for a terminal; the closing sentence follows after the findings.
        figures: shows the rows as read, and earlier figures.
        binary: no text; a terminal cannot show it.
        bom: files get a byte order mark, without which Excel misreads UTF-8.
        commands: its lines are meant for a CI service to act on.
        findings_alone: has something to say where nothing could be judged: what is wrong with the data.
        needs: a package that does not come with dxscore.
    """

    suffix: str | None = None
    scorecard: str = ""
    gaps: str = ""
    comparison: str = ""
    tasks: str = ""
    lint: str = ""
    trend: str = ""
    bodies: str = ""
    groups: str = ""
    letter: str = ""
    people: bool = False
    screen: bool = False
    figures: bool = False
    binary: bool = False
    bom: bool = False
    commands: bool = False
    findings_alone: bool = False
    needs: str = ""

    def render(self, view: View) -> bytes:
        """The scorecard as the bytes of a file.

        Raises:
            OutputError: a package that makes it is not installed.
            RequestError: the office's own template cannot be used.
        """
        return self._made(self.scorecard, view)

    def render_gaps(self, view: View, by: GroupBy) -> bytes:
        """The gap list alone, in groups."""
        return self._made(self.gaps, view, by)

    def render_comparison(self, view: ComparisonView) -> bytes:
        """What changed between two scorecards."""
        return self._made(self.comparison, view)

    def render_tasks(self, view: TaskView) -> bytes:
        """Where tasks, duties and deliverables stand."""
        return self._made(self.tasks, view)

    def render_lint(self, view: LintView) -> bytes:
        """Findings alone."""
        return self._made(self.lint, view)

    def render_trend(self, view: TrendView) -> bytes:
        """The series, and what they lead to."""
        return self._made(self.trend, view)

    def check_installed(self) -> None:
        """Refuse before any work what cannot be made for want of a package.

        Raises:
            OutputError: it is not installed.
        """
        if self.needs and find_spec(self.needs) is None:
            from dxscore.words.text import both

            said = both("written.needs_package", suffix=self.suffix, package=self.needs)
            raise OutputError(said.vi, said.en)

    def render_bodies(self, view: BodiesView) -> bytes:
        """A scorecard of each body."""
        return self._made(self.bodies, view)

    def render_groups(self, view: GroupsView) -> bytes:
        """A scorecard of each group of units."""
        return self._made(self.groups, view)

    def render_letter(self, letter: Letter, lang: Language) -> bytes:
        """A letter as it is signed and sent."""
        return self._made(self.letter, letter, lang)

    def _made(self, maker: str, *of: object) -> bytes:
        self.check_installed()
        module, _, function = maker.rpartition(".")
        with drawing_packages():
            make = getattr(import_module(f"dxscore.report.{module}"), function)
        made: str | bytes = make(*of)
        if isinstance(made, bytes):
            return made
        text = made if self.commands else without_commands(made)
        return text.encode("utf-8", "backslashreplace")


OUTPUTS: dict[str, Output] = {
    "table": Output(
        ".txt",
        "table.table_text",
        "table.gaps_text",
        "comparison.comparison_text",
        "tasks.tasks_table",
        trend="trend.trend_text",
        bodies="bodies_text.bodies_table",
        groups="by_group_text.groups_table",
        people=True,
        screen=True,
        lint="lint.lint_table",
    ),
    "json": Output(
        ".json",
        "machine.json_text",
        "machine.gaps_json",
        "comparison.comparison_json",
        "tasks.tasks_json",
        trend="trend.trend_json",
        bodies="bodies_text.bodies_json",
        groups="by_group_text.groups_json",
        findings_alone=True,
        lint="lint.lint_json",
    ),
    "ndjson": Output(
        ".ndjson",
        "machine.ndjson_text",
        comparison="comparison.comparison_ndjson",
        trend="trend.trend_ndjson",
        findings_alone=True,
        lint="lint.lint_ndjson",
    ),
    "findings": Output(".findings.ndjson", "lint.findings_text", findings_alone=True),
    "csv": Output(
        ".csv",
        "machine.csv_text",
        "machine.gaps_csv",
        "comparison.comparison_csv",
        "tasks.tasks_csv",
        trend="trend.trend_csv",
        bodies="bodies_text.bodies_csv",
        groups="by_group_text.groups_csv",
        bom=True,
    ),
    "html": Output(
        ".html", "page.page.html_page", bodies="page.bodies.bodies_page", people=True, figures=True
    ),
    "docx": Output(
        ".docx",
        "word.word_document",
        bodies="bodies_word.bodies_document",
        letter="letter.letter_document",
        people=True,
        figures=True,
        binary=True,
    ),
    "xlsx": Output(
        ".xlsx",
        "excel.excel_workbook",
        bodies="bodies_excel.bodies_workbook",
        groups="by_group_excel.groups_workbook",
        people=True,
        figures=True,
        binary=True,
    ),
    "markdown": Output(
        ".md",
        "markdown.markdown_text",
        "markdown.gaps_markdown",
        comparison="comparison.comparison_markdown",
        tasks="tasks.tasks_markdown",
        trend="trend.trend_markdown",
        bodies="bodies_text.bodies_markdown",
        groups="by_group_text.groups_markdown",
        people=True,
    ),
    "junit": Output(
        ".xml",
        "junit.junit_text",
        comparison="comparison.comparison_junit",
        lint="lint.lint_junit",
        findings_alone=True,
    ),
    "sarif": Output(
        ".sarif",
        "sarif.sarif_text",
        comparison="comparison.comparison_sarif",
        lint="lint.lint_sarif",
        findings_alone=True,
    ),
    "github": Output(
        None,
        "github.github_text",
        comparison="comparison.comparison_github",
        lint="lint.lint_github",
        commands=True,
        findings_alone=True,
    ),
    "gitlab": Output(
        None,
        "gitlab.gitlab_text",
        comparison="comparison.comparison_gitlab",
        lint="lint.lint_gitlab",
        findings_alone=True,
    ),
    "checkstyle": Output(
        ".checkstyle.xml", "checkstyle.checkstyle_text", findings_alone=True, lint="lint.lint_checkstyle"
    ),
    "rdjson": Output(".rdjson", "rdjson.rdjson_text", findings_alone=True, lint="lint.lint_rdjson"),
    "concise": Output(lint="lint.lint_concise", people=True),
    "openmetrics": Output(".prom", "openmetrics.openmetrics_text", findings_alone=True),
    "parquet": Output(
        ".parquet",
        "parquet.parquet_table",
        groups="by_group_text.groups_parquet",
        binary=True,
        needs="pyarrow",
    ),
}


def choices(of: Of) -> tuple[str, ...]:
    """Names of the formats in which one can be had."""
    return tuple(name for name, output in OUTPUTS.items() if getattr(output, of))


def format_of_file(name: str) -> str | None:
    """The format that a file's suffix stands for, if any; of two that fit the longer suffix."""
    fitting = [
        (len(output.suffix), key)
        for key, output in OUTPUTS.items()
        if output.suffix is not None and name.lower().endswith(output.suffix)
    ]
    return max(fitting)[1] if fitting else None


DOCUMENTS = tuple(o.suffix for o in OUTPUTS.values() if o.suffix and o.people and not o.screen)
"""Suffixes of the files for people to read: what `dxscore report` makes."""
