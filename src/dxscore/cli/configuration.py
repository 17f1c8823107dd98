"""What holds beside the command line: environment variables, then the configuration file.

`KEYS` has every key once: the file, the environment and `dxscore config` are read by it. A value is kept as
an option would be written. Loaded only where there is a file or a variable.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from glob import escape, has_magic
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

from dxscore.cli.configuration_file import ConfigFound, read_settings
from dxscore.cli.language import LANGUAGES
from dxscore.errors import RequestError
from dxscore.flows import asked
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.model.scorecard import UnitsShown
from dxscore.report.outputs import choices, format_of_file
from dxscore.score.gate import FailOn
from dxscore.words.say import Language, say
from dxscore.words.text import Text, both

Kind = Literal["choice", "choices", "path", "files", "outputs", "number", "day", "year", "flag", "words"]


class Key(NamedTuple):
    """One key: NAME in the file, DXSCORE_NAME in the environment, --name on the command line.

    Args:
        name: as the file writes it.
        kind: what its value looks like.
        commands: those that it holds for; none for every command that has such an option.
        parameter: of the commands' functions.
        choices: allowed values, where they are few.
        default: what holds without it, as text.
        written: whether it names a file that is written.
    """

    name: str
    kind: Kind
    commands: tuple[str, ...] = ()
    parameter: str = ""
    choices: tuple[str, ...] = ()
    default: str | None = None
    written: bool = False

    @property
    def variable(self) -> str:
        """The environment variable."""
        return f"DXSCORE_{self.name.upper()}"


_CHECK = ("check",)
_LINT = ("lint",)

KEYS: Final = {
    key.name: key
    for key in (
        Key("files", "files", ("check", "lint", "gaps", "report")),
        Key("catalogue", "path"),
        Key("lang", "choice", choices=LANGUAGES),
        Key("as_of", "day"),
        Key("target_year", "year"),
        Key("format", "choice", _CHECK, "format_", choices("scorecard"), "table"),
        Key("output", "outputs", _CHECK, written=True),
        Key("units", "choice", ("check", "report"), choices=get_args(UnitsShown)),
        Key("brief", "flag", _CHECK, default="false"),
        Key("rejects", "path", _CHECK, written=True),
        Key("fail_on", "choices", _CHECK, choices=get_args(FailOn), default="unmet"),
        Key("min_coverage", "number", _CHECK),
        Key("min_score", "number", _CHECK),
        Key("strict", "flag", _CHECK, default="false"),
        Key("baseline", "path", _CHECK),
        Key("waivers", "path"),
        Key("select", "words", _LINT),
        Key("ignore", "words", _LINT),
        Key("severity", "words", _LINT),
    )
}

SEVERAL_CATALOGUES: Final = ("check", "template")
"""Commands that read one set of files for several plans."""

_NO_KEYS: Final = frozenset(
    ("DXSCORE_CONFIG", "DXSCORE_NO_CONFIG", "DXSCORE_PACKAGE", "DXSCORE_COMMAND", "DXSCORE_REPORTS")
)
"""Variables of ours that are no keys: which file holds, and what the templates for CI services know."""


Option = str | bool | list[str]
"""A value as the command line's library takes it."""


class _WrongValueError(Exception):
    """A value that its key cannot have; `wanted` says what it can."""

    def __init__(self, wanted: Text) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


def _from_toml(key: Key, value: object) -> Option:
    """A TOML value as an option.

    Raises:
        _WrongValueError: it is none for this key.
    """
    return _READERS[key.kind](key, value)


def _from_variable(key: Key, value: str) -> Option:
    """The text of a variable as an option; several outputs stand apart as folders in PATH do, or on lines.

    Raises:
        _WrongValueError: it is none for this key.
    """
    if key.kind == "outputs":
        return _from_toml(
            key, [part for line in value.splitlines() for part in line.split(os.pathsep) if part]
        )
    if key.kind == "files":
        return _from_toml(key, [line for line in value.splitlines() if line])
    if key.kind in ("choices", "words"):
        return _from_toml(key, value.split(","))
    if key.kind == "flag":
        return _from_toml(key, _FLAGS.get(value.strip().lower(), value))
    return _from_toml(key, value)


_FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _output_parts(output: str) -> tuple[str, str]:
    """'gitlab=' and the file, or '' and the file."""
    name, equals, file = output.partition("=")
    return (f"{name}=", file) if equals and file and name in choices("scorecard") else ("", output)


def _choice(key: Key, value: object) -> str:
    if not isinstance(value, str) or value.strip() not in key.choices:
        raise _WrongValueError(both("config.choice", choices=", ".join(key.choices)))
    return value.strip()


def _choices(key: Key, value: object) -> list[str]:
    return [_choice(key, item) for item in (value if isinstance(value, list) else [value])]


def _words(_key: Key, value: object) -> list[str]:
    """Words, or a table of them: DX309 = "error" becomes DX309=error."""
    if isinstance(value, dict):
        value = [f"{name}={level}" for name, level in value.items()]
    words = value if isinstance(value, list) else str(value).split(",")
    if not all(isinstance(word, str) and word.strip() for word in words):
        raise _WrongValueError(both("config.words"))
    return [word.strip() for word in words]


