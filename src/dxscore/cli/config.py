"""`dxscore config`: what holds, and from where."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.configuration import KEYS, Key, Option, Setting, Settings
from dxscore.cli.language import LANGUAGES, phrase
from dxscore.flows.asked import one_of
from dxscore.model.configuration import HeldConfiguration, HeldSetting
from dxscore.model.json_document import json_document
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

_FORMATS = ("table", "json")


def config(
    ctx: typer.Context,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="|".join(_FORMATS), help=phrase("help_config.format")),
    ] = "table",
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    name = one_of("--format", format_, _FORMATS)
    settings = ctx.obj if isinstance(ctx.obj, Settings) else Settings({})
    held = {key.name: _holds(key, settings, language) for key in KEYS.values()}
    streams.write_result(_json(settings, held) if name == "json" else _table(settings, held, language))
    return 0


config.__doc__ = phrase("help_config.command")


def _holds(key: Key, settings: Settings, lang: Language) -> Setting:
    if key.name == "lang":  # looked up where the locale is, with the variable before the file
        if os.environ.get(key.variable, "").lower() in LANGUAGES:
            return Setting(os.environ[key.variable].lower(), "environment", key.variable)
        return settings.held.get("lang") or Setting(lang, "default", "")
    return settings.held.get(key.name) or Setting(key.default or "", "default", "")


def _json(settings: Settings, held: dict[str, Setting]) -> str:
    said = {
        name: HeldSetting.model_validate(
            {
                "value": setting.value if setting.value != "" else None,
                "source": setting.source,
                "place": setting.place or None,
                "line": setting.line,
            }
        )
        for name, setting in held.items()
    }
    document = HeldConfiguration(file=settings.file, settings=said)
    return json_document(document.model_dump(mode="json", by_alias=True), sort_keys=True)


def _table(settings: Settings, held: dict[str, Setting], lang: Language) -> str:
    first = (
        say("config.file", lang, file=visible(settings.file))
        if settings.file
        else say("config.no_file", lang)
    )
    rows = [(name, _text(setting.value), _place(setting, lang)) for name, setting in held.items()]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"{name:<{widths[0]}}  {value:<{widths[1]}}  {place}".rstrip() for name, value, place in rows]
    return "\n".join([first, "", *lines]) + "\n"


def _text(value: Option) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return visible(", ".join(value) if isinstance(value, list) else value) or "–"


def _place(setting: Setting, lang: Language) -> str:
    if setting.source == "default":
        return say("config.default", lang)
    line = "" if setting.line is None else f":{setting.line}"
    return f"{visible(setting.place)}{line}"
