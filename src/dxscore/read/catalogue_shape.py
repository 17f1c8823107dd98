"""What pydantic says about a file's shape, said again in the reader's language and at the right place."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from dxscore.model import rules
from dxscore.read.catalogue_items import NOTHING_MEANT, CatalogueFile
from dxscore.read.marked_yaml import Value
from dxscore.read.yaml_marks import KeyPath
from dxscore.read.yaml_slips import meant_key, text_before
from dxscore.words.system import library_words
from dxscore.words.text import Text
from dxscore.words.visible import visible

_TEXT = Text(vi="chữ", en="text")
_WHOLE = Text(vi="số nguyên", en="a whole number")
_NUMBER = Text(vi="số", en="a number")
_TRUTH = Text(vi="true hoặc false", en="true or false")
_LIST = Text(vi="danh sách", en="a list")
_KEYS = Text(vi="các khóa và giá trị", en="a mapping (key: value)")
_DATE = Text(vi="ngày", en="a date")

# Parts of pydantic's error types, and what it wanted.
_WANTED = {
    "string_type": _TEXT,
    "int": _WHOLE,
    "decimal": _NUMBER,
    "bool": _TRUTH,
    "tuple": _LIST,
    "model": _KEYS,
    "date": _DATE,
    "value_error": _NUMBER,
}
_HOW = {
    _TEXT.en: Text(vi="đặt giá trị trong dấu nháy kép", en="put the value in double quotes"),
    _WHOLE.en: Text(vi="viết số không có dấu nháy, ví dụ 2025", en="write it without quotes, as in 2025"),
    _NUMBER.en: Text(
        vi="viết số với dấu chấm thập phân, không có %, ví dụ 82.5",
        en="write the number with a decimal point and without %, as in 82.5",
    ),
    _TRUTH.en: Text(vi="viết true hoặc false", en="write true or false"),
    _LIST.en: Text(
        vi="viết trong ngoặc vuông [a, b], hoặc mỗi mục một dòng bắt đầu bằng dấu gạch",
        en="write it in brackets [a, b], or each item on a line that starts with a dash",
    ),
    _KEYS.en: Text(
        vi="viết {khóa: giá trị}, ví dụ {vi: …, en: …}",
        en="write {key: value}, for example {vi: …, en: …}",
    ),
    _DATE.en: Text(
        vi="viết ngày không có dấu nháy, ví dụ 2025-12-14", en="write a date without quotes, as in 2025-12-14"
    ),
}
_FORMS = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": Text(
        vi="chữ cái không dấu, chữ số, dấu chấm, gạch nối, gạch dưới",
        en="unaccented letters, digits, dot, hyphen, underscore",
    ),
    r"^[0-9]{2,6}$": Text(vi="2 đến 6 chữ số", en="2 to 6 digits"),
}
_NOT_EMPTY = Text(vi="chữ, không để trống", en="text that is not empty")
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}

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
        return Text(vi=f"ít nhất {least}", en=f"at least {least}")
    count = context["max_length"] if missing is None else missing + 1
    return Text(vi=str(count), en=str(count))


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
    wanted: dict[str, Text] = {}
    for fault in faults:
        found = next((text for part, text in _WANTED.items() if str(fault["type"]).startswith(part)), None)
        if found is not None and not (fault["type"] == "value_error" and isinstance(got, dict)):
            wanted.setdefault(found.en, found)
    if not wanted:
        file.report(rules.UNUSABLE, path, reason=library_words(faults[0]["msg"]))
        return
    file.report(
        rules.WRONG_TYPE,
        path,
        wanted=_joined(wanted.values(), " hoặc ", " or "),
        got=_described(got),
        how=_joined((_HOW[en] for en in wanted), "; hoặc ", "; or "),
    )


def _form(kind: str, context: dict[str, Any]) -> Text:
    if kind == "string_too_short":
        return _NOT_EMPTY
    if kind == "string_too_long":
        most = context["max_length"]
        return Text(vi=f"không quá {most} ký tự", en=f"at most {most} characters")
    pattern: str = context["pattern"]
    return _FORMS.get(pattern) or Text(vi=f"dạng {pattern}", en=f"the form {pattern}")


def _described(value: object) -> Text:
    """A value as a reader would call it."""
    if value is None:
        return Text(vi="chỗ trống", en="nothing")
    if isinstance(value, bool):
        return Text(vi=str(value).lower(), en=str(value).lower())
    if isinstance(value, (dict, list)):
        return _KEYS if isinstance(value, dict) else _LIST
    shown = visible(str(value), MAX_SHOWN)
    if isinstance(value, (int, Decimal)):
        return Text(vi=f"số {shown}", en=f"the number {shown}")
    if isinstance(value, date):
        return Text(vi=f"ngày {shown}", en=f"the date {shown}")
    return Text(vi=f"«{shown}»", en=f"“{shown}”")


MAX_SHOWN = 60


def _joined(texts: Iterable[Text], vi: str, en: str) -> Text:
    texts = list(texts)
    return Text(vi=vi.join(text.vi for text in texts), en=en.join(text.en for text in texts))


def _listed(words: Iterable[str]) -> Text:
    """Words of our own, shown whole however many they are."""
    joined = ", ".join(words)
    return Text(vi=joined, en=joined) if joined else NOTHING_MEANT


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
