"""An independent model of the merge: what must hold of the end, said of all parties at once and of no order.

It knows nothing of how the merge works. A proposal is what a party holds at its end where it differs from the base. Of every
field: with no proposal it is the base; else the value that stands and the alternatives offered are together the proposals,
no more and no fewer.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.sync.merge import Conflict, Nature, merge
from app.sync.rows import PackedRow, same, set_of
from tests.sync.worlds import SHAPES, World

DELETED = "deleted_at"


@dataclass
class Home:
    """The office after some returns: its rows, and the open alternatives by record and field."""

    rows: World
    offered: dict[tuple[UUID, str], dict[str, Conflict]] = field(default_factory=dict)


def come_home(home: Home, name: str, base: World, theirs: World, using: object = merge) -> int:
    """Merge one return into the office with the merge under test; gives how many changes it made."""
    from app.sync.merge import Around

    held = {
        target
        for (_record, field_name), found in home.offered.items()
        for conflict in found.values()
        for target in SHAPES[conflict.kind].references(field_name, conflict.theirs)
    }
    held |= {
        target
        for row in home.rows.values()
        if row.id not in base and row.id not in theirs and not row.deleted
        for _name, target in SHAPES[row.kind].all_references(row)
    }
    inside = {record: row for record, row in home.rows.items() if record in base or record in theirs}
    inside |= {owner: home.rows[owner] for row in list(inside.values()) for owner in SHAPES[row.kind].owners(row)}
    having: dict[tuple[str, str, str], set[UUID]] = {}
    for row in home.rows.values():
        for unique in SHAPES[row.kind].unique:
            if not row.deleted:
                having.setdefault((row.kind, unique, row.values.get(unique) or ""), set()).add(row.id)
    above = {
        (circle, row.id): target
        for row in home.rows.values()
        for circle in SHAPES[row.kind].circles
        for target in SHAPES[row.kind].references(circle, row.values.get(circle))
    }
    around = Around(frozenset(held), {key: frozenset(ids) for key, ids in having.items()}, above)
    merged = using(base, theirs, inside, shapes=SHAPES, around=around)  # type: ignore[operator]
    home.rows = {**home.rows, **merged.rows}
    for cell in [cell for cell, found in home.offered.items() if name in found and _differs(base, theirs, *cell)]:
        del home.offered[cell][name]
    for conflict in merged.conflicts:
        home.offered.setdefault((conflict.record, conflict.field), {})[name] = conflict
    return len(merged.changes)


def _differs(base: World, theirs: World, record: UUID, name: str) -> bool:
    one, other = base.get(record), theirs.get(record)
    if other is None:
        return False
    if name == DELETED:
        return one is None or one.deleted != other.deleted
    return not same(_text(one, name), _text(other, name))


def _text(row: PackedRow | None, name: str) -> str | None:
    return None if row is None else row.values.get(name)


def faults(base: World, parties: Iterable[World], home: Home) -> list[str]:
    """Name everything in which the office's end breaks what must hold."""
    ends = list(parties)
    found: list[str] = []
    for record in {record for world in (base, *ends) for record in world}:
        found += _faults_of(record, base, ends, home)
    found += _loose_ends(home)
    found += _unasked_twins(home)
    found += _unasked_rings(home)
    return found


def _faults_of(record: UUID, base: World, ends: list[World], home: Home) -> list[str]:
    holders = [world[record] for world in ends if record in world]
    stands = home.rows.get(record)
    if stands is None:
        return [] if all(row.deleted for row in holders) else [f"{record} is lost"]
    shape = SHAPES[stands.kind]
    before = base.get(record)
    alive = [row for row in holders if not row.deleted]
    # What the office wrote before it deleted a row stands there when the row comes back.
    here = [ends[0][record]] if record in ends[0] and ends[0][record].deleted else []
    living = [*alive, *here] or (holders if before is None else [])
    found = [
        f"{stands.kind} {record} {name}: {why}"
        for name in shape.fields
        for why in _field_faults(name, before, living, stands, home)
    ]
    return found + [f"{stands.kind} {record}: {why}" for why in _life_faults(record, before, holders, stands, home)]


def _field_faults(name: str, before: PackedRow | None, living: list[PackedRow], stands: PackedRow, home: Home) -> list[str]:
    shape, base = SHAPES[stands.kind], _text(before, name)
    proposals = {row.values.get(name) for row in living if not same(row.values.get(name), base)}
    if name in shape.sets:
        was, sets = set(set_of(base)), [set(set_of(row.values.get(name))) for row in living]
        wanted = (was - {t for s in sets for t in was - s}) | {t for s in sets for t in s - was}
        return [] if set(set_of(stands.values.get(name))) == wanted or stands.deleted else ["links differ"]
    if shape.lives_in and name == "rank":
        wanted_rank = min((text or "" for text in proposals), default=base)
        return [] if stands.values.get(name) == wanted_rank or stands.deleted else ["place differs"]
    alternatives = {
        conflict.theirs for conflict in home.offered.get((stands.id, name), {}).values() if conflict.nature is Nature.BOTH_CHANGED
    }
    if stands.deleted:
        return []
    if not proposals:
        return [] if same(stands.values.get(name), base) and not alternatives else ["nobody changed it"]
    return [] if {stands.values.get(name)} | alternatives == proposals else ["proposals and alternatives differ"]


