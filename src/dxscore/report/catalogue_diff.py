"""What differs between two catalogues, for people: what judges first, then words."""

from __future__ import annotations

from dxscore.model.catalogue_diff import CatalogueDiff, ItemChange
from dxscore.report.screen import Block, Line, draw
from dxscore.words.say import Language, say, say_of
from dxscore.words.visible import visible

_SHOWN = 160


def diff_text(diff: CatalogueDiff, lang: Language, width: int, colour: bool) -> str:
    """A line for each item that came, went or changed, and one for each of its keys."""
    if not diff.changes:
        return f"{say('catalogue_diff.same', lang)}\n"
    judging = [change for change in diff.changes if change.judges]
    others = [change for change in diff.changes if not change.judges]
    blocks: list[Block] = [
        Line(say("catalogue_diff.count", lang, count=len(diff.changes), judging=len(judging)))
    ]
    for key, changes in (("judging", judging), ("words", others)):
        if changes:
            blocks += [Line(), Line(say_of("catalogue_diff_title", key, lang), "strong")]
            blocks += [line for change in changes for line in _lines(change, lang)]
    return draw(blocks, width, colour)


def _lines(change: ItemChange, lang: Language) -> list[Line]:
    kind = say_of("catalogue_diff_change", change.change, lang)
    item = say_of("catalogue_diff_item", change.item, lang)
    lines = [Line(f"{item} {visible(change.id)}: {kind}")]
    for key in change.keys:
        old, new = (("–" if said is None else visible(said, _SHOWN)) for said in (key.old, key.new))
        lines.append(Line(f"{key.key}: {old} → {new}", "faint", 4))
    return lines
