"""A sentence (`Text`) as the journal keeps it: message id and values, so that it can be read in either language."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from app.core.i18n import Text, Value, plain
from app.core.moments import Clock, Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate

_CODED: dict[str, type[PartialDate | Moment | Clock | Money]] = {
    "partial": PartialDate,
    "moment": Moment,
    "clock": Clock,
    "money": Money,
}


def write_text(text: Text) -> str:
    """Write a sentence with its values as JSON."""
    return json.dumps(_packed(text), ensure_ascii=False, separators=(",", ":"))


def read_text(stored: str) -> Text:
    """Read what `write_text` wrote."""
    return _unpacked(json.loads(stored))


def _packed(text: Text) -> dict[str, Any]:
    found: dict[str, Any] = {"text": text.msgid}
    if not text.translated:
        return {"plain": text.msgid}
    if text.context:
        found["context"] = text.context
    if text.plural:
        found |= {"plural": text.plural, "count": text.count}
    if text.values:
        found["values"] = {name: _packed_value(value) for name, value in text.values}
    return found


def _packed_value(value: Value) -> object:
    if isinstance(value, Text):
        return _packed(value)
    if isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    for name, coded in _CODED.items():
        if isinstance(value, coded):
            return {name: value.encode()}
    return str(value)


def _unpacked(found: dict[str, Any]) -> Text:
    if "plain" in found:
        return plain(found["plain"])
    text = Text(found["text"], found.get("context", ""), plural=found.get("plural", ""), count=found.get("count", 0))
    return text.format(**{name: _unpacked_value(value) for name, value in found.get("values", {}).items()})


def _unpacked_value(value: str | int | dict[str, Any]) -> Value:
    if not isinstance(value, dict):
        return value
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    for name, coded in _CODED.items():
        if name in value:
            return coded.decode(value[name])
    return _unpacked(value)
