"""Which language people read, and help texts in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from dxscore.cli.arguments import divided
from dxscore.errors import RequestError
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from dxscore.words.keys import Key

LANGUAGES: tuple[Language, ...] = ("vi", "en")
BOTH = " ¦ "
_HEADINGS = {
    "Usage:": "Cách dùng:",
    "Options:": "Tùy chọn:",
    "Arguments:": "Tham số:",
    "Commands:": "Lệnh:",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH [THAM SỐ]...",
    "[required]": "[bắt buộc]",
    "Show this message and exit.": "Hiện hướng dẫn này rồi thoát.",
    "[default: ": "[mặc định: ",
}

_LIBRARY_HELP = {
    "Install completion for the current shell.": "Cài gợi ý lệnh cho shell đang dùng.",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "Hiện mã gợi ý lệnh của shell đang dùng, để chép hoặc tự cài."
    ),
}


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
        raise RequestError(f"không có ngôn ngữ «{name}»: chọn vi hoặc en", f"no language '{name}': vi or en")
    return "en" if name == "en" else "vi"


def phrase(key: Key) -> str:
    """A help text that is a phrase; `speak` says it, so that a run without help reads no words for it."""
    return f"{BOTH}{key}"


def both(vi: str, en: str) -> str:
    """A help text in both languages; `speak` keeps one of them."""
    return f"{vi}{BOTH}{en}"


def speak(command: TyperCommand | TyperGroup, lang: Language) -> None:
    """Keep one language of every help text of `command` and what is below it: once, when help is shown."""
    command.help = _kept(command.help, lang)
    command.epilog = _kept(command.epilog, lang)
    for parameter in command.params:
        told = getattr(parameter, "help", None)
        if isinstance(told, str):
            told = _LIBRARY_HELP.get(told, told) if lang == "vi" else told
            setattr(parameter, "help", _kept(told, lang))  # noqa: B010  # not every kind of parameter has one
    for below in getattr(command, "commands", {}).values():
        speak(below, lang)


def _kept(text: str | None, lang: Language) -> str | None:
    if text is None or BOTH.strip() not in text:
        return text
    vi, en = text.split(BOTH.strip(), 1)
    if not vi.strip():
        return say(en.strip(), lang)  # type: ignore[arg-type]  # a key that `phrase` was given
    return (vi if lang == "vi" else en).strip()


def headings(help_text: str, lang: Language) -> str:
    """Help with the library's own English headings in `lang`."""
    if lang == "vi":
        for english, vietnamese in _HEADINGS.items():
            help_text = help_text.replace(english, vietnamese)
    return help_text
