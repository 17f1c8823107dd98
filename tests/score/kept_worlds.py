"""Worlds over which the two judges once differed, each a text below tests/regress, asked again each run."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from naive_judge import Life, Row, World
from random_worlds import LASTING, MERGED
from test_second_judge import differs
from test_second_ratchet_again import Again, apart

KEPT_IN: Final = Path(__file__).parents[1] / "regress"
_NAMES: Final = {"Again": Again, "Life": Life, "Row": Row, "World": World, "datetime": datetime}


def differing(made: World | Again) -> object | None:
    """What the two say, where it is not the same."""
    return differs(made) if isinstance(made, World) else apart(made)


def keep(made: World | Again, top: Path = KEPT_IN) -> Path:
    """Write it where `kept` finds it."""
    text = f"{made!r}\n"
    file = top / f"verdicts-{hashlib.sha256(text.encode()).hexdigest()[:10]}" / "world.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def kept(top: Path = KEPT_IN) -> list[tuple[str, World | Again]]:
    """Every world that was kept, by the name of its folder."""
    return [(file.parent.name, _read(file)) for file in sorted(top.glob("verdicts-*/world.txt"))]


def _read(file: Path) -> World | Again:
    made: World | Again = eval(file.read_text(encoding="utf-8"), dict(_NAMES))  # our own text
    if isinstance(made, Again):
        return made
    known = next((lives for lives in (LASTING, MERGED) if lives == made.lives), made.lives)
    return replace(made, lives=known)  # the judges ask whether it is one of these
