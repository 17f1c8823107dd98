"""What differs between two catalogues, for people: what judges first, then words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dxscore.model.catalogue_diff import CatalogueDiff, ItemChange
from dxscore.report.figure_line import NO_FIGURE
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
        said = (None if text is None else json.loads(text) for text in (key.old, key.new))
        lines += [
            Line(f"{name}: {_shown(old)} → {_shown(new)}", "faint", 4)
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
