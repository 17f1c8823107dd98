"""Worlds that a fuzzer once found are judged again, and come back as they were kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

from kept_worlds import differing, keep, kept
from naive_judge import World
from random_worlds import LASTING, MERGED, world
from test_second_ratchet_again import Again, again


def test_worlds_over_which_the_judges_once_differed() -> None:
    assert [(name, told) for name, made in kept() if (told := differing(made)) is not None] == []


def test_a_world_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    made: list[World | Again] = [
        *(world(Random(number)) for number in range(12)),
        *(again(Random(number)) for number in range(6)),
    ]
    names = {keep(one, tmp_path).parent.name: one for one in made}
    back = dict(kept(tmp_path))
    assert back == names
    known = [one for one in names.values() if isinstance(one, World) and one.lives in (LASTING, MERGED)]
    assert known
    assert {id(one.lives) for one in back.values() if isinstance(one, World)} >= {
        id(one.lives) for one in known
    }
