"""What is missing, in words that are right for one and for many."""

from __future__ import annotations

from decimal import Decimal

import every_kind
import pytest
from builders import TOWN, catalogue, indicator, row, scored, target

from dxscore.model.catalogue import Comparator
from dxscore.report.lines import ResultLine
from dxscore.report.narrative import result_sentences
from dxscore.report.view import View
from dxscore.words.say import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")


@pytest.mark.parametrize(
    ("lang", "indicator", "count", "said"),
    [
        ("en", "XH-RANK", 1, "1 place away"),
        ("en", "XH-RANK", 7, "7 places away"),
        ("vi", "XH-RANK", 1, "còn cách 1 bậc"),
        ("en", "CQ-NEAR", 1, "short by 1 (files)"),
        ("en", "CQ-NEAR", 1200, "short by 1,200 files"),
        ("vi", "CQ-NEAR", 1, "còn thiếu 1 hồ sơ"),
        ("en", "XH-FEWER", 3, "over by 3 incidents"),
    ],
)
def test_counts(lang: Language, indicator: str, count: int, said: str) -> None:
    view = every_kind.view(lang)
    result = next(r for r in view.scorecard.results if r.indicator == indicator)
    alone = result.model_copy(update={"gap_count": count, "gap": Decimal(0)})
    assert ResultLine(view.names, alone, alone).gap == said


SHORT, OVER, NOTHING = ("còn thiếu", "short by"), ("cần giảm", "over by"), ("", "")
STRICT = {"more_than": ("«trên»", "'more than'"), "less_than": ("«dưới»", "'less than'")}
LOWEST, HIGHEST = ("thấp nhất", "lowest"), ("cao nhất", "highest")
FARTHEST = ("xa mục tiêu nhất", "farthest")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("comparator", "bounds", "parts", "said"),
    [
        ("at_least", "50", "49/100", SHORT),
        ("at_least", "50", "50/100", NOTHING),
        ("more_than", "50", "49/100", SHORT),
        ("more_than", "50", "50/100", SHORT),
        ("more_than", "50", "51/100", NOTHING),
        ("at_most", "50", "51/100", OVER),
        ("at_most", "50", "50/100", NOTHING),
        ("less_than", "50", "51/100", OVER),
        ("less_than", "50", "50/100", OVER),
        ("less_than", "50", "49/100", NOTHING),
        ("exactly", "50", "49/100", SHORT),
        ("exactly", "50", "51/100", OVER),
        ("exactly", "50", "50/100", NOTHING),
        ("between", ["50", "60"], "49/100", SHORT),
        ("between", ["50", "60"], "61/100", OVER),
        ("between", ["50", "60"], "60/100", NOTHING),
    ],
)
def test_every_comparator_has_the_words_that_fit(
    comparator: Comparator, bounds: str | list[str], parts: str, said: tuple[str, str], lang: Language
) -> None:
    data = catalogue(indicator(target(**{comparator: bounds})))
    card = scored(data, row("an", parts), row("binh", parts), row("chau", parts))
    view, at = View(card, data, lang=lang), LANGUAGES.index(lang)
    (line,) = view.results
    gap, prose = line.gap, result_sentences(view, line)
    assert (line.status == "met") is (said == NOTHING)
    assert gap.startswith(said[at]) and bool(gap) is (said != NOTHING)
    strict = parts == "50/100" and said != NOTHING
    assert (STRICT.get(comparator, NOTHING)[at] in gap) is (strict or comparator not in STRICT)
    assert not any(words[at] in gap for other, words in STRICT.items() if other != comparator)
    beyond = {"at_least": LOWEST, "more_than": LOWEST, "at_most": HIGHEST, "less_than": HIGHEST}
    if said != NOTHING:
        assert f"{beyond.get(comparator, FARTHEST)[at]}: Xã".lower() in prose.lower()
        assert sum(words[at] in prose.lower() for words in (LOWEST, HIGHEST, FARTHEST)) == 1
    for unit in line.units:  # every unit's own line says the same
        assert unit.gap.startswith(said[at])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("comparator", STRICT)
def test_a_bare_percentage_on_a_strict_threshold_lacks_nothing_that_could_be_counted(
    comparator: Comparator, lang: Language
) -> None:
    data = catalogue(indicator(target(**{comparator: "50"}), reported_by=TOWN))
    card = scored(data, row(TOWN, "50"))
    words = View(card, data, lang=lang).results[0].gap
    start = {"vi": "đúng bằng ngưỡng", "en": "exactly the threshold"}[lang]
    assert words.startswith(start) and STRICT[comparator][LANGUAGES.index(lang)] in words


@pytest.mark.parametrize(
    ("comparator", "parts", "vi", "en"),
    [
        ("at_least", "60/100", ("Vượt", "Vượt 10 điểm"), ("Exceeded", "10 percentage points beyond")),
        (
            "at_most",
            "40/100",
            ("Đạt (thấp hơn mức tối đa)", "Thấp hơn mức tối đa 10 điểm"),
            ("Met (below the limit)", "10 percentage points below the limit"),
        ),
    ],
)
def test_a_limit_is_not_exceeded_by_what_lies_below_it(
    comparator: Comparator, parts: str, vi: tuple[str, str], en: tuple[str, str]
) -> None:
    data = catalogue(indicator(target(**{comparator: "50"}), reported_by=TOWN))
    card = scored(data, row(TOWN, parts))
    for lang, (status, prose) in (("vi", vi), ("en", en)):
        view = View(card, data, lang=lang)  # type: ignore[arg-type]  # one of both
        assert view.results[0].verdict == status
        assert prose in result_sentences(view, view.results[0])
