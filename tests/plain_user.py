"""How to run a program as one who may not read and write everything, where the tests themselves run as root.

Not as another user, who could not reach an interpreter that stands in root's home. What makes root pass over
the permissions of files are two capabilities; a process without them is refused what its owner is.
"""

from __future__ import annotations

import os
import shutil
from typing import Final

import pytest

_TAKEN: Final = "-dac_override,-dac_read_search"
_ROOT: Final = hasattr(os, "geteuid") and os.geteuid() == 0
AS_PLAIN_USER: Final = ("setpriv", f"--bounding-set={_TAKEN}", f"--inh-caps={_TAKEN}") if _ROOT else ()
"""What stands before a command."""

needs_permissions: Final = pytest.mark.skipif(
    os.name != "posix" or (_ROOT and shutil.which("setpriv") is None),
    reason="permissions do not hold here: no POSIX, or root without setpriv",
)
