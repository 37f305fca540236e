"""Two versions of one record that parted: what only one side changed is taken over, what both changed is asked about.

Three drafts are laid side by side, pure values: `base` as it was opened, `mine` as it is written, `stored` as somebody saved it
meanwhile. Rows of panels are compared by their ids at any depth.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import Language, Text, _
from app.core.ids import uuid7
from app.core.text import isolate
from app.schema.draft import Draft
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services.office import Office
from app.services.wording import cell_text

Path = tuple[UUID | None, str]
"""The id of a record or row, and the name of a field; an empty name means the row itself."""


@dataclass(frozen=True, slots=True)
class Parted:
    """One place that both changed: its name, and the words of both sides («—» for nothing)."""

    path: Path
    label: Text
    mine: str
    stored: str


_UNKNOWN = "\0"
"""A text that no field holds: what was there before is not known, so whatever differs was changed by both."""


def unknown_base(draft: Draft) -> Draft:
    """Give a base for a draft that was kept on a version nobody has any more."""
    made = draft.copied()
    made.values = dict.fromkeys(draft.values, _UNKNOWN)
    made.rows = {panel: [unknown_base(row) for row in rows] for panel, rows in draft.rows.items()}
    return made


def parted(office: Office, base: Draft, mine: Draft, *, stored: Draft, lang: Language) -> tuple[Parted, ...]:
    """List what both changed to different values, and rows that one edited and the other deleted."""
    return tuple(_parted(_Sides(office, lang), (base, mine, stored), ""))


def settle(base: Draft, mine: Draft, *, stored: Draft, stay: Collection[Path]) -> None:
    """Bring a draft in line with the stored version: what only the other changed comes in, of what both changed `stay` stays.

    Afterwards a save compares with the stored version. A row that was deleted meanwhile and is to stay is added anew.
    """
    mine.version = stored.version
    for name, value in stored.values.items():
        was, now = base.values.get(name), mine.values.get(name)
        if _same(now, was) or (not _same(value, was) and (mine.id, name) not in stay):
            mine.values[name] = value
    for panel in {*mine.rows, *stored.rows}:
        mine.rows[panel] = list(_settled(_by_id(base, panel), mine.rows.get(panel, []), _by_id(stored, panel), stay))


def name_rows(draft: Draft) -> None:
    """Give every new row of a draft the id under which it will be saved, so that it is known again afterwards."""
    for rows in draft.rows.values():
        for row in rows:
            row.id = row.id or uuid7()
            name_rows(row)


def adopt(mine: Draft, fresh: Draft) -> None:
    """Give a draft what was read of its record; it and its rows stay the objects they are, for whoever shows them.

    A row is known by its id at any depth; one that stands in two panels stays one row.
    """
    _adopted(mine, fresh, {row.id: row for row in _every_row(mine)}, set())


def _every_row(draft: Draft) -> Iterator[Draft]:
    for rows in draft.rows.values():
        for row in rows:
            yield row
            yield from _every_row(row)


def _adopted(mine: Draft, fresh: Draft, held: Mapping[UUID | None, Draft], done: set[int]) -> Draft:
    if id(fresh) not in done:
        done.add(id(fresh))
        values = dict(fresh.values)
        rows = {
            panel: [_adopted(row if row.id is None else held.get(row.id, row), row, held, done) for row in found]
            for panel, found in fresh.rows.items()
        }
        mine.values.clear()
        mine.values.update(values)
        mine.rows.clear()
        mine.rows.update(rows)
        mine.id, mine.version, mine.removed, mine.today = fresh.id, fresh.version, fresh.removed, fresh.today
    return mine


def _settled(
    base: dict[UUID, Draft], mine: list[Draft], stored: dict[UUID, Draft], stay: Collection[Path]
) -> Iterator[Draft]:
    for row in mine:
        before, now = base.get(row.id) if row.id else None, stored.get(row.id) if row.id else None
        if row.id is None or before is None:
            yield row
        elif now is not None:
            if row.removed and _differs(before, now) and (row.id, "") not in stay:
                row.removed = False
            settle(before, row, stored=now, stay=stay)
            yield row
        elif _differs(before, row) and (row.id, "") in stay:
            yield _anew(row)
    held = {row.id for row in mine}
    yield from (row for record, row in stored.items() if record not in held and record not in base)


def _anew(row: Draft) -> Draft:
    made = row.copied()
    made.id = made.version = None
    for rows in made.rows.values():
        for inner in rows:
            inner.id = inner.version = None
    return made


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is needed to word values."""

    office: Office
    lang: Language

    def kind(self, draft: Draft) -> RecordKind:
        return self.office.catalogue[draft.kind]

    def words(self, draft: Draft, name: str, value: Value) -> str:
        return cell_text(self.office, self.kind(draft).fields[name], value, lang=self.lang) or "—"

    def title(self, draft: Draft) -> str:
        name = self.kind(draft).title_field.name
        return isolate(self.words(draft, name, draft.values.get(name)))


def _parted(sides: _Sides, versions: tuple[Draft, Draft, Draft], under: str) -> Iterator[Parted]:
    base, mine, stored = versions
    for name, field in sides.kind(mine).fields.items():
        was, here, there = (draft.values.get(name) for draft in versions)
        if not _same(here, was) and not _same(there, was) and not _same(here, there):
            label = _("{row} · {field}").format(row=under, field=field.label) if under else field.label
            yield Parted((mine.id, name), label, sides.words(mine, name, here), sides.words(mine, name, there))
    for panel, rows in mine.rows.items():
        yield from _parted_rows(sides, _by_id(base, panel), rows, _by_id(stored, panel))


def _parted_rows(sides: _Sides, base: dict[UUID, Draft], mine: list[Draft], stored: dict[UUID, Draft]) -> Iterator[Parted]:
    for row in mine:
        before = base.get(row.id) if row.id else None
        now = stored.get(row.id) if row.id else None
        if before is None:
            continue
        if now is not None and not row.removed:
            under = f"{sides.kind(row).name} {sides.title(row)}"
            yield from _parted(sides, (before, row, now), under)
        elif _differs(before, row if now is None else now) and row.removed is (now is not None):
            label = _("{kind} {title}").format(kind=sides.kind(row).name, title=sides.title(before))
            deleted = str(_("deleted"))
            kept = str(_("changed"))
            yield Parted((row.id, ""), label, deleted if row.removed else kept, kept if row.removed else deleted)


def _by_id(draft: Draft, panel: str) -> dict[UUID, Draft]:
    return {row.id: row for row in draft.rows.get(panel, []) if row.id is not None}


def _differs(one: Draft, other: Draft) -> bool:
    """Tell whether two versions of a row say something else, in it or in its rows."""
    names = {*one.values, *other.values}
    if any(not _same(one.values.get(name), other.values.get(name)) for name in names):
        return True
    panels = {*one.rows, *other.rows}
    return any(
        len(one.rows.get(panel, [])) != len(other.rows.get(panel, []))
        or any(_differs(a, b) for a, b in zip(one.rows.get(panel, []), other.rows.get(panel, []), strict=True))
        for panel in panels
    )


def _same(one: Value, other: Value) -> bool:
    empty = (None, "", ())
    return one == other or (one in empty and other in empty)
