"""What came of the cases beside a catalogue, for people: a line for each, and one for all that differs."""

from __future__ import annotations

from dxscore.model.cases import CatalogueTest, Difference
from dxscore.report.screen import Block, Line, draw
from dxscore.words.say import Language, say
from dxscore.words.visible import visible


def catalogue_test_text(tested: CatalogueTest, lang: Language, width: int, colour: bool) -> str:
    """The cases in their order, each with what came out otherwise, then how many passed."""
    blocks: list[Block] = []
    for case in tested.cases:
        said = say("catalogue_test.passed" if case.passed else "catalogue_test.failed", lang)
        place = f"{visible(case.file)}:{case.row}" if case.row is not None else visible(case.file)
        blocks.append(Line(f"{place}: {visible(case.name)}: {said}", "" if case.passed else "bad"))
        blocks += [Line(_differs(each, lang), "", 4) for each in case.differences]
    total = say("catalogue_test.total", lang, passed=tested.passed, all=tested.passed + tested.failed)
    return draw([*blocks, Line(), Line(total, "strong")], width, colour)


def _differs(difference: Difference, lang: Language) -> str:
    named = (difference.indicator, difference.target_by, difference.reporting_unit)
    where = " ".join(visible(part) for part in named if part is not None)
    nothing = say("catalogue_test.nothing", lang)
    return say(
        "catalogue_test.differs",
        lang,
        where=where or say("catalogue_test.run", lang),
        what=difference.key,
        expected=nothing if difference.expected is None else visible(difference.expected),
        found=nothing if difference.found is None else visible(difference.found),
    )
