"""What a trip needs: its own records, then whom, which posts and which list items they name. Nothing above the ceiling.

Main records are chosen by the steps below. From them and from the rows inside them, links are followed to persons, posts, bodies
and list items only; a link to anything else that is not chosen is cut, and a row that cannot stand without it stays at home.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records.agreement import Agreement, Party
from app.records.counterpart import Counterpart
from app.records.delegation import Delegation
from app.records.delegation_rows import ItineraryItem
from app.records.follow_up import FollowUp
from app.records.meeting import Meeting
from app.records.person import Person, Post
from app.rules.labels import Confidentiality, effective, is_above
from app.rules.vocabulary import Side
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.services.draft_loading import is_own
from app.services.governing_labels import governing_labels
from app.store import links
from app.store.tables import living
from app.sync.rows import PackedRow, set_of, set_text, shape_of
from app.sync.stored_rows import parts, read_rows

_FOLLOWED = frozenset((Person.__tablename__, Post.__tablename__, Counterpart.__tablename__))


@dataclass(slots=True)
class Chosen:
    """The records of a trip by id, and how many the ceiling left out."""

    rows: dict[UUID, PackedRow] = field(default_factory=dict)
    left_out: int = 0


def chosen(
    session: Session, catalogue: Catalogue, delegation: UUID, *, ceiling: Confidentiality, also: Iterable[tuple[str, UUID]] = ()
) -> Chosen:
    """Choose what a trip needs under a ceiling; `also` names records that go along whatever points to them."""
    work = _Choosing(session, catalogue, ceiling)
    for kind, ids in _main(session, delegation, work.passing):
        work.add(kind, ids)
    for kind, record in also:
        work.add(kind, [record])
    work.follow()
    work.cut()
    return Chosen(work.rows, len(work.refused))


Passing = Callable[[str, Iterable[UUID]], list[UUID]]


def _main(session: Session, delegation: UUID, passing: Passing) -> Iterator[tuple[str, list[UUID]]]:
    """Walk the steps: the trip, its meetings, whom it visits, their agreements, and what was promised in any of them."""
    trip = [delegation]
    yield Delegation.__tablename__, trip
    programme = _ids(session, ItineraryItem.meeting, ItineraryItem.owner, trip)
    meetings = passing(Meeting.__tablename__, [*_ids(session, Meeting.id, Meeting.delegation, trip), *programme])
    yield Meeting.__tablename__, meetings
    visited = [
        *_linked(session, trip, Delegation.counterparts.key),
        *_ids(session, Delegation.inviter, Delegation.id, trip),
        *_linked(session, meetings, Meeting.counterparts.key),
    ]
    bodies = passing(Counterpart.__tablename__, _foreign(session, visited))
    yield Counterpart.__tablename__, passing(Counterpart.__tablename__, visited)
    signed = [*_ids(session, Meeting.agreement, Meeting.id, meetings), *_ids(session, Party.owner, Party.body, bodies)]
    agreements = passing(Agreement.__tablename__, signed)
    yield Agreement.__tablename__, agreements
    promised = [
        *_ids(session, FollowUp.id, FollowUp.delegation, trip),
        *_ids(session, FollowUp.id, FollowUp.meeting, meetings),
        *_ids(session, FollowUp.id, FollowUp.agreement, agreements),
        *_ids(session, FollowUp.id, FollowUp.counterpart, bodies),
    ]
    yield FollowUp.__tablename__, promised


def _ids(session: Session, wanted: Any, where: Any, among: Iterable[UUID]) -> list[UUID]:  # noqa: ANN401 - mapped attributes
    model = where.class_
    found: list[UUID] = []
    for part in parts(among):
        found += session.scalars(select(wanted).where(where.in_(part), wanted.is_not(None), living(model)).order_by(model.id))
    return list(dict.fromkeys(found))


def _linked(session: Session, owners: Iterable[UUID], name: str) -> list[UUID]:
    found = [
        target
        for part in parts(owners)
        for (_owner, field_name), targets in links.targets_of(session, part).items()
        if field_name == name
        for target in targets
    ]
    return list(dict.fromkeys(found))


def _foreign(session: Session, bodies: Iterable[UUID]) -> list[UUID]:
    """Leave our own bodies out: they are a party of every agreement there is."""
    wanted = select(Counterpart.id).where(Counterpart.side != Side.OURS)
    return [record for part in parts(bodies) for record in session.scalars(wanted.where(Counterpart.id.in_(part)))]


class _Choosing:
    """The choice in progress: rows that passed, and those that did not."""

    def __init__(self, session: Session, catalogue: Catalogue, ceiling: Confidentiality) -> None:
        self.session, self.catalogue, self.ceiling = session, catalogue, ceiling
        self.rows: dict[UUID, PackedRow] = {}
        self.refused: set[UUID] = set()
        self._waiting: list[UUID] = []
        self._governing: dict[str, Mapping[str, str]] = {}

    def passing(self, key: str, ids: Iterable[UUID]) -> list[UUID]:
        """Keep the living records that the ceiling lets through, in their order; the others are counted."""
        every = list(dict.fromkeys(ids))
        found = self._read(self.catalogue[key], every)
        return [record for record in every if record in found]

    def add(self, key: str, ids: Iterable[UUID]) -> None:
        """Choose records with the rows inside them."""
        kind = self.catalogue[key]
        new = self._read(kind, [record for record in dict.fromkeys(ids) if record not in self.rows])
        self._take(kind, new)

    def _take(self, kind: RecordKind, new: Mapping[UUID, PackedRow]) -> None:
        self.rows |= new
        self._waiting += new
        for panel in self.catalogue.panels(kind.key).values():
            if is_own(panel, kind) and new:
                inside = _ids(self.session, panel.kind.model.id, getattr(panel.kind.model, panel.via), new)
                self._take(panel.kind, self._read(panel.kind, inside))

    def follow(self) -> None:
        """Follow links to persons, posts, bodies and list items, and from persons to what they hold."""
        while self._waiting:
            batch, self._waiting = self._waiting, []
            wanted: dict[str, dict[UUID, None]] = {}
            for record in batch:
                row = self.rows[record]
                kind = self.catalogue[row.kind]
                for name, target in shape_of(kind).all_references(row):
                    goal = kind.fields[name].target if name in kind.fields else None
                    if goal is not None and target not in self.rows and self._is_followed(goal):
                        wanted.setdefault(goal, {})[target] = None
            people = [record for record in batch if self.rows[record].kind == Person.__tablename__]
            held = _ids(self.session, Post.id, Post.person, people)
            wanted.setdefault(Post.__tablename__, {}).update(dict.fromkeys(held))
            for goal, ids in wanted.items():
                self.add(goal, ids)

    def _is_followed(self, goal: str) -> bool:
        return goal in _FOLLOWED or self.catalogue[goal].is_list

    def cut(self) -> None:
        """Cut links to what stays at home; a row that must have such a link stays at home too, with the rows inside it."""
        waiting = list(self.rows)
        while waiting:
            gone = [record for record in waiting if not self._cut(self.rows[record])]
            for record in gone:
                del self.rows[record]
            waiting = list(self.rows) if gone else []

    def _cut(self, row: PackedRow) -> bool:
        """Cut the links of one row; tells whether it can still stand."""
        kind = self.catalogue[row.kind]
        shape = shape_of(kind)
        changed: dict[str, str | None] = {}
        for name in shape.links:
            (target,) = shape.references(name, row.values.get(name)) or (None,)
            if target is not None and target not in self.rows:
                if not getattr(kind.model, name).property.columns[0].nullable:
                    return False
                changed[name] = None
        for name in shape.sets:
            targets = set_of(row.values.get(name))
            if any(target not in self.rows for target in targets):
                changed[name] = set_text(target for target in targets if target in self.rows)
        if changed:
            self.rows[row.id] = row.with_values(changed)
        return True

    def _read(self, kind: RecordKind, ids: Iterable[UUID]) -> dict[UUID, PackedRow]:
        passed: dict[UUID, PackedRow] = {}
        for record, row in read_rows(self.session, kind, ids).items():
            if row.deleted:
                continue
            owner = self._owner_label(row)
            if is_above(effective(owner, _label(row, "label")), self.ceiling):
                self.refused.add(record)
            else:
                passed[record] = self._without_parts_above(kind, row)
        return passed

    def _owner_label(self, row: PackedRow) -> Confidentiality:
        """Give the label of the record a row lives in, through all rows on the way."""
        owner = self._owner(row)
        if owner is None:
            return Confidentiality.NORMAL
        return effective(self._owner_label(owner), _label(owner, "label"))

    def _owner(self, row: PackedRow) -> PackedRow | None:
        owners = shape_of(self.catalogue[row.kind]).owners(row)
        return self.rows.get(owners[0]) if owners else None

    def _without_parts_above(self, kind: RecordKind, row: PackedRow) -> PackedRow:
        """Empty the fields that stand under a label of their own above the ceiling."""
        changed: dict[str, str | None] = {}
        if kind.key not in self._governing:
            self._governing[kind.key] = governing_labels(kind)
        for name, label_name in self._governing[kind.key].items():
            label, part = _label(row, label_name), kind.fields[name]
            can_be_empty = part.kind is not FieldKind.YES_NO and not part.required
            if label is not None and is_above(label, self.ceiling) and can_be_empty:
                changed[name] = None
        return row.with_values(changed) if changed else row


def _label(row: PackedRow, name: str) -> Confidentiality | None:
    text = row.values.get(name)
    return None if text is None else Confidentiality(json.loads(text))
