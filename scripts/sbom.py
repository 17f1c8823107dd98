"""Write the bill of materials of a release: what dxscore installs with, as pinned and hashed for the action.

    python scripts/sbom.py dist/dxscore-0.2.0.cdx.json

CycloneDX 1.5 in JSON; the same bytes from the same commit: no clock, no random serial number.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
_ENTRY: Final = re.compile(
    r"^([A-Za-z0-9._-]+)==(\S+)([^\n\\]*)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]{64})+)", re.M
)
_HASH: Final = re.compile(r"sha256:([0-9a-f]{64})")


def document(project: dict[str, Any], pins: str) -> dict[str, Any]:
    """The bill: dxscore itself, and a component for each pinned package.

    Args:
        project: the table `project` of pyproject.toml.
        pins: the text of requirements/action.txt.
    """
    components = [_component(*found) for found in _ENTRY.findall(pins)]
    name, version = project["name"], project["version"]
    main = {"type": "application", "name": name, "version": version, "bom-ref": f"{name}@{version}"}
    digest = hashlib.sha256(f"{name} {version}\n{pins}".encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {"component": main | {"licenses": [{"license": {"id": project["license"]}}]}},
        "components": components,
        "dependencies": [{"ref": main["bom-ref"], "dependsOn": [one["bom-ref"] for one in components]}],
    }


def _component(name: str, version: str, marker: str, hashes: str) -> dict[str, Any]:
    """One package; its hashes are those of every file of its release, whichever a machine installs."""
    place = f"pkg:pypi/{name}@{version}"
    found: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": version,
        "purl": place,
        "bom-ref": place,
    }
    said = [{"name": "dxscore:sha256", "value": digest} for digest in _HASH.findall(hashes)]
    if condition := marker.strip(" ;"):
        said.insert(0, {"name": "dxscore:where", "value": condition})
    return found | {"properties": said}


def main(output: str) -> None:
    """Write the bill of this checkout to `output`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (ROOT / "requirements" / "action.txt").read_text(encoding="utf-8")
    text = json.dumps(document(project, pins), indent=1, ensure_ascii=False)
    Path(output).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
