"""Writes the keys of all phrases for the type checker: src/dxscore/words/keys.pyi, from the Vietnamese file.

python scripts/word_keys.py
"""

from __future__ import annotations

from pathlib import Path

from dxscore.words.say import phrases

PLACE = Path(__file__).parent.parent / "src" / "dxscore" / "words" / "keys.pyi"


def stub() -> str:
    """The text of the stub: a literal type of all topics, and one of all keys."""
    topics = phrases("vi")
    keys = [f"{topic}.{name}" for topic, names in topics.items() if topic != "findings" for name in names]
    return (
        '"""Made by scripts/word_keys.py: do not edit."""\n\nfrom typing import Literal, TypeAlias\n\n'
        f"Topic: TypeAlias = Literal[\n{_lines(topics)}]\nKey: TypeAlias = Literal[\n{_lines(keys)}]\n"
    )


def _lines(values: object) -> str:
    return "".join(f'    "{value}",\n' for value in values)  # type: ignore[attr-defined]


if __name__ == "__main__":
    PLACE.write_text(stub(), encoding="utf-8", newline="\n")
