"""The real part of the sample: the published partners of Tehran, their agreements, and the city networks.

Only what a row says is said. A field without a column of its own stays empty: how an agreement is renewed, how close a relation
is, who signed. What a row says in words goes into notes and source, in Persian (`partner_words.csv`) and in its own English.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.schema.values import Place
from app.services.sample_rows import Reader

Line = Mapping[str, str]

_KINDS: Final = {
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
    "cooperation": ("", "همکاری تهران و {city}", "Cooperation, Tehran and {city}"),
    "negotiation": ("sister_city", "مذاکرهٔ خواهرخواندگی تهران و {city}", "Negotiation of a sister city pact, Tehran and {city}"),
}
_STAGES: Final = {"active": "in_force", "expired": "expired", "negotiating": "proposal"}
_UNSURE_STAGES: Final = {"announced": "proposal", "no_source": "idea"}
"""Of a row whose state is not clear, by its confidence: a signing that was only announced is a proposal, a bare name an idea."""
_CERTAINTIES: Final = frozenset(("confirmed", "announced", "year_inferred", "year_unknown", "uncertain"))
"""The words of the column that the office has, too; one weak source, or none, is told in the notes."""
_BODIES: Final = {
    "city_network": "city_network",
    "development_bank": "development_bank",
    "national_association": "city_network",
}
_NOT_SIGNED: Final = frozenset(("proposal", "idea"))


def partners(reader: Reader) -> None:
    """Read the real partners of Tehran, their agreements with sources and certainty, and the city networks."""
    cities = [line for line in _lines(reader.data / "cities.csv") if line["is_tehran_partner"] == "1"]
    networks = _lines(reader.data / "networks.csv")
    words = {line["english"]: line["persian"] for line in _lines(reader.data / "partner_words.csv")}
    reader.keys |= {city_key(line["name_en"]) for line in cities} | {network_key(line) for line in networks}
    body = reader.catalogue["counterpart"]
    for line in cities:
        reader.take(body, _city(line))
    for line in networks:
        reader.take(body, _network(line, words))
    for place, line in enumerate(_lines(reader.data / "tehran_partners.csv")):
        reader.take(reader.catalogue["agreement"], _agreement(place, line, words=words))


def city_key(name_en: str) -> str:
    """Name the sample row of a city."""
    return f"city_{name_en.lower().replace(' ', '_')}"


def network_key(line: Line) -> str:
    """Name the sample row of a network."""
    return f"network_{(line['acronym'] or line['name_en']).lower().replace(' ', '_')}"


def _city(line: Line) -> dict[str, Any]:
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
        "source": "GeoNames (CC BY 4.0)",
    }


def _network(line: Line, words: Line) -> dict[str, Any]:
    raw = {
        "key": network_key(line),
        "kind": _BODIES.get(line["kind"], "international_organisation"),
        "name_fa": line["name_fa"],
        "name_en": line["name_en"],
        "acronym": line["acronym"],
        "seat_city": _persian(line["hq_city"], words),
        "country": line["hq_country_iso2"],
        "founded": line["founded"],
        "website": line["website"],
        "themes": "، ".join(_persian(theme, words) for theme in line["themes"].split(";") if theme),
        "our_role": _persian(line["tehran_role"], words),
        "source": _persian(line["checked_against_page"], words),
    }
    return _known(raw)


def _agreement(place: int, line: Line, *, words: Line) -> dict[str, Any]:
    kind, title_fa, title_en = _KINDS[line["agreement_kind"]]
    stage = _stage(line)
    raw = {
        "key": f"partner_agreement_{place}",
        "title_fa": title_fa.format(city=line["city_fa"]),
        "title_en": title_en.format(city=line["city_en"]),
        "type": kind,
        "stage": stage,
        "owner_body": "municipality",
        "signed_on": "" if stage in _NOT_SIGNED else line["date_signed"] or line["year_signed"],
        "certainty": line["confidence"] if line["confidence"] in _CERTAINTIES else "",
        "source": "\n".join(_persian(source, words) for source in line["sources"].split(" | ")),
        "notes": _notes(line, words),
        "parties": [{"body": "@counterpart/tehran_municipality"}, {"body": city_key(line["city_en"])}],
    }
    return _known(raw)


def _stage(line: Line) -> str:
    """Choose the furthest stage that the row vouches for; of an unclear or dormant pact that is its signature."""
    return _STAGES.get(line["status"]) or _UNSURE_STAGES.get(line["confidence"], "signed")


def _notes(line: Line, words: Line) -> str:
    """Tell note and state of a row in Persian, then in the row's own words."""
    note, status = line["note"], line["status"]
    persian = [f"{_persian(text, words)}." for text in (note, status) if text]
    own = "; ".join(text for text in (note, f"status: {status}") if text)
    return "\n".join([*persian, f"({own})"])


def _persian(text: str, words: Line) -> str:
    return words.get(text, text)


def _known(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if value}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
