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

from random_worlds import world  # noqa: E402  # from the folder that the line above names
from test_second_judge import differs  # noqa: E402
from test_second_ratchet_again import again, reckoned  # noqa: E402
from test_second_ratchet_again import told as told_again  # noqa: E402


def main() -> int:
    """1 where the two judges differ."""
    parser = argparse.ArgumentParser(prog="fuzz/verdicts.py")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--first", type=int, default=0, help="number of the first world")
    parser.add_argument("--no-keep", action="store_true", help="nothing is kept by this one")
    asked = parser.parse_args()
    until, found, number = time.monotonic() + asked.seconds, 0, asked.first
    for number in itertools.count(asked.first):
        if time.monotonic() >= until:
            break
        made = world(Random(f"verdicts:{asked.seed}:{number}"))
        if (told := differs(made)) is not None:
            found += 1
            sys.stderr.write(f"verdicts --seed {asked.seed} --first {number}: {told}\n{made}\n")
        pair = again(Random(f"again:{asked.seed}:{number}"))
        by_program = told_again(pair)
        if by_program is not None and by_program != (second := reckoned(pair)):
            found += 1
            differing = f"{by_program} and {second}\n{pair}"
            sys.stderr.write(f"verdicts --seed {asked.seed} --first {number}: got worse: {differing}\n")
    sys.stderr.write(f"verdicts: {number - asked.first} inputs, {found} finds, seed {asked.seed}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
