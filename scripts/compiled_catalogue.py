"""Puts the shipped catalogue, read and checked, into the wheel: a short run need not read it again.

hatchling starts this while it builds a wheel (`[tool.hatch.build.targets.wheel.hooks.custom]`). By itself it
writes what it would put there: `python scripts/compiled_catalogue.py FILE`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TARGET = "dxscore/catalogue.compiled"

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # started by itself, where nothing is built
    BuildHookInterface = object


class CompiledCatalogue(BuildHookInterface):  # type: ignore[misc]  # hatchling is not installed where types are checked
    """One more file in the wheel. An editable install has none: there the program's own files may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is built. A catalogue with an error stops it."""
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        made = Path(self.folder.name) / "catalogue.compiled"
        # A process of its own, in which names are hashed alike each time: the same files, the same wheel.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, __file__, str(made)], check=True, env=environment)
        build_data["force_include"][str(made)] = TARGET

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """After it."""
        del build_data, artifact_path
        if version != "editable":
            self.folder.cleanup()


def write(target: Path) -> None:
    """Write the compiled catalogue of this checkout to `target`."""
    sys.path.insert(0, str(ROOT / "src"))
    from dxscore.read.catalogue import load
    from dxscore.read.catalogue_compiled import compile_catalogue

    target.write_bytes(compile_catalogue(load(ROOT / "data")))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
