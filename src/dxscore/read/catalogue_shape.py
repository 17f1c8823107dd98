"""What pydantic says about a file's shape, said again in the reader's language and at the right place."""

from __future__ import annotations

import typing
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ValidationError

from dxscore.model import rules
from dxscore.read.catalogue_items import NOTHING_MEANT, CatalogueFile
from dxscore.read.yaml_marks import KeyPath
from dxscore.words.folding import name_key
from dxscore.words.say import LANGUAGES, phrases, say, say_of
from dxscore.words.system import library_words
from dxscore.words.text import Text, alike, both, in_both
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.read.marked_yaml import Value
    from dxscore.words.keys import Key


# Parts of pydantic's error types, and what it wanted.
_WANTED: Final = {
    "string_type": "text",
    "int": "whole",
    "decimal": "number",
    "bool": "truth",
    "tuple": "list",
    "model": "keys",
    "date": "date",
    "value_error": "number",
}
_FORMS: Final[dict[str, Key]] = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "shape_form.id",
    r"^[0-9]{2,6}$": "shape_form.code",
}
MAX_SHOWN: Final = 60
_BOUNDS: Final = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}

Fault = dict[str, Any]


def report_shape(file: CatalogueFile, model: type[BaseModel], error: ValidationError) -> None:
    """Report every fault that pydantic found, once each.

    A value that YAML already refused, or that a check of sense already named, is passed over.
    """
    told = {known[:length] for known in file.reported for length in range(len(known) + 1)}
    grouped: dict[tuple[KeyPath, str | int | None], list[Fault]] = {}
    for fault in typing.cast(list[Fault], error.errors(include_url=False)):
        loc: KeyPath = fault["loc"]
        missing = loc[-1] if fault["type"] == "missing" else None
        path = _existing(file.content.value, loc if missing is None else loc[:-1])
        if not _known(file, fault, (*path, missing) if missing is not None else path, told):
            grouped.setdefault((path, missing), []).append(fault)
    for (path, missing), faults in grouped.items():
        _report(file, model, path, missing, faults)


def _existing(value: Value, loc: KeyPath) -> KeyPath:
    """The steps of `loc` that the file has: pydantic adds names of its own for unions and validators."""
    path: list[str | int] = []
    for step in loc:
        if (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int)):
            value = value[step]  # type: ignore[index] # the step fits the container
            path.append(step)
        else:
            break
    return tuple(path)


def _known(file: CatalogueFile, fault: Fault, path: KeyPath, told: set[KeyPath]) -> bool:
    if any(path[:length] in file.content.faulty for length in range(len(path) + 1)):
        return True
    if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
        return True  # pydantic counts valid items only; the invalid ones are reported each by itself
    # A model's own rule is worded by the checks of sense, at the very key.
    return fault["type"] == "value_error" and path in told


def _report(
    file: CatalogueFile, model: type[BaseModel], path: KeyPath, missing: str | int | None, faults: list[Fault]
) -> None:
    kind: str = faults[0]["type"]
    got = faults[0]["input"]
    context = faults[0].get("ctx", {})
    if isinstance(missing, str):
        file.report(rules.MISSING_KEY, path, at="key", key=missing)
    elif missing is not None or kind in ("too_short", "too_long"):
        file.report(rules.WRONG_LENGTH, path, count=_items_wanted(missing, context))
    elif kind == "extra_forbidden":
        _report_unknown_key(file, model, path)
    elif kind == "literal_error":
        _report_literal(file, path, got, context["expected"])
    elif kind in ("string_pattern_mismatch", "string_too_short", "string_too_long"):
        file.report(rules.WRONG_FORM, path, got=_described(got), form=_form(kind, context))
    elif bound := next((name for name in _BOUNDS if name in context), None):
        wanted = f"{_BOUNDS[bound]} {context[bound]}"
        file.report(rules.OUT_OF_BOUNDS, path, got=_described(got), bound=wanted)
    else:
        _report_type(file, path, got, faults)


def _items_wanted(missing: int | None, context: dict[str, Any]) -> Text:
    """How many items a list wants: of a fixed number, the index of the missing one tells."""
    least = context.get("min_length")
    if least is not None:
        return both("shape_form.at_least_items", least=least)
    count = context["max_length"] if missing is None else missing + 1
    return alike(str(count))


