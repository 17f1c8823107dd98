"""One tree of errors. The subclass says what kind it is, the data rides along, the command line decides."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxscore.model.finding import Finding


class DxscoreError(Exception):
    """Something that a caller can act on. `str(error)` is one English sentence.

    Attributes:
        vi: the same sentence in Vietnamese.
        findings: the placed faults behind it, possibly none.
    """

    def __init__(self, vi: str, en: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en
        self.findings = findings


class CatalogueError(DxscoreError):
    """The catalogue cannot be used: every fault found in it rides along as a finding."""


class MetricsError(DxscoreError):
    """Not one figure could be judged: unreadable files, or nothing in them that the catalogue knows."""


class RequestError(DxscoreError):
    """What was asked for does not exist: an unknown unit, indicator, code, year or option value."""


class WaiversError(DxscoreError):
    """The file of waivers cannot be used: every fault found in it rides along as a finding."""


class PointsError(DxscoreError):
    """A points set cannot be used: every fault found in it rides along as a finding."""


class CountsError(DxscoreError):
    """counts.yaml cannot be used: every fault found in it rides along as a finding."""


class RecordsError(DxscoreError):
    """No figures can be counted: unreadable records, or a count that another count does not bear out."""


class ScorecardError(DxscoreError):
    """A scorecard file cannot be used: unreadable, of another shape, plan, catalogue or scope."""


class OutputError(DxscoreError):
    """A result could not be written where it was asked to be."""


def missing_package(error: ModuleNotFoundError) -> OutputError:
    """What to say where a package that comes with dxscore is not there.

    It names no package to install: the name of a module is not always that of its package, and nobody may own
    it. Nor does dxscore itself have a name in any registry.
    """
    return OutputError(
        f"bản cài thiếu gói {error.name}: cài lại dxscore từ thư mục hoặc tệp .whl của nó"
        " (README, mục Cài đặt)",
        f"the installation lacks {error.name}: install dxscore again from its folder or wheel"
        " (README, 'Cài đặt')",
    )


_NO_MEMORY_IN_WORDS = ("map segment", "allocate memory", "start new thread")


def short_of_memory(error: BaseException) -> bool:
    """Whether `error` says that memory has run out: no bug of the program, and no fault of a file.

    Python says so in other ways, too, where a library or a thread finds no room, or where C code had no room
    even for an error of its own (SystemError).
    """
    if isinstance(error, (MemoryError, SystemError)):  # asked first: what follows takes some memory itself
        return True
    if isinstance(error, (ImportError, RuntimeError)):
        said = str(error)
        return any(words in said for words in _NO_MEMORY_IN_WORDS)
    return getattr(error, "errno", None) == errno.ENOMEM
