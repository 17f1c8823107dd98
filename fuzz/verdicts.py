"""Verdicts of the program beside those of the second judge (tests/score/naive_judge.py), over random worlds.

With each world goes a pair of scorecards of a target that comes again, or of levels: what got worse from one
to the other, beside the second reckoning in tests/score/test_second_ratchet_again.py.

python fuzz/verdicts.py --seconds 600 --seed 1
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path
from random import Random

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "score")]

from kept_worlds import differing, keep, kept  # noqa: E402  # from the folder that the line above names
from random_worlds import world  # noqa: E402
from test_second_ratchet_again import again  # noqa: E402


def main() -> int:
    """1 where the two judges differ."""
    parser = argparse.ArgumentParser(prog="fuzz/verdicts.py")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--first", type=int, default=0, help="number of the first world")
    parser.add_argument("--no-keep", action="store_true", help="write nothing into tests/regress")
    asked = parser.parse_args()
    found = 0
    for name, made in kept():
        if (told := differing(made)) is not None:
            found += 1
            sys.stderr.write(f"{name}: {told}\n")
    until, number = time.monotonic() + asked.seconds, asked.first
    for number in itertools.count(asked.first):
        if time.monotonic() >= until:
            break
        seeds = f"{asked.seed}:{number}"
        for made in (world(Random(f"verdicts:{seeds}")), again(Random(f"again:{seeds}"))):
            if (told := differing(made)) is None:
                continue
            found += 1
            sys.stderr.write(f"verdicts --seed {asked.seed} --first {number}: {told}\n{made}\n")
            if not asked.no_keep:
                sys.stderr.write(f"kept: {keep(made)}\n")
    sys.stderr.write(f"verdicts: {number - asked.first} inputs, {found} finds, seed {asked.seed}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
