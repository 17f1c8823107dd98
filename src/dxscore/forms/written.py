"""How forms, summaries and letters write units, days and figures."""

from __future__ import annotations

from datetime import date
from typing import Final

from dxscore.model.assignments import COMMITTEES, Body
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.words.names import committee, inside
from dxscore.words.numbers import number
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

OFFICE_ALIAS: Final = "VHTT"
"""The office that collects signs its documents …-VHTT; a catalogue names it by that alias."""


def unit_name(catalogue: Catalogue, unit: str, lang: Language) -> str:
    """A reporting unit as a letter addresses it: UBND phường Phổ Hòa; an unknown id stays."""
    body = catalogue.bodies.get(unit)
    if body is None:
        return unit
    return committee(body.name, lang) if body.kind in COMMITTEES else body.name.get(lang)


def unit_inside(catalogue: Catalogue, unit: str, lang: Language) -> str:
    """The same inside a sentence: 'các đảng ủy, chi bộ', 'UBND phường Phổ Hòa', 'Phòng Nội vụ'."""
    return inside(unit_name(catalogue, unit, lang), lang)


def collecting_office(catalogue: Catalogue) -> Body | None:
    """The office that collects; None where the catalogue names none."""
    return next((body for body in catalogue.assignments.bodies if OFFICE_ALIAS in body.aliases), None)


def collector_words(catalogue: Catalogue, lang: Language) -> str:
    """Where figures are sent, inside a sentence: the office that collects, else the place's committee."""
    office = collecting_office(catalogue)
    if office is None:
        return committee(catalogue.targets.plan.place, lang)
    return say("reminder.office", lang, office=office.name.get(lang))


def successor_names(catalogue: Catalogue, lang: Language) -> dict[str, str]:
    """Names of units that took over others, by id, as they stand inside a sentence."""
    into = {successor for body in catalogue.bodies.values() for successor in body.successors}
    return {id_: inside(catalogue.name(id_).get(lang), lang) for id_ in into}


def day_words(day: date) -> str:
    """A day as the country writes it."""
    return day.strftime("%d/%m/%Y")


def figure_words(observation: Observation, indicator: Indicator, lang: Language) -> str:
    """The figure of one row: 612/874, 82,5%, Có."""
    if observation.not_applicable:
        return say("form.not_applicable", lang)
    if observation.numerator is not None and observation.denominator is not None:
        above, below = observation.numerator, observation.denominator
        if above == below == 0:
            return say("form.nothing_arose", lang)
        return f"{number(above, lang)}/{number(below, lang)}"
    if observation.value is None:
        return say("form.blank", lang)
    if indicator.measure == "yes_no":
        return say("form.yes" if observation.value else "form.no", lang)
    percent = "%" if indicator.unit_of_measure == "percent" else ""
    field = "" if indicator.of is None else f"/{indicator.of}"
    return number(observation.value, lang) + percent + field


def row_words(catalogue: Catalogue, row: Observation | None, lang: Language) -> str:
    """As `figure_words`, with the indicator looked up; of no row that it is blank."""
    return (
        say("form.blank", lang)
        if row is None
        else figure_words(row, catalogue.indicators[row.indicator], lang)
    )


def one_line(text: str, limit: int) -> str:
    """What was typed, its lines beside each other, cut to `limit` characters."""
    return visible(" / ".join(line.strip() for line in text.splitlines() if line.strip()), limit)
