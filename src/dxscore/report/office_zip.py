"""Office files are zip archives: packed anew so that the same contents are the same bytes."""

from __future__ import annotations

import io
import zipfile

_ALWAYS = (1980, 1, 1, 0, 0, 0)


def repacked(archive: bytes) -> bytes:
    """`archive` with the same members in the same order, all dated 1 January 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            fixed = zipfile.ZipInfo(member.filename, _ALWAYS)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(member))
    return out.getvalue()