def _life_faults(record: UUID, before: PackedRow | None, holders: list[PackedRow], stands: PackedRow, home: Home) -> list[str]:
    deleters = [row for row in holders if row.deleted]
    if not deleters or before is None:
        return ["deleted by nobody"] if stands.deleted and not deleters else []
    edited = any(_is_edited(row, before) for row in holders if not row.deleted)
    asked = (record, DELETED) in home.offered and bool(home.offered[record, DELETED])
    if stands.deleted:
        return ["an edited row is deleted"] if edited else []
    return [] if asked else ["its deletion is asked of nobody"]


def _is_edited(row: PackedRow, before: PackedRow) -> bool:
    shape = SHAPES[row.kind]
    return any(
        set(set_of(row.values.get(name))) != set(set_of(before.values.get(name)))
        if name in shape.sets
        else not same(row.values.get(name), before.values.get(name))
        for name in shape.fields
    )


def _loose_ends(home: Home) -> list[str]:
    """A living row lives in a living one, and whatever anything points to, or may be chosen to, is there."""
    found = []
    for row in home.rows.values():
        if row.deleted:
            continue
        owners = [home.rows.get(owner) for owner in SHAPES[row.kind].owners(row)]
        found += [f"{row.kind} {row.id} lives in nothing" for owner in owners if owner is None or owner.deleted]
        found += [f"{row.id} points nowhere" for _n, target in SHAPES[row.kind].all_references(row) if target not in home.rows]
    for (_record, name), alternatives in home.offered.items():
        for conflict in alternatives.values():
            if conflict.nature is Nature.BOTH_CHANGED:
                for target in SHAPES[conflict.kind].references(name, conflict.theirs):
                    if target not in home.rows or home.rows[target].deleted:
                        found.append(f"{target} may be chosen and is not there")
    return found


def new_links_that_lead_to_deleted(base: World, office: World, home: Home) -> list[UUID]:
    """List deleted rows that a living row points to since the base; what the office itself left so is its own affair."""
    return [
        target
        for row in home.rows.values()
        if not row.deleted
        for name, target in SHAPES[row.kind].all_references(row)
        if target in home.rows
        and home.rows[target].deleted
        and target not in SHAPES[row.kind].references(name, _text(base.get(row.id), name))
        and target not in SHAPES[row.kind].references(name, _text(office.get(row.id), name))
    ]


def _unasked_twins(home: Home) -> list[str]:
    seen: dict[tuple[str, str, str | None], list[UUID]] = {}
    for row in home.rows.values():
        for name in SHAPES[row.kind].unique:
            if not row.deleted:
                seen.setdefault((row.kind, name, row.values.get(name)), []).append(row.id)
    return [
        f"{record} is a twin nobody is asked about"
        for (_kind, name, _value), twins in seen.items()
        for record in sorted(twins)[1:]
        if not home.offered.get((record, name))
    ]


def _unasked_rings(home: Home) -> list[str]:
    found = []
    for row in home.rows.values():
        for name in SHAPES[row.kind].circles:
            chain, at = [row.id], SHAPES[row.kind].references(name, row.values.get(name))
            while at and at[0] not in chain:
                chain.append(at[0])
                above = home.rows.get(at[0])
                at = SHAPES[above.kind].references(name, above.values.get(name)) if above else ()
            if at and at[0] == row.id and not any(home.offered.get((member, name)) for member in chain):
                found.append(f"{row.id} stands above itself")
    return found


def picture(home: Home) -> Mapping[str, object]:
    """Give what must not depend on the order: living rows, and of every field the set of values that stand or are offered."""
    rows: dict[str, object] = {}
    for record, row in home.rows.items():
        shape = SHAPES[row.kind]
        values: dict[str, object] = {}
        for name in shape.fields:
            offered = home.offered.get((record, name), {}).values()
            both = {conflict.theirs for conflict in offered if conflict.nature is Nature.BOTH_CHANGED}
            stands = row.values.get(name)
            values[name] = stands if name in shape.sets else sorted(json.dumps(text) for text in both | {stands})
        # Whether to delete what is deleted again is no question any more.
        asked = bool(home.offered.get((record, DELETED))) and not row.deleted
        rows[str(record)] = {"deleted": row.deleted, "asked": asked, **({} if row.deleted else values)}
    return rows
