"""Writes the published JSON Schemas, schemas/NAME-VERSION.json, from the models.

    python docs/make_schemas.py [FOLDER]

FOLDER is schemas/ unless another is named. A change that old files or old readers would not survive is
refused: give the shape a new version in `dxscore.model.schemas.VERSIONS` (and in its `version` or `schema`
key) instead, so that the old file stays beside the new one.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from schema_changes import incompatible

from dxscore.cli.schema import json_text
from dxscore.model.schemas import SCHEMA_NAMES, VERSIONS, WRITTEN_BY_PEOPLE

FOLDER = Path(__file__).parent.parent / "schemas"


def main(folder: Path) -> int:
    """Write what may be written; 1 where anything was refused."""
    refused = 0
    for name in SCHEMA_NAMES:
        path, text = folder / f"{name}-{VERSIONS[name]}.json", json_text(name)
        faults = []
        if path.exists():
            old, new = json.loads(path.read_text(encoding="utf-8")), json.loads(text)
            faults = list(incompatible(old, new, written_by_people=name in WRITTEN_BY_PEOPLE))
        if faults:
            refused = 1
            print(f"{path.name} needs a new version:", *faults, sep="\n  ", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return refused


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
