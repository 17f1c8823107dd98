"""Whether a run passes: what a CI job asks for. Fails closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from dxscore.model.scorecard import STATUSES, UNMET, Result, Scorecard
from dxscore.score.arithmetic import as_decimal
from dxscore.score.totals import exact_coverage, exact_score
from dxscore.words.numbers import ENDS, distinct, number
from dxscore.words.say import Language, say_of
from dxscore.words.text import Text, both, in_both

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet
    from dxscore.words.keys import Key

ComparedFailOn = Literal["worse", "missed", "stopped"]
FailOn = Literal["unmet", "missed", "pending", "provisional", "finding", "never"]


class Gate(NamedTuple):
    """What makes a run fail.

    Args:
        fail_on: kinds of result that fail it; 'never' alone lets everything pass.
        min_coverage: least percentage of reporting units that must have reported.
        min_score: least score, 0 to 100, that holds even if every target without data counted 0.
    """

    fail_on: frozenset[FailOn] = frozenset({"unmet"})
    min_coverage: Fraction | None = None
    min_score: Fraction | None = None


def failures(
    scorecard: Scorecard, gate: Gate, weights: Mapping[str, Decimal], ratchet: Ratchet | None = None
) -> tuple[Text, ...]:
    """A sentence for everything that fails; empty when the gate holds. Compared on exact numbers.

    With a `ratchet`, what is newly missed, worse or not reported any more fails, due or not, and gaps that
    its baseline knows do not. A waived target never does.
    """
    due = [r for r in scorecard.results if r.falls_due]
    # What is met only as far as one knows is not met for certain.
    unmet = [r for r in due if r.status in UNMET or (r.status == "met" and r.provisional)]
    if ratchet is not None:
        unmet = list(ratchet.failing)
    provisional = sum(r.provisional for r in scorecard.results)
    counted = {
        "unmet": len(unmet),
        "missed": sum(r.status == "missed" for r in unmet),
        "pending": sum(r.status == "pending" for r in scorecard.results),
        "provisional": provisional,
        "finding": sum(f.severity != "note" for f in scorecard.findings),
    }
    failing = {kind: n for kind, n in counted.items() if kind in gate.fail_on and n}
    said = {kind: both(_SENTENCES[kind], count=n) for kind, n in failing.items()}
    if ratchet is not None:
        said |= {
            kind: both(_SINCE_BASELINE[kind], count=failing[kind]) for kind in _SINCE_BASELINE if kind in said
        }
    elif "unmet" in said:
        said["unmet"] = both("gate.of_verdicts", said=said["unmet"], verdicts=_verdicts(unmet))
    if "provisional" in said and any(r.provisional and not r.due for r in scorecard.results):
        said["provisional"] = both("gate.not_due_included", said=said["provisional"])
    return (*said.values(), *_below(scorecard.results, gate, weights))


_COMPARED: dict[ComparedFailOn, Key] = {
    "worse": "gate.compared_worse",
    "missed": "gate.compared_missed",
    "stopped": "gate.compared_stopped",
}


def failures_of(ratchet: Ratchet, fail_on: Collection[ComparedFailOn]) -> tuple[Text, ...]:
    """A sentence for everything by which a comparison fails; empty when the gate holds."""
    found: dict[ComparedFailOn, Sequence[Result]] = {
        "worse": ratchet.worse,
        "missed": ratchet.newly_missed,
        "stopped": ratchet.stopped,
    }
    return tuple(
        both(key, count=len(found[kind]))
        for kind, key in _COMPARED.items()
        if kind in fail_on and found[kind]
    )


def _verdicts(unmet: Sequence[Result]) -> Text:
    """How many are missed, without data and not assessable: the counts that the closing sentence gives."""
    counted = Counter(result.status for result in unmet)
    told = [(status, counted[status]) for status in STATUSES if counted[status]]

    def listed(lang: Language) -> str:
        return ", ".join(say_of("verdict_count", status, lang, count=n) for status, n in told)

    return in_both(listed)


_SENTENCES: dict[str, Key] = {
    "unmet": "gate.unmet",
    "missed": "gate.missed",
    "pending": "gate.pending",
    "provisional": "gate.provisional",
    "finding": "gate.finding",
}
_SINCE_BASELINE: dict[str, Key] = {"unmet": "gate.unmet_since", "missed": "gate.missed_since"}


def _below(results: tuple[Result, ...], gate: Gate, weights: Mapping[str, Decimal]) -> list[Text]:
    said = []
    coverage = exact_coverage(results)
    if gate.min_coverage is not None and (coverage is None or 100 * coverage < gate.min_coverage):
        percentage = None if coverage is None else 100 * coverage
        said.append(_is_below("gate.coverage_below", percentage, gate.min_coverage, "%"))
    score = exact_score(results, weights, Fraction(0))
    if gate.min_score is not None and (score is None or score < gate.min_score):
        said.append(_is_below("gate.score_below", score, gate.min_score))
    return said


def _is_below(key: Key, value: Fraction | None, least: Fraction, sign: str = "") -> Text:
    """'coverage is below 33.34%: 33.33%', the value with as many decimals as it takes to be seen below."""
    said = both(key, least=in_both(lambda lang: number(as_decimal(least), lang) + sign))
    if value is None:
        return said
    return both(
        "gate.below", said=said, value=in_both(lambda lang: distinct(value, [least, *ENDS], lang) + sign)
    )
