"""A merge in words: every change and every conflict of a package by record and field, with who, when and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Language, Text, _c
from app.rules.labels import Confidentiality, highest
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue
from app.services.checking import OVERRIDES
from app.services.editing import office_moment
from app.services.office import Office
from app.services.titles import titles_in
from app.services.undoing import field_label
from app.services.wording import Wording, linked_ids, word
from app.store import journal, stored
from app.store.journal import DELETED, ROW
from app.store.writing import Change
from app.sync.labelling import Touched, label_of_cells
from app.sync.merge import Conflict, Taken
from app.sync.package import TravelDeed
from app.sync.rows import PackedRow
from app.sync.stored_rows import parts
from app.sync.told import ChangeLine, ConflictInWords, Origin, Plan, RecordChanges, SideValue
from app.sync.words import NATURES

_SILENT = frozenset((ROW, "sample"))

Cell = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A conflict with its id, and where each of its two values comes from."""

    id: UUID
    conflict: Conflict
    theirs: Origin
    ours: Origin


@dataclass(frozen=True, slots=True)
class Story:
    """What there is to tell of one merge, before it has words."""

    changes: Sequence[Taken]
    asked: Sequence[Asked]
    origins: Mapping[Cell, Origin]
    rows: Mapping[UUID, PackedRow] = field(default_factory=dict)


def told_records(
    session: Session, office: Office, story: Story, *, lang: Language
) -> tuple[tuple[RecordChanges, ...], tuple[ConflictInWords, ...], Confidentiality]:
    """Word the changes by record, and the conflicts, in one language; gives with them the highest label among them."""
    telling, named = _telling(session, office, story, lang)
    asked = {(one.conflict.record, one.conflict.field) for one in story.asked}
    by_record: dict[UUID, list[Taken]] = {}
    for change in story.changes:
        if (change.record, change.field) not in asked and change.kind != OVERRIDES:
            by_record.setdefault(change.record, []).append(change)
    records = tuple(telling.record(changes, story.origins) for changes in by_record.values())
    conflicts = [one.conflict for one in story.asked]
    touched = [Touched(change.kind, change.record, change.field, (change.old, change.new)) for change in story.changes]
    touched += [Touched(one.kind, one.record, one.field, (one.base, one.ours, one.theirs)) for one in conflicts]
    label = highest((named, label_of_cells(session, office.catalogue, touched, story.rows)))
    return records, tuple(telling.conflict(one) for one in story.asked), label


@dataclass(frozen=True, slots=True)
class _Telling:
    catalogue: Catalogue
    titles: Mapping[UUID, str]
    wording: Wording

    def record(self, changes: Sequence[Taken], origins: Mapping[Cell, Origin]) -> RecordChanges:
        first = changes[0]
        # A record that a merge taken back had brought is new once more when it comes back.
        is_new = any(change.field == ROW or (change.field == DELETED and change.new is None) for change in changes)
        shown = [change for change in changes if change.field not in _SILENT and not (is_new and self._is_plain(change))]
        lines = tuple(
            ChangeLine(
                change.field,
                self.label(change.kind, change.record, change.field),
                self.words(change.kind, change.field, change.old),
                self.words(change.kind, change.field, change.new),
                origins.get((change.record, change.field)) or origins.get((change.record, ROW)) or Origin(),
            )
            for change in shown
        )
        return RecordChanges(first.kind, first.record, self.title(first.kind, first.record), is_new, lines)

    def conflict(self, one: Asked) -> ConflictInWords:
        found = one.conflict
        return ConflictInWords(
            one.id,
            found.kind,
            found.record,
            self.title(found.kind, found.record),
            found.field,
            self.label(found.kind, found.record, found.field),
            found.nature,
            NATURES[found.nature],
            self.words(found.kind, found.field, found.base),
            SideValue(found.theirs, self.words(found.kind, found.field, found.theirs), one.theirs),
            SideValue(found.ours, self.words(found.kind, found.field, found.ours), one.ours),
            self.titles.get(found.other, "") if found.other else "",
        )

    def title(self, kind: str, record: UUID) -> str:
        return self.titles.get(record) or self.catalogue[kind].name.in_(self.wording.lang)

    def label(self, kind: str, record: UUID, name: str) -> Text:
        return field_label(self.catalogue, Change(kind, record, name, None, None))

    def words(self, key: str, name: str, text: str | None) -> str:
        if name == DELETED:
            return (_c("state of a record", "Deleted") if text else _c("state of a record", "Kept")).in_(self.wording.lang)
        kind = self.catalogue[key]
        if name not in kind.fields:
            return ""
        value = stored.field_value(kind, name, text)
        return "" if value == () else word(kind.fields[name], value, wording=self.wording)

    def _is_plain(self, change: Taken) -> bool:
        """Tell what a new record says without anybody having said it: its place, and values it begins with."""
        kind = self.catalogue[change.kind]
        known = kind.fields.get(change.field)
        return known is None or (
            known.default is not None and stored.to_stored(kind, change.field, known.default()) == change.new
        )


