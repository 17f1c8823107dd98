"""Catalogues for people: one listed, one held to its cases, and what differs between two."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dxscore.model.cases import CatalogueTest, Difference
from dxscore.model.catalogue_diff import CatalogueDiff, ItemChange
from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.report.explain import target_lines
from dxscore.report.figure_line import NO_FIGURE
from dxscore.report.screen import Block, ScreenLine, draw
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible


def catalogue_json(catalogue: Catalogue) -> str:
    """Both files as one JSON document, in the catalogue's own keys."""
    data = {
        "sha256": catalogue.sha256,
        "targets": catalogue.targets.model_dump(mode="json", by_alias=True, exclude_none=True),
        "assignments": catalogue.assignments.model_dump(mode="json", by_alias=True, exclude_none=True),
    }
    return json_document(data)


def catalogue_text(catalogue: Catalogue, lang: Language, width: int, colour: bool) -> str:
    """Every target under its indicator and pillar."""
    blocks: list[Block] = [ScreenLine(catalogue.targets.plan.name.get(lang), "strong")]
    for pillar in catalogue.targets.pillars:
        blocks += [ScreenLine(), ScreenLine(f"{pillar.id} · {pillar.name.get(lang)}", "strong")]
        for indicator in catalogue.targets.indicators:
            if indicator.pillar == pillar.id:
                reported = catalogue.name(indicator.reported_by).get(lang)
                blocks.append(ScreenLine(f"{indicator.id}  {indicator.name.get(lang)} [{reported}]"))
                blocks += [
                    ScreenLine(line, "faint", 4)
                    for target in indicator.targets
                    for line in target_lines(catalogue, indicator, target, lang)
                ]
    return draw(blocks, width, colour)


def catalogue_test_text(tested: CatalogueTest, lang: Language, width: int, colour: bool) -> str:
    """The cases in their order, each with what came out otherwise, then how many passed."""
    blocks: list[Block] = []
    for case in tested.cases:
        said = say("catalogue_test.passed" if case.passed else "catalogue_test.failed", lang)
        place = f"{visible(case.file)}:{case.row}" if case.row is not None else visible(case.file)
        blocks.append(ScreenLine(f"{place}: {visible(case.name)}: {said}", "" if case.passed else "bad"))
        blocks += [ScreenLine(_differs(each, lang), "", 4) for each in case.differences]
    total = say("catalogue_test.total", lang, passed=tested.passed, all=tested.passed + tested.failed)
    return draw([*blocks, ScreenLine(), ScreenLine(total, "strong")], width, colour)


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


_SHOWN = 160


def diff_text(diff: CatalogueDiff, lang: Language, width: int, colour: bool) -> str:
    """A line for each item that came, went or changed, and one for each of its keys."""
    if not diff.changes:
        return f"{say('catalogue_diff.same', lang)}\n"
    judging = [change for change in diff.changes if change.judges]
    others = [change for change in diff.changes if not change.judges]
    blocks: list[Block] = [
        ScreenLine(say("catalogue_diff.count", lang, count=len(diff.changes), judging=len(judging)))
    ]
    for key, changes in (("judging", judging), ("words", others)):
        if changes:
            blocks += [ScreenLine(), ScreenLine(say_of("catalogue_diff_title", key, lang), "strong")]
            blocks += [line for change in changes for line in _lines(change, lang)]
    return draw(blocks, width, colour)


def _lines(change: ItemChange, lang: Language) -> list[ScreenLine]:
    kind = say_of("catalogue_diff_change", change.change, lang)
    item = say_of("catalogue_diff_item", change.item, lang)
    lines = [ScreenLine(f"{item} {visible(change.id)}: {kind}")]
    for key in change.keys:
        said = (None if text is None else json.loads(text) for text in (key.old, key.new))
        lines += [
            ScreenLine(f"{name}: {_shown(old)} → {_shown(new)}", "faint", 4)
            for name, old, new in _differences(key.key, *said)
        ]
    return lines


def _differences(key: str, old: object, new: object) -> Iterator[tuple[str, object, object]]:
    """A key that changed; of one that holds keys of its own, those that changed: 'name.vi'."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        yield key, old, new
        return
    for own in dict.fromkeys((*old, *new)):
        if old.get(own) != new.get(own):
            yield from _differences(f"{key}.{own}", old.get(own), new.get(own))


def _shown(value: object) -> str:
    """A value as a person writes it, on one line; a dash where there is none."""
    if value is None:
        return NO_FIGURE
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return visible(text, _SHOWN)
