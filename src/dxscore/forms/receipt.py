"""The receipt of a collection: which files, which units, which rows, what changed. Deterministic JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dxscore.forms.beside import Signed, Words
from dxscore.forms.left_out import LeftOut
from dxscore.forms.returned import Change, Collected, ReturnedFile, UnitReturn
from dxscore.forms.tidy import cells
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import cell_name

SCHEMA: Final = "dxscore/receipt/1"
_FIELDS: Final = ("period", "numerator", "denominator", "value", "evidence", "note", "closed_on")


def receipt(
    catalogue: Catalogue,
    collected: Collected,
    files: Sequence[ReturnedFile],
    output: str,
    written: bytes,
    earlier: Mapping[str, Any] | None,
    before: bytes | None,
) -> str:
    """The receipt as JSON text.

    Args:
        catalogue: whose indicators and units the rows name.
        collected: what came of it.
        files: every file that was read.
        output: name of the tidy CSV.
        written: its bytes now.
        earlier: the receipt that stands beside it, if any: its collections of other periods, and the changes
            of this one, are carried on, so that no figure that was ever replaced is forgotten.
        before: the tidy CSV's bytes before, if there were any.
    """
    known = dict(_collections(earlier))
    period = str(collected.period)
    changes = [_change(catalogue, change) for change in collected.changes]
    carried = list(known.get(period, {}).get("changes", []))
    if changes and not _was_finished(earlier, before) and carried[-len(changes) :] == changes:
        carried = carried[: -len(changes)]  # an interrupted run had told of them already
    known[period] = {
        "catalogue": {"sha256": catalogue.sha256},
        "rows": len(collected.rows),
        "files": [_file(file) for file in files],
        "units": [_unit(unit) for unit in collected.units],
        "left_out": [_left_out(catalogue, item) for item in collected.left_out],
        "remarks": [
            {"remark": item.remark, "file": item.file, "units": list(item.units)}
            for item in collected.remarks
        ],
        "changes": carried + changes,
    }
    document = {
        "schema": SCHEMA,
        "plan": catalogue.targets.plan.id,
        "output": {"file": output, "sha256": hashlib.sha256(written).hexdigest()},
        "collections": {name: known[name] for name in sorted(known)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def read_receipt(text: str) -> Mapping[str, Any] | None:
    """An earlier receipt; None where `text` is none of ours."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    known = isinstance(document, dict) and document.get("schema") == SCHEMA
    return document if known and _is_sound(document.get("collections")) else None


def _is_sound(collections: object) -> bool:
    """Whether what is carried on has the shape that it was written in."""
    return isinstance(collections, dict) and all(
        isinstance(item, dict) and isinstance(item.get("changes"), list) for item in collections.values()
    )


def _collections(earlier: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return {} if earlier is None else earlier["collections"]


def _was_finished(earlier: Mapping[str, Any] | None, before: bytes | None) -> bool:
    """Whether the tidy CSV that the earlier receipt speaks of is the one that stood there."""
    if earlier is None or before is None:
        return True
    output = earlier.get("output")
    told = output.get("sha256") if isinstance(output, dict) else None
    return bool(told == hashlib.sha256(before).hexdigest())


def _file(file: ReturnedFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "forms": [str(stamp) for stamp in file.stamps],
        "rows": len(file.observations),
        "blank": len(file.blank),
        "faulty": file.unreadable,
        "signed": [_signed(each.signed) for each in file.beside if any(each.signed[1:])],
        "words": [_words(words) for each in file.beside for words in each.words],
    }


def _signed(signed: Signed) -> dict[str, str]:
    """Who answers for a table; in a workbook also its sheet."""
    told = signed._asdict()
    return told if signed.sheet else {name: text for name, text in told.items() if name != "sheet"}


def _words(words: Words) -> dict[str, Any]:
    cell = {"sheet": words.sheet, "cell": cell_name(words.position, words.row)} if words.sheet else {}
    return {"row": words.row, **cell, "text": words.text}


def _unit(unit: UnitReturn) -> dict[str, Any]:
    return {
        "reporting_unit": unit.unit,
        "status": unit.status,
        "files": list(unit.files),
        "set_aside": list(unit.set_aside),
        "expected": len(unit.expected),
        "kept": unit.kept,
        "missing": [{"indicator": name, "reason": missing.why} for name, missing in unit.missing.items()],
    }


def _left_out(catalogue: Catalogue, item: LeftOut) -> dict[str, Any]:
    row = item.observation
    return {
        "reason": item.fault,
        "code": item.code,
        "file": row.file,
        "row": row.row,
        **({"sheet": row.sheet, "cell": cell_name(row.position or 0, row.row)} if row.sheet else {}),
        "indicator": row.indicator,
        "reporting_unit": row.reporting_unit,
        "forms": list(item.forms),
        **_content(catalogue, row),
    }


def _change(catalogue: Catalogue, change: Change) -> dict[str, Any]:
    return {
        "indicator": change.old.indicator,
        "reporting_unit": change.old.reporting_unit,
        "old": _content(catalogue, change.old),
        "new": None if change.new is None else _content(catalogue, change.new),
        "file": change.file,
        "sha256": change.sha256,
        "by": None if change.signed is None else _signed(change.signed),
        "reason": change.new.note if change.new is not None else "",
    }


def _content(catalogue: Catalogue, row: Observation) -> dict[str, str]:
    """What a row says, as the tidy CSV has it."""
    return dict(zip(_FIELDS, cells(catalogue, row)[2:], strict=True))
