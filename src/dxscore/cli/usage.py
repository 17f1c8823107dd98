"""What is wrong with a command line, in the reader's language."""

from __future__ import annotations

import re

from typer import TyperException

from dxscore.words.say import Language
from dxscore.words.system import library_words
from dxscore.words.visible import visible


def usage_fault(error: TyperException, lang: Language) -> str:
    """One sentence on a fault that the command-line library found."""
    english = visible(" ".join(_english(error).split()))
    if lang == "en":
        return english
    return _vietnamese(error, english)


def _english(error: TyperException) -> str:
    formatted = getattr(error, "format_message", None)
    return str(formatted()) if formatted is not None else str(error)


def _vietnamese(error: TyperException, english: str) -> str:
    """The library's few kinds of fault, told by their class and what rides along."""
    kind = type(error).__name__
    option = visible(str(getattr(error, "option_name", "")))
    if kind == "NoSuchOption":
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        return f"không có tùy chọn {option}" + (f"; có phải {near}?" if near else "")
    if kind == "BadOptionUsage":
        return f"tùy chọn {option} cần một giá trị"
    parameter = getattr(error, "param", None)
    hint = parameter.get_error_hint() if parameter is not None else ""
    if kind == "MissingParameter":
        return f"thiếu {hint}"
    if kind == "BadParameter":
        return f"giá trị không hợp lệ cho {hint}"
    named = re.search(r"'([^']*)'|\(([^)]*)\)", english)
    what = next((group for group in named.groups() if group is not None), "") if named else ""
    if english.startswith("No such command"):
        return f"không có lệnh «{what}»"
    if english.startswith("Got unexpected extra"):
        return f"thừa tham số: {what}"
    return f"câu lệnh không đúng; {library_words(english).vi}"
