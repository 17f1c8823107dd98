"""Types that TypeScript makes of the published schemas: well named, and true of what is written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dxscore.cli.schema import json_text
from dxscore.model.schemas import SCHEMA_NAMES, WRITTEN_BY_DXSCORE

GOLDEN = Path(__file__).parent / "report" / "golden"
SCREENS = Path(__file__).parent / "screens" / "golden"
TOOLS = ("json2ts", "tsc")
MISSING = [name for name in TOOLS if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"{MISSING} of requirements/node.txt are not installed")
USE = """
import type { DxscoreScorecard as Card } from "./scorecard";
import type { DxscoreFindingsOfLint as Found } from "./findings";
import type { DxscoreTrend as Trend } from "./trend";
import type { DxscoreComparisonOfTwoScorecards as Compared } from "./comparison";
import type { DxscoreRecordsOneALine as Line } from "./record";
import type { DxscoreConfigurationDxscoreToml as Toml } from "./configuration";
const card: Card = CARD;
const found: Found = FOUND;
const trend: Trend = TREND;
const compared: Compared = COMPARED;
const toml: Toml = { files: ["a.csv"], severity: { DX203: "warning" } };
const deadlines: string[] = [
  ...card.results.map((each) => each.target_by),
  ...card.gaps.map((each) => each.target_by),
  ...trend.series.map((each) => each.target_by),
  ...compared.targets.map((each) => each.target_by),
];
function said(line: Line): string {
  switch (line.type) {
    case "scorecard": return line.schema;
    case "result": return `${line.indicator} ${line.target_by} ${line.status}`;
    case "gap": return line.target_by;
    case "finding": return `${line.code} ${line.message}`;
  }
}
export { deadlines, said, found, toml };
"""


def tool(name: str, *arguments: str, cwd: Path) -> tuple[int, str]:
    done = subprocess.run([name, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def document(path: Path) -> str:
    """The JSON that stands in a screen, for a program of TypeScript to hold."""
    return json.dumps(json.loads(path.read_text("utf-8").partition("\n--- ")[0]))


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the types of every schema."""
    folder = tmp_path_factory.mktemp("types")
    (folder / "in").mkdir()
    for name in SCHEMA_NAMES:
        (folder / "in" / f"{name}.json").write_text(json_text(name), encoding="utf-8")
    assert tool("json2ts", "--input", "in", "--output", "out", cwd=folder) == (0, "")
    return folder / "out"


def test_no_type_of_what_dxscore_writes_is_numbered(types: Path) -> None:
    """File1 would be the second of a name: a title of a key, or a reference with something beside it."""
    for name in WRITTEN_BY_DXSCORE:
        text = (types / f"{name}.d.ts").read_text("utf-8")
        named = re.findall(r"^export (?:interface|type) (\w+)", text, re.MULTILINE)
        assert named and [each for each in named if re.search(r"\d$", each)] == [], name
        assert "[k: string]: unknown;" in text, "open: a later version may say more"


def test_the_strict_compiler_takes_all_types_and_what_is_written(types: Path) -> None:
    given = {
        "CARD": GOLDEN / "json-en.json",
        "FOUND": SCREENS / "lint-en.json",
        "TREND": SCREENS / "trend-en.json",
        "COMPARED": SCREENS / "compare-en.json",
    }
    program = USE
    for name, path in given.items():
        program = program.replace(f"= {name};", f"= {document(path)};")
    (types / "use.ts").write_text(program, encoding="utf-8")
    wrong = program.replace("const deadlines: string[]", "const deadlines: number[]")
    (types / "wrong.ts").write_text(wrong, encoding="utf-8")
    names = sorted(path.name for path in types.glob("*.d.ts"))
    assert len(names) == len(SCHEMA_NAMES)
    options = ("--strict", "--noEmit", "--module", "esnext", "--moduleResolution", "bundler")
    assert tool("tsc", *options, *names, "use.ts", cwd=types) == (0, "")
    code, said = tool("tsc", *options, "wrong.ts", cwd=types)
    assert code != 0 and "TS2322" in said, "what is wrong is refused"
