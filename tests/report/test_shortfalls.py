"""What is missing, in words that are right for one and for many."""

from __future__ import annotations

from decimal import Decimal

import every_kind
import pytest

from dxscore.model.base import Language


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
    assert view.gap(alone, alone) == said
