"""How pressing a computed value of a list is, as the tone of its words."""

from datetime import timedelta
from typing import Final

from app.core.partial_dates import PartialDate
from app.services.derived import Tone as Pressing
from app.services.list_query import ListRow
from app.services.office import Office
from app.ui.theme import Tone

_SHADES: Final[dict[Pressing, Tone]] = {Pressing.PLAIN: "text", Pressing.SOON: "warn", Pressing.LATE: "bad"}


def shade(office: Office, row: ListRow | None, column: int, name: str) -> Tone:
    """Tell how pressing a computed day or number of days is."""
    value = None if row is None else row.values[column]
    if row is None or value is None:
        return "text"
    if name in row.marks:
        return _SHADES[row.marks[name].tone]
    soon = office.settings.notice_alert_days
    if name == "days_late":
        return "bad"
    if name == "days_to_notice" and isinstance(value, int):
        return "bad" if value < 0 else "warn" if value <= soon else "text"
    if name == "notice_day":
        day, today = (value.first if isinstance(value, PartialDate) else value), office.today()
        return "bad" if day < today else "warn" if day <= today + timedelta(days=soon) else "text"  # type: ignore[operator]
    return "text"
