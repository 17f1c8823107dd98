"""The catalogue that comes with dxscore, as it was read when the wheel was built.

Reading the two files in full, with every check of `catalogue check`, is a quarter of a short run, and its
result is the same each time. `scripts/compiled_catalogue.py` writes it into the wheel; here it is taken out,
where the files beside it are still the very ones that it was read from. A source checkout has none, and no
folder that is named (`--catalogue`) ever has: only the package's own file is opened, which is trusted as its
code is.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place

FILE: Final = Path(__file__).resolve().parents[1] / "catalogue.compiled"
_DIGITS = 64
_MADE_OF = ("dxscore.model.", "dxscore.words.text", "dxscore.read.catalogue_compiled", "datetime", "decimal")


def compiled(folder: Path, content: bytes | None, file: Path = FILE) -> Catalogue | None:
    """The catalogue in `file`; None where there is none, or it was read from other files.

    Args:
        folder: where targets.yaml and assignments.yaml stand.
        content: the bytes of both, targets first.
        file: what `compile_catalogue` has made.
    """
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if content is None or data[:_DIGITS] != hashlib.sha256(content).hexdigest().encode():
        return None
    try:
        targets, assignments, rows = _Unpickler(io.BytesIO(data[_DIGITS:])).load()
    except Exception:  # of another pydantic, or cut off: whatever it is, the files themselves are there
        return None
    # Where the package was built is not where it is installed.
    places = {(id_, number): Place(str(folder / name), row=row) for id_, number, name, row in rows}
    return Catalogue(targets, assignments, data[:_DIGITS].decode(), places)


def compile_catalogue(catalogue: Catalogue) -> bytes:
    """What `compiled` takes apart again."""
    written = io.BytesIO()
    rows = [(*key, Path(place.file).name, place.row) for key, place in catalogue.places.items()]
    _Pickler(written, protocol=5).dump((catalogue.targets, catalogue.assignments, rows))
    return catalogue.sha256.encode() + written.getvalue()


def _restored(
    model: type[BaseModel], fields: dict[str, object], given: tuple[str, ...], own: Any
) -> BaseModel:
    """An object of the catalogue with the fields that it had."""
    made = model.__new__(model)
    object.__setattr__(made, "__dict__", fields)
    object.__setattr__(made, "__pydantic_fields_set__", set(given))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", own)
    return made


class _Pickler(pickle.Pickler):
    """Writes models by their fields, whatever pydantic writes of them in this version or another."""

    def reducer_override(self, obj: object) -> Any:
        if not isinstance(obj, BaseModel):
            return NotImplemented
        given = tuple(name for name in type(obj).model_fields if name in obj.model_fields_set)
        return _restored, (type(obj), obj.__dict__, given, obj.__pydantic_private__)


class _Unpickler(pickle.Unpickler):
    """Makes what a catalogue is made of, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_MADE_OF):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