def _path(_key: Key, value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise _WrongValueError(both("config.path"))
    return value


def _files(_key: Key, value: object) -> list[str]:
    files = [
        item if isinstance(item, str) else "" for item in (value if isinstance(value, list) else [value])
    ]
    if not files or any(not file or file == "-" or "\0" in file for file in files):
        raise _WrongValueError(both("config.files"))
    return files


def _outputs(key: Key, value: object) -> list[str]:
    outputs = [_path(key, item) for item in (value if isinstance(value, list) else [value])]
    if any(not _output_parts(output)[0] and format_of_file(output) is None for output in outputs):
        raise _WrongValueError(both("config.outputs"))
    return outputs


def _number(_key: Key, value: object) -> str:
    wrong = _WrongValueError(both("config.number"))
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
        return str(asked.day("", "" if isinstance(value, datetime) else value))
    except RequestError:
        raise _WrongValueError(both("config.day")) from None


def _year(_key: Key, value: object) -> str:
    try:
        return str(asked.target_year("", value))
    except RequestError:
        raise _WrongValueError(both("config.year")) from None


def _flag(_key: Key, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongValueError(both("config.flag"))


_READERS: Final[dict[Kind, Callable[[Key, object], Option]]] = {
    "choice": _choice,
    "choices": _choices,
    "path": _path,
    "files": _files,
    "outputs": _outputs,
    "number": _number,
    "day": _day,
    "year": _year,
    "flag": _flag,
    "words": _words,
}


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
            if command in SEVERAL_CATALOGUES and "catalogue" in node:
                node["catalogue"] = [node["catalogue"]]
            if command == "catalogue check" and "catalogue" in self.held:
                node["directories"] = [self.held["catalogue"].value]
        return tree


def load(found: ConfigFound | None) -> Settings:
    """What the environment and the file say.

    Raises:
        RequestError: with every fault of both as a finding.
    """
    faults: list[Finding] = []
    held = {} if found is None else _from_file(found, faults)
    held |= _from_environment(faults)
    if faults:
        said = both("config.faults", count=len(faults))
        raise RequestError(said.vi, said.en, tuple(faults))
    return Settings(held, None if found is None else found.path)


def unknown_variables(lang: Language) -> list[str]:
    """A line for every variable that looks like ours and is none: most often one that is mistyped."""
    known = [key.variable for key in KEYS.values()] + sorted(_NO_KEYS)
    found = sorted(name for name in os.environ if name.startswith("DXSCORE_") and name not in known)
    return [_unknown_variable(name, known, lang) for name in found]


def _unknown_variable(name: str, known: list[str], lang: Language) -> str:
    from dxscore.words.nearest import nearest  # only for faults

    near = nearest(name, known)
    meant = say("config.meant_variable", lang, name=near[0]) if len(near) == 1 else None
    advice = meant or say("config.see_config", lang)
    return f"dxscore: {say('config.unknown_variable', lang, name=asked.shown(name), advice=advice)}"


def _from_environment(faults: list[Finding]) -> dict[str, Setting]:
    held = {}
    for key in KEYS.values():
        value = os.environ.get(key.variable)
        if not value or key.name == "lang":
            continue
        try:
            held[key.name] = Setting(_from_variable(key, value), "environment", key.variable)
        except _WrongValueError as error:
            faults.append(_wrong(Place(key.variable), None, value, error))
    return held


def _from_file(found: ConfigFound, faults: list[Finding]) -> dict[str, Setting]:
    held: dict[str, Setting] = {}
    for name, (value, line) in read_settings(found, faults).items():
        if name not in KEYS:
            advice = _advice(name)
            faults.append(rules.UNKNOWN_SETTING.finding(Place(found.path, row=line), name, advice=advice))
            continue
        try:
            held[name] = Setting(_option(KEYS[name], value, found), "file", found.path, line)
        except _WrongValueError as error:
            written = str(value).lower() if isinstance(value, bool) else value
            faults.append(_wrong(Place(found.path, row=line), name, written, error))
        except _OutsideError as error:
            faults.append(rules.OUTSIDE.finding(Place(found.path, row=line), name, value=error.file))
    return held


def _wrong(place: Place, column: str | None, value: object, error: _WrongValueError) -> Finding:
    return rules.WRONG_VALUE.finding(place, column, value=value, wanted=error.wanted)


class _OutsideError(Exception):
    """A file to write that lies outside the configuration's folder."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def _option(key: Key, value: object, found: ConfigFound) -> Option:
    """The value as an option; names of files, which are relative to this one, as seen from here."""
    option = _from_toml(key, value)
    folder = Path(found.path).parent
    if key.kind == "path":
        option = str(folder / str(option))
    elif isinstance(option, list) and key.kind == "files":
        option = [_beside(folder, file) for file in option]
    elif isinstance(option, list) and key.kind == "outputs":
        option = [said + str(folder / file) for said, file in map(_output_parts, option)]
    if key.written and not found.named:
        _check_inside(option, folder.resolve())
    return option


def _beside(folder: Path, file: str) -> str:
    """A file or pattern as seen from here; what stands before the pattern is no part of it."""
    there = folder / file
    pattern = has_magic(file) and not os.path.lexists(there)
    return str(Path(escape(str(folder))) / file) if pattern else str(there)


def _check_inside(option: Option, top: Path) -> None:
    files = [_output_parts(item)[1] for item in option] if isinstance(option, list) else [str(option)]
    for file in files:
        if not Path(file).resolve().is_relative_to(top):
            raise _OutsideError(file)


def _advice(name: str) -> Text:
    from dxscore.words.nearest import nearest  # only for faults

    near = nearest(name.lower().replace("-", "_"), KEYS)
    if len(near) == 1:
        return both("config.meant", name=near[0])
    return both("config.keys", keys=", ".join(KEYS))