def _report_unknown_key(file: CatalogueFile, model: type[BaseModel], path: KeyPath) -> None:
    place = _model_at(model, path[:-1])
    keys = [field.alias or name for name, field in place.model_fields.items()] if place else []
    wrong = str(path[-1])
    cut = text_before(_container(file.content.value, path), wrong)
    if cut is not None and wrong not in keys:
        key, text = cut
        whole = visible(f"{text}, {wrong}", MAX_SHOWN)
        file.report(rules.TEXT_CUT, path, at="key", text=text, rest=wrong, key=key, whole=whole)
        return
    meant = meant_key(wrong, keys)
    file.report(
        rules.UNKNOWN_KEY, path, at="key", key=wrong, nearest=(meant or wrong, keys), keys=_listed(keys)
    )


def _container(value: Value, path: KeyPath) -> dict[str, Value]:
    """The mapping that holds the last key of `path`."""
    for step in path[:-1]:
        value = value[step]  # type: ignore[index] # the path is of this value
    return value if isinstance(value, dict) else {}


def _report_literal(file: CatalogueFile, path: KeyPath, got: object, expected: str) -> None:
    allowed = expected.replace("'", "").replace("True", "true").replace(" or ", ", ").split(", ")
    nearest = (got if isinstance(got, str) else "", allowed)
    file.report(rules.NOT_ALLOWED, path, got=_described(got), nearest=nearest, allowed=_listed(allowed))


def _report_type(file: CatalogueFile, path: KeyPath, got: object, faults: list[Fault]) -> None:
    wanted: dict[str, None] = {}  # an ordered set
    for fault in faults:
        found = next((kind for part, kind in _WANTED.items() if str(fault["type"]).startswith(part)), None)
        if found is not None and not (fault["type"] == "value_error" and isinstance(got, dict)):
            wanted.setdefault(found)
    if not wanted:
        file.report(rules.UNUSABLE, path, reason=library_words(faults[0]["msg"]))
        return
    file.report(
        rules.WRONG_TYPE,
        path,
        wanted=_joined("shape", wanted, "shape_value.or"),
        got=_described(got),
        how=_joined("shape_how", wanted, "shape_value.or_how"),
    )


def _joined(topic: Literal["shape", "shape_how"], kinds: Iterable[str], between: Key) -> Text:
    return in_both(lambda lang: say(between, lang).join(say_of(topic, kind, lang) for kind in kinds))


def _form(kind: str, context: dict[str, Any]) -> Text:
    if kind == "string_too_short":
        return both("shape_form.not_empty")
    if kind == "string_too_long":
        return both("shape_form.at_most", most=context["max_length"])
    pattern: str = context["pattern"]
    known = _FORMS.get(pattern)
    return both("shape_form.pattern", pattern=pattern) if known is None else both(known)


def _described(value: object) -> Text:
    """A value as a reader would call it."""
    if value is None:
        return both("shape_value.nothing")
    if isinstance(value, bool):
        return alike(str(value).lower())
    if isinstance(value, (dict, list)):
        return both("shape.keys" if isinstance(value, dict) else "shape.list")
    shown = visible(str(value), MAX_SHOWN)
    if isinstance(value, (int, Decimal)):
        return both("shape_value.number", value=shown)
    if isinstance(value, date):
        return both("shape_value.date", value=shown)
    return both("shape_value.other", value=shown)


def _listed(words: Iterable[str]) -> Text:
    """Words of our own, shown whole however many they are."""
    listed = ", ".join(words)
    return alike(listed) if listed else NOTHING_MEANT


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model that describes the mapping at `path`."""
    found: type[BaseModel] | None = model
    named = False  # the next step is a name of the author's own
    for step in path:
        if named or found is None or isinstance(step, int):
            named = False
            continue
        fields = {field.alias or name: field for name, field in found.model_fields.items()}
        annotation = fields[step].annotation if step in fields else None
        found, named = _model_in(annotation), typing.get_origin(annotation) is dict
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in typing.get_args(annotation))
    return next((model for model in inner if model is not None), None)


def meant_key(wrong: str, allowed: Collection[str]) -> str | None:
    """The key among `allowed` that a word of people's own stands for: 'trên' for more_than."""
    typed = name_key(wrong)
    for lang in LANGUAGES:
        for key, words in phrases(lang).get("catalogue_keys", {}).items():
            if key in allowed and typed in {name_key(word) for word in words.split(";")}:
                return str(key)
    return None


def text_before(container: Mapping[str, Value], wrong: str) -> tuple[str, str] | None:
    """The key and the text that end just before the key `wrong`, where that one holds nothing.

    So it looks where a comma cut a text: {vi: Hồ sơ, giấy tờ} is the keys 'vi' and 'giấy tờ'.
    """
    if container.get(wrong, "") is not None:
        return None
    keys = list(container)
    at = keys.index(wrong)
    before = container[keys[at - 1]] if at else None
    return (keys[at - 1], before) if isinstance(before, str) else None
