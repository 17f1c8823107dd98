"""What a value in a configuration file or an environment variable means, as an option would be written."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from dxscore.cli.config_keys import Key, Kind
from dxscore.report.formats import FORMATS, format_of_file
from dxscore.words.text import Text

Option = str | bool | list[str]
"""A value as the command line's library takes it."""


class WrongValueError(Exception):
    """A value that its key cannot have; `wanted` says what it can."""

    def __init__(self, wanted: Text) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


def from_file(key: Key, value: object) -> Option:
    """A TOML value as an option.

    Raises:
        WrongValueError: it is none for this key.
    """
    return _READERS[key.kind](key, value)


def from_environment(key: Key, value: str) -> Option:
    """The text of a variable as an option; several outputs stand apart as folders in PATH do, or on lines.

    Raises:
        WrongValueError: it is none for this key.
    """
    if key.kind == "outputs":
        return from_file(
            key, [part for line in value.splitlines() for part in line.split(os.pathsep) if part]
        )
    if key.kind == "choices":
        return from_file(key, value.split(","))
    if key.kind == "flag":
        return from_file(key, _FLAGS.get(value.strip().lower(), value))
    return from_file(key, value)


_FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def output_parts(output: str) -> tuple[str, str]:
    """'gitlab=' and the file, or '' and the file."""
    name, equals, file = output.partition("=")
    return (f"{name}=", file) if equals and file and name in FORMATS else ("", output)


def _choice(key: Key, value: object) -> str:
    if not isinstance(value, str) or value.strip() not in key.choices:
        listed = ", ".join(key.choices)
        raise WrongValueError(Text(vi=f"một trong: {listed}", en=f"one of: {listed}"))
    return value.strip()


def _choices(key: Key, value: object) -> list[str]:
    return [_choice(key, item) for item in (value if isinstance(value, list) else [value])]


def _path(_key: Key, value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise WrongValueError(Text(vi="tên một tệp hoặc thư mục", en="the name of a file or folder"))
    return value


def _outputs(key: Key, value: object) -> list[str]:
    outputs = [_path(key, item) for item in (value if isinstance(value, list) else [value])]
    if any(not output_parts(output)[0] and format_of_file(output) is None for output in outputs):
        raise WrongValueError(
            Text(
                vi="tên tệp có đuôi cho biết định dạng, hoặc ĐỊNH-DẠNG=TỆP",
                en="names of files whose suffix tells the format, or FORMAT=FILE",
            )
        )
    return outputs


def _number(_key: Key, value: object) -> str:
    wrong = WrongValueError(Text(vi="một số từ 0 đến 100", en="a number from 0 to 100"))
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise wrong
    try:
        number = Decimal(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except InvalidOperation:
        raise wrong from None
    if not number.is_finite() or not 0 <= number <= 100:
        raise wrong
    return format(number, "f")


def _day(_key: Key, value: object) -> str:
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise WrongValueError(Text(vi="một ngày dạng 2025-12-14", en="a day like 2025-12-14")) from None


def _year(_key: Key, value: object) -> str:
    text = str(value)
    if isinstance(value, str | int) and (
        text == "all" or (text.isascii() and text.isdecimal() and len(text) == 4)
    ):
        return text
    raise WrongValueError(Text(vi="một năm hoặc all", en="a year, or all"))


def _flag(_key: Key, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise WrongValueError(Text(vi="true hoặc false", en="true or false"))


_READERS: Final[dict[Kind, Callable[[Key, object], Option]]] = {
    "choice": _choice,
    "choices": _choices,
    "path": _path,
    "outputs": _outputs,
    "number": _number,
    "day": _day,
    "year": _year,
    "flag": _flag,
}
