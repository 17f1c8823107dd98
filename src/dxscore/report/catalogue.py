"""A catalogue listed: pillars, indicators, targets and where they are written."""

from __future__ import annotations

import json

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Styled

from dxscore.model.base import Language
from dxscore.model.loaded import Catalogue
from dxscore.report.explain import target_lines
from dxscore.report.table import draw_at


def catalogue_json(catalogue: Catalogue) -> str:
    """Both files as one JSON document, in the catalogue's own keys."""
    data = {
        "sha256": catalogue.sha256,
        "targets": catalogue.targets.model_dump(mode="json", by_alias=True, exclude_none=True),
        "assignments": catalogue.assignments.model_dump(mode="json", by_alias=True, exclude_none=True),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def catalogue_text(catalogue: Catalogue, lang: Language, width: int, colour: bool) -> str:
    """Every target under its indicator and pillar."""
    parts: list[RenderableType] = [Styled(catalogue.targets.plan.name.get(lang), style="bold")]
    for pillar in catalogue.targets.pillars:
        parts.append(Styled(f"\n{pillar.id} · {pillar.name.get(lang)}", style="bold"))
        for indicator in catalogue.targets.indicators:
            if indicator.pillar == pillar.id:
                reported = catalogue.name(indicator.reported_by).get(lang)
                parts.append(Styled(f"{indicator.id}  {indicator.name.get(lang)} [{reported}]"))
                lines = [
                    line for t in indicator.targets for line in target_lines(catalogue, indicator, t, lang)
                ]
                parts += [Padding(Styled(line, style="dim"), (0, 0, 0, 4)) for line in lines]
    return draw_at(width, colour, parts)
