"""The rows of the sample office: invented people and meetings from data files, real partners from the reference data.

Days in the data file are counted from a given day: `today`, `today+12`, `today-3 10:00 Asia/Seoul`. Links name the key of
another sample row, `@kind/code` of a shipped row, or the code of a list item. Under `more` a file adds to rows of another
file, or of a real partner, by their key: values are set, rows of a panel come after those that are there.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core.ids import shipped_id
from app.core.moments import Moment
from app.core.money import parse_money
from app.core.partial_dates import PartialDate, parse_partial
from app.schema.choices import member_of
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.values import FileRef, Place, Value
from app.services.draft_plan import as_value
from app.services.ranks import reranked

_RELATIVE = re.compile(r"today([+-]\d+)?(?: (\d\d):(\d\d) (\S+))?")
_SAMPLE = "sample"
_FILES = ("sample_office.json", "sample_seoul.json")
_KINDS = {
    "sister_city": ("sister_city", "خواهرخواندگی تهران و {city}", "Sister city agreement, Tehran and {city}"),
    "mou": ("memorandum", "تفاهم‌نامهٔ تهران و {city}", "Memorandum of understanding, Tehran and {city}"),
    "friendship_agreement": ("friendship", "توافق‌نامهٔ دوستی تهران و {city}", "Friendship agreement, Tehran and {city}"),
    "cooperation_programme": (
        "cooperation_programme",
        "برنامهٔ همکاری تهران و {city}",
        "Cooperation programme, Tehran and {city}",
    ),
    "implementation_document": (
        "implementation_document",
        "سند اجرایی تهران و {city}",
        "Implementation document, Tehran and {city}",
    ),
    "cooperation": ("letter_of_intent", "همکاری تهران و {city}", "Cooperation, Tehran and {city}"),
    "negotiation": ("memorandum", "مذاکرهٔ خواهرخواندگی تهران و {city}", "Negotiation of a sister city pact, Tehran and {city}"),
}
_STAGES = {
    "active": "in_force",
    "dormant": "suspended",
    "unclear": "under_review",
    "expired": "expired",
    "negotiating": "proposal",
}

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
    blocks: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in _FILES:
            described = json.loads((self.data / name).read_text("utf-8"))
            self.blocks += described["blocks"]
            self.more |= described.get("more", {})
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
        return raw if isinstance(raw, Place | int | str) else None

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
        day = self.today + timedelta(days=int(found[1] or 0))
        if found[4]:
            return Moment(datetime(day.year, day.month, day.day, int(found[2]), int(found[3])), found[4])  # noqa: DTZ001 - wall time
        return PartialDate.of_day(day) if described.partial else day

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
    """Read the invented part of the sample."""
    for block in reader.blocks:
        for raw in block["rows"]:
            reader.take(reader.catalogue[block["kind"]], raw)


def partners(reader: Reader) -> None:
    """Read the real partners of Tehran, their agreements with sources and certainty, and the city networks."""
    cities = [line for line in _lines(reader.data / "cities.csv") if line["is_tehran_partner"] == "1"]
    networks = _lines(reader.data / "networks.csv")
    reader.keys |= {city_key(line["name_en"]) for line in cities} | {network_key(line) for line in networks}
    body = reader.catalogue["counterpart"]
    for line in cities:
        reader.take(body, _city(line))
    for line in networks:
        reader.take(body, _network(line))
    for place, line in enumerate(_lines(reader.data / "tehran_partners.csv")):
        reader.take(reader.catalogue["agreement"], _agreement(place, line))


def city_key(name_en: str) -> str:
    """Name the sample row of a city."""
    return f"city_{name_en.lower().replace(' ', '_')}"


def network_key(line: Mapping[str, str]) -> str:
    """Name the sample row of a network."""
    return f"network_{(line['acronym'] or line['name_en']).lower().replace(' ', '_')}"


def _city(line: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": city_key(line["name_en"]),
        "kind": "city",
        "name_fa": line["name_fa"] or line["name_en"],
        "name_en": line["name_en"],
        "country": line["country_iso2"],
        "time_zone": line["timezone"],
        "position": Place(float(line["lat"]), float(line["lon"])),
        "population": int(line["population"]),
        "population_source": "GeoNames (CC BY 4.0)",
        "tier": "active",
        "source": "GeoNames (CC BY 4.0)",
    }


def _network(line: Mapping[str, str]) -> dict[str, Any]:
    kinds = {"city_network", "international_organisation", "development_bank", "ngo"}
    raw = {
        "key": network_key(line),
        "kind": line["kind"] if line["kind"] in kinds else "international_organisation",
        "name_fa": line["name_fa"],
        "name_en": line["name_en"],
        "acronym": line["acronym"],
        "seat_city": line["hq_city"],
        "country": line["hq_country_iso2"],
        "founded": line["founded"],
        "website": line["website"],
        "themes": line["themes"].replace("_", " ").replace(";", "; "),
        "our_role": line["tehran_role"],
        "tier": "occasional",
    }
    return {name: value for name, value in raw.items() if value}


def _agreement(place: int, line: Mapping[str, str]) -> dict[str, Any]:
    kind, title_fa, title_en = _KINDS[line["agreement_kind"]]
    stage = _STAGES[line["status"]]
    raw = {
        "key": f"partner_agreement_{place}",
        "title_fa": title_fa.format(city=line["city_fa"]),
        "title_en": title_en.format(city=line["city_en"]),
        "type": kind,
        "stage": stage,
        "signed_on": line["date_signed"] or line["year_signed"],
        "renewal": "open_ended" if stage == "in_force" else "",
        "certainty": line["confidence"],
        "source": line["sources"].replace(" | ", "\n"),
        "notes": line["note"],
        "parties": [{"body": "@counterpart/tehran_municipality"}, {"body": city_key(line["city_en"])}],
    }
    return {name: value for name, value in raw.items() if value}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_writing_order(catalogue: Catalogue, rows: Rows) -> Iterator[tuple[RecordKind, list[dict[str, Any]]]]:
    """Walk the kinds that have rows: lists, then records, then what lives in them, then what hangs on both."""
    found = [catalogue[key] for key in rows]
    yield from ((kind, rows[kind.key]) for kind in sorted(found, key=_depth))


def _depth(kind: RecordKind) -> int:
    return 0 if kind.is_list else 2 if kind.is_child else 1
