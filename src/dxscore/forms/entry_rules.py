"""What the cells of a form accept, as rules that a spreadsheet program applies while people type."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from dxscore.forms.form import Form, FormColumn, FormLine, choices
from dxscore.forms.written import day_words
from dxscore.words.numbers import number
from dxscore.words.say import Language, say

_GREATEST: Final = Decimal(10**15)


def entry_rule(
    built: Form, line: FormLine, column: FormColumn, cells: tuple[str, str], lang: Language
) -> dict[str, Any] | None:
    """The rule of one cell, as xlsxwriter takes it; None where anything may be typed.

    Args:
        built, line, column: the form, the row and the column of the cell.
        cells: names of the row's numerator and denominator: ('E9', 'F9').
        lang: of what is said to a wrong entry.
    """
    if column in ("numerator", "denominator"):
        rule = _part_rule(line, cells[0 if column == "numerator" else 1], cells, lang)
    elif column == "value":
        rule = _value_rule(line, lang)
    elif column == "closed_on":
        rule = _day_rule(built, line, lang)
    else:
        return None
    return rule | {"error_title": say("form_entry.wrong_entry", lang), "ignore_blank": True}


def _part_rule(line: FormLine, here: str, cells: tuple[str, str], lang: Language) -> dict[str, Any]:
    """A number, 0 or more, and numerator ≤ denominator as soon as both stand there."""
    above, below = cells
    whole = f",{here}=INT({here})" if line.indicator.whole else ""
    both = f"OR(ISBLANK({above}),ISBLANK({below}),{above}<={below})"
    return {
        "validate": "custom",
        "value": f"=AND(ISNUMBER({here}),{here}>=0{whole},{both})",
        "error_message": say(
            "form_entry.want_whole" if line.indicator.whole else "form_entry.want_amount", lang
        ),
    }


def _value_rule(line: FormLine, lang: Language) -> dict[str, Any]:
    offered = choices(line.indicator, lang)
    if offered:
        return {
            "validate": "list",
            "source": list(offered),
            "error_message": say("form_entry.want_choice", lang),
        }
    rank = line.indicator.measure == "rank"
    least = line.indicator.minimum if line.indicator.minimum is not None else (Decimal(1) if rank else None)
    least, most = -_GREATEST if least is None else least, line.indicator.maximum or _GREATEST
    return {
        "validate": "integer" if rank else "decimal",
        "criteria": "between",
        "minimum": int(least) if rank else float(least),
        "maximum": int(most) if rank else float(most),
        "error_message": say(
            "form_entry.want_number", lang, least=number(least, lang), most=number(most, lang)
        ),
    }


def _day_rule(built: Form, line: FormLine, lang: Language) -> dict[str, Any]:
    calendar = built.catalogue.targets.plan.reporting_calendar
    opens, closes = line.period.opens(calendar), line.period.closes(calendar)
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": opens,
        "maximum": closes,
        "error_message": say("form_entry.want_day", lang, first=day_words(opens), last=day_words(closes)),
    }
