"""The commands, put together. Nothing imports this but `main`.

Start-up is a feature: only the command that was asked for is imported and built.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from dxscore.cli import options, streams
from dxscore.cli.language import headings, known_language, phrase, speak
from dxscore.words.say import Language

_COMPLETING = "_DXSCORE_COMPLETE"
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


COMMANDS = {
    "check": "dxscore.cli.check:check",
    "lint": "dxscore.cli.lint:lint",
    "gaps": "dxscore.cli.gaps:gaps",
    "explain": "dxscore.cli.explain:explain",
    "compare": "dxscore.cli.compare:compare",
    "trend": "dxscore.cli.trend:trend",
    "tasks": "dxscore.cli.tasks:tasks",
    "points": "dxscore.cli.points:points",
    "report": "dxscore.cli.report:report",
    "template": "dxscore.cli.template:template",
    "collect": "dxscore.cli.collect:collect",
    "remind": "dxscore.cli.remind:remind",
    "rollup": "dxscore.cli.rollup:rollup",
    "config": "dxscore.cli.config:config",
    "schema": "dxscore.cli.schema:schema",
    "catalogue init": "dxscore.cli.catalogue_init:init",
    "catalogue check": "dxscore.cli.catalogue:check_catalogue",
    "catalogue show": "dxscore.cli.catalogue:show_catalogue",
    "catalogue diff": "dxscore.cli.catalogue:diff_catalogue",
    "catalogue test": "dxscore.cli.catalogue:test_catalogue",
    "catalogue schema": "dxscore.cli.catalogue:print_schema",
}
"""Where the function of each command stands; a first word that several share is a group."""

_GROUPS = {
    "catalogue": phrase("help_app.group_catalogue"),
}


def _kinds(lang: Language) -> tuple[type[TyperCommand], type[TyperGroup]]:
    """Commands, and groups of them, whose help speaks `lang`."""

    class Command(TyperCommand):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            _spare(self.params)
            return super().parse_args(ctx, args)

        def get_help(self, ctx: Any) -> str:
            speak(self, lang)
            return headings(super().get_help(ctx), lang)

        def get_help_option(self, ctx: Any) -> Any:
            return _checked(super().get_help_option(ctx))

    class Commands(TyperGroup):
        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            _spare(self.params)
            return super().parse_args(ctx, args)

        def get_help(self, ctx: Any) -> str:
            speak(self, lang)
            return headings(super().get_help(ctx), lang)

        def get_help_option(self, ctx: Any) -> Any:
            return _checked(super().get_help_option(ctx))

    return Command, Commands


def build(lang: Language, arguments: Sequence[str]) -> TyperGroup:
    """The command line that `arguments` need, speaking `lang`: one command; where none is named, their names.

    Names are all that the help of the program, a fault and --version need; completion needs every command.
    """

    Command, Commands = _kinds(lang)  # noqa: N806  # classes
    shared: dict[str, Any] = {"cls": Commands, "context_settings": CONTEXT, "no_args_is_help": True}
    app = typer.Typer(
        **shared,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        # Where a command stands first, nobody asks the program itself to complete.
        add_completion=_COMPLETING in os.environ or not _firsts_of(arguments[:1]),
        help=phrase("help_app.program"),
        epilog=phrase("help_app.epilog"),
    )
    app.callback(invoke_without_command=True)(_root)
    groups: dict[str, typer.Typer] = {}
    needed = _needed(arguments)
    for name in needed:
        module, _, function = COMMANDS[name].partition(":")
        first, _, second = name.partition(" ")
        if second and first not in groups:
            groups[first] = typer.Typer(**shared, rich_markup_mode=None, help=_GROUPS[first])
            groups[first].callback()(_group)
            app.add_typer(groups[first], name=first)
        parent = groups[first] if second else app
        command = parent.command(second or first, cls=Command, context_settings=CONTEXT)
        command(getattr(import_module(module), function))
    group: TyperGroup = typer.main.get_command(app)  # type: ignore[assignment]  # with a callback it is a group
    if not needed:
        for first in _firsts():
            group.add_command(Command(first, help=_help_of(first)))
    if _COMPLETING in os.environ:  # which shows help texts, too
        speak(group, lang)
    return group


def _spare(parameters: Iterable[Any]) -> None:
    """Spare the library what `_as_it_is` does."""
    for parameter in parameters:
        parameter.process_value = partial(_as_it_is, parameter, parameter.process_value)


def _as_it_is(parameter: Any, otherwise: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    """A parameter's value where nothing is to be made of it, as nearly always: not given, or text.

    The library builds a validator for each parameter, given or not: a sixth of the time of a short run. What
    it has to understand (a folder, a choice) or to ask for still goes its way, which is `otherwise`.
    """
    wanted = parameter.type_descriptor.annotation
    if value is None and not parameter.required:
        value = () if parameter.multiple or parameter.nargs == -1 else None
    elif wanted == list[str] and value and {*map(type, value)} == {str}:
        value = list(value)
    elif wanted is not str or type(value) is not str:
        return otherwise(ctx, value)
    return value if parameter.callback is None else parameter.callback(ctx, parameter, value)


def _checked(option: Any) -> Any:
    """The --help option, printing as results are printed: a full disk or a closed stream is said."""
    if option is not None and option.callback is not _print_help:
        option.callback = _print_help
        _spare([option])
    return option


def _print_help(ctx: Any, _option: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        streams.write_result(f"{ctx.get_help()}\n")
        ctx.exit()


def _needed(arguments: Sequence[str]) -> tuple[str, ...]:
    """The commands under the first word that names any; none for help and faults, all for completion."""
    if _COMPLETING in os.environ:
        return tuple(COMMANDS)
    first = next(iter(_firsts_of(arguments)), None)
    return tuple(name for name in COMMANDS if name.partition(" ")[0] == first)


def _firsts_of(arguments: Sequence[str]) -> list[str]:
    """First words of commands among the arguments."""
    firsts = _firsts()
    return [first for word in arguments if (first := word.partition(" ")[0]) in firsts]


def _firsts() -> tuple[str, ...]:
    """The first words of commands, each once, as the help lists them: commands, then groups."""
    alone = [name for name in COMMANDS if " " not in name]
    return (*alone, *_GROUPS)


def _help_of(first: str) -> str:
    """What the program's help says of a command, or of a group."""
    if first in _GROUPS:
        return _GROUPS[first]
    return phrase(f"help_{first}.command")  # type: ignore[arg-type]  # a topic for each command: a test asks


def _root(
    ctx: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", is_eager=True, help=phrase("help_app.version"))
    ] = False,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=phrase("help_app.config"),
        ),
    ] = None,
    no_config: Annotated[
        bool,
        typer.Option("--no-config", help=phrase("help_app.no_config")),
    ] = False,
    lang: options.Lang = None,
) -> None:
    del config, no_config  # taken out of the arguments before they come here; declared for the help
    known_language(lang, "vi")
    if show_version:
        from dxscore.model.version import VERSION

        streams.write_result(f"dxscore {VERSION}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        streams.write_result(ctx.get_help() + "\n")


def _group(lang: options.Lang = None) -> None:
    known_language(lang, "vi")
