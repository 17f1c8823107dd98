"""Configuration files that are found or named, and variables.

python fuzz/configuration.py --seconds 60 --seed 1
"""

from __future__ import annotations

from random import Random
from typing import Final

import arriving
import plans
from laws import Case, run

VALUES: Final = {
    "catalogue": ('"plan"', '"."', '"nowhere"', '"/dev/zero"'),
    "lang": ('"vi"', '"en"', '"fr"', "1"),
    "as_of": (
        "2025-12-14",
        '"2025-12-14"',
        '"14/12/2025"',
        "2025-12-14T00:00:00Z",
        "2025-02-30",
        "12:00:00",
        "0",
    ),
    "target_year": ("2025", '"all"', '"2025"', "-1", "2025.0", "99999999999999999999"),
    "format": ('"json"', '"table"', '"markdown"', '"pdf"', '"sarif"', "[]"),
    "output": (
        '["a.json"]',
        '"sarif=b.sarif"',
        '["../c.json"]',
        '["/tmp/x.json"]',
        '["a.csv"]',
        '["."]',
        "{}",
        '["=", "json="]',
    ),
    "units": ('"all"', '"worst"', '"some"'),
    "brief": ("true", "false", '"yes"', "1"),
    "rejects": ('"r.csv"', '"../r.csv"', '"a.csv"', '""'),
    "fail_on": ('"never"', '["missed", "pending"]', '"unmet"', '["never", "missed"]', "[]", '["x"]'),
    "min_coverage": ("80", "80.5", '"80"', "-1", "101", "nan", "inf", "1e400", "0x10", "1_0"),
    "min_score": ("0", "100", "99.99999999999999999999", '"x"', "true"),
    "strict": ("true", "false", '"true"'),
    "baseline": ('"b.json"', '"nowhere.json"'),
    "waivers": ('"w.yaml"', "[]"),
    "select": ('["DX2"]', '"DX2,DX3"', '["DX"]', '["X"]', "[1]"),
    "ignore": ('["DX1"]', '"DX999"'),
    "severity": ('["DX309=error"]', '"DX309=fatal"', "{DX309 = 'error'}"),
}
_ANY: Final = (
    "1",
    "true",
    '""',
    "[]",
    "{}",
    "[[1]]",
    "1979-05-27",
    "nan",
    "'''a\nb'''",
    '"\\u0000"',
    '"\\U0001F600"',
    "{a=1}",
)


def line(rng: Random) -> str:
    """One key and its value, sound or not."""
    name = rng.choice((*VALUES, *VALUES, "Lang", "out_put", "format_", "x", '"a b"', "a.b.c", '""', "tool"))
    sign = rng.choice((" = ", " = ", " = ", "=", " : ", " "))
    if rng.random() < 0.1:
        name = name.replace("_", "-")
    value = rng.choice(VALUES[name]) if name in VALUES and rng.random() < 0.8 else rng.choice(_ANY)
    if rng.random() < 0.05:
        value = f'"{arriving.typed(rng)}"'
    return f"{name}{sign}{value}"


def make(rng: Random) -> Case:
    """A file `dxscore.toml` or `pyproject.toml`, perhaps variables, and a command that both hold for."""
    text = "".join(f"{line(rng)}\n" for _ in range(rng.choice((0, 1, 1, 2, 3, 6))))
    name = rng.choice(("dxscore.toml", "dxscore.toml", "pyproject.toml", "named.toml"))
    if name == "pyproject.toml":
        header = rng.choice(("[tool.dxscore]", "[tool.dxscore]", "[[tool.dxscore]]", "tool.dxscore = 1"))
        text = f"[project]\nname = 'x'\n{header}\n{text}"
    data = arriving.encoded(rng, text) if rng.random() < 0.1 else text.encode("utf-8", "surrogatepass")
    if rng.random() < 0.15:
        data = rng.choice((arriving.damaged, arriving.lines_moved))(rng, data)
    named = ("--config", name) if name == "named.toml" else ()
    if named:  # the user's own: it may write wherever it says
        data = data.replace(b"../", b"")
    files = plans.catalogue_files(plans.SMALL) | {
        name: data,
        "in/a.csv": plans.content("tests/screens/given/new.csv"),
    }
    command = rng.choice(
        (
            ("config",),
            ("check", "in/a.csv", "--catalogue", "plan"),
            ("lint", "in/a.csv", "--catalogue", "plan"),
        )
    )
    return Case(
        (*command, *named),
        files,
        environment=variables(rng),
        outputs=("*",),
    )


def variables(rng: Random) -> dict[str, str]:
    """Variables of ours, mostly none."""
    if rng.random() < 0.7:
        return {}
    keys = rng.sample(sorted(VALUES), rng.randrange(1, 4))
    return {
        f"DXSCORE_{key.upper()}": rng.choice(VALUES[key]).strip('"').replace("\0", "")
        for key in keys
        if key not in ("output", "rejects")
    }


if __name__ == "__main__":
    run(make, "configuration")
