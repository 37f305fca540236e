"""The rows of the sample office: the invented people, trips and meetings, from data files; `sample_partners` reads the real part.

Days in the data files are counted from a given day: `today`, `today+12`, `today-3 10:00 Asia/Seoul`; `today-1900 month` and
`today-900 year` are the Jalali month and year of that day, and `{year:today-50}` in a text its Jalali year. Links name the key of
another sample row, `@kind/code` of a shipped row, or the code of a list item. Under `more` a file adds to rows of another
file, or of a real partner, by their key: values are set, rows of a panel come after those that are there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core.calendars import Calendar, parts_of
from app.core.ids import shipped_id
from app.core.moments import Moment
from app.core.money import parse_money
from app.core.numbers import to_persian
from app.core.partial_dates import PartialDate, parse_partial
from app.schema.choices import member_of
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.values import FileRef, Place, Value
from app.services.draft_plan import as_value
from app.services.ranks import reranked

_RELATIVE = re.compile(r"today([+-]\d+)?(?: (month|year)| (\d\d):(\d\d) (\S+))?")
_YEAR = re.compile(r"\{year:today([+-]\d+)?\}")
_PERSIAN_DIGIT = re.compile("[۰-۹]")
_SAMPLE = "sample"
_FILES = ("sample_office.json", "sample_seoul.json", "sample_clearances.json")
_MARK = "tag_sample"
"""The tag that every invented record bears."""

Picture = Mapping[str, str]
Rows = dict[str, list[dict[str, Any]]]


@dataclass(slots=True)
class Reader:
    """Turns raw rows into typed ones, by kind, child rows apart; `draw` makes the file of a picture that the data describes."""

    catalogue: Catalogue
    today: date
    data: Path
    draw: Any
    rows: Rows = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    marked: bool = False
    blocks: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in _FILES:
            described = json.loads((self.data / name).read_text("utf-8"))
            self.blocks += described["blocks"]
            for key, more in described.get("more", {}).items():
                self.more[key] = _joined(self.more.get(key, {}), more)
        self.keys |= {row["key"] for block in self.blocks for row in block["rows"]}

    def take(self, kind: RecordKind, raw: Mapping[str, Any], *, owner: tuple[str, UUID] | None = None, rank: str = "") -> UUID:
        """Read one raw row and the rows in its panels; gives its id."""
        key = str(raw.get("key") or f"{kind.key}_{len(self.rows.get(kind.key, ())) + 1}")
        raw = _joined(raw, self.more.get(key, {}))
        record = shipped_id(_SAMPLE, key)
        row: dict[str, Any] = {"id": record, "sample": True}
        if owner is not None:
            row[owner[0]] = owner[1]
        if rank and kind.is_child:
            row["rank"] = rank
        if self.marked and kind.is_record:
            row["tags"] = (shipped_id(_SAMPLE, _MARK),)
        self.rows.setdefault(kind.key, []).append(row)
        panels = self.catalogue.panels(kind.key)
        for name, value in raw.items():
            if name in panels:
                ranks = reranked([None] * len(value))
                for place, inner in enumerate(value):
                    self.take(panels[name].kind, inner, owner=(panels[name].via, record), rank=ranks[place])
            elif name in kind.fields:
                row[name] = self.value(kind.fields[name], value)
        return record

    def value(self, described: Field, raw: Any) -> Value:  # noqa: ANN401 - raw JSON
        """Read one value of the data file by the kind of its field."""
        kind = described.kind
        if kind in (FieldKind.LINK, FieldKind.OFFICE_LIST):
            return self.target(described, raw)
        if kind is FieldKind.LINKS:
            return tuple(self.target(described, each) for each in raw)
        if kind is FieldKind.CHOICE and described.choices is not None:
            return as_value(member_of(described.choices, raw))
        if kind in (FieldKind.DAY, FieldKind.MOMENT):
            return self.when(described, str(raw))
        if kind is FieldKind.AMOUNT:
            return parse_money(raw["amount"], raw["currency"])
        if kind is FieldKind.FILE:
            return self._file(raw)
        if isinstance(raw, Mapping):
            return (self.data / str(raw["resource"])).read_text("utf-8").strip()
        if isinstance(raw, str):
            return _YEAR.sub(lambda found: self._year(found, raw), raw)
        return raw if isinstance(raw, Place | int) else None

    def target(self, described: Field, raw: str) -> UUID:
        """Find the id behind a key of the sample, a shipped row or a list code."""
        if raw in self.keys:
            return shipped_id(_SAMPLE, raw)
        if raw.startswith("@"):
            kind, _slash, code = raw[1:].partition("/")
            return shipped_id(kind, code)
        return shipped_id(str(described.target), raw)

    def when(self, described: Field, raw: str) -> date | PartialDate | Moment:
        """Read a day or a moment, counted from the day of the sample or fixed."""
        found = _RELATIVE.fullmatch(raw)
        if found is None:
            return parse_partial(raw) if described.partial else date.fromisoformat(raw)
        day = self._day(found)
        if found[2]:
            year, month, _day = parts_of(day, Calendar.JALALI)
            whole_year = PartialDate.of_year(year, Calendar.JALALI)
            return whole_year if found[2] == "year" else PartialDate.of_month(year, month, Calendar.JALALI)
        if found[5]:
            return Moment(datetime(day.year, day.month, day.day, int(found[3]), int(found[4])), found[5])  # noqa: DTZ001 - wall time
        return PartialDate.of_day(day) if described.partial else day

    def _day(self, found: re.Match[str]) -> date:
        return self.today + timedelta(days=int(found[1] or 0))

    def _year(self, found: re.Match[str], text: str) -> str:
        """Give the Jalali year of a relative day, in the digits of its text."""
        year = str(parts_of(self._day(found), Calendar.JALALI).year)
        return to_persian(year) if _PERSIAN_DIGIT.search(text) else year

    def _file(self, raw: Picture) -> FileRef:
        made: FileRef = self.draw(raw)
        return made


def _joined(raw: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Add what another file says of a row."""
    panels = {name: [*raw[name], *value] for name, value in more.items() if _is_panel(value) and name in raw}
    return {**raw, **more, **panels}


def _is_panel(value: Any) -> bool:  # noqa: ANN401 - raw JSON
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def invented(reader: Reader) -> None:
    """Read the invented part of the sample; each of its records bears the tag that says so."""
    reader.marked = True
    for block in reader.blocks:
        for raw in block["rows"]:
            reader.take(reader.catalogue[block["kind"]], raw)


def in_writing_order(catalogue: Catalogue, rows: Rows) -> Iterator[tuple[RecordKind, list[dict[str, Any]]]]:
    """Walk the kinds that have rows: lists, then records, then what lives in them, then what hangs on both."""
    found = [catalogue[key] for key in rows]
    yield from ((kind, rows[kind.key]) for kind in sorted(found, key=_depth))


def _depth(kind: RecordKind) -> int:
    return 0 if kind.is_list else 2 if kind.is_child else 1
