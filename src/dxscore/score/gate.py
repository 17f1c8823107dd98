"""Whether a run passes: what a CI job asks for. Fails closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from dxscore.model.scorecard import UNMET, Result, Scorecard, Status
from dxscore.score.arithmetic import as_decimal
from dxscore.score.totals import exact_coverage, exact_score
from dxscore.words.numbers import ENDS, distinct, number
from dxscore.words.say import Language
from dxscore.words.text import Text

if TYPE_CHECKING:
    from dxscore.model.comparison import Ratchet

FailOn = Literal["unmet", "missed", "pending", "provisional", "finding", "never"]


class Gate(NamedTuple):
    """What makes a run fail.

    Args:
        fail_on: kinds of result that fail it; 'never' alone lets everything pass.
        min_coverage: least percentage of reporting units that must have reported.
        min_score: least score, 0 to 100.
    """

    fail_on: frozenset[FailOn] = frozenset({"unmet"})
    min_coverage: Fraction | None = None
    min_score: Fraction | None = None


def failures(
    scorecard: Scorecard, gate: Gate, weights: Mapping[str, Decimal], ratchet: Ratchet | None = None
) -> tuple[Text, ...]:
    """A sentence for everything that fails; empty when the gate holds. Compared on exact numbers.

    With a `ratchet`, gaps that its baseline knows are neither unmet nor missed to the gate. A waived target
    never is.
    """
    unmet = [r for r in scorecard.results if r.due and r.status in UNMET]
    if ratchet is not None:
        unmet = [*ratchet.newly_missed, *ratchet.worse]
    provisional = sum(r.provisional for r in scorecard.results)
    counted = {
        "unmet": len(unmet),
        "missed": sum(r.status == "missed" for r in unmet),
        "pending": sum(r.status == "pending" for r in scorecard.results),
        "provisional": provisional,
        "finding": sum(f.severity != "note" for f in scorecard.findings),
    }
    sentences = _SENTENCES if ratchet is None else _SENTENCES | _AGAINST_BASELINE
    said = {kind: sentences[kind](n) for kind, n in counted.items() if kind in gate.fail_on and n}
    if "unmet" in said and ratchet is None:
        said["unmet"] = _with_verdicts(said["unmet"], unmet)
    if "provisional" in said and any(r.provisional and not r.due for r in scorecard.results):
        said["provisional"] = _with_words(
            said["provisional"], ", kể cả chưa đến hạn", ", not yet due included"
        )
    return (*said.values(), *_below(scorecard.results, gate, weights))


def _with_verdicts(said: Text, unmet: Sequence[Result]) -> Text:
    """How many are missed, without data and not assessable: the counts that the closing sentence gives."""
    counted = {status: sum(r.status == status for r in unmet) for status in _VERDICTS}
    vi, en = ([f"{n} {_VERDICTS[s][at]}" for s, n in counted.items() if n] for at in (0, 1))
    return _with_words(said, f": {', '.join(vi)}", f": {', '.join(en)}")


def _with_words(said: Text, vi: str, en: str) -> Text:
    return Text(vi=said.vi + vi, en=said.en + en)


_VERDICTS: dict[Status, tuple[str, str]] = {
    "missed": ("không đạt", "missed"),
    "no_data": ("chưa có số liệu", "without data"),
    "not_assessable": ("chưa đánh giá được", "not assessable"),
}

_SENTENCES = {
    "unmet": lambda n: Text(
        vi=f"{n} chỉ tiêu đến hạn mà chưa xác nhận là đạt", en=f"{n} due targets are not met"
    ),
    "missed": lambda n: Text(vi=f"{n} chỉ tiêu không đạt", en=f"{n} targets are missed"),
    "pending": lambda n: Text(vi=f"{n} chỉ tiêu chưa đạt", en=f"{n} targets are pending"),
    "provisional": lambda n: Text(vi=f"{n} kết quả tạm tính", en=f"{n} results are provisional"),
    "finding": lambda n: Text(
        vi=f"{n} lỗi và cảnh báo trong số liệu", en=f"{n} errors and warnings in the data"
    ),
}

_AGAINST_BASELINE = {
    "unmet": lambda n: Text(
        vi=f"{n} chỉ tiêu đến hạn mới không đạt, hoặc kém đi so với mốc",
        en=f"{n} due targets are newly missed, or worse than in the baseline",
    ),
    "missed": lambda n: Text(
        vi=f"{n} chỉ tiêu mới không đạt, hoặc kém đi so với mốc",
        en=f"{n} targets are newly missed, or worse than in the baseline",
    ),
}


def _below(results: tuple[Result, ...], gate: Gate, weights: Mapping[str, Decimal]) -> list[Text]:
    said = []
    coverage = exact_coverage(results)
    if gate.min_coverage is not None and (coverage is None or 100 * coverage < gate.min_coverage):
        percentage = None if coverage is None else 100 * coverage
        said.append(_is_below("tỷ lệ báo cáo", "coverage", percentage, gate.min_coverage, "%"))
    score = exact_score(results, weights)
    if gate.min_score is not None and (score is None or score < gate.min_score):
        said.append(_is_below("điểm", "the score", score, gate.min_score))
    return said


def _is_below(vi: str, en: str, value: Fraction | None, least: Fraction, sign: str = "") -> Text:
    """'coverage is below 33.34%: 33.33%', the value with as many decimals as it takes to be seen below."""

    def told(lang: Language) -> str:
        held = "" if value is None else f": {distinct(value, [least, *ENDS], lang)}{sign}"
        return number(as_decimal(least), lang) + sign + held

    return Text(vi=f"{vi} dưới {told('vi')}", en=f"{en} is below {told('en')}")
