"""Public holidays of Iran for the calendar: day and name, as far as they are published."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from app.core.i18n import Language
from app.core.paths import resources


@dataclass(frozen=True, slots=True)
class Holiday:
    """One public holiday; lunar ones are estimated until the official calendar is out."""

    name_fa: str
    name_en: str
    estimated: bool

    def name(self, lang: Language) -> str:
        """Name the holiday in a language."""
        return self.name_fa if lang == "fa" else self.name_en


@cache
def holidays() -> dict[date, Holiday]:
    """Read the shipped holidays once."""
    found: dict[date, Holiday] = {}
    for path in sorted((resources() / "data").glob("holidays_ir_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[date.fromisoformat(row["gregorian"])] = Holiday(row["name_fa"], row["name_en"], row["estimated"] == "1")
    return found
