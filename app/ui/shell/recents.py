"""The records that were visited last, as the palette offers them."""

from app.ui.context import Context
from app.ui.shell.places import Place, RecordPlace

_MOST = 12


class Recents:
    """What was visited last, newest first; the names are those of the visit until the palette asks anew."""

    def __init__(self) -> None:
        self.places: list[tuple[RecordPlace, str]] = []

    def add(self, place: Place, title: str) -> None:
        """Put a record first; other places are not kept."""
        if isinstance(place, RecordPlace) and place.id is not None:
            kept = [(seen, name) for seen, name in self.places if seen.id != place.id]
            self.places = [(place, title), *kept][:_MOST]

    def offered(self, context: Context) -> list[tuple[RecordPlace, str]]:
        """Give what still exists, by the name it has now; what was deleted is forgotten."""
        from app.services import titles

        seen = [(place, place.id, title) for place, title in self.places if place.id is not None]
        found = titles.titles(context.office, [record for _place, record, _title in seen])
        self.places = [
            (place, found[record].title or title)
            for place, record, title in seen
            if record in found and not found[record].deleted
        ]
        return self.places

    def clear(self) -> None:
        """Forget everything."""
        self.places = []
