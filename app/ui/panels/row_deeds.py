"""What a person does to the rows of a panel: added, moved, taken away, put back. Nothing is saved here."""

from collections.abc import Callable, Collection, Iterator

from app.schema.draft import Draft
from app.schema.kinds import PanelRows


class RowDeeds:
    """The rows of one panel in one draft; rows are told apart by identity, because two may say the same."""

    def __init__(self, draft: Draft, panel: PanelRows) -> None:
        self._draft, self._panel = draft, panel

    @property
    def all(self) -> list[Draft]:
        """Give the rows as the draft holds them, those to be removed among them."""
        return self._draft.rows.setdefault(self._panel.name, [])

    def living(self) -> list[Draft]:
        """List the rows that stay."""
        return list(self._draft.living(self._panel.name))

    def leaving(self) -> list[Draft]:
        """List the saved rows that go with the next save."""
        return [row for row in self._draft.rows.get(self._panel.name, ()) if row.removed]

    def remove(self, draft: Draft) -> Callable[[], None]:
        """Take a row away, a saved one with the next save; the answer puts it back where it stood."""
        place = self._place(draft)
        if draft.version is None:
            del self.all[place]
        else:
            draft.removed = True

        def back() -> None:
            draft.removed = False
            if not any(row is draft for row in self.all) and draft.version is None:
                self.all.insert(min(place, len(self.all)), draft)

        return back

    def move(self, draft: Draft, by: int) -> int | None:
        """Move a row among those that stay; its new place there, or None at either end."""
        living = self.living()
        at = next(place for place, row in enumerate(living) if row is draft)
        if not 0 <= at + by < len(living):
            return None
        target = self._place(living[at + by])
        self.all.pop(self._place(draft))
        self.all.insert(target, draft)
        return at + by

    def put_back(self) -> None:
        """Keep the rows that were to go."""
        for row in self.leaving():
            row.removed = False

    def drop(self, gone: Collection[Draft]) -> None:
        """Forget rows that were only added here."""
        ids = {id(row) for row in gone}
        self.all[:] = [row for row in self.all if id(row) not in ids]

    def blank(self, fresh: Draft, *, ignoring: Collection[str] = ()) -> Iterator[Draft]:
        """Walk the new rows that hold nothing beyond what a row starts with."""
        for row in self._draft.rows.get(self._panel.name, ()):
            filled = {name for name, value in row.values.items() if value not in (None, "", ())} - set(ignoring)
            is_new = row.version is None and not any(row.rows.values())
            if is_new and all(row.values[name] == fresh.values.get(name) for name in filled):
                yield row

    def _place(self, draft: Draft) -> int:
        return next(place for place, row in enumerate(self.all) if row is draft)
