"""What is wrong with a command line, in the reader's language."""

from __future__ import annotations

import re

from typer import TyperException

from dxscore.words.say import Language, say
from dxscore.words.system import library_words
from dxscore.words.visible import visible


def usage_fault(error: TyperException, lang: Language) -> str:
    """One sentence on a fault that the command-line library found, told by its class and what rides along."""
    kind = type(error).__name__
    option = visible(str(getattr(error, "option_name", "")))
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        if near:
            return say("usage.no_option_but", lang, option=option, near=near)
        return say("usage.no_option", lang, option=option)
    if kind == "BadOptionUsage":
        return say("usage.no_value", lang, option=option)
    parameter = getattr(error, "param", None)
    hint = parameter.get_error_hint() if parameter is not None else ""
    if kind == "MissingParameter":
        return say("usage.missing", lang, parameter=hint)
    if kind == "BadParameter":
        return say("usage.bad_value", lang, parameter=hint)
    return _of_the_line(visible(" ".join(_english(error).split())), lang)


def _english(error: TyperException) -> str:
    formatted = getattr(error, "format_message", None)
    return str(formatted()) if formatted is not None else str(error)


def _of_the_line(english: str, lang: Language) -> str:
    """What the library says of the command line as a whole, and quotes what it is about."""
    named = re.search(r"'([^']*)'|\(([^)]*)\)", english)
    what = next((group for group in named.groups() if group is not None), "") if named else ""
    if english.startswith("No such command"):
        return say("usage.no_command", lang, command=what)
    if english.startswith("Got unexpected extra"):
        return say("usage.too_many", lang, arguments=what)
    return say("usage.other", lang, words=library_words(english).get(lang))
