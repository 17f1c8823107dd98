"""What CI runs once: tests that install dxscore into environments of their own, by pip, as users do.

Nothing of the environment that runs them is in those, so a second run against newer releases, which
`tests/readme_commands.py` starts, would say the same.
"""

from __future__ import annotations

import os
from typing import Final

import pytest

SECOND_RUN: Final = "CI_SECOND_RUN"
RUN_BEFORE: Final = "the run before has made the same environments of its own"
once = pytest.mark.skipif(os.environ.get(SECOND_RUN) == "true", reason=RUN_BEFORE)
