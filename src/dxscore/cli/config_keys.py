"""Every key of the configuration: one table, from which file, environment and `dxscore config` are read."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, get_args

from dxscore.cli.language import LANGUAGES
from dxscore.report.formats import FORMATS
from dxscore.score.gate import FailOn

Kind = Literal["choice", "choices", "path", "outputs", "number", "day", "year", "flag"]


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

KEYS: Final = {
    key.name: key
    for key in (
        Key("catalogue", "path"),
        Key("lang", "choice", choices=LANGUAGES),
        Key("as_of", "day"),
        Key("target_year", "year"),
        Key("format", "choice", _CHECK, "format_", tuple(FORMATS), "table"),
        Key("output", "outputs", _CHECK, written=True),
        Key("units", "choice", _CHECK, choices=("worst", "all"), default="worst"),
        Key("rejects", "path", _CHECK, written=True),
        Key("fail_on", "choices", _CHECK, choices=get_args(FailOn), default="unmet"),
        Key("min_coverage", "number", _CHECK),
        Key("min_score", "number", _CHECK),
        Key("strict", "flag", _CHECK, default="false"),
        Key("baseline", "path", _CHECK),
        Key("waivers", "path"),
    )
}
