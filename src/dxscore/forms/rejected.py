"""Rows that were understood, and yet do not count: why, under which code, and what to do about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dxscore.forms.expected import Expected
from dxscore.forms.form import FormColumn, headers
from dxscore.forms.normalised import as_answered
from dxscore.forms.written import row_words, unit_name
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation, finding_on
from dxscore.model.receipt import Fault
from dxscore.words.text import Text, in_both

_BESIDE: Final[tuple[FormColumn, ...]] = ("evidence", "note", "closed_on")
"""What may differ where the figure itself is the same."""


class Rejected(NamedTuple):
    """One such row.

    Args:
        fault: why.
        observation: what it says.
        code: of the finding that tells of it.
        against: the row that says otherwise, where two differ.
        forms: ids of the units whose form it stands in, where that is not its own.
    """

    fault: Fault
    observation: Observation
    code: str
    against: Observation | None = None
    forms: tuple[str, ...] = ()


def unusable(observation: Observation, expected: Expected, forms: frozenset[str]) -> Rejected | None:
    """Why a row does not count for what is expected, whatever it says; None where it may count.

    Args:
        observation: the row.
        expected: what is collected.
        forms: ids of the bodies whose forms its file bears the stamps of; none where it is no form.
    """
    if not expected.takes(observation):
        return Rejected("wrong_period", observation, rules.OTHER_PERIOD.code)
    if forms and forms.isdisjoint((observation.reporting_unit, *expected.bodies_of(observation))):
        return Rejected("wrong_unit", observation, rules.OTHER_UNITS_FORM.code, forms=tuple(sorted(forms)))
    return None


def differing(found: Sequence[Observation]) -> Iterator[Rejected]:
    """Rows of one indicator, unit and period that do not all say the same, each with one that contradicts."""
    said = [as_answered(observation) for observation in found]
    other = next(number for number, row in enumerate(said) if row != said[0])
    for observation, row in zip(found, said, strict=True):
        against = other if row == said[0] else 0
        same_figure = row.figure == said[against].figure
        rule = rules.BESIDE_DIFFERS if same_figure else rules.CONTRADICTION
        yield Rejected("differs", observation, rule.code, found[against])


def rejection_findings(expected: Expected, rejected: Iterable[Rejected]) -> Iterator[Finding]:
    """One on each row, at its place; what is impossible was told when it was found."""
    catalogue = expected.catalogue
    for item in rejected:
        row = item.observation
        if item.fault == "wrong_period":
            asked = expected.period_of(row.indicator)
            yield finding_on(rules.OTHER_PERIOD, row, period=row.period, asked=asked)
        elif item.fault == "wrong_unit":
            unit, form = _units(catalogue, (row.reporting_unit,)), _units(catalogue, item.forms)
            yield finding_on(rules.OTHER_UNITS_FORM, row, unit=unit, form=form)
        elif item.fault == "replaced" and item.against is not None:
            yield finding_on(
                rules.SENT_AGAIN, row, figure=_row(catalogue, row), other=str(item.against.place)
            )
        elif item.against is not None:
            yield _contradiction(catalogue, row, item.against, item.code)


def _contradiction(catalogue: Catalogue, row: Observation, against: Observation, code: str) -> Finding:
    figure, other = _row(catalogue, row), str(against.place)
    if code == rules.CONTRADICTION.code:
        other_figure = _row(catalogue, against)
        return finding_on(rules.CONTRADICTION, row, figure=figure, other_figure=other_figure, other=other)
    one, two = as_answered(row), as_answered(against)
    differ = [name for name in _BESIDE if getattr(one, name) != getattr(two, name)]
    columns = in_both(lambda lang: ", ".join(headers(lang)[name] for name in differ))
    return finding_on(rules.BESIDE_DIFFERS, row, figure=figure, other=other, columns=columns)


def _row(catalogue: Catalogue, row: Observation) -> Text:
    return in_both(lambda lang: row_words(catalogue, row, lang))


def _units(catalogue: Catalogue, units: Iterable[str]) -> Text:
    return in_both(lambda lang: ", ".join(unit_name(catalogue, unit, lang) for unit in units))
