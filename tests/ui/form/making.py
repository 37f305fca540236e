# ruff: noqa: ARG002 - dialogs take what their callers give
"""An office with a few records, and a context whose dialogs give the answers a test puts in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.core.clock import frozen_at
from app.core.i18n import Text
from app.core.settings import Settings
from app.records import ALL
from app.schema.kinds import Catalogue
from app.schema.values import Value
from app.services import editing
from app.services.office import Office, this_actor
from app.store.store import Store
from app.ui.context import Context
from app.ui.dialogs import Choice, Dialogs
from app.ui.versions import Place

KEY = bytes(range(32))
# 2 Azar 1405, 11:30 in Tehran.
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Answers(Dialogs):
    """Dialogs that answer from lists and remember what they were asked."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[str] = []
        self.answers: list[str] = []
        self.reasons: list[str | None] = []
        self.told: list[str] = []
        self.picked: list[Path | None] = []
        self.saved_as: list[Path | None] = []
        self.secrets: list[str | None] = []

    def ask(self, question: Text | str, detail: Text | str, choices: Sequence[Choice]) -> str:
        self.asked.append(str(question))
        safe = next((choice.key for choice in choices if choice.safe), choices[-1].key)
        return self.answers.pop(0) if self.answers else safe

    def tell(self, fact: Text | str, detail: Text | str = "") -> None:
        self.told.append(str(fact))

    def reason(self, question: Text | str, detail: Text | str = "") -> str | None:
        self.asked.append(str(question))
        return self.reasons.pop(0) if self.reasons else None

    def pick_file(self, title: Text | str, *, pattern: str = "") -> Path | None:
        return self.picked.pop(0) if self.picked else None

    def versions(self, places: Sequence[Place]) -> list[bool] | None:
        self.asked += [place.name for place in places]
        answer = self.answers.pop(0) if self.answers else "leave"
        return None if answer == "leave" else [answer == "mine"] * len(places)

    def secret(self, question: Text | str, detail: Text | str = "") -> str | None:
        self.asked.append(str(question))
        return self.secrets.pop(0) if self.secrets else None

    def pick_files(self, title: Text | str) -> list[Path]:
        return [path for path in self.picked if path is not None]

    def save_file(self, title: Text | str, suggested: str, *, pattern: str = "") -> Path | None:
        return self.saved_as.pop(0) if self.saved_as else None


@contextmanager
def open_context(folder: Path) -> Iterator[tuple[Context, Answers]]:
    """Open a new office in a folder, with a context around it."""
    with frozen_at(NOW):
        store = Store.create(folder / "store", KEY, Catalogue(ALL))
        dialogs = Answers()
        context = Context(
            Office(store.catalogue, store, this_actor(), Settings()), dialogs, Settings(), settings_path=folder / "settings.json"
        )
        yield context, dialogs
        context.close()


def keep(context: Context, key: str, /, **values: Value) -> UUID:
    """Save one record."""
    return editing.save(context.office, editing.blank(context.office, key, values=values)).id
