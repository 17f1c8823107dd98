"""What an indicator, a finding code, a task or a body is, in plain lines."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dxscore.model.assignments import Body, Duty, Task
from dxscore.model.catalogue import Indicator, Source, Target
from dxscore.model.finding import Rule
from dxscore.model.in_order import SEVERITIES
from dxscore.model.loaded import Catalogue
from dxscore.model.period import period_inside, written_period
from dxscore.model.reference import target_ref
from dxscore.model.rules import RULES
from dxscore.model.target import By
from dxscore.report.explain_rules import rule_lines
from dxscore.report.figure_line import UnitLine
from dxscore.report.lines import ResultLine
from dxscore.report.naming import Names, unit_sign
from dxscore.report.rule_words import asked_words, deadline_words, with_path
from dxscore.report.view import View
from dxscore.words.numbers import day
from dxscore.words.say import Language, say, say_of, shape


def explain_indicator(
    catalogue: Catalogue, indicator: Indicator, lang: Language, view: View | None, width: int = 100
) -> str:
    """Definition, formula (with the numbers, where `view` has them), targets, owners, written choices."""
    page = _Page(lang, width)
    page.title(indicator.id, indicator.name.get(lang))
    for part in indicator_parts(catalogue, indicator, lang, view):
        if part.is_list:
            page.items(part.label, part.lines)
        else:
            page.item(part.label, part.lines[0])
    return page.text()


@dataclass(frozen=True, slots=True)
class Piece:
    """One labelled piece of an explanation.

    Args:
        label: key of its label, for `label_words`.
        lines: one, or several where it is a list; a line that starts with a space belongs to the one before.
        is_list: whether it reads as a list.
    """

    label: str
    lines: tuple[str, ...]
    is_list: bool = False


def label_words(label: str, lang: Language) -> str:
    """The words of a part's label."""
    return say_of("explain_label", label, lang)


def indicator_parts(
    catalogue: Catalogue,
    indicator: Indicator,
    lang: Language,
    view: View | None,
    units: Collection[str] | None = None,
) -> tuple[Piece, ...]:
    """What there is to say of an indicator, piece by piece; pieces without a line are left out.

    Args:
        catalogue: what it is of.
        indicator: what is explained.
        lang: the language.
        view: its results, where there are any.
        units: ids of the units whose own figures are listed; all where none is said.
    """
    named = [(name, getattr(indicator, name)) for name in ("numerator", "denominator", "excludes")]
    said = [Piece("pillar", (catalogue.pillars[indicator.pillar].name.get(lang),))]
    said += [Piece(name, (text.get(lang),)) for name, text in named if text is not None]
    sign = unit_sign(indicator).strip()
    if sign and indicator.unit_of_measure != "percent":
        said.append(Piece("unit", (sign,)))
    said.append(Piece("reported_by", (catalogue.name(indicator.reported_by).get(lang),)))
    if len(catalogue.reporting_units(indicator.id)) > 1:
        how = "summed" if indicator.is_summed else indicator.judged_on
        said.append(Piece("judged_on", (say_of("judged_on", how, lang),)))
    if indicator.needs_evidence:
        said.append(Piece("evidence", (say("explain.required", lang),)))
    results = () if view is None else view.results
    lists = (
        (
            "targets",
            [line for t in indicator.targets for line in target_lines(catalogue, indicator, t, lang)],
        ),
        ("rules", rule_lines(catalogue, indicator, lang)),
        ("figures", [line for r in results if r.id == indicator.id for line in _formula(r, units)]),
        ("served_by", [_served(catalogue, i, indicator, lang) for i in _serving(catalogue, indicator)]),
        (
            "choices",
            [f"{note.ambiguity}: {note.vi if lang == 'vi' else note.en}" for note in indicator.notes],
        ),
    )
    return (*said, *(Piece(label, tuple(lines), is_list=True) for label, lines in lists if lines))


def target_lines(catalogue: Catalogue, indicator: Indicator, target: Target, lang: Language) -> list[str]:
    """The target in words with its source, and the written choice behind it."""
    names, reference = Names(catalogue, lang), target_ref(target)
    words = with_path(names, indicator, reference, asked_words(names, indicator, reference))
    if target.by is None:
        often = say_of("every", target.every or "year", lang)
        when = say("explain.every_from", lang, often=often, first=_from(target.from_ or 0, lang))
    else:
        when = _when(target.by, lang)
    choice = [] if target.choice is None else [f"  {target.choice.get(lang)}"]
    return [f"{when}: {words} – {_source(catalogue, target.source, lang)}", *choice]


def _from(first: By, lang: Language) -> str:
    """The first of several, in a sentence: 2025, 'tháng 11/2025'."""
    return period_inside(written_period(first), lang) if isinstance(first, str) else _when(first, lang)


def _when(by: By, lang: Language) -> str:
    """A deadline: 2025, 'Quý II/2025', '30/06/2025'."""
    return str(by) if isinstance(by, int) else deadline_words(str(by), lang)


def _source(catalogue: Catalogue, source: Source, lang: Language) -> str:
    document = catalogue.documents[source.document]
    return f"{document.number} ({document.issuer.get(lang)}), {source.section}: «{source.wording}»"


def _serving(catalogue: Catalogue, indicator: Indicator) -> tuple[Task | Duty, ...]:
    work: tuple[Task | Duty, ...] = (*catalogue.assignments.tasks, *catalogue.assignments.duties)
    return tuple(item for item in work if any(s.indicator == indicator.id for s in item.serves))


