"""`dxscore catalogue init`: a folder with a catalogue to begin with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dxscore.cli import options, run, streams
from dxscore.cli.files import check_target, write_whole
from dxscore.cli.language import phrase
from dxscore.cli.main import COULD_NOT_JUDGE
from dxscore.errors import OutputError, RequestError
from dxscore.flows.asked import shown
from dxscore.flows.catalogue import inspect
from dxscore.flows.start import CALENDARS, answers, begin, read_units
from dxscore.start.answers import Answers, Unit
from dxscore.start.place import LEVELS, level_of
from dxscore.words.say import Language, pair, say
from dxscore.words.system import system_words
from dxscore.words.text import both


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=phrase("help_init.folder"))],
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help=phrase("help_init.place"))
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="|".join(LEVELS), help=phrase("help_init.level"))
    ] = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="TITLE", help=phrase("help_init.plan"))
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="NUMBER", help=phrase("help_init.number"))
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help=phrase("help_init.year"))] = None,
    deadline: Annotated[
        int | None, typer.Option("--deadline", metavar="YEAR", help=phrase("help_init.deadline"))
    ] = None,
    calendar: Annotated[
        str | None, typer.Option("--calendar", metavar="|".join(CALENDARS), help=phrase("help_init.calendar"))
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="NAME", help=phrase("help_init.unit"))
    ] = None,
    units: Annotated[
        str | None, typer.Option("--units", metavar="FILE", help=phrase("help_init.units"))
    ] = None,
    annex: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help=phrase("help_init.annex"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=phrase("help_init.yes"))] = False,
    force: Annotated[bool, typer.Option("--force", help=phrase("help_init.force"))] = False,
    lang: options.Lang = None,
) -> int:
    language = run.chosen_language(lang)
    if not yes and not sys.stdin.isatty():
        raise RequestError(*pair("start.nobody_to_ask"))
    named = [Unit(name) for name in unit or ()] + list(read_units(units) if units else ())
    typed = _Typed(place, level, plan, number, year, calendar, tuple(named))
    given = (typed if yes else _all_asked(typed, language)).answers(deadline, language)
    return _begin(folder, given, annex, force)


init.__doc__ = phrase("help_init.command")


class _Typed(NamedTuple):
    """What options say, and answers to questions."""

    place: str | None
    level: str | None
    plan: str | None
    number: str | None
    year: int | None
    calendar: str | None
    units: tuple[Unit, ...]

    def answers(self, deadline: int | None, lang: Language) -> Answers:
        """The same with a default for all that is not said."""
        return answers(
            self.place or "",
            level=self.level,
            plan=self.plan,
            number=self.number,
            year=self.year,
            deadline=deadline,
            calendar=self.calendar or CALENDARS[0],
            units=self.units,
            lang=lang,
        )


def _all_asked(typed: _Typed, lang: Language) -> _Typed:
    """What no option says, asked one question after the other."""
    place = typed.place or _asked("start.ask_place", lang)
    default = level_of(place) or "commune"
    level = typed.level or _asked("start.ask_level", lang, default, choices=", ".join(LEVELS))
    year = typed.year or _year(_asked("start.ask_year", lang, str(_this_year())))
    plan = typed.plan or _asked("start.ask_plan", lang, say("start.plan", "vi", place=place, year=year))
    number = typed.number or _asked("start.ask_number", lang, "…/KH-UBND")
    calendar = typed.calendar or _asked("start.ask_calendar", lang, CALENDARS[0])
    units = typed.units or _units_asked(lang)
    return _Typed(place, level, plan, number, year, calendar, units)


def _units_asked(lang: Language) -> tuple[Unit, ...]:
    typed = _asked("start.ask_units", lang, "-")
    return tuple(Unit(name.strip()) for name in typed.split(",") if name.strip(" -"))


def _begin(folder: Path, given: Answers, annex: str | None, force: bool) -> int:
    begun = begin(given, annex)
    _write(folder, begun.files, force, [annex] if annex else [])
    files = "".join(f"{shown(folder / name)}\n" for name in begun.files)
    counts = say("start.begun", given.lang, indicators=begun.indicators, targets=begun.targets)
    if begun.left_out:
        counts += f" {say('start.waiting', given.lang, out=begun.left_out)}"
    streams.write_result(f"{files}{counts}\n")
    catalogue, findings = inspect(folder)
    if catalogue is None:  # two units of one name, for example: only their author can say which is which
        streams.say(*run.all_finding_lines([f for f in findings if f.severity == "error"], given.lang))
        return COULD_NOT_JUDGE
    if begun.decisions:
        title = say("start.to_decide", given.lang, count=begun.to_decide)
        streams.write_result("\n".join(("", title, *begun.decisions, "")))
    streams.say(say("start.next", given.lang, folder=shown(folder), year=given.year))
    return 0


def _write(folder: Path, files: dict[str, str], force: bool, inputs: list[str]) -> None:
    """All files or, where one of them exists and may not be overwritten, none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = both("start.no_folder", folder=shown(folder), why=system_words(error))
        raise OutputError(said.vi, said.en) from error
    paths = {check_target(str(folder / name), inputs): text for name, text in files.items()}
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise OutputError(*pair("start.exists", file=shown(there[0]), count=len(there)))
    for path, text in paths.items():
        write_whole(path, text.encode("utf-8"))


def _asked(question: str, lang: Language, default: str | None = None, **named: object) -> str:
    text: str = typer.prompt(say(question, lang, **named), default=default, err=True)  # type: ignore[arg-type]
    return text


def _year(typed: str) -> int:
    if not (typed.isdecimal() and typed.isascii() and len(typed) == 4):
        raise RequestError(*pair("refusal.not_a_year", named="--year", typed=shown(typed)))
    return int(typed)


def _this_year() -> int:
    from datetime import date

    return date.today().year
