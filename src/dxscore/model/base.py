"""The ground that every described model stands on."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Model(BaseModel):
    """Frozen (values, not records that change), closed (an unknown key is a fault)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Written(Model):
    """What dxscore writes and reads back: open, for a later version may say more than this one knows."""

    model_config = ConfigDict(extra="ignore")


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""A stable key: ASCII letters, digits, dot, hyphen, underscore."""
