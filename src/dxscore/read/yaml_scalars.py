"""What an unquoted word in a catalogue means, and which words mean two things to two programs."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from dxscore.model import rules
from dxscore.model.finding import Rule

Scalar = str | int | Decimal | bool | date | None

MAX_DIGITS = 30
_WORDS: dict[str, bool | None] = {"": None, "null": None, "true": True, "false": False}
# Truth or nothing by YAML 1.1, text by 1.2, or written in a way that only some programs take.
_TWO_MEANINGS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null", "~"})
_LONGEST_WORD = 5
_NUMBER_STARTS = frozenset("0123456789+-.")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Every other form that YAML 1.1, YAML 1.2 or Python would take for a number, a time or a date. Written as
# text: it takes 4 ms to compile, and few catalogues hold a word that comes to it.
_UNCLEAR = r"""(?xi)
    [-+]?(?:
        0[oO][0-7_]+ | 0[xX][0-9a-fA-F_]+ | 0[bB][01_]+
        | [0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?
        | [0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?
        | \.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?
        | \.(?:inf|nan)
    ) | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9].*)?"""
_LONGEST_UNCLEAR = 48


class UnclearScalarError(Exception):
    """An unquoted word that is refused; `rule` says why."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.code)
        self.rule = rule


def plain(text: str) -> Scalar:
    """The value of an unquoted scalar.

    Whole numbers are int, numbers with a point are Decimal (never float), true and false are bool, null and
    nothing are None, YYYY-MM-DD is a date, everything else is text.

    Raises:
        UnclearScalarError: for yes, 012, 12:30, 1_000, .nan, 1e5 and their like, an impossible date, or a
            number of more than 30 digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_STARTS:
        return _number_like(text)
    if len(text) <= _LONGEST_WORD and text.lower() in _TWO_MEANINGS:
        raise UnclearScalarError(rules.UNCLEAR_SCALAR)
    return text


def _number_like(text: str) -> Scalar:
    whole = _WHOLE.fullmatch(text)
    if whole or _DECIMAL.fullmatch(text):
        if len(text.lstrip("-").replace(".", "")) > MAX_DIGITS:
            raise UnclearScalarError(rules.NUMBER_TOO_LONG)
        return int(text) if whole else Decimal(text)
    if _DATE.fullmatch(text):
        return _date(text)
    # The length bound keeps a hostile megabyte from costing more than one look.
    if len(text) <= _LONGEST_UNCLEAR and re.fullmatch(_UNCLEAR, text):
        raise UnclearScalarError(rules.UNCLEAR_SCALAR)
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnclearScalarError(rules.IMPOSSIBLE_DATE) from error
