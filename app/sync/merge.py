"""The merge: a pure function of rows (base, theirs, current) to changes and conflicts; it reads no file and no clock.

Rules, field by field: current = base, take theirs; theirs = base or = current, nothing; else the office value stays and a
person decides. A LINKS field is a set: what either side added is there, what either side took out is gone, in the office's order.
Places in a list never ask a person: the smaller key wins. Edit beats delete, what a living record newly needs comes back,
deletes never cascade; each is recorded as a conflict. The order in which travellers come back changes neither rows nor
alternatives (which value stands first, until a person decides, is the one thing that order decides).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from app.store.journal import DELETED, ROW
from app.sync.rows import RANK, PackedRow, Rows, Shapes, same, set_of, set_text

YES = "true"
"""How a deletion or a creation is written as a value."""


class Nature(StrEnum):
    """Why a person must decide."""

    BOTH_CHANGED = "both_changed"
    DELETED_HERE = "deleted_here"
    DELETED_THERE = "deleted_there"
    SAME_VALUE = "same_value"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one record that waits for a person.

    `ours` stands in the office, `theirs` came back; for a deletion the field is `deleted_at` and a value is `true` or None. With
    SAME_VALUE and CIRCLE the value stands, and `other` is the record that has it too, or the one it runs back to.
    """

    kind: str
    record: UUID
    field: str
    nature: Nature
    base: str | None
    ours: str | None
    theirs: str | None
    other: UUID | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """One field taken over, from old to new value; `@row` is a new record, `deleted_at` a deletion or a return."""

    kind: str
    record: UUID
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What the merge must know of office rows that did not travel.

    `held`: records that living rows outside the package, or open alternatives, point to. `having`: living records by kind,
    field and value of unique fields. `above`: what rows of a kind that points to itself point to, by field and record.
    """

    held: frozenset[UUID] = frozenset()
    having: Mapping[tuple[str, str, str], frozenset[UUID]] = field(default_factory=dict)
    above: Mapping[tuple[str, UUID], UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge comes to: changes in order, conflicts, and every row it touches as it will stand."""

    changes: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]
    rows: Rows


def merge(base: Rows, theirs: Rows, current: Rows, *, shapes: Shapes, around: Around | None = None) -> Merged:
    """Merge what came back into the office's rows.

    `current` holds every office row that `base` and `theirs` name, and the records that those rows live in.
    """
    work = _Work(base, current, shapes, around or Around())
    work.copies.update((record, row) for record, row in theirs.items() if row.deleted)
    for row in theirs.values():
        if not row.deleted:
            work.bring(row)
    work.raise_needed()
    # What was deleted in the copy before was asked about then.
    work.delete(row for row in theirs.values() if row.deleted and not (row.id in base and base[row.id].deleted))
    work.find_same_values()
    work.find_circles()
    return Merged(tuple(work.changes), tuple(work.conflicts.values()), {record: work.rows[record] for record in work.touched})


