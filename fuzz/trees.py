"""Trees of mappings, lists and scalars (YAML, JSON, TOML), with a few branches changed."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from datetime import date, datetime
from random import Random
from typing import Any

import yaml

import arriving

Tree = Any
_SCALARS: tuple[Tree, ...] = (
    None, True, False, 0, 1, -1, 2, 63, 99, 100, 101, 2020, 2024, 2025, 2030, 10**15, 10**30, -(10**9), 0.1,
    70.5, 1e300, -0.0, float("inf"), float("nan"), date(2025, 6, 30), date(1, 1, 1), date(9999, 12, 31),
    datetime(2025, 6, 30, 7, 0), [], {}, [[]], [None], {"": ""}, ["a"], {"vi": "x"}, {"vi": ""},
    {"en": "x"}, "", " ",
)  # fmt: skip


def changed(rng: Random, tree: Tree, words: Sequence[str] = ()) -> Tree:
    """A copy of `tree` with one to four branches changed. `words` are texts that mean something there."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 4))):
        places = list(_places(tree))
        if not places:
            return scalar(rng, words)
        holder, key = rng.choice(places)
        _change(rng, holder, key, places, words)
    return tree


def _places(tree: Tree) -> list[tuple[Tree, Any]]:
    found: list[tuple[Tree, Any]] = []
    to_see = [tree]
    while to_see:
        holder = to_see.pop()
        if isinstance(holder, dict):
            inside = list(holder.items())
        elif isinstance(holder, list):
            inside = list(enumerate(holder))
        else:
            continue
        found += [(holder, key) for key, _ in inside]
        to_see += [value for _, value in inside if isinstance(value, dict | list)]
    return found


def _change(
    rng: Random, holder: Tree, key: Any, places: list[tuple[Tree, Any]], words: Sequence[str]
) -> None:
    other_holder, other_key = rng.choice(places)
    other = copy.deepcopy(other_holder[other_key])
    match rng.randrange(9):
        case 0:
            del holder[key]
        case 1 | 2 | 3:
            holder[key] = scalar(rng, words, holder[key])
        case 4:
            holder[key] = other
        case 5 if isinstance(holder, list):
            holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 5 | 6 if isinstance(holder, dict):
            if isinstance(other_holder, dict):
                holder[other_key] = other
            else:
                holder[_text(rng, words)] = holder[key]
        case 6:
            rng.shuffle(holder)
        case 7 if isinstance(holder, dict):
            holder[rng.choice((_text(rng, words), other_key))] = holder.pop(key)
        case 7:
            holder[key] = [holder[key]]
        case _:
            holder[key] = {"vi": holder[key]} if rng.random() < 0.3 else [holder[key], other]


def scalar(rng: Random, words: Sequence[str] = (), old: Tree = None) -> Tree:
    """A value: like the old one, or of another kind."""
    chance = rng.random()
    if isinstance(old, int) and not isinstance(old, bool) and chance < 0.5:
        return old + rng.choice((-1, 1, 100, -100, 10**6))
    if isinstance(old, str) and chance < 0.4:
        return arriving.spelt(rng, old)
    if chance < 0.7:
        return copy.deepcopy(rng.choice(_SCALARS))
    return _text(rng, words)


def _text(rng: Random, words: Sequence[str]) -> str:
    return arriving.typed(rng, words)


def words_of(tree: Tree) -> list[str]:
    """The texts and keys in a tree."""
    found: dict[str, None] = {}
    to_see = [tree]
    while to_see:
        inside = to_see.pop()
        if isinstance(inside, dict):
            found.update(dict.fromkeys(key for key in inside if isinstance(key, str)))
            to_see += inside.values()
        elif isinstance(inside, list):
            to_see += inside
        elif isinstance(inside, str):
            found[inside] = None
    return list(found)


def as_yaml(rng: Random, tree: Tree) -> bytes:
    """A tree as YAML, in one style or the other; some texts then lose or move lines or bytes."""
    text = yaml.safe_dump(
        tree,
        sort_keys=False,
        allow_unicode=rng.random() < 0.9,
        default_flow_style=rng.choice((False, False, None, True)),
        width=rng.choice((60, 10_000)),
    )
    return _roughly(rng, text.encode("utf-8", "surrogatepass"))


def as_json(rng: Random, tree: Tree) -> bytes:
    """A tree as JSON; some texts then lose or move some lines or bytes."""
    text = json.dumps(tree, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1)), default=str)
    return _roughly(rng, text.encode("utf-8", "surrogatepass"))


def _roughly(rng: Random, data: bytes) -> bytes:
    chance = rng.random()
    if chance < 0.08:
        return arriving.lines_moved(rng, data)
    return arriving.damaged(rng, data) if chance < 0.16 else data
