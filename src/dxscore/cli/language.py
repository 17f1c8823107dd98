"""Which language people read, and help texts in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from dxscore.cli.arguments import divided
from dxscore.errors import RequestError
from dxscore.words.say import Language, pair, phrases, say, say_of

if TYPE_CHECKING:
    from dxscore.words.keys import Key

LANGUAGES: tuple[Language, ...] = ("vi", "en")
_KEY = "¦ "


def language(arguments: Sequence[str], configured: str | None = None, *, by_locale: bool = True) -> Language:
    """The language asked for: --lang, DXSCORE_LANG, the configured one, then the locale, else Vietnamese.

    Looked up before the command line is parsed, for its faults are told in that language too.
    """
    for asked in (_option(arguments) or os.environ.get("DXSCORE_LANG", ""), configured or ""):
        if asked.lower() in LANGUAGES:
            return "en" if asked.lower() == "en" else "vi"
    names = ("LC_ALL", "LC_MESSAGES", "LANG") if by_locale else ()
    locale = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "en" if locale.lower().startswith("en") else "vi"


def _option(arguments: Sequence[str]) -> str:
    words, _names = divided(arguments)
    for index, argument in enumerate(words):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(words):
            return words[index + 1]
    return ""


def known_language(name: str | None, fallback: Language) -> Language:
    """The language named on the command line, refused where there is no such."""
    if name is None:
        return fallback
    if name not in LANGUAGES:
        raise RequestError(*pair("refusal.no_language", typed=name))
    return "en" if name == "en" else "vi"


def phrase(key: Key) -> str:
    """A help text that is a phrase; `speak` says it, so that a run without help reads no words for it."""
    return f"{_KEY}{key}"


def speak(command: TyperCommand | TyperGroup, lang: Language) -> None:
    """Say every help text of `command`, and of what is below it, in `lang`: once, when help is shown."""
    command.help = _said(command.help, lang)
    command.epilog = _said(command.epilog, lang)
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        if isinstance(text, str):
            setattr(parameter, "help", _said(text, lang))  # noqa: B010  # not every kind of parameter has one
        if parameter.param_type_name == "argument":  # its name says what it is; 'list[str]' says it to nobody
            setattr(parameter, "display_type_rich", _no_type)  # noqa: B010
    for below in getattr(command, "commands", {}).values():
        speak(below, lang)


def _no_type(**_: object) -> str:
    """In place of the type of an argument as Python writes it."""
    return ""


def _said(text: str | None, lang: Language) -> str | None:
    """A help text in `lang`; one of the library's own as it has it, or in our words for it."""
    if text is None:
        return None
    if text.startswith(_KEY):
        return say(text.removeprefix(_KEY), lang)  # type: ignore[arg-type]  # a key that `phrase` was given
    return {_library("en", name): _library(lang, name) for name in _WHOLE}.get(text, text)


_WHOLE = ("install_completion", "show_completion")


def headings(help_text: str, lang: Language) -> str:
    """Help with the library's own English headings in `lang`."""
    for name in phrases("en")["help_library"]:
        if name not in _WHOLE:
            help_text = help_text.replace(_library("en", name), _library(lang, name))
    return help_text


def _library(lang: Language, name: str) -> str:
    return say_of("help_library", name, lang)