def _served(catalogue: Catalogue, item: Task | Duty, indicator: Indicator, lang: Language) -> str:
    basis = next(s.basis for s in item.serves if s.indicator == indicator.id)
    lead = item.lead if isinstance(item, Task) else item.bodies
    names, ground = _names(catalogue, lead, lang), say_of("basis", basis, lang)
    return f"{item.id} ({ground}): {item.title.get(lang)} – {names}"


def _names(catalogue: Catalogue, bodies: Iterable[str], lang: Language) -> str:
    return "; ".join(catalogue.name(body).get(lang) for body in bodies)


def _name(catalogue: Catalogue, indicator: str, lang: Language) -> str:
    return catalogue.indicators[indicator].name.get(lang)


def _formula(line: ResultLine, units: Collection[str] | None) -> list[str]:
    """The judgement with its numbers put in."""
    said = (line.value, line.time, line.target, line.verdict, line.gap)
    lines = (
        line.units
        if units is None
        else [
            UnitLine(line.names, line.result, unit)
            for unit in line.result.units
            if unit.reporting_unit in units
        ]
    )
    own = [
        f"  {unit.unit}: {_joined(unit.value, unit.time, unit.own_threshold, unit.verdict)}" for unit in lines
    ]
    return [f"{line.by}: {_joined(*said)}", *own]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def explain_work(catalogue: Catalogue, item: Task | Duty, lang: Language, width: int = 100) -> str:
    """A task or duty: who leads, who takes part, when, and what it serves."""
    page = _Page(lang, width)
    page.title(item.id, item.title.get(lang))
    page.item("lead", _names(catalogue, item.lead if isinstance(item, Task) else item.bodies, lang))
    if item.coordinating:
        page.item("coordinating", _names(catalogue, item.coordinating, lang))
    if isinstance(item, Task):
        to, since = item.to, item.from_
        until = (
            say("explain.from_to", lang, year=since, to=to)
            if to
            else say("explain.from_on", lang, year=since)
        )
        page.item("time_frame", until)
    page.item("source", _source(catalogue, item.source, lang))
    page.items(
        "serves",
        [
            f"{s.indicator} ({say_of('basis', s.basis, lang)}): {_name(catalogue, s.indicator, lang)}"
            for s in item.serves
        ],
    )
    return page.text()


def _with_code(body: Body, lang: Language) -> str:
    return f"{body.name.get(lang)} ({body.code})" if body.code else body.name.get(lang)


def explain_body(catalogue: Catalogue, body: Body, lang: Language, width: int = 100) -> str:
    """A body: its names and code, what it reports and what it leads."""
    page = _Page(lang, width)
    page.title(body.id, body.name.get(lang))
    if body.code:
        page.item("code", body.code)
    if body.aliases:
        page.item("aliases", "; ".join(body.aliases))
    if body.valid_to:
        page.item("valid_to", day(body.valid_to, lang))
    known = {**catalogue.came_later, **catalogue.bodies}
    successors = [known[id_] for id_ in body.successors]
    if successors:
        named = (
            f"{each.name.get(lang)} ({each.code})" if each.code else each.name.get(lang)
            for each in successors
        )
        page.item("successor", "; ".join(named))
    page.items(
        "reports",
        [
            f"{i.id}: {i.name.get(lang)}"
            for i in catalogue.targets.indicators
            if body.id in catalogue.reporting_units(i.id)
        ],
    )
    page.items(
        "lead",
        [
            f"{task.id}: {task.title.get(lang)}"
            for task in catalogue.assignments.tasks
            if any(body.id in catalogue.units(leading) for leading in task.lead)
        ],
    )
    return page.text()


def explain_rules(lang: Language, width: int = 100) -> str:
    """Every finding code with its severity and what it says, one a line, by what it is about."""
    longest = max(len(say_of("severity", severity, lang)) for severity in SEVERITIES)
    lines = []
    for rule in RULES.values():
        severity = say_of("severity", rule.severity, lang).ljust(longest)
        lines.append(f"{rule.code}  {severity}  {shape(rule.words('message', lang))}")
    indent = " " * (7 + longest + 2)
    wrapped = [part for line in lines for part in textwrap.wrap(line, width, subsequent_indent=indent)]
    return "".join(f"{line}\n" for line in wrapped)


def explain_rule(rule: Rule, lang: Language, width: int = 100) -> str:
    """A finding code: what it says, why, and what to do."""
    page = _Page(lang, width)
    page.title(rule.code, say_of("severity", rule.severity, lang))
    page.item("message", shape(rule.words("message", lang)))
    page.item("remedy", shape(rule.words("remedy", lang)))
    page.item("why", rule.words("why", lang))
    return page.text()


class _Page:
    """Lines under labels, wrapped to `width` columns, or to 100, beyond which lines are hard to read."""

    def __init__(self, lang: Language, width: int) -> None:
        self.lang = lang
        self.width = min(width, 100)
        self.lines: list[str] = []

    def title(self, key: str, name: str) -> None:
        self.lines += self._wrapped(f"{key} · {name}", "")

    def item(self, label: str, text: str) -> None:
        self.lines += self._wrapped(f"{label_words(label, self.lang)}: {text}", "")

    def items(self, label: str, lines: Sequence[str]) -> None:
        if lines:
            self.lines += self._wrapped(f"{label_words(label, self.lang)}:", "")
            for item in lines:
                self.lines += self._wrapped(f"- {item}" if item[0] != " " else item, "  ")

    def _wrapped(self, text: str, indent: str) -> list[str]:
        return textwrap.wrap(
            text,
            width=self.width,
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
