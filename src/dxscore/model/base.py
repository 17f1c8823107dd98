"""The ground that every described model stands on.

The modules with most models do without `from __future__ import annotations`: it makes texts of annotations,
of which pydantic has to make types again while a class is made, a fiftieth of every start.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


class Model(BaseModel):
    """Frozen (values, not records that change), closed (an unknown key is a fault)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Written(Model):
    """What dxscore writes and reads back: open, for a later version may say more than this one knows."""

    model_config = ConfigDict(extra="ignore")

    @classmethod
    def model_construct(  # type: ignore[override]  # the type checker's plugin gives each model one of its own
        cls, _fields_set: set[str] | None = None, **values: Any
    ) -> Self:
        """An object of values that the program itself has made, by the names of the fields, unchecked.

        The type checker knows every field. Nothing is validated, so that pydantic builds no validator, which
        is a third of the time of a short run. What comes from outside is validated.
        """
        made = cls.__new__(cls)
        # In the order of the fields, for in this order they are written.
        fields = {**_defaults(cls), **values}
        object.__setattr__(made, "__dict__", fields)
        given = _named(tuple(values)) if _fields_set is None else _fields_set
        object.__setattr__(made, "__pydantic_fields_set__", given)
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made


@cache
def _defaults(model: type[BaseModel]) -> dict[str, object]:
    """Every field with its default; one without any is among the values."""
    return {name: field.default for name, field in model.__pydantic_fields__.items()}


@cache
def _named(names: tuple[str, ...]) -> set[str]:
    """Fields that were given, one set for all objects that are made of the same ones.

    A country has a hundred thousand figures of units, and a set of its own takes more room than one of them.
    Nothing changes it: the models are frozen, and a copy with other values gets a set of its own.
    """
    return set(names)


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""A stable key: ASCII letters, digits, dot, hyphen, underscore."""

Exact = Annotated[Decimal, PlainSerializer(lambda d: format(d, "f"), return_type=str)]
"""A number that travels as text, so that nothing of it is lost."""
