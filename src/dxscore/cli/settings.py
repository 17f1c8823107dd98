"""What holds beside the command line: environment variables, then the configuration file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dxscore.cli.config_file import Found
from dxscore.cli.config_keys import KEYS, Key
from dxscore.cli.config_toml import read_table
from dxscore.cli.config_values import (
    Option,
    WrongValueError,
    from_environment,
    from_file,
    output_parts,
)
from dxscore.errors import RequestError
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.words.say import Language
from dxscore.words.text import Text


class Setting(NamedTuple):
    """A value that holds.

    Args:
        value: as an option takes it.
        source: 'environment' or 'file'.
        place: the variable, or the file.
        line: where in the file, from 1, if that can be told.
    """

    value: Option
    source: str
    place: str
    line: int | None = None


class Settings(NamedTuple):
    """What holds, by key, and the file that was read."""

    held: Mapping[str, Setting]
    file: str | None = None

    @property
    def lang(self) -> str | None:
        """The language that the file asks for; variables are looked up where the locale is."""
        return str(self.held["lang"].value) if "lang" in self.held else None

    def defaults(self, commands: Iterable[str], lang: Language) -> dict[str, Any]:
        """The values as the command line's library wants its defaults: nested, by command and parameter.

        `lang` is the language of this run: what the file says of it may have been overruled.
        """
        tree: dict[str, Any] = {}
        for command in commands:
            node = tree
            for word in command.split():
                node = node.setdefault(word, {})
            for name, setting in self.held.items():
                key = KEYS[name]
                if not key.commands or command in key.commands:
                    node[key.parameter or name] = lang if name == "lang" else setting.value
            if command == "catalogue check" and "catalogue" in self.held:
                node["directories"] = [self.held["catalogue"].value]
        return tree


def load(found: Found | None) -> Settings:
    """What the environment and the file say.

    Raises:
        RequestError: with every fault of both as a finding.
    """
    faults: list[Finding] = []
    held = {} if found is None else _from_file(found, faults)
    held |= _from_environment(faults)
    if faults:
        count = len(faults)
        raise RequestError(
            f"cấu hình có {count} lỗi; --no-config để chạy không dùng tệp cấu hình",
            f"the configuration has {count} error{'s' if count > 1 else ''}; --no-config runs without it",
            tuple(faults),
        )
    return Settings(held, None if found is None else found.path)


def _from_environment(faults: list[Finding]) -> dict[str, Setting]:
    held = {}
    for key in KEYS.values():
        value = os.environ.get(key.variable)
        if not value or key.name == "lang":
            continue
        try:
            held[key.name] = Setting(from_environment(key, value), "environment", key.variable)
        except WrongValueError as error:
            faults.append(_wrong(key.variable, None, None, value, error))
    return held


def _from_file(found: Found, faults: list[Finding]) -> dict[str, Setting]:
    held: dict[str, Setting] = {}
    for name, (value, line) in read_table(found, faults).items():
        if name not in KEYS:
            advice = _advice(name)
            faults.append(rules.UNKNOWN_SETTING.finding(found.path, line, column=name, advice=advice))
            continue
        try:
            held[name] = Setting(_option(KEYS[name], value, found), "file", found.path, line)
        except WrongValueError as error:
            written = str(value).lower() if isinstance(value, bool) else value
            faults.append(_wrong(found.path, line, name, written, error))
        except _OutsideError as error:
            faults.append(rules.OUTSIDE.finding(found.path, line, column=name, value=error.file))
    return held


def _wrong(
    place: str, line: int | None, column: str | None, value: object, error: WrongValueError
) -> Finding:
    return rules.WRONG_VALUE.finding(place, line, column=column, value=value, wanted=error.wanted)


class _OutsideError(Exception):
    """A file to write that lies outside the configuration's folder."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def _option(key: Key, value: object, found: Found) -> Option:
    """The value as an option; names of files, which are relative to this one, as seen from here."""
    option = from_file(key, value)
    folder = Path(found.path).parent
    if key.kind == "path":
        option = str(folder / str(option))
    elif isinstance(option, list) and key.kind == "outputs":
        option = [said + str(folder / file) for said, file in map(output_parts, option)]
    if key.written and not found.named:
        _check_inside(option, folder.resolve())
    return option


def _check_inside(option: Option, top: Path) -> None:
    files = [output_parts(item)[1] for item in option] if isinstance(option, list) else [str(option)]
    for file in files:
        if not Path(file).resolve().is_relative_to(top):
            raise _OutsideError(file)


def _advice(name: str) -> Text:
    from dxscore.words.nearest import nearest  # only for faults

    near = nearest(name.lower().replace("-", "_"), KEYS)
    if len(near) == 1:
        return Text(vi=f"có phải {near[0]}?", en=f"did you mean {near[0]}?")
    known = ", ".join(KEYS)
    return Text(vi=f"các khóa: {known}", en=f"the keys are {known}")
