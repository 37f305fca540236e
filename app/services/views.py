"""Saved views of lists: a named filter with its columns, order and density; one's own, or the whole office's.

A view is kept as text that later versions can read: filters and an order by a field that is gone are left out, and the rest
of the view still works. What writes is imported when something is written: every list reads its views.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import or_, select

from app.core.errors import SafirError
from app.core.i18n import _
from app.core.moments import Moment
from app.core.money import Money
from app.core.partial_dates import PartialDate
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services.list_query import CHANGED, RECORDS, Condition, Filter, ListQuery
from app.services.office import Office
from app.store.tables import living

KIND: Final = "saved_view"
_CODED: Final[dict[str, type[PartialDate | Moment | Money]]] = {"partial": PartialDate, "moment": Moment, "money": Money}


class ViewNameMissing(SafirError):
    """A view without a name."""

    code = "view_name_missing"

    def __init__(self) -> None:
        super().__init__(_("The view was not saved: it has no name. Give it one."))


@dataclass(frozen=True, slots=True)
class View:
    """A saved view; `shared` ones are the whole office's, `pinned` ones become tabs of the list."""

    id: UUID
    title: str
    query: ListQuery
    density: str = ""
    shared: bool = False
    pinned: bool = False


def views(office: Office, kind_key: str) -> tuple[View, ...]:
    """List the views of a kind that the person at the keyboard sees: pinned ones first, then by name."""
    kind = office.catalogue[KIND]
    row = kind.model.__table__.c
    mine = or_(row.shared.is_(True), row.created_by == office.actor.officer, row.created_by.is_(None))
    # Columns, no objects: these would make all mappers ready, which the first list of a start does not wait for.
    wanted = select(row.id, row.title, row.query, row.shared, row.pinned).where(row.kind == kind_key, living(kind), mine)
    with office.store.reading() as session:
        rows = session.execute(wanted.order_by(row.pinned.desc(), row.title, row.id)).all()
    return tuple(_view(office.catalogue[kind_key], row) for row in rows)


def save_view(office: Office, query: ListQuery, *, title: str, view: View | None = None, density: str = "") -> View:
    """Keep a list as it stands under a name, or in the place of an earlier view, whose marks stay."""
    from app.services.editing import blank, open_draft, save

    if not title.strip():
        raise ViewNameMissing
    draft = blank(office, KIND) if view is None else open_draft(office, KIND, view.id)
    draft.values |= {"title": title.strip(), "kind": query.kind, "query": write_query(query, density=density)}
    saved = save(office, draft)
    marks = (False, False) if view is None else (view.shared, view.pinned)
    return View(saved.id, title.strip(), query, density, *marks)


def mark_view(office: Office, view: View, *, shared: bool, pinned: bool) -> View:
    """Give a view to the whole office, or pin it as a tab."""
    from app.services.editing import open_draft, save

    draft = open_draft(office, KIND, view.id)
    draft.values |= {"shared": shared, "pinned": pinned}
    save(office, draft)
    return View(view.id, view.title, view.query, view.density, shared, pinned)


def delete_view(office: Office, view: View) -> None:
    """Delete a view; undo brings it back."""
    from app.services.changing import delete

    delete(office, KIND, [view.id])


def write_query(query: ListQuery, *, density: str = "") -> str:
    """Write a query as text."""
    return json.dumps(
        {
            "text": query.text,
            "filters": [[one.field, str(one.condition), [_written(value) for value in one.values]] for one in query.filters],
            "sort": query.sort,
            "descending": query.descending,
            "archived": query.archived,
            "columns": list(query.columns),
            "density": density,
        },
        ensure_ascii=False,
    )


def read_query(kind: RecordKind, text: str) -> ListQuery:
    """Read what `write_query` wrote, without what the kind no longer knows."""
    found: dict[str, Any] = json.loads(text)
    conditions = {str(condition) for condition in Condition}
    filters = tuple(
        Filter(field, Condition(condition), tuple(_read(value) for value in values))
        for field, condition, values in found.get("filters", ())
        if (field in kind.fields or field == RECORDS) and condition in conditions
    )
    sort = found.get("sort", "")
    return ListQuery(
        kind.key,
        text=found.get("text", ""),
        filters=filters,
        sort=sort if sort in kind.fields or sort == CHANGED else "",
        descending=bool(found.get("descending")),
        archived=bool(found.get("archived")),
        columns=tuple(found.get("columns", ())),
    )


def _view(kind: RecordKind, row: Any) -> View:  # noqa: ANN401
    density = str(json.loads(row.query).get("density", ""))
    return View(row.id, row.title, read_query(kind, row.query), density, row.shared, row.pinned)


def _written(value: Value) -> str | int | dict[str, str] | list[Any] | None:
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, UUID):
        return {"id": str(value)}
    for name, coded in _CODED.items():
        if isinstance(value, coded):
            return {name: value.encode()}
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


def _read(value: str | int | Mapping[str, str] | list[Any] | None) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    if "id" in value:
        return UUID(value["id"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    return next((coded.decode(value[name]) for name, coded in _CODED.items() if name in value), None)
