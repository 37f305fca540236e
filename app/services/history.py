"""History of a record in words, and undo, redo and putting one value back (app.services.undoing, putting_back)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import Language, Text, _, language, plain
from app.core.moments import Moment
from app.schema.fields import Field
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Row
from app.services.checking import OVERRIDES
from app.services.draft_loading import is_own
from app.services.editing import office_moment
from app.services.office import Office
from app.services.putting_back import put_back
from app.services.titles import Title, titles_in
from app.services.undoing import (
    NothingToUndo,
    Refused,
    Undone,
    field_label,
    next_redo,
    next_undo,
    redo,
    taken_back,
    undo,
)
from app.services.wording import Wording, linked_ids, word
from app.store import journal, stored
from app.store.journal import DELETED, ROW
from app.store.writing import Change

__all__ = [
    "ChangeInWords",
    "DeedInWords",
    "NothingToUndo",
    "Refused",
    "Undone",
    "history",
    "next_redo",
    "next_undo",
    "put_back",
    "redo",
    "undo",
]

_SILENT = frozenset(("owner", "sample"))


_NOTES = {"merge_decision": _("Decided after a trip"), "trip_merged": _("Trip merged")}
"""Notes that stand beside a record and are no warning, by rule."""


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One changed field: the panel and the row it stands in (empty for the record itself), its label, old and new in words.

    `seq` names the change for `put_back`; `can_go_back` tells whether that makes sense.
    """

    seq: int
    field: Text
    old: str
    new: str
    panel: Text | None = None
    row: str = ""
    can_go_back: bool = True


@dataclass(frozen=True, slots=True)
class DeedInWords:
    """One deed that touched a record: when (in the office's zone), who, the use case in words, and what it changed."""

    id: UUID
    at: Moment
    who: str
    title: Text
    use_case: str
    changes: tuple[ChangeInWords, ...]
    undone: bool = False


@dataclass(frozen=True, slots=True)
class _Telling:
    """What history is told with: names by id, the panel of each row, and the language."""

    catalogue: Catalogue
    names: Mapping[UUID, Title]
    panels: Mapping[UUID, Text]
    lang: Language
    zone: str


def history(office: Office, kind_key: str, record: UUID, *, limit: int = 200) -> tuple[DeedInWords, ...]:
    """Tell the last deeds that changed a record or the rows inside it, newest first."""
    kind = office.catalogue[kind_key]
    lang = language()
    with office.store.reading() as session:
        panels = _rows_inside(session, office.catalogue, kind, record=record)
        reasons = _reasons(session, office.catalogue, record)
        changes = journal.changes_to(session, [record, *panels, *reasons])
        by_deed: dict[UUID, list[Change]] = {}
        for change in changes:
            if change.deed is not None and change.field not in _SILENT:
                by_deed.setdefault(change.deed, []).append(change)
        chosen = sorted(by_deed, reverse=True)[:limit]
        deeds = {deed: journal.deed_of(session, deed) for deed in chosen}
        officers = {row.actor.officer for row in deeds.values() if row.actor.officer}
        wanted = officers | set(panels) | _linked(office.catalogue, [change for deed in chosen for change in by_deed[deed]])
        names = titles_in(session, office.catalogue, wanted, lang=lang)
        gone = taken_back(session)
    telling = _Telling(office.catalogue, names, panels, lang, office.zone)
    return tuple(
        DeedInWords(
            deed,
            office_moment(office, deeds[deed].at),
            _who(deeds[deed].actor, names),
            deeds[deed].deed.title,
            deeds[deed].deed.use_case,
            _in_words(by_deed[deed], telling, reasons=reasons),
            deed in gone,
        )
        for deed in chosen
    )


def _who(actor: journal.Actor, names: Mapping[UUID, Title]) -> str:
    if actor.officer is not None and actor.officer in names:
        return names[actor.officer].title
    return actor.os_user


def _in_words(
    changes: Sequence[Change], telling: _Telling, *, reasons: Mapping[UUID, tuple[str, str, str]]
) -> tuple[ChangeInWords, ...]:
    told: list[ChangeInWords] = []
    reordered: set[Text] = set()
    made = {change.record for change in changes if change.field == ROW}
    for change in changes:
        if change.record in reasons:
            if change.field == ROW:
                rule, fact, reason = reasons[change.record]
                label = _NOTES.get(rule, _("Went past a warning"))
                told.append(ChangeInWords(change.seq, label, fact, reason, can_go_back=False))
            continue
        panel = telling.panels.get(change.record)
        if change.field == "rank" and panel is not None:
            if change.record not in made and panel not in reordered:
                reordered.add(panel)
                told.append(ChangeInWords(change.seq, _("Order changed"), "", "", panel, can_go_back=False))
            continue
        name = telling.names[change.record].title if panel is not None and change.record in telling.names else ""
        told.append(_told(change, telling, panel=panel, row=name))
    return tuple(told)


def _told(change: Change, telling: _Telling, *, panel: Text | None, row: str) -> ChangeInWords:
    if change.field == ROW:
        word_of_it = _("Added") if change.new else _("Removed for good")
        return ChangeInWords(change.seq, word_of_it, "", "", panel, row, can_go_back=False)
    if change.field == DELETED:
        return ChangeInWords(change.seq, _("Deleted") if change.new else _("Restored"), "", "", panel, row)
    kind = telling.catalogue[change.kind]
    field = kind.fields.get(change.field)
    if field is None:
        return ChangeInWords(change.seq, plain(change.field), change.old or "", change.new or "", panel, row, can_go_back=False)
    wording = Wording(telling.lang, {record: title.title for record, title in telling.names.items()}, zone=telling.zone)
    old, new = (_words(kind, field, text, wording=wording) for text in (change.old, change.new))
    return ChangeInWords(change.seq, field_label(telling.catalogue, change), old, new, panel, row)


def _words(kind: RecordKind, field: Field, text: str | None, *, wording: Wording) -> str:
    value = stored.field_value(kind, field.name, text)
    return "" if value == () else word(field, value, wording=wording)


def _linked(catalogue: Catalogue, changes: Iterable[Change]) -> set[UUID]:
    found: set[UUID] = set()
    for change in changes:
        kind = catalogue[change.kind]
        field = kind.fields.get(change.field)
        if field is not None:
            for text in (change.old, change.new):
                found.update(linked_ids(field, stored.field_value(kind, change.field, text)))
    return found


def _rows_inside(session: Session, catalogue: Catalogue, kind: RecordKind, *, record: UUID) -> dict[UUID, Text]:
    """Find the child rows of a record, deleted ones too, with the name of their panel."""
    found: dict[UUID, Text] = {}
    waiting: list[tuple[RecordKind, tuple[UUID, ...]]] = [(kind, (record,))]
    while waiting:
        owner, ids = waiting.pop()
        for panel in catalogue.panels(owner.key).values():
            if is_own(panel, owner):
                model: type[Row] = panel.kind.model
                inside = tuple(session.scalars(select(model.id).where(getattr(model, panel.via).in_(ids))))
                found.update(dict.fromkeys(inside, panel.kind.plural))
                waiting += [(panel.kind, inside)] if inside else []
    return found


def _reasons(session: Session, catalogue: Catalogue, record: UUID) -> dict[UUID, tuple[str, str, str]]:
    """Find the warnings that somebody went past for this record: rule, fact and reason by the id of the override."""
    if OVERRIDES not in catalogue:
        return {}
    model: Any = catalogue[OVERRIDES].model
    rows = session.execute(select(model.id, model.rule, model.fact, model.reason).where(model.record == record))
    return {row.id: (row.rule, row.fact or "", row.reason) for row in rows}
