"""targets.yaml of a catalogue that begins: the plan, its document, pillars and indicators, explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dxscore.start.answers import Answers
from dxscore.start.bodies import UNITS, Bodies
from dxscore.start.ids import slug
from dxscore.start.indicators import Begun, BegunTarget, pillar_ids
from dxscore.start.printed_rows import Annex
from dxscore.start.yaml_text import cleaned, comment, named, quoted
from dxscore.words.names import committee
from dxscore.words.say import say, say_of
from dxscore.words.text import Text

_OVER = re.compile(r"\s*/\s*(?=(?:tổng|số|toàn|tất cả)(?!\w))", re.IGNORECASE)
EXAMPLES = ("CQ-1", "XH-1", "CQ-2")


def targets_of_example(answers: Answers, bodies: Bodies) -> str:
    """The whole of targets.yaml with three indicators to write over."""
    by = answers.deadline or answers.year
    reported_by = UNITS if bodies.units else bodies.place.id
    judged = "each" if bodies.units else "pooled"
    lines = _head(answers)
    lines += [
        "pillars:",
        f"  - {{id: CQ, name: {named('Chính quyền số')}}}",
        f"  - {{id: XH, name: {named('Xã hội số')}}}",
    ]
    lines += ["", *comment(say("start.example", answers.lang)), "indicators:"]
    lines += [
        *comment(say("start.example_share", answers.lang), 2),
        "  - id: CQ-1",
        "    pillar: CQ",
        f"    name: {_sample('Hồ sơ trực tuyến')}",
        "    measure: share",
        "    over_time: flow",
        "    unit_of_measure: percent",
        f"    counted_in: {named('hồ sơ')}",
        f"    numerator: {named('Hồ sơ nộp trực tuyến')}",
        f"    denominator: {named('Tất cả hồ sơ tiếp nhận')}",
        f"    reported_by: {bodies.place.id}",
        "    targets:",
        f"      - {{by: {by}, at_least: 80, {_source('II.1', '80%')}}}",
        "",
        *comment(say("start.example_number", answers.lang), 2),
        "  - id: XH-1",
        "    pillar: XH",
        f"    name: {_sample('Buổi tập huấn kỹ năng số')}",
        "    measure: number",
        "    over_time: flow",
        "    unit_of_measure: number",
        f"    counted_in: {named('buổi')}",
        "    minimum: 0",
        f"    reported_by: {reported_by}",
        "    targets:",
        f"      - {{every: year, from: {answers.year}, more_than: 2, {_source('II.2', 'trên 2 buổi')}}}",
        "",
        *comment(say("start.example_yes_no", answers.lang), 2),
        "  - id: CQ-2",
        "    pillar: CQ",
        f"    name: {_sample('Ban hành kế hoạch năm')}",
        "    measure: yes_no",
        "    unit_of_measure: yes_no",
        f"    reported_by: {reported_by}",
        f"    judged_on: {judged}",
        "    needs_evidence: true",
        "    targets:",
        f"      - {{by: {by}, done: true, {_source('II.3', 'ban hành kế hoạch')}}}",
    ]
    return "\n".join(lines) + "\n"


def targets_of_annex(
    answers: Answers, bodies: Bodies, annex: Annex, begun: Sequence[Begun], file: str
) -> str:
    """The whole of targets.yaml with what a printed table says; what is undecided stands in comments."""
    ids = pillar_ids(annex)
    used = {indicator.pillar for indicator in begun if indicator.usable}
    lines = [*_head(answers), *comment(say("start.from", answers.lang, file=cleaned(file))), "pillars:"]
    for place in sorted(used):
        name = annex.pillars[place].name or say("start.only_pillar", "vi")
        lines.append(f"  - {{id: {ids[place]}, name: {named(name)}}}")
    lines += ["", "indicators:"]
    for indicator in begun:
        written = _indicator(answers, bodies, ids[indicator.pillar], indicator)
        if not indicator.usable:
            written = [
                *comment(say("start.left_out", answers.lang), 2),
                *(f"  # {line[2:]}" for line in written),
            ]
        lines += [*written, ""]
    lines += _undecided(answers, begun)
    return "\n".join(lines).rstrip() + "\n"


def _undecided(answers: Answers, begun: Sequence[Begun]) -> list[str]:
    """The list of what is to be decided, an entry for each such target."""
    entries = [
        f"  - {{indicator: {each.id}, section: {quoted(str(target.at))}, wording: {quoted(target.words)}}}"
        for each in begun
        for target in each.targets
        if target.comparator is None
    ]
    return [*comment(say("start.undecided_list", answers.lang)), "undecided:", *entries] if entries else []


def _head(answers: Answers) -> list[str]:
    return [
        *comment(say("start.targets_head", answers.lang, place=cleaned(answers.place))),
        "version: 1",
        "",
        "plan:",
        f"  id: {slug(answers.place, 'ke-hoach')}",
        f"  name: {named(answers.plan)}",
        f"  place: {named(answers.place)}",
        *comment(say("start.calendar", answers.lang), 2),
        f"  reporting_calendar: {answers.calendar}",
        "",
        "documents:",
        "  - id: KH",
        f"    number: {quoted(answers.number)}",
        f"    issuer: {named(committee(Text(vi=answers.place), 'vi'))}",
        f"    issued: {answers.year}",
        f"    title: {named(answers.plan)}",
        "",
    ]


def _sample(name: str) -> str:
    """A name to write over, marked as an example: `catalogue check` tells while it is there."""
    return named(say("start.sample", "vi", name=name))


def _source(section: str, wording: str) -> str:
    return f"source: {{document: KH, section: {quoted(section)}, wording: {quoted(wording)}}}"


def _indicator(answers: Answers, bodies: Bodies, pillar: str, begun: Begun) -> list[str]:
    row = begun.row
    name = cleaned(row.name)
    lines = [
        *comment(f"{row.at}", 2),
        f"  - id: {begun.id}",
        f"    pillar: {pillar}",
        f"    name: {named(name)}",
        f"    measure: {begun.measure}",
    ]
    if begun.measure in ("share", "number"):
        lines += comment(say("start.over_time", answers.lang), 4)
    lines += _measured(answers, begun, name)
    if begun.better == "lower":
        lines.append("    better: lower")
    lines.append(f"    reported_by: {bodies.place.id}")
    if begun.measure == "yes_no":
        lines.append("    needs_evidence: true")
    lines.append("    targets:")
    for target in begun.targets:
        lines += _target(answers, target)
    return lines


def _parts(definition: str) -> tuple[str, str] | None:
    """Numerator and denominator of a printed 'số A/tổng số B'; None where it is anything else."""
    parts = [cleaned(part).strip(" .;") for part in _OVER.split(definition)]
    worded = len(parts) == 2 and all(len(part.split()) > 1 for part in parts)
    return (parts[0], parts[1]) if worded else None


def _measured(answers: Answers, begun: Begun, name: str) -> Iterable[str]:
    unit = cleaned(begun.row.unit)
    if begun.measure == "share":
        yield "    unit_of_measure: percent"
        yield from comment(say("start.share_parts", answers.lang), 4)
        yield f"    counted_in: {named(say('start.cases', 'vi'))}"
        above, below = _parts(begun.row.definition) or (
            say("start.numerator", "vi", name=name),
            say("start.denominator", "vi", name=name),
        )
        yield f"    numerator: {named(above)}"
        yield f"    denominator: {named(below)}"
    elif begun.measure == "number":
        yield "    unit_of_measure: number"
        rest = next((t.printed.rest for t in begun.row.targets if t.printed.rest), "")
        if unit or rest:
            yield f"    counted_in: {named(unit or rest)}"
        if not begun.whole:
            yield "    whole: false"
    else:
        yield f"    unit_of_measure: {begun.measure}"
        if begun.of is not None:
            yield f"    of: {begun.of}"


def _target(answers: Answers, target: BegunTarget) -> list[str]:
    by = target.by or "…"
    source = f"source: {{document: KH, section: {quoted(str(target.at))}, wording: {quoted(target.words)}}}"
    if target.comparator is None:
        lines = comment(say("start.undecided", answers.lang, cell=target.at, words=cleaned(target.words)), 6)
        for alternative in target.alternatives:
            meaning = say_of("start_meaning", alternative.meaning, answers.lang)
            when = alternative.when or f"by: {by}"
            lines.append(f"      # - {{{when}, {alternative.keys}, {source}}}  # {meaning}")
        return lines
    if target.comparator == "done":
        return [f"      - {{by: {by}, done: true, {source}}}"]
    number = format(target.number or Decimal(0), "f")
    return [f"      - {{by: {by}, {target.comparator}: {number}, {source}}}"]
