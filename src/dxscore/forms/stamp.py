"""The version stamp of a form: whose it is, for which period, made from which catalogue.

One word without spaces, in a visible line and in a hidden sheet. It is found again in the raw parts of a
returned file, so a new file name, another order of sheets or another program's file format do not matter.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from dxscore.model.observation import FORM_MARK

VERSION: Final = 1
SHA_SHOWN: Final = 16
SEARCHED_AT_MOST: Final = 32 * 1024 * 1024
TOLD_AT_MOST: Final = 10
_ENTRIES_AT_MOST: Final = 1000
_STAMP = re.compile(
    rb"%b(?P<version>[0-9]{1,3})"
    rb"/(?P<unit>[A-Za-z0-9][A-Za-z0-9._-]{0,63})"
    rb"/(?P<period>[0-9]{4}(?:-(?:Q[1-4]|H[12]|1?[0-9]M|[01][0-9]))?)"
    rb"/(?P<sha256>[0-9a-f]{16,64})(?![0-9A-Za-z])" % FORM_MARK.encode()
)

_PROPERTIES: Final = ("docProps/core.xml", "meta.xml")
_PROPERTIES_AT_MOST: Final = 64 * 1024
_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)[^>]{0,300}>(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_BROKEN: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError),
)


class Stamp(NamedTuple):
    """What a form says of itself.

    Args:
        unit: id of the reporting unit.
        period: the period's stable form, 2025-Q4.
        catalogue: the first `SHA_SHOWN` digits of the catalogue's sha256.
        version: of the form's layout.
    """

    unit: str
    period: str
    catalogue: str
    version: int = VERSION

    def __str__(self) -> str:
        """The word that stands in the form."""
        return f"{FORM_MARK}{self.version}/{self.unit}/{self.period}/{self.catalogue}"


def stamp(unit: str, period: str, catalogue_sha256: str) -> Stamp:
    """The stamp of a new form."""
    return Stamp(unit, period, catalogue_sha256[:SHA_SHOWN])


def find(content: bytes) -> tuple[Stamp, ...]:
    """Every different stamp in a file's bytes, sorted; none where there is none or the file is broken.

    The parts of a zipped spreadsheet are searched as they are, without understanding them, and no more than
    `SEARCHED_AT_MOST` bytes of them. After `TOLD_AT_MOST` different ones the search ends: no form has two.
    """
    found: set[Stamp] = set()
    for part in _parts(content):
        for m in _STAMP.finditer(part):
            unit, period, digest = (m[name].decode() for name in ("unit", "period", "sha256"))
            found.add(Stamp(unit, period, digest[:SHA_SHOWN], int(m["version"])))
            if len(found) == TOLD_AT_MOST:
                return tuple(sorted(found))
    return tuple(sorted(found))


def saved_on(content: bytes) -> date | None:
    """The day on which a zipped office file says it was last saved; None where it does not say."""
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in _PROPERTIES:
                if name in archive.namelist():
                    with archive.open(name) as part:
                        found = _SAVED.search(part.read(_PROPERTIES_AT_MOST))
                    return None if found is None else date.fromisoformat(found["day"].decode())
    except _BROKEN:
        return None
    return None


def _parts(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"PK\x03\x04"):
        yield content
        if b"\0" in content:  # UTF-16, also inside .xls
            yield content.replace(b"\0", b"")
        return
    for part in _unpacked(content):
        yield part
        if b"\0" in part:  # .xlsb keeps UTF-16
            yield part.replace(b"\0", b"")


def _unpacked(content: bytes) -> Iterator[bytes]:
    left = SEARCHED_AT_MOST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist()[:_ENTRIES_AT_MOST]:
                with archive.open(entry) as part:
                    data = part.read(left)
                left -= len(data)
                yield data
                if left <= 0:
                    return
    # A broken archive has no stamp; what is wrong with it is for the reader of its figures to say.
    except _BROKEN:
        return
