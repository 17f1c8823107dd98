"""The ground that every described model stands on, and text in two languages."""

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
    model_validator,
)

Language = Literal["vi", "en"]


class Model(BaseModel):
    """Frozen (values, not records that change), closed (an unknown key is a fault)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Written(Model):
    """What dxscore writes and reads back: open, for a later version may say more than this one knows."""

    model_config = ConfigDict(extra="ignore")


class Text(Model):
    """What people read, in Vietnamese and in English."""

    vi: str = Field(min_length=1, description="Vietnamese.")
    en: str = Field(min_length=1, description="English.")

    @model_validator(mode="before")
    @classmethod
    def _one_language(cls, data: object, info: ValidationInfo) -> object:
        """A scorecard written in one language is read back as the same words in both.

        A catalogue, which is read with ``both_languages`` in the context, has to give both.
        """
        if not isinstance(data, str) or (info.context or {}).get("both_languages"):
            return data
        return {"vi": data, "en": data}

    def get(self, lang: Language) -> str:
        return self.vi if lang == "vi" else self.en


def _in_language(text: Text, info: SerializationInfo) -> str:
    lang: Language = (info.context or {}).get("lang", "vi")
    return text.get(lang)


Words = Annotated[Text, PlainSerializer(_in_language, return_type=str)]
"""Text that leaves a scorecard as one string, in the language of the serialisation context."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
"""A stable key: ASCII letters, digits, dot, hyphen, underscore."""
