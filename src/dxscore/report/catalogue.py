"""A catalogue listed: pillars, indicators, targets and where they are written."""

from __future__ import annotations

from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.report.explain import target_lines
from dxscore.report.screen import Block, Line, draw
from dxscore.words.say import Language


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
    blocks: list[Block] = [Line(catalogue.targets.plan.name.get(lang), "strong")]
    for pillar in catalogue.targets.pillars:
        blocks += [Line(), Line(f"{pillar.id} · {pillar.name.get(lang)}", "strong")]
        for indicator in catalogue.targets.indicators:
            if indicator.pillar == pillar.id:
                reported = catalogue.name(indicator.reported_by).get(lang)
                blocks.append(Line(f"{indicator.id}  {indicator.name.get(lang)} [{reported}]"))
                blocks += [
                    Line(line, "faint", 4)
                    for target in indicator.targets
                    for line in target_lines(catalogue, indicator, target, lang)
                ]
    return draw(blocks, width, colour)
