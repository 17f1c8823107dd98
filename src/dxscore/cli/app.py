"""The commands, put together. Nothing imports this but `main`."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from dxscore.cli import catalogue, check, explain, gaps, options, streams
from dxscore.cli.language import both, headings, known_language, speak
from dxscore.model.base import Language

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def build(lang: Language) -> TyperGroup:
    """The whole command line, speaking `lang`."""

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return headings(super().get_help(ctx), lang)

    class Commands(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return headings(super().get_help(ctx), lang)

    app = typer.Typer(
        cls=Commands,
        context_settings=CONTEXT,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        help=both(
            "Chấm mức thực hiện mục tiêu của một kế hoạch: đạt hay chưa, còn thiếu bao nhiêu, ai phải làm.",
            "Score a plan's targets: which are met, how much is missing, who has to act.",
        ),
        epilog=both(
            "Ví dụ: dxscore check metrics.csv   ·   Mã thoát: 0 đạt, 1 chưa đạt, 2 không đánh giá được,"
            " 3 lỗi chương trình.",
            "Example: dxscore check metrics.csv   ·   Exit codes: 0 passes, 1 does not, 2 could not judge,"
            " 3 a bug.",
        ),
    )
    app.callback(invoke_without_command=True)(_root)
    app.command("check", cls=Command, context_settings=CONTEXT)(check.check)
    app.command("gaps", cls=Command, context_settings=CONTEXT)(gaps.gaps)
    app.command("explain", cls=Command, context_settings=CONTEXT)(explain.explain)
    below = typer.Typer(
        cls=Commands,
        context_settings=CONTEXT,
        rich_markup_mode=None,
        no_args_is_help=True,
        help=both(
            "Kiểm tra, liệt kê danh mục; in lược đồ JSON.",
            "Check and list a catalogue; print its JSON Schemas.",
        ),
    )
    below.callback()(_catalogue)
    below.command("check", cls=Command, context_settings=CONTEXT)(catalogue.check_catalogue)
    below.command("show", cls=Command, context_settings=CONTEXT)(catalogue.show_catalogue)
    below.command("schema", cls=Command, context_settings=CONTEXT)(catalogue.print_schema)
    app.add_typer(below, name="catalogue")
    group = typer.main.get_command(app)
    speak(group, lang)  # type: ignore[arg-type]  # a Typer with commands gives a group
    return group  # type: ignore[return-value]  # the same


def _root(
    ctx: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, help=both("In số phiên bản.", "Print the version."))
    ] = False,
    lang: options.Lang = None,
) -> None:
    known_language(lang, "vi")
    if show_version:
        streams.write_result(f"dxscore {version('dxscore')}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        streams.write_result(ctx.get_help() + "\n")


def _catalogue(lang: options.Lang = None) -> None:
    known_language(lang, "vi")
