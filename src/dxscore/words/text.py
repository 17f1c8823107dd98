"""Text in two languages: of a catalogue, of a finding, of an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
    model_validator,
)

from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from dxscore.words.keys import Key


def without_default(schema: dict[str, Any]) -> None:
    """For a field that a validator fills: its schema promises no empty text."""
    schema.pop("default", None)


class Text(BaseModel):
    """What people read, in Vietnamese and in English."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    vi: str = Field(min_length=1, description="Vietnamese.")
    en: str = Field(
        default="",  # never seen: the validator below puts the Vietnamese words in
        min_length=1,
        description="English; the Vietnamese words where none are given.",
        json_schema_extra=without_default,
    )

    @model_validator(mode="before")
    @classmethod
    def _one_language(cls, data: object, info: ValidationInfo) -> object:
        """What is said in one language alone is said by the same words in both.

        A catalogue, which is read with ``by_language`` in the context, names the language of its words; a
        scorecard that was written in one language does not.
        """
        if isinstance(data, dict):
            return with_english(data)
        if not isinstance(data, str) or (info.context or {}).get("by_language"):
            return data
        return {"vi": data, "en": data}

    @classmethod
    def of(cls, vi: str, en: str) -> Text:
        """A text of the program's own words, which nothing has to check: see `Written.model_construct`."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", {"vi": vi, "en": en})
        object.__setattr__(made, "__pydantic_fields_set__", {"vi", "en"})
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made

    def get(self, lang: Language) -> str:
        """The words in `lang`."""
        return self.vi if lang == "vi" else self.en


def with_english(data: dict[str, object]) -> dict[str, object]:
    """Fields with the Vietnamese words under `en`, too, where nothing stands there."""
    return {**data, "en": data["vi"]} if data.get("en") is None and "vi" in data else data


def both(key: Key, /, **named: object) -> Text:
    """A phrase in both languages; a value that is a `Text` itself is put in per language."""
    vi = {name: value.vi if isinstance(value, Text) else value for name, value in named.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in named.items()}
    return Text.of(say(key, "vi", **vi), say(key, "en", **en))


def in_both(written: Callable[[Language], str]) -> Text:
    """What `written` makes of values in each language, to be put into a finding."""
    return Text.of(written("vi"), written("en"))


def alike(words: str) -> Text:
    """Words that are the same in every language: an id, a key, what stands in a file."""
    return Text.of(words, words)


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """Several texts as one, one after the other."""
    each = list(texts)
    return Text.of(between.join(text.vi for text in each), between.join(text.en for text in each))


def _in_language(text: Text, info: SerializationInfo) -> str:
    lang: Language = (info.context or {}).get("lang", "vi")
    return text.get(lang)


Words = Annotated[Text, PlainSerializer(_in_language, return_type=str)]
"""Text that leaves a scorecard as one string, in the language of the serialisation context."""
