"""`dxscore explain` from outside."""

import pytest
from program import run


@pytest.mark.parametrize("subject", ["CQ-HSCV-XP", "DX305", "NV-4a", "pho-hoa", "TC-2.1"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explanations_keep_to_the_width_and_lose_no_word(subject: str, lang: str) -> None:
    wide = run("explain", subject, "--lang", lang, COLUMNS="100").out
    for columns in (40, 80):
        narrow = run("explain", subject, "--lang", lang, COLUMNS=str(columns)).out
        assert narrow.split() == wide.split()
        assert max(map(len, narrow.splitlines())) <= columns
