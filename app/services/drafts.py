"""What somebody was typing: kept in the encrypted file seconds after the last key, offered again at the next start.

A kept draft is no record: nobody finds, prints or packs it. Saving the record clears it; so does throwing it away.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from app.core.clock import now
from app.core.i18n import Text, _, language
from app.core.ids import uuid7
from app.core.moments import Moment
from app.schema.draft import Draft
from app.schema.kinds import Catalogue
from app.schema.values import Value
from app.services.editing import office_moment
from app.services.office import Office
from app.services.titles import titles_in
from app.store import drafts as kept
from app.store import stored
from app.store.drafts import KeptDraft
from app.store.tables import kept_draft

AFTER_SECONDS: Final = 2
"""How long after the last key a form keeps its draft."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept draft in words: what it would change, when it was last typed in, and how much of it there is.

    `key` names it; `record` is None for a record not saved yet. `state` is «complete», «partial» (something was half typed) or
    «unreadable»; `is_stale` says that the record was saved by somebody since, `is_gone` that it was deleted.
    """

    key: UUID
    kind: str
    record: UUID | None
    title: str
    at: Moment
    by: UUID | None
    state: str
    is_stale: bool = False
    is_gone: bool = False

    @property
    def said(self) -> Text:
        """Say what the draft is worth in one sentence."""
        if self.is_gone:
            return _("The record was deleted meanwhile; the draft can only be looked at or thrown away.")
        if self.is_stale:
            return _("Somebody saved this record meanwhile; compare before you save.")
        return _SAID[self.state]


_SAID: Final[Mapping[str, Text]] = {
    "complete": _("Everything you typed is there."),
    "partial": _("Some of it was half typed; what could not be read as a value is shown as you typed it."),
    "unreadable": _("This draft was written by another version and cannot be read; it can only be thrown away."),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft read back for its form: the values, and what was half typed, as text by the path of its field."""

    key: UUID
    draft: Draft
    at: Moment
    typed: Mapping[str, str] = field(default_factory=dict)


def keep(office: Office, draft: Draft, *, key: UUID | None = None, typed: Mapping[str, str] | None = None) -> UUID:
    """Keep a draft in the place of its earlier one; gives the key for the next time.

    A record that exists has its own id as the key; for a new one pass what the first call gave. `typed` are texts that are
    no value yet («12/»), by field name or `panel.place.field`. Raises DiskFull, DiskFailed, FileBusy, ReadOnlyStore.
    """
    found = draft.id or key or uuid7()
    data = json.dumps({"draft": _written(office.catalogue, draft), "typed": dict(typed or {})}, ensure_ascii=False)
    with office.store.unjournaled() as connection:
        kept.keep(connection, KeptDraft(found, draft.kind, office.actor.officer, now(), data))
    return found


def discard(office: Office, key: UUID) -> None:
    """Throw a kept draft away; one that is not there is thrown away already."""
    with office.store.unjournaled() as connection:
        kept.drop(connection, key)


def count(office: Office) -> int:
    """Count the drafts that wait."""
    with office.store.reading() as session:
        return session.scalar(select(func.count()).select_from(kept_draft)) or 0


def waiting(office: Office) -> tuple[Waiting, ...]:
    """List the kept drafts, newest first, as the next start offers them."""
    with office.store.reading() as session:
        found = kept.kept(session.connection())
        names = titles_in(session, office.catalogue, [one.id for one in found], lang=language())
        result = []
        for one in found:
            title = names[one.id].title if one.id in names else ""
            result.append(_described(office, one, title, version=_version(session, office.catalogue, one)))
        return tuple(result)


def open_kept(office: Office, key: UUID) -> Kept | None:
    """Read a kept draft back for its form; None when it is not there or cannot be read.

    It has the version that it was begun on, so that saving over somebody's later save is refused.
    """
    with office.store.reading() as session:
        found = next((one for one in kept.kept(session.connection()) if one.id == key), None)
    return None if found is None else _opened(office, found)


def _opened(office: Office, found: KeptDraft) -> Kept | None:
    try:
        data = json.loads(found.data)
        lost: dict[str, str] = {}
        draft = _read(office.catalogue, data["draft"], today=office.today(), path="", lost=lost)
        typed = {str(name): str(text) for name, text in data["typed"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return Kept(found.id, draft, office_moment(office, found.at), typed | lost)


def _described(office: Office, found: KeptDraft, title: str, *, version: int | None) -> Waiting:
    opened = _opened(office, found)
    at = office_moment(office, found.at)
    if opened is None:
        return Waiting(found.id, found.kind, None, title, at, found.officer, "unreadable")
    draft = opened.draft
    own = draft.values.get(office.catalogue[found.kind].title.key)
    return Waiting(
        found.id,
        found.kind,
        draft.id,
        own if isinstance(own, str) and own else title,
        at,
        found.officer,
        "partial" if opened.typed else "complete",
        is_stale=version is not None and draft.version is not None and version != draft.version,
        is_gone=draft.id is not None and version is None,
    )


def _version(session: Any, catalogue: Catalogue, found: KeptDraft) -> int | None:  # noqa: ANN401 - a reading session
    if found.kind not in catalogue:
        return None
    model: Any = catalogue[found.kind].model
    version: int | None = session.scalar(select(model.version).where(model.id == found.id, model.deleted_at.is_(None)))
    return version


def _written(catalogue: Catalogue, draft: Draft) -> dict[str, Any]:
    """Write a draft as JSON: values as the journal keeps them, rows under the names of their panels."""
    kind = catalogue[draft.kind]
    return {
        "kind": draft.kind,
        "id": None if draft.id is None else str(draft.id),
        "version": draft.version,
        "removed": draft.removed,
        "values": {name: stored.to_stored(kind, name, value) for name, value in draft.values.items() if name in kind.fields},
        "rows": {panel: [_written(catalogue, row) for row in rows] for panel, rows in draft.rows.items()},
    }


def _read(catalogue: Catalogue, data: Mapping[str, Any], *, today: date, path: str, lost: dict[str, str]) -> Draft:
    """Read what `_written` wrote; what is no field or no value any more goes to `lost`, as text."""
    kind = catalogue[data["kind"]]
    rows = {
        panel: [_read(catalogue, row, today=today, path=f"{path}{panel}.{place}.", lost=lost) for place, row in enumerate(every)]
        for panel, every in data["rows"].items()
    }
    values: dict[str, Value] = {}
    for name, text in data["values"].items():
        try:
            values[name] = stored.field_value(kind, name, text)
        except (KeyError, TypeError, ValueError):
            lost[f"{path}{name}"] = str(text)
    record = None if data["id"] is None else UUID(data["id"])
    return Draft(kind.key, today, values, rows, record, data["version"], bool(data["removed"]))
