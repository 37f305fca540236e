"""Random worlds for the merge: an office, travellers with their own clocks, and what each does. Pure rows, no store.

Rows are of five kinds: a body (may stand under another body, and has tags), a trip, a step (lives in a trip, in an order), a
promise (points to bodies and trips), and a tag (an office list: its code may stand once).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from app.sync.rows import PackedRow, Shape, set_of, set_text

SHAPES: Mapping[str, Shape] = {
    "body": Shape("body", ("name", "city", "parent", "tags"), frozenset({"parent"}), frozenset({"tags"}), frozenset({"parent"})),
    "trip": Shape("trip", ("title", "purpose", "body"), frozenset({"body"})),
    "step": Shape("step", ("owner", "rank", "what"), frozenset({"owner"}), lives_in=True),
    "promise": Shape("promise", ("what", "due", "body", "trip", "step"), frozenset({"body", "trip", "step"})),
    "tag": Shape("tag", ("code", "label"), unique=frozenset({"code"})),
}
GOALS = {
    ("body", "parent"): "body",
    ("body", "tags"): "tag",
    ("trip", "body"): "body",
    ("step", "owner"): "trip",
    ("promise", "body"): "body",
    ("promise", "trip"): "trip",
    ("promise", "step"): "step",
}
RANKS = "abcdefghijklmnopqrstuvwxyz"
CODES = tuple(json.dumps(f"c{number}") for number in range(24))
World = dict[UUID, PackedRow]


@dataclass
class Party:
    """The office or one traveller at work; `day` is what their clock says, days off as it may be."""

    name: str
    rows: World
    random: Random
    day: int = 0
    log: list[tuple[int, str, UUID]] = field(default_factory=list)

    def living(self, kind: str) -> list[UUID]:
        """List the living rows of a kind."""
        return sorted(row.id for row in self.rows.values() if row.kind == kind and not row.deleted)

    def act(self) -> None:
        """Do one random thing."""
        deed = self.random.choices((self.edit, self.add, self.delete), weights=(7, 2, 1))[0]
        deed()
        self.day += self.random.choice((-1, 0, 1))

    def edit(self) -> None:
        """Change one field of a living row."""
        kind = self.random.choice(tuple(SHAPES))
        living = self.living(kind)
        if living:
            record = self.random.choice(living)
            name = self.random.choice(SHAPES[kind].fields)
            value = self._value(kind, name, self.rows[record].values.get(name))
            if not self._is_ring(record, name, value):
                self.write(record, name, value)

    def _is_ring(self, record: UUID, name: str, value: str | None) -> bool:
        """Nobody puts a body above itself on purpose; two together may."""
        shape = SHAPES[self.rows[record].kind]
        at = shape.references(name, value) if name in shape.circles else ()
        seen: set[UUID] = set()
        while at and at[0] != record and at[0] not in seen:
            seen.add(at[0])
            at = shape.references(name, self.rows[at[0]].values.get(name))
        return bool(at)

    def write(self, record: UUID, name: str, text: str | None) -> None:
        """Write one field."""
        self.rows[record] = self.rows[record].with_values({name: text})
        self.log.append((self.day, name, record))

    def add(self) -> None:
        """Make a row; a step needs a trip to live in."""
        kind = self.random.choice(tuple(SHAPES))
        if kind == "step" and not self.living("trip"):
            return
        record = UUID(int=self.random.getrandbits(128), version=4)
        values = {name: self._value(kind, name, None) for name in SHAPES[kind].fields}
        if kind == "step" and values["owner"] is None:
            values["owner"] = json.dumps(str(self.random.choice(self.living("trip"))))
        if kind == "tag":
            used = {row.values["code"] for row in self.rows.values() if row.kind == "tag"}
            values["code"] = self.random.choice([code for code in CODES if code not in used] or [json.dumps(str(record))])
        self.rows[record] = PackedRow(kind, record, values)
        self.log.append((self.day, "@row", record))

    def delete(self) -> None:
        """Delete a row, and the steps in it, as the editor does."""
        kind = self.random.choice(tuple(SHAPES))
        living = self.living(kind)
        if not living:
            return
        gone = self.random.choice(living)
        for record, row in list(self.rows.items()):
            if record == gone or (row.kind == "step" and not row.deleted and SHAPES["step"].owners(row) == (gone,)):
                self.rows[record] = PackedRow(row.kind, record, row.values, deleted=True)
                self.log.append((self.day, "deleted_at", record))

    def _value(self, kind: str, name: str, before: str | None) -> str | None:
        goal = GOALS.get((kind, name))
        if name == "rank":
            return json.dumps("".join(self.random.choices(RANKS, k=2)))
        if goal is None:
            if name == "code" and before is not None:
                return before  # codes of a list are stable
            return json.dumps(f"{self.random.choice('abc')}{self.random.randrange(3)}")
        living = self.living(goal)
        if name in SHAPES[kind].sets:
            targets = list(set_of(before))
            if targets and self.random.random() < 0.4:
                targets.remove(self.random.choice(targets))
            elif living:
                targets.append(self.random.choice(living))
            return set_text(dict.fromkeys(targets))
        if name == "owner":
            return json.dumps(str(self.random.choice(living))) if living else before
        return None if not living or self.random.random() < 0.2 else json.dumps(str(self.random.choice(living)))


def first_world(random: Random) -> World:
    """Make the office as it was when the packages left."""
    office = Party("office", {}, random)
    while len(office.rows) < 14:
        office.add()
    for _time in range(20):
        office.edit()
    return {record: row for record, row in office.rows.items() if not row.deleted}


def at_work(name: str, base: World, random: Random, *, actions: int) -> Party:
    """Let somebody work on a copy of a world, with a clock that is days off."""
    party = Party(name, dict(base), random, day=random.randint(-3, 3))
    for _time in range(actions):
        party.act()
    return party
