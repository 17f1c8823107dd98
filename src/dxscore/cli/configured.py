"""What a configuration, found or in the environment, does to a judgement: nobody has asked for it here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import typer

from dxscore.cli import options
from dxscore.flows.asked import shown
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from dxscore.cli.configuration import Setting, Settings  # most runs have none

# With these, fewer results fail a run than without.
_LOOSENING: Final = ("fail_on", "baseline", "waivers", "select", "ignore", "severity")
# These decide on what, and as of when, it is judged.
_BASIS: Final = ("files", "catalogue", "as_of", "target_year")


def configured_lines(ctx: typer.Context, lang: Language) -> list[str]:
    """A line on what loosens the gate of this run, and one on what sets its day, year or catalogue."""
    held = dict(_in_force(ctx))
    loosening, basis = (
        ", ".join(f"{name} = {_value(held[name])} ({_place(held[name])})" for name in names if name in held)
        for names in (_LOOSENING, _BASIS)
    )
    lines = [say("config.loosens", lang, settings=loosening)] if loosening else []
    return [*lines, say("config.sets_basis", lang, settings=basis)] if basis else lines


def _in_force(ctx: typer.Context) -> Iterator[tuple[str, Setting]]:
    """What is told of: settings that the command has and that its command line does not overrule."""
    settings: Settings | None = ctx.obj if ctx is not options.NO_CONTEXT else None
    if settings is None:
        return
    for name in (*_LOOSENING, *_BASIS):
        source = ctx.get_parameter_source(name)
        setting = settings.held.get(name)
        if setting is None or source is None or source.name not in ("DEFAULT_MAP", "ENVIRONMENT"):
            continue
        if name != "fail_on" or "unmet" not in setting.value:  # type: ignore[operator]  # a list of words
            yield name, setting


def _value(setting: Setting) -> str:
    value = setting.value
    return shown(", ".join(value) if isinstance(value, list) else str(value))


def _place(setting: Setting) -> str:
    return shown(setting.place) + ("" if setting.line is None else f":{setting.line}")
