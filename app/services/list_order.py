"""From the order of a list to the keys it is sorted by: one complete table from kinds of field to keys, ascending.

Rows without a value come last in both directions; ties fall to the id. Titles follow the stored Persian key, other texts the
same key made on the way; choices follow their declaration, items of lists their place, links the title of what they name.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, UnaryExpression, case, cast, func, select
from sqlalchemy.sql.operators import custom_op

from app.schema.choices import codes_of
from app.schema.fields import FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.services.list_filters import Scope
from app.store.tables import record_index, record_link

Keys = tuple[ColumnElement[Any], ...]
Orderer = Callable[[Catalogue, Scope], Keys]


def _plain(_catalogue: Catalogue, scope: Scope) -> Keys:
    return (scope.stored,)


def _persian(_catalogue: Catalogue, scope: Scope) -> Keys:
    return (func.persian_key(scope.text),)


def _amount(_catalogue: Catalogue, scope: Scope) -> Keys:
    currency = func.substr(scope.text, func.instr(scope.text, " ") + 1)
    return (currency, cast(scope.text, Integer))


def _choice(_catalogue: Catalogue, scope: Scope) -> Keys:
    choices = scope.field.choices
    if choices is None:
        return (scope.stored,)
    return (case({code: place for place, code in enumerate(codes_of(choices))}, value=scope.text),)


def _list_item(catalogue: Catalogue, scope: Scope) -> Keys:
    item = catalogue[scope.field.target or ""].model.__table__.c
    place = select(item.position).where(item.id == scope.stored).scalar_subquery()
    return (place, *_link(catalogue, scope))


def _link(_catalogue: Catalogue, scope: Scope) -> Keys:
    if scope.inside is not None:
        row = scope.inside.model.__table__.c
        return (select(func.persian_key(row[scope.inside.title.key])).where(row.id == scope.stored).scalar_subquery(),)
    target = record_index.alias("target")
    return (select(target.c.sort_key).where(target.c.id == scope.stored).scalar_subquery(),)


def _links(_catalogue: Catalogue, scope: Scope) -> Keys:
    target, links = record_index.alias("target"), record_link.c
    first = (
        select(target.c.sort_key)
        .join_from(record_link, target, target.c.id == links.target)
        .where(links.owner == scope.row, links.field == scope.field.name, links.deleted_at.is_(None))
        .order_by(links.rank)
        .limit(1)
    )
    return (first.scalar_subquery(),)


def _place(_catalogue: Catalogue, scope: Scope) -> Keys:
    # «35.7,51.4»: a cast reads the latitude.
    return (cast(scope.text, Float),)


def _file(_catalogue: Catalogue, scope: Scope) -> Keys:
    return (func.persian_key(func.json_extract(scope.text, "$[1]")),)


ORDERS: Mapping[FieldKind, Orderer] = {
    FieldKind.TEXT: _persian,
    FieldKind.LONG_TEXT: _persian,
    FieldKind.CONTACT: _persian,
    FieldKind.INTEGER: _plain,
    FieldKind.RATING: _plain,
    FieldKind.AMOUNT: _amount,
    FieldKind.DAY: _plain,
    FieldKind.MOMENT: _plain,
    FieldKind.YES_NO: _plain,
    FieldKind.CHOICE: _choice,
    FieldKind.OFFICE_LIST: _list_item,
    FieldKind.LINK: _link,
    FieldKind.LINKS: _links,
    FieldKind.PLACE: _place,
    FieldKind.FILE: _file,
}


def is_title(kind: RecordKind, name: str) -> bool:
    """Tell whether a field is the title, whose key is stored and indexed; rows inside an owner stand in no index."""
    return not kind.is_child and name == kind.title.key and kind.title_field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT)


def unindexed(key: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give the same key in a form that no index serves (SQLite's unary plus)."""
    return UnaryExpression(key, operator=custom_op("+"))


def directed(keys: Keys, tie: ColumnElement[Any], *, descending: bool) -> Keys:
    """Give the order of a statement: empty values last, ties by the key given."""
    if descending:
        return (*(key.desc().nulls_last() for key in keys), tie.desc())
    return (*(key.asc().nulls_last() for key in keys), tie.asc())