class _Work:
    """One merge in progress: the rows as they stand so far."""

    def __init__(self, base: Rows, current: Rows, shapes: Shapes, around: Around) -> None:
        self.base, self.shapes, self.around = base, shapes, around
        self.current = current
        self.rows: dict[UUID, PackedRow] = dict(current)
        self.changes: list[Taken] = []
        self.conflicts: dict[tuple[UUID, str], Conflict] = {}
        self.touched: dict[UUID, None] = {}
        self.needed: dict[UUID, None] = {}
        self.offered: set[UUID] = set()
        self.copies: dict[UUID, PackedRow] = {}

    def bring(self, row: PackedRow) -> None:
        """Bring in one row that lives there: a new one whole, a known one field by field."""
        base, here = self.base.get(row.id), self.current.get(row.id)
        self.copies[row.id] = row
        if here is None:
            self._bring_missing(row, base)
            return
        edited = self._differing(row, base)
        is_restored = base is None or base.deleted
        if here.deleted and (edited or is_restored):
            # Without a base it is what an undone merge brought before: nobody here decided to delete it.
            self.revive(row.id, asked=not is_restored)
        for name in edited:
            self._field(row, name, base=_value(base, name))

    def _bring_missing(self, row: PackedRow, base: PackedRow | None) -> None:
        """Add a record that the office does not have; one that it threw away for good comes back only when it was edited."""
        is_known = base is not None and not base.deleted
        if is_known and not self._differing(row, base):
            return
        if is_known:
            self._conflict(row, DELETED, Nature.DELETED_HERE, (None, YES, None))
        self._add(row)

    def _add(self, row: PackedRow) -> None:
        self.rows[row.id] = row
        self._change(row, ROW, None, YES)
        for name in self._names(row):
            if row.values.get(name) is not None:
                self._change(row, name, None, row.values[name])
            self.needed.update(dict.fromkeys(self.shapes[row.kind].references(name, row.values.get(name))))

    def _field(self, row: PackedRow, name: str, *, base: str | None) -> None:
        shape = self.shapes[row.kind]
        ours, theirs = self.rows[row.id].values.get(name), row.values.get(name)
        if name in shape.sets:
            self._set(row, name, base=set_of(base))
            return
        if same(theirs, ours):
            return
        # Here as an alternative too: what a person may choose must be there.
        self.needed.update(dict.fromkeys(shape.references(name, theirs)))
        is_place = shape.lives_in and name == RANK
        if same(ours, base) or (is_place and (theirs or "") < (ours or "")):
            self._take(row, name, theirs)
        elif not is_place:
            self.offered.update(shape.references(name, theirs))
            self._conflict(row, name, Nature.BOTH_CHANGED, (base, ours, theirs))

    def _set(self, row: PackedRow, name: str, *, base: tuple[UUID, ...]) -> None:
        """Merge links as a set; what was added stands behind the office's order, by id, whoever came first."""
        theirs, ours = set_of(row.values.get(name)), set_of(self.rows[row.id].values.get(name))
        added, gone = set(theirs) - set(base), set(base) - set(theirs)
        if not added - set(ours) and not gone & set(ours):
            return
        self.needed.update(dict.fromkeys(target for target in theirs if target in added))
        kept = [target for target in ours if target in base and target not in gone]
        new = sorted({target for target in ours if target not in base} | (added - set(kept)))
        self._take(row, name, set_text([*kept, *new]))

    def raise_needed(self) -> None:
        """Bring back every record that what was taken or offered points to, and what that needs in its turn."""
        done: set[UUID] = set()
        while waiting := [record for record in self.needed if record not in done]:
            for record in waiting:
                done.add(record)
                here = self.rows.get(record)
                if here is None:
                    self._add_needed(record)
                elif here.deleted:
                    self.revive(record)

    def _add_needed(self, record: UUID) -> None:
        copy = self.copies.get(record) or self.base.get(record)
        if copy is not None:
            nature = Nature.DELETED_THERE if copy.deleted else Nature.DELETED_HERE
            self._conflict(copy, DELETED, nature, (None, None, YES) if copy.deleted else (None, YES, None))
            self._add(replace(copy, deleted=False))

    def revive(self, record: UUID, *, asked: bool = True) -> None:
        """Bring a deleted record back with what it has pointed to since the base, and ask about it."""
        row = replace(self.rows[record], deleted=False)
        self.rows[record] = row
        self._change(row, DELETED, YES, None)
        if asked:
            self._conflict(row, DELETED, Nature.DELETED_HERE, (None, YES, None))
        self.needed.update(dict.fromkeys(self._owners(row)))
        shape, base = self.shapes[row.kind], self.base.get(record)
        for name, target in shape.all_references(row):
            if target not in shape.references(name, _value(base, name)):
                self.needed[target] = None

    def delete(self, gone: Iterable[PackedRow]) -> None:
        """Delete what they deleted and nobody here edited, owns into or newly points to; the rest stays and is asked about."""
        asked = {row.id for row in gone if row.id in self.rows and not self.rows[row.id].deleted}
        leaving = {record for record in asked if not self._is_edited(record)} - self.offered - self.around.held
        pointing = self._pointing(leaving)
        # What was deleted with the record it lived in holds that record when it stays itself, wherever it was moved to since.
        for record in asked:
            for owner in self._owners(self.base[record]) if record in self.base else ():
                pointing.setdefault(owner, set()).add(record)
        while staying := {record for record in leaving if any(source not in leaving for source in pointing.get(record, ()))}:
            leaving -= staying
        for record in sorted(asked):
            row = self.rows[record]
            if record in leaving:
                # Both sides deleted it, though it came back for a moment for what moved out of it.
                self.conflicts.pop((record, DELETED), None)
                self.rows[record] = replace(row, deleted=True)
                self._change(row, DELETED, None, YES)
            else:
                self._conflict(row, DELETED, Nature.DELETED_THERE, (None, None, YES))

    def _pointing(self, targets: set[UUID]) -> dict[UUID, set[UUID]]:
        """Find the living rows that own into these records or point to them since the base."""
        found: dict[UUID, set[UUID]] = {}
        for row in self.rows.values() if targets else ():
            if row.deleted:
                continue
            shape, base = self.shapes[row.kind], self.base.get(row.id)
            for name, target in shape.all_references(row):
                if target in targets and target != row.id:
                    before = shape.references(name, _value(base, name))
                    if target in shape.owners(row) or target not in before:
                        found.setdefault(target, set()).add(row.id)
        return found

    def _is_edited(self, record: UUID) -> bool:
        return bool(self._differing(self.rows[record], self.base.get(record)))

    def _differing(self, row: PackedRow, base: PackedRow | None) -> list[str]:
        """Name the fields in which a row differs from the base; the order of links is no difference."""
        shape = self.shapes[row.kind]
        found = []
        for name in shape.fields:
            one, other = row.values.get(name), _value(base, name)
            if not same(one, other) and not (name in shape.sets and set(set_of(one)) == set(set_of(other))):
                found.append(name)
        return found

    def find_same_values(self) -> None:
        """Find unique values that two living records hold now; the younger id is asked about, whoever came first."""
        among = self._among_touched()
        for record in tuple(self.touched):
            row = self.rows[record]
            for name in () if row.deleted else self.shapes[row.kind].unique:
                key = (row.kind, name, row.values.get(name) or "")
                outside = {other for other in self.around.having.get(key, ()) if other not in self.rows}
                for other in sorted(among.get(key, set()) | outside):
                    if other != record:
                        self._ask_twice(key, record, other)

    def _among_touched(self) -> dict[tuple[str, str, str], set[UUID]]:
        among: dict[tuple[str, str, str], set[UUID]] = {}
        for row in self.rows.values():
            for name in self.shapes[row.kind].unique:
                if not row.deleted:
                    among.setdefault((row.kind, name, row.values.get(name) or ""), set()).add(row.id)
        return among

    def _ask_twice(self, key: tuple[str, str, str], one: UUID, two: UUID) -> None:
        kind, name, value = key
        older, younger = sorted((one, two))
        if (younger, name) not in self.conflicts:
            self.conflicts[younger, name] = Conflict(kind, younger, name, Nature.SAME_VALUE, None, value, value, older)

    def find_circles(self) -> None:
        """Find chains of a kind that point to itself and have become a ring; the youngest member is asked about."""
        for taken in tuple(self.changes):
            if taken.field not in self.shapes[taken.kind].circles or taken.new is None:
                continue
            ring = self._ring(taken.record, taken.field)
            if ring:
                asked = max(ring)
                value = self.rows[asked].values.get(taken.field) if asked in self.rows else taken.new
                key = (asked, taken.field)
                found = Conflict(taken.kind, asked, taken.field, Nature.CIRCLE, None, value, value, ring[0])
                self.conflicts.setdefault(key, found)

    def _ring(self, record: UUID, name: str) -> list[UUID]:
        chain, at = [record], self._above(record, name)
        while at is not None and at not in chain:
            chain.append(at)
            at = self._above(at, name)
        return chain if at == record else []

    def _above(self, record: UUID, name: str) -> UUID | None:
        row = self.rows.get(record)
        if row is None:
            return self.around.above.get((name, record))
        found = self.shapes[row.kind].references(name, row.values.get(name))
        return found[0] if found else None

    def _names(self, row: PackedRow) -> tuple[str, ...]:
        return self.shapes[row.kind].fields

    def _owners(self, row: PackedRow) -> tuple[UUID, ...]:
        return self.shapes[row.kind].owners(row)

    def _take(self, row: PackedRow, name: str, value: str | None) -> None:
        before = self.rows[row.id]
        self.rows[row.id] = before.with_values({name: value})
        self._change(row, name, before.values.get(name), value)

    def _change(self, row: PackedRow, name: str, old: str | None, new: str | None) -> None:
        self.changes.append(Taken(row.kind, row.id, name, old, new))
        self.touched[row.id] = None

    def _conflict(self, row: PackedRow, name: str, nature: Nature, values: tuple[str | None, str | None, str | None]) -> None:
        self.conflicts.setdefault((row.id, name), Conflict(row.kind, row.id, name, nature, *values))


def _value(row: PackedRow | None, name: str) -> str | None:
    return None if row is None else row.values.get(name)