def _telling(session: Session, office: Office, story: Story, lang: Language) -> tuple[_Telling, Confidentiality]:
    """Collect the names that the words need, and the highest label of what they name."""
    catalogue = office.catalogue
    wanted = {change.record for change in story.changes} | {one.conflict.record for one in story.asked}
    values = [(change.kind, change.field, text) for change in story.changes for text in (change.old, change.new)]
    for asked in (one.conflict for one in story.asked):
        values += [(asked.kind, asked.field, text) for text in (asked.base, asked.ours, asked.theirs)]
        wanted |= {asked.other} if asked.other else set()
    for kind, name, text in values:
        if text is not None and name in catalogue[kind].fields:
            wanted.update(linked_ids(catalogue[kind].fields[name], stored.field_value(catalogue[kind], name, text)))
    found = titles_in(session, catalogue, wanted, lang=lang)
    titles = {record: title.title for record, title in found.items()}
    titles |= _new_titles(catalogue, story.rows, titles)
    telling = _Telling(catalogue, titles, Wording(lang, titles, zone=office.zone))
    return telling, highest(title.label for title in found.values())


def _new_titles(catalogue: Catalogue, rows: Mapping[UUID, PackedRow], known: Mapping[UUID, str]) -> dict[UUID, str]:
    """Name records that are not in the file yet: by their own text, or by the record that names them."""
    found: dict[UUID, str] = {}
    linked: dict[UUID, UUID] = {}
    for record, row in rows.items():
        if record in known:
            continue
        named = catalogue[row.kind].title_field
        value = stored.field_value(catalogue[row.kind], named.name, row.values.get(named.name))
        if named.kind in (FieldKind.LINK, FieldKind.OFFICE_LIST) and isinstance(value, UUID):
            linked[record] = value
        elif isinstance(value, str):
            found[record] = value
    for record, target in linked.items():
        found[record] = known.get(target) or found.get(target, "")
    return found


def travel_origins(office: Office, deeds: Iterable[TravelDeed], lang: Language) -> dict[Cell, Origin]:
    """Tell who wrote each field last on the trip, when and in which use case."""
    found: dict[Cell, Origin] = {}
    for deed in deeds:
        origin = Origin(deed.who, office_moment(office, deed.at), deed.title.in_(lang))
        found.update(dict.fromkeys(deed.touched, origin))
    return found


def office_origins(session: Session, office: Office, cells: Iterable[Cell], *, lang: Language) -> dict[Cell, Origin]:
    """Tell who wrote each field last in the office, when and in which use case."""
    wanted = set(cells)
    last: dict[Cell, UUID] = {}
    for part in parts({record for record, _name in wanted}):
        for change in journal.changes_to(session, part):
            if change.deed is not None and (change.record, change.field) in wanted:
                last[change.record, change.field] = change.deed
    deeds = {deed: journal.deed_of(session, deed) for deed in set(last.values())}
    officers = {row.actor.officer for row in deeds.values() if row.actor.officer is not None}
    names = titles_in(session, office.catalogue, officers, lang=lang)
    found: dict[Cell, Origin] = {}
    for cell, deed in last.items():
        row = deeds[deed]
        who = names[row.actor.officer].title if row.actor.officer in names else row.actor.os_user
        found[cell] = Origin(who, office_moment(office, row.at), row.deed.title.in_(lang))
    return found


def plan_of(
    told: tuple[Sequence[RecordChanges], Sequence[ConflictInWords], Confidentiality], *, head: Plan
) -> Plan:
    """Fill a plan with what `told_records` gave, and count it; what a trip brings home is at least confidential."""
    records, conflicts, label = told
    clean = sum(len(record.lines) for record in records if not record.is_new)
    new = sum(record.is_new for record in records)
    return replace(
        head,
        records=tuple(records),
        conflicts=tuple(conflicts),
        clean=clean,
        new=new,
        changes=clean + new + len(conflicts),
        label=highest((label, Confidentiality.CONFIDENTIAL)),
    )
