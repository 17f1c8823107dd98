"""Packages of XLSX and ODS whose parts are lost, doubled, renamed or written otherwise, and old workbooks.



python fuzz/workbook_parts.py --seconds 60 --seed 1
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Final

import arriving
import plans
import workbook_cells
from laws import PROJECT, Case, run

ARRIVALS: Final = PROJECT / "tests" / "arrivals"
CORPORA: Final = PROJECT.parent / "shared" / "corpora"
_SIZE_AT_MOST: Final = 300_000
_TAG: Final = re.compile(rb"<[^<>]*>")
_VALUE: Final = re.compile(rb'="([^"]*)"')
VALUES: Final = (
    b"", b"0", b"1", b"-1", b"99999999999", b"A1", b"XFD1048576", b"A0", b"A1:XFD1048576", b"a", b"s",
    b"str", b"inlineStr", b"e", b"b", b"d", b"n", b"1e400", b"nan", b"rId1", b"rId99", b"../../x",
    b"http://a.b/c", b"External", b"hidden", b"veryHidden", b"true", b"1048577", b"16385", b"4294967296",
    b"&#1;", b"_x0041_", b"&x;", b"2025-13-45", b"PT99999H", b"1,5", b"\xff", b"\x00",
)  # fmt: skip


@functools.cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Workbooks by suffix: those of the tests, and of the public sets where they stand beside the project."""
    found = [path for top in (ARRIVALS, CORPORA) for path in sorted(top.rglob("*")) if _is_seed(path)]
    return tuple((path.suffix, path.read_bytes()) for path in found)


def _is_seed(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix in (".xlsx", ".ods", ".xls", ".xlsm")
        and path.stat().st_size < _SIZE_AT_MOST
    )


def changed_package(rng: Random, content: bytes) -> bytes:
    """A zip file with one to four changes of its parts; bytes of anything else are damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [
                (info.filename, package.read(info))
                for info in package.infolist()
                if info.file_size < 2_000_000
            ]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error):
        return arriving.damaged(rng, content)
    for _ in range(rng.choice((1, 1, 2, 4))):
        if parts:
            change_parts(rng, parts)
    packed = _packed(rng, parts)
    return arriving.damaged(rng, packed) if rng.random() < 0.1 else packed


def change_parts(rng: Random, parts: list[tuple[str, bytes]]) -> None:
    """One change, in place."""
    at = rng.randrange(len(parts))
    name, data = parts[at]
    match rng.randrange(12):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, parts[rng.randrange(len(parts))][1]))
        case 2:
            other = rng.choice(
                (
                    name.upper(),
                    f"/{name}",
                    name.replace("/", "\\"),
                    f"../{name}",
                    f"{name} ",
                    parts[rng.randrange(len(parts))][0],
                )
            )
            parts[at] = (other, data)
        case 3:
            parts[at] = (name, arriving.damaged(rng, data))
        case 4:
            parts[at] = (
                name,
                rng.choice((data.decode("utf-8", "replace").encode("utf-16"), b"\xef\xbb\xbf" + data, b"")),
            )
        case _:
            parts[at] = (name, changed_markup(rng, data))


def changed_markup(rng: Random, data: bytes) -> bytes:
    """XML with a tag lost, doubled, moved, or a value of an attribute or a text changed."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return arriving.damaged(rng, data)
    tag = rng.choice(tags)
    match rng.randrange(7):
        case 0:
            return data[: tag.start()] + data[tag.end() :]
        case 1:
            return data[: tag.end()] + tag[0] + data[tag.end() :]
        case 2:
            other = rng.choice(tags)
            start, end = sorted((tag.start(), other.start()))
            piece = data[start : min(end, start + 3000)]
            where = rng.choice(tags).start()
            return data[:where] + piece + data[where:]
        case 3:
            text = rng.choice(
                (*VALUES, *(typed.encode("utf-8", "surrogatepass") for typed in arriving.HOSTILE[:30]))
            )
            end = data.find(b"<", tag.end())
            return data[: tag.end()] + text + data[max(end, tag.end()) :]
        case 4:
            return data[: tag.end()] + b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + data[tag.end() :]
        case _:
            values = list(_VALUE.finditer(data))
            if not values:
                return data
            value = rng.choice(values)
            return (
                data[: value.start(1)] + rng.choice((*VALUES, rng.choice(values)[1])) + data[value.end(1) :]
            )


def _packed(rng: Random, parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, data in parts:
            _write(package, name, data)
    return out.getvalue()


def _write(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Also under a name that is there already, which zipfile would warn of."""
    package.NameToInfo.pop(name, None)
    package.writestr(zipfile.ZipInfo(name), data, package.compression)


def make(rng: Random) -> Case:
    """A changed workbook, a plan and a question."""
    if rng.random() < 0.3:
        suffix, content = ".xlsx", workbook_cells.workbook(rng, plans.SMALL)
    else:
        suffix, content = rng.choice(seeds())
    name = f"a{suffix if rng.random() < 0.95 else '.csv'}"
    files = {name: changed_package(rng, content)}
    folder = rng.choice((plans.SMALL, "data"))
    command = rng.choice(
        (("check", "--format", "json"), ("check", "--format", "table"), ("lint", "--format", "json"))
    )
    first, *rest = command
    return Case(
        (first, name, "--catalogue", "plan", *rest),
        files | plans.catalogue_files(folder),
        printed=first == "lint",
    )


if __name__ == "__main__":
    run(make, "workbook_parts")
