"""The rows that every store begins with: countries, lists, and Tehran's own bodies.

They lie in `resources/data`: `reference_<kind>.json`, one file a kind, and `countries.csv`. Ids come from list and code, so
two stores merge without twins. Loading again adds what is missing and never touches a row that is there: the office's
wording wins, and what it deleted stays deleted.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.collation import sort_key
from app.core.i18n import _
from app.core.ids import shipped_id
from app.core.paths import resources
from app.schema.choices import member_of
from app.schema.fields import Field, FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.values import Value
from app.services.draft_plan import as_value
from app.services.office import Office
from app.store.rows import write_rows
from app.store.writing import Deed

COUNTRY: Final = "country"
_PREFIX = "reference_"
# Lists first: bodies name their country, and a body its parent, which stands before it in the file.
_LAST: Final = ("counterpart",)
_CONTINENTS = {
    "Africa": "آفریقا",
    "Antarctica": "جنوبگان",
    "Asia": "آسیا",
    "Europe": "اروپا",
    "North America": "آمریکای شمالی",
    "Oceania": "اقیانوسیه",
    "South America": "آمریکای جنوبی",
}
_SOURCE = "Unicode CLDR; ISO 3166; GeoNames (CC BY 4.0)"

Shipped = dict[str, Any]


def load(office: Office) -> int:
    """Add the shipped rows that the store does not have, as one deed; gives their number."""
    added = 0
    with office.doing(Deed("load_reference", _("The shipped lists were loaded"))) as session:
        for kind, rows in shipped(office.catalogue):
            added += _add(session, kind, rows)
    return added


def shipped(catalogue: Catalogue, folder: Path | None = None) -> Iterator[tuple[RecordKind, list[Shipped]]]:
    """Read the shipped rows of every kind of the catalogue, in the order in which they can be written."""
    data = folder or resources() / "data"
    keys = [path.stem.removeprefix(_PREFIX) for path in sorted(data.glob(f"{_PREFIX}*.json"))]
    for key in sorted(keys, key=lambda name: name in _LAST):
        if key in catalogue:
            kind = catalogue[key]
            rows = _countries(data) if key == COUNTRY else _rows(data, key)
            yield kind, [_typed(kind, row) for row in rows]


def _rows(data: Path, key: str) -> list[Shipped]:
    found: list[Shipped] = json.loads((data / f"{_PREFIX}{key}.json").read_text("utf-8"))["rows"]
    return found


def _countries(data: Path) -> list[Shipped]:
    """Read the countries in Persian order, with the wordings that replace those of the source."""
    wordings = {row["code"]: row for row in _rows(data, COUNTRY)}
    capitals, own = _persian_capitals(data), {line["iso2"]: line["name_fa"] for line in _lines(data / "capitals_fa.csv")}
    rows: list[Shipped] = [
        {
            "code": line["iso2"],
            "label_fa": line["name_fa"],
            "label_en": line["name_en"],
            "iso3": line["iso3"],
            "continent": _CONTINENTS.get(line["continent"], line["continent"]),
            "capital": capitals.get((line["iso2"], line["capital"]), own.get(line["iso2"], line["capital"])) or None,
            "facts_source": _SOURCE,
            **wordings.get(line["iso2"], {}),
        }
        for line in _lines(data / "countries.csv")
    ]
    rows.sort(key=lambda row: sort_key(row["label_fa"]))
    return [{**row, "position": place * 10} for place, row in enumerate(rows, 1)]


def _persian_capitals(data: Path) -> Mapping[tuple[str, str], str]:
    lines = _lines(data / "cities.csv")
    return {(line["country_iso2"], line["name_en"]): line["name_fa"] for line in lines if line["name_fa"]}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _typed(kind: RecordKind, row: Shipped) -> Shipped:
    """Bring a row to the types of its kind; `code` gives the id, and is a field only of lists."""
    values = {name: _value(kind.fields[name], value) for name, value in row.items() if name in kind.fields}
    return {"id": shipped_id(kind.key, row["code"]), **values}


def _value(field: Field, value: str | int | list[str] | None) -> Value:
    if value is None:
        return None
    if field.kind is FieldKind.CHOICE and field.choices is not None:
        return as_value(member_of(field.choices, value))
    if field.kind in (FieldKind.LINK, FieldKind.OFFICE_LIST):
        return shipped_id(field.target or "", str(value))
    return tuple(shipped_id(field.target or "", code) for code in value) if isinstance(value, list) else value


def _add(session: Session, kind: RecordKind, rows: list[Shipped]) -> int:
    known = set(session.scalars(select(kind.model.id).where(kind.model.id.in_([row["id"] for row in rows]))))
    missing = [row for row in rows if row["id"] not in known]
    return len(write_rows(session, kind, missing)) if missing else 0
