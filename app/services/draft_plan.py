"""What saving a draft would change: a tree of drafts becomes a flat list of rows with their differences.

Differences are taken against the rows as stored when the transaction begins, so a record that stands in two panels of one
draft is written once, and a field that nobody touched is never written back.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from app.core.ids import uuid7
from app.core.text import clean
from app.rules.labels import Confidentiality, highest
from app.schema.choices import member_of
from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind, field_of
from app.schema.kinds import Catalogue, PanelRows, RecordKind, Stage, draft_defaults
from app.schema.record import Child, Record, Row
from app.schema.values import Value
from app.services.draft_loading import is_own, stored_values
from app.services.ranks import reranked

_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CONTACT)


@dataclass(frozen=True, slots=True)
class Node:
    """One draft of the tree: its kind, its depth, the panel it stands in, its owner there, and its path for problems."""

    draft: Draft
    kind: RecordKind
    depth: int = 0
    panel: PanelRows | None = None
    owner: "Node | None" = None
    path: str = ""
    place: int = 0

    @property
    def is_own(self) -> bool:
        """Tell whether the row lives in its owner (or is the record itself)."""
        return self.owner is None or (self.panel is not None and is_own(self.panel, self.owner.kind))

    @property
    def gone(self) -> bool:
        """Tell whether the row, or the row it lives in, is to be deleted."""
        return self.draft.removed or (self.owner is not None and self.owner.gone)


@dataclass(slots=True)
class RowPlan:
    """What becomes of one row: its new values, links, place and end."""

    kind: RecordKind
    record: UUID
    new: bool
    depth: int
    values: dict[str, Any] = field(default_factory=dict)
    links: dict[str, tuple[UUID, ...]] = field(default_factory=dict)
    placed: dict[str, Any] = field(default_factory=dict)
    removed: bool = False
    stored: Row | None = None

    @property
    def changes(self) -> bool:
        """Tell whether anything is to be written."""
        return self.new or bool(self.values or self.links or self.placed or self.removed)


@dataclass(frozen=True, slots=True)
class Stale:
    """A row that somebody changed after it was read: its kind, id, and who changed it when."""

    kind: str
    record: UUID
    by: UUID | None
    at: datetime | None


def nodes(catalogue: Catalogue, draft: Draft) -> Iterator[Node]:
    """Walk a draft and the rows in its panels, owners first; a row that links here brings only itself."""
    seen: set[int] = set()
    waiting = [Node(draft, catalogue[draft.kind])]
    while waiting:
        node = waiting.pop(0)
        yield node
        if not node.is_own or id(node.draft) in seen:
            continue
        seen.add(id(node.draft))
        panels = catalogue.panels(node.kind.key)
        for name, rows in node.draft.rows.items():
            panel = panels[name]
            # Not by dots alone: a path names the rows on the way, "agenda.2.promises".
            path = f"{node.path}.{node.place}.{name}" if node.path else name
            waiting.extend(
                Node(row, panel.kind, node.depth + 1, panel, node, path, place) for place, row in enumerate(rows)
            )


def settled(catalogue: Catalogue, draft: Draft) -> Draft:
    """Copy a draft with every value as it would be stored, so that rules see what will be saved.

    New rows get their defaults and the first stage of their track. A row that stands in two panels stays one.
    """
    return _settled(catalogue, draft, {})


def _settled(catalogue: Catalogue, draft: Draft, known: dict[int, Draft]) -> Draft:
    if id(draft) in known:
        return known[id(draft)]
    kind = catalogue[draft.kind]
    values = dict(draft.values) if draft.version is not None else {**draft_defaults(kind), **draft.values}
    copy = Draft(draft.kind, draft.today, {}, {}, draft.id, draft.version, draft.removed)
    copy.values = {name: normal(kind, kind.fields[name], value) for name, value in values.items()}
    known[id(draft)] = copy
    if kind.stage is not None and draft.version is None:
        _begin(kind.stage, copy)
    copy.rows = {panel: [_settled(catalogue, row, known) for row in rows] for panel, rows in draft.rows.items()}
    return copy


def _begin(stage: Stage, draft: Draft) -> None:
    """Put a new record on its own track: the default stage may belong to another (an incoming visit is never proposed)."""
    described = field_of(stage.attribute)
    if described.default is None or draft.values[described.name] in stage.order(draft):
        return
    if draft.values[described.name] == described.default() and described.choices is not None:
        draft.values[described.name] = as_value(described.choices(str(stage.first(draft))))


def as_value(member: Enum) -> Value:
    """Give a member of a vocabulary as the value of a choice: every vocabulary is one of text."""
    if not isinstance(member, str):
        raise TypeError(member)
    return member


def normal(kind: RecordKind, field: Field, value: Value) -> Value:
    """Bring a value to the form that is stored: text cleaned, nothing instead of blank, the default where one must stand."""
    if field.kind is FieldKind.LINKS:
        return tuple(dict.fromkeys(value)) if isinstance(value, tuple) else ()
    if isinstance(value, str) and field.kind in _TEXTS:
        value = clean(value)
        value = value if value.strip() else None
    if value is None:
        column = kind.model.__mapper__.columns[field.name]
        return field.default() if field.default is not None and not column.nullable else None
    if field.kind is FieldKind.CHOICE and field.choices is not None:
        return as_value(member_of(field.choices, value))
    return value


def plan(session: Session, catalogue: Catalogue, draft: Draft) -> tuple[list[RowPlan], list[Stale]]:
    """Compare a settled draft with the store: what to write, owners first, and what others changed meanwhile."""
    every = list(nodes(catalogue, draft))
    stored, values = _stored(session, every)
    ids = {id(node.draft): node.draft.id or uuid7() for node in every}
    plans: dict[UUID, RowPlan] = {}
    stale: list[Stale] = []
    for node in every:
        record = ids[id(node.draft)]
        known = stored.get(record)
        if known is None and (node.draft.version is not None or node.gone):
            if not node.gone:
                stale.append(Stale(node.kind.key, record, None, None))
            continue
        found = plans.setdefault(record, RowPlan(node.kind, record, known is None, node.depth, stored=known))
        _difference(node, found, before=values.get(record, {}), ids=ids)
        if known is not None and found.changes and _is_stale(node, known):
            by, at = known.deleted_by or known.changed_by, known.deleted_at or known.changed_at
            stale.append(Stale(node.kind.key, record, by, at))
    _place_rows(every, plans, ids)
    return [found for found in plans.values() if found.changes], stale


def stored_rows(session: Session, catalogue: Catalogue, draft: Draft) -> dict[UUID, Row]:
    """Read the rows of a draft as they are stored; while they are held, the session reads none of them again."""
    return {row.id: row for kind, ids in _ids(nodes(catalogue, draft)) for row in _rows(session, kind, ids)}


def _ids(every: Iterable[Node]) -> Iterable[tuple[RecordKind, set[UUID]]]:
    wanted: dict[str, tuple[RecordKind, set[UUID]]] = {}
    for node in every:
        if node.draft.id is not None:
            wanted.setdefault(node.kind.key, (node.kind, set()))[1].add(node.draft.id)
    return wanted.values()


def _stored(session: Session, every: list[Node]) -> tuple[dict[UUID, Row], dict[UUID, dict[str, Any]]]:
    rows: dict[UUID, Row] = {}
    values: dict[UUID, dict[str, Any]] = {}
    for kind, ids in _ids(every):
        found = _rows(session, kind, ids)
        rows.update({row.id: row for row in found})
        values |= stored_values(session, kind, found)
    return rows, values


def _rows(session: Session, kind: RecordKind, ids: Collection[UUID]) -> list[Row]:
    """Give rows by id; those that the session still holds are not read again."""
    held = (session.identity_map.get(identity_key(kind.model, record)) for record in ids)
    known = [row for row in held if isinstance(row, Row)]
    missing = set(ids) - {row.id for row in known}
    return [*known, *session.scalars(_by_ids(kind.model), {"ids": tuple(missing)})] if missing else known


@cache
def _by_ids(model: type[Row]) -> Select[Any]:
    """Build the reading of rows once for each kind: building it costs more than running it, and every save runs it."""
    return select(model).where(model.id.in_(bindparam("ids", expanding=True)))


def _is_stale(node: Node, known: Row) -> bool:
    if node.gone:
        return node.draft.version is not None and node.draft.version != known.version and known.deleted_at is None
    return node.draft.version != known.version or known.deleted_at is not None


def _difference(node: Node, found: RowPlan, *, before: dict[str, Any], ids: dict[int, UUID]) -> None:
    if node.gone:
        found.removed = found.stored is not None and found.stored.deleted_at is None
        return
    values = {**node.draft.values, **_from_above(node, ids)} if found.new else node.draft.values
    for name, value in values.items():
        described = node.kind.fields[name]
        if value == (_nothing(described) if found.new else before.get(name)):
            continue
        if isinstance(value, tuple):
            found.links[name] = value
        else:
            found.values[name] = value
    if found.new and node.panel is not None and node.owner is not None:
        found.placed[node.panel.via] = ids[id(node.owner.draft)]


def _nothing(described: Field) -> tuple[UUID, ...] | None:
    return () if described.kind is FieldKind.LINKS else None


def _from_above(node: Node, ids: dict[int, UUID]) -> dict[str, Any]:
    """Give a new record that is made inside others their label, if higher, and links to all of them it has fields for."""
    if node.is_own or node.owner is None:
        return {}
    given: dict[str, Any] = {}
    labels = [Confidentiality.NORMAL]
    above: Node | None = node
    while above is not None:
        label = above.draft.values.get("label")
        labels += [Confidentiality(str(label))] if label is not None else []
        if above is not node:
            given |= {
                described.name: ids[id(above.draft)]
                for described in node.kind.of_kind(FieldKind.LINK)
                if described.panel and described.target == above.kind.key and node.draft.values.get(described.name) is None
            }
        above = above.owner
    if issubclass(node.kind.model, Record):
        given["label"] = highest(labels)
    return given


def _place_rows(every: list[Node], plans: dict[UUID, RowPlan], ids: dict[int, UUID]) -> None:
    """Give child rows the keys of their order; a row keeps its key unless it moved."""
    groups: dict[tuple[int, str], list[Node]] = {}
    for node in every:
        if node.owner is not None and node.is_own and not node.gone:
            groups.setdefault((id(node.owner.draft), node.path), []).append(node)
    for group in groups.values():
        rows = [plans[ids[id(node.draft)]] for node in group if ids[id(node.draft)] in plans]
        before = [row.stored.rank if isinstance(row.stored, Child) else None for row in rows]
        for row, old, new in zip(rows, before, reranked(before), strict=True):
            if old != new:
                row.placed["rank"] = new
