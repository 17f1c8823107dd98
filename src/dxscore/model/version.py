"""The version of this program, for documents that say who wrote them.

A constant, for looking up the installed package costs a tenth of a short run; a test holds it against
pyproject.toml.
"""

from typing import Final

VERSION: Final = "0.2.0"
