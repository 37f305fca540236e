"""Lists: the first rows at once, the order of all rows for the scroll bar, and any rows by their handles.

The order is read alone, first; columns are fetched for the few rows shown. A handle is a row number: in the record index when
the order and the words are all that is asked, else in the table of the kind, so that the two are joined only where they must be.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Integer, Select, func, literal, literal_column, null, or_, select
from sqlalchemy.orm import Session

from app.core.folding import Matcher
from app.core.i18n import language
from app.rules.labels import Confidentiality, highest
from app.schema.draft import Draft
from app.schema.fields import Attribute, FieldKind
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Base
from app.schema.values import Value
from app.services.derived import TONES, Mark, Page, Tone
from app.services.list_columns import Columns, column_field, column_names, columns_read, slow_columns
from app.services.list_filters import condition, conditions_of, scope_of, search_table
from app.services.list_order import ORDERS, Keys, directed, is_title, unindexed
from app.services.list_query import (
    CHANGED,
    Condition,
    Filter,
    ListQuery,
    ListRow,
    UnfitFilter,
    UnknownColumn,
    condition_name,
)
from app.services.office import Office
from app.services.sql_functions import Cancel, never, prepare, stoppable, words_to_match
from app.services.titles import titles_in
from app.services.wording import linked_ids
from app.store.tables import SEARCH, living, record_index, record_link

__all__ = [
    "CHANGED", "Condition", "Filter", "ListQuery", "ListRow", "UnfitFilter", "UnknownColumn", "column_field", "column_names",
    "condition_name", "conditions_of", "count", "first_rows", "handles", "handles_of", "is_quick", "label_counts",
    "order_of", "read_rows", "rows_at", "slow_columns",
]  # fmt: skip

_INDEX = record_index.c
_FETCH = 2_000
_PIECE = 16_000
_FREQUENT = 5_000
_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)


def first_rows(office: Office, query: ListQuery, limit: int = 200, *, slow: bool = True) -> tuple[ListRow, ...]:
    """Read the first rows of a list; at once for `is_quick` queries, others may have to look at every row.

    Without `slow`, columns that need more than the row are left empty.

    Raises UnknownColumn, UnfitFilter.
    """
    with office.store.reading() as session:
        connection = session.connection()
        prepare(connection, text=query.text)
        frequent = bool(query.text.strip()) and _is_frequent(connection, query.text)
        chosen = array("q", session.scalars(_chosen(office, query, frequent=frequent).limit(limit)).all())
    return rows_at(office, query, chosen, slow=slow)


def handles(office: Office, query: ListQuery, *, cancelled: Cancel = never) -> "array[int]":
    """Read the handles of all rows in their order, for a worker: on a connection of its own.

    `cancelled` is asked again and again; raises Cancelled when it says yes, and UnknownColumn, UnfitFilter.
    """
    with office.store.reader() as reader, stoppable(reader.connection, cancelled):
        prepare(reader.connection, text=query.text, cancelled=cancelled)
        # One answer, not a million: between two rows the driver would wait for the interpreter, which the window uses, too.
        numbers = _chosen(office, query, every=True).with_only_columns(_number(office, query).label("number")).subquery()
        return _numbers(reader.connection.scalar(select(func.group_concat(numbers.c.number))) or "")


def _numbers(listed: str) -> "array[int]":
    """Read numbers between commas piece by piece, so that no other thread waits for the whole."""
    found, start = array("q"), 0
    while start < len(listed):
        end = listed.find(",", start + _PIECE)
        end = len(listed) if end < 0 else end
        found.extend(map(int, listed[start:end].split(",")))
        start = end + 1
    return found


def count(office: Office, query: ListQuery) -> int:
    """Count the rows of a list; `len(handles(…))` is the same number."""
    with office.store.reading() as session:
        prepare(session.connection(), text=query.text)
        return session.scalar(select(func.count()).select_from(_unordered(office, query).subquery())) or 0


def label_counts(office: Office, query: ListQuery, ids: Sequence[UUID] | None = None) -> dict[Confidentiality, int]:
    """Count the rows of a list, or some of its records, by label."""
    row = office.catalogue[query.kind].model.__table__
    if "label" not in row.c:
        return {Confidentiality.NORMAL: count(office, query) if ids is None else len(ids)}
    label, found = row.c.label, Counter[Confidentiality]()
    if ids is None:
        label = _INDEX.label if _in_index(office, query) else label
        parts = [_unordered(office, query).with_only_columns(label, func.count()).group_by(label)]
    else:
        pieces = (ids[start : start + _FETCH] for start in range(0, len(ids), _FETCH))
        parts = [select(label, func.count()).where(row.c.id.in_(piece)).group_by(label) for piece in pieces]
    with office.store.reading() as session:
        prepare(session.connection(), text=query.text)
        for part in parts:
            for of, number in session.execute(part):
                found[Confidentiality(of or Confidentiality.NORMAL)] += number
    return dict(found)


def handles_of(office: Office, query: ListQuery, ids: Iterable[UUID]) -> "array[int]":
    """Give the handles that living records have in a list, in the order of their ids (a selection)."""
    row = office.catalogue[query.kind].model.__table__
    number = _number(office, query)
    every = list(ids)
    known: dict[UUID, int] = {}
    with office.store.reading() as session:
        for start in range(0, len(every), _FETCH):
            wanted = select(row.c.id, number).where(row.c.id.in_(every[start : start + _FETCH]), row.c.deleted_at.is_(None))
            if _in_index(office, query):
                wanted = wanted.join_from(row, record_index, _INDEX.id == row.c.id)
            known.update((row[0], row[1]) for row in session.execute(wanted))
    return array("q", (known[record] for record in every if record in known))


def rows_at(office: Office, query: ListQuery, wanted: Sequence[int], *, slow: bool = True) -> tuple[ListRow, ...]:
    """Read rows by their handles, in that order; those deleted since are left out. At most some hundreds at a time.

    Without `slow`, columns that need more than the row are left empty.
    """
    with office.store.reading() as session:
        rows = read_rows(session, office, query, wanted=wanted, slow=slow)
        fields = [column_field(office, query.kind, name) for name in column_names(office, query)]
        linked = {record for row in rows for pair in zip(fields, row.values, strict=True) for record in linked_ids(*pair)}
        found = titles_in(session, office.catalogue, linked, lang=language()) if linked else {}
    names = {record: title.title for record, title in found.items()}
    return tuple(
        ListRow(row.handle, row.id, row.version, row.label, row.archived, row.values, names, row.marks) for row in rows
    )


def is_quick(office: Office, query: ListQuery) -> bool:
    """Tell whether `first_rows` touches little more than the rows it gives, so that the window may wait for it."""
    kind = office.catalogue[query.kind]
    name, _descending = order_of(office, query)
    indexed = name == CHANGED or name == kind.sort.by.key or is_title(kind, name)
    return indexed and not query.text and not query.filters


def order_of(office: Office, query: ListQuery) -> tuple[str, bool]:
    """Give the name a list is sorted by and whether it descends."""
    kind = office.catalogue[query.kind]
    return (query.sort, query.descending) if query.sort else (kind.sort.by.key, kind.sort.descending)


def _in_index(office: Office, query: ListQuery) -> bool:
    """Tell whether a list is chosen and ordered by the record index alone."""
    name, _descending = order_of(office, query)
    return not query.filters and (name == CHANGED or is_title(office.catalogue[query.kind], name))


def _number(office: Office, query: ListQuery) -> ColumnElement[int]:
    """Give the column that handles of a list are numbers of."""
    return _INDEX.docid if _in_index(office, query) else _row_number(office.catalogue[query.kind])


def _row_number(kind: RecordKind) -> ColumnElement[int]:
    return literal_column(f'"{kind.key}".rowid', Integer)


def _chosen(office: Office, query: ListQuery, *, every: bool = False, frequent: bool = False) -> Select[int]:
    """Choose the handles of a list in its order.

    `every` says that all rows will be read: then one pass over the table and a sort beat an index that sends us back to the
    table for each row. `frequent` words are looked for along the order, rare ones looked up.
    """
    wanted = _unordered(office, query, frequent=frequent)
    kind = office.catalogue[query.kind]
    name, descending = order_of(office, query)
    if name == CHANGED:
        keys: Keys = (_INDEX.changed_at,)
    elif is_title(kind, name):
        keys = (_INDEX.sort_key,)
    elif kind.is_child and name not in kind.fields:
        keys = (kind.model.__table__.c.owner, kind.model.__table__.c[name])
    else:
        scope = scope_of(kind, name, zone=office.zone, catalogue=office.catalogue)
        keys = ORDERS[scope.field.kind](office.catalogue, scope)
    if every and not _is_covered(kind, query, name=name):
        keys = tuple(unindexed(key) for key in keys)
    tie = _INDEX.docid if _in_index(office, query) else kind.model.__table__.c.id
    return wanted.order_by(*directed(keys, tie, descending=descending))


def _is_covered(kind: RecordKind, query: ListQuery, *, name: str) -> bool:
    """Tell whether one index holds the order and all that is asked."""
    if query.filters or query.text:
        return False
    flag, table = _flag(kind), Base.metadata.tables[kind.key]
    if is_title(kind, name) or name == CHANGED:
        indexes, asked = record_index.indexes, {"deleted", "sort_key" if name != CHANGED else "changed_at", "archived"}
    else:
        indexes, asked = table.indexes, {"deleted_at", name, "id", *(() if flag is None else (flag.name,))}
    return any(asked <= {column.name for column in index.columns} for index in indexes)


def _unordered(office: Office, query: ListQuery, *, frequent: bool = False) -> Select[int]:
    kind = office.catalogue[query.kind]
    if _in_index(office, query):
        return _holding(_from_index(kind, query), query.text, frequent=frequent)
    name, _descending = order_of(office, query)
    row = kind.model.__table__
    wanted = select(_row_number(kind)).select_from(row).where(living(kind))
    if query.text.strip() or name == CHANGED or is_title(kind, name):
        # From the words looked up to their rows: the other way round, every row would be held against every word's number.
        looked_up = not frequent and bool(Matcher(query.text).terms)
        wanted = wanted.join(record_index, (unindexed(_INDEX.id) if looked_up else _INDEX.id) == row.c.id)
    flag = _flag(kind)
    if flag is not None and not query.archived:
        wanted = wanted.where(flag.is_(False))
    wanted = wanted.where(*(condition(kind, asked, zone=office.zone, catalogue=office.catalogue) for asked in query.filters))
    return _holding(wanted, query.text, frequent=frequent)


def _from_index(kind: RecordKind, query: ListQuery) -> Select[int]:
    wanted = select(_INDEX.docid).where(_INDEX.kind == kind.key, _INDEX.deleted.is_(False))
    return wanted if query.archived else wanted.where(_INDEX.archived.is_(False))


def _flag(kind: RecordKind) -> Column[Any] | None:
    """Give the column that puts rows out of the way."""
    return Base.metadata.tables[kind.key].c.get("archived" if kind.is_record else "retired")


def _holding(wanted: Select[int], text: str, *, frequent: bool) -> Select[int]:
    """Keep the rows that honestly hold the words: the full-text table names candidates, the matcher judges them."""
    if not text.strip():
        return wanted
    matcher = Matcher(text)
    if matcher.terms and not frequent:
        wanted = wanted.where(_INDEX.docid.in_(_candidates(matcher)))
    else:
        pieces = (*matcher.terms, *((word,) for word in matcher.short))
        wanted = wanted.where(*(or_(*(func.instr(_INDEX.tb, spelt) > 0 for spelt in piece)) for piece in pieces))
    return wanted.where(func.honest(_INDEX.title, _INDEX.body, _INDEX.tb))


def _candidates(matcher: Matcher) -> Select[int]:
    # Never with ESCAPE, which switches the index off; folded words hold no wildcard. OR does so, too, hence MATCH where a word
    # has several spellings.
    every, spelt = select(search_table.c.rowid), [term for term in matcher.terms if len(term) > 1]
    every = every.where(*(search_table.c.tb.like(f"%{term[0]}%") for term in matcher.terms if len(term) == 1))
    return every.where(literal_column(SEARCH).op("MATCH")(words_to_match(spelt))) if spelt else every


def _is_frequent(connection: Connection, text: str) -> bool:
    """Tell whether so many records hold the words that walking along the order meets enough of them soon."""
    matcher = Matcher(text)
    if not matcher.terms:
        return True
    some = _candidates(matcher).limit(_FREQUENT).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) == _FREQUENT


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row without the names behind its links; `draft` holds every stored value that was read, `tone` is judged when asked."""

    handle: int
    id: UUID
    version: int
    label: Confidentiality
    archived: bool
    values: tuple[Value, ...]
    draft: Draft
    marks: Mapping[str, Mark]
    tone: Tone = Tone.PLAIN


def read_rows(
    session: Session,
    office: Office,
    query: ListQuery,
    *,
    wanted: Sequence[int],
    extra: Iterable[Attribute] = (),
    toned: bool = False,
    slow: bool = True,
) -> tuple[ReadRow, ...]:
    """Read rows by their handles without naming their links; `extra` attributes are read into the drafts, too.

    `toned` asks how pressing each row is.
    """
    tone = TONES.get(query.kind) if toned else None
    columns = columns_read(office, query, (*extra, *(tone.needs if tone else ())), slow=slow)
    drafts: dict[UUID, Draft] = {}
    found: dict[int, Any] = {}
    today = office.today()
    for row in session.execute(_selected(office, query, columns, wanted=wanted)):
        found[row[0]] = row
        values = dict(zip(columns.stored, row[6:], strict=True))
        drafts[row[1]] = Draft(query.kind, today, values, id=row[1], version=row[2])
    for (record, name), targets in _linked(session, columns.links, drafts).items():
        drafts[record].values[name] = tuple(targets)
    page = Page(office, query.kind, drafts)
    computed = {column.key: column.compute(page) for column in columns.derived}
    marks = {column.key: column.marks(page) for column in columns.derived if column.marks is not None}
    tones = tone.judge(page, office.settings.notice_alert_days) if tone else {}
    return tuple(
        ReadRow(
            row[0], row[1], row[2], _effective(row[3], row[5]), bool(row[4]), _values(columns, draft, computed), draft,
            {name: made[row[1]] for name, made in marks.items() if row[1] in made}, tones.get(row[1], Tone.PLAIN),
        )
        for row, draft in ((found[handle], drafts[found[handle][1]]) for handle in wanted if handle in found)
    )  # fmt: skip


def _effective(own: str | None, above: str | None) -> Confidentiality:
    """Give the label of a row: its own, and inside an owner at least the owner's."""
    return highest(Confidentiality(label) for label in (own, above) if label is not None)


def _label_above(catalogue: Catalogue, kind: RecordKind) -> ColumnElement[Any]:
    """Read the label of the record that a row lives in, however deep; nothing for a record of its own."""
    owner: ColumnElement[Any] = kind.model.__table__.c.get("owner", null())
    while kind.is_child and catalogue[kind.owner or ""].is_child:
        kind = catalogue[kind.owner or ""]
        above = kind.model.__table__.c
        owner = select(above.owner).where(above.id == owner).scalar_subquery()
    top = record_index.alias("top")
    return select(top.c.label).where(top.c.id == owner).scalar_subquery() if kind.is_child else null()


def _values(columns: Columns, draft: Draft, computed: Mapping[str, Mapping[UUID, Value]]) -> tuple[Value, ...]:
    if draft.id is None:
        return ()
    shown = {name: draft.values.get(other) or draft.values.get(name) for name, other in columns.instead.items()}
    values = {**draft.values, **shown}
    return tuple(computed[name].get(draft.id) if name in computed else values.get(name) for name in columns.names)


def _selected(office: Office, query: ListQuery, columns: Columns, *, wanted: Sequence[int]) -> Select[Any]:
    kind = office.catalogue[query.kind]
    row, flag = kind.model.__table__, _flag(kind)
    found = select(
        _number(office, query),
        row.c.id,
        row.c.version,
        row.c.get("label", literal(Confidentiality.NORMAL.value)),
        literal(value=False) if flag is None else flag,
        _label_above(office.catalogue, kind),
        *(attribute.property.columns[0] for attribute in columns.stored.values()),  # type: ignore[union-attr]
    )
    if _in_index(office, query):
        found = found.join_from(record_index, row, row.c.id == _INDEX.id)
    # Kept from the indexes that begin with it: without statistics SQLite believes that few rows are living.
    return found.where(_number(office, query).in_(list(wanted)), unindexed(kind.model.__table__.c.deleted_at).is_(None))


def _linked(session: Session, names: tuple[str, ...], drafts: Mapping[UUID, Draft]) -> dict[tuple[UUID, str], list[UUID]]:
    """Read the targets of all LINKS fields of all rows in one statement."""
    found: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    if names and drafts:
        links = record_link.c
        wanted = (
            select(links.owner, links.field, links.target)
            .where(links.owner.in_(list(drafts)), links.field.in_(names), links.deleted_at.is_(None))
            .order_by(links.owner, links.field, links.rank)
        )
        for owner, name, target in session.execute(wanted):
            found[owner, name].append(target)
        for record in drafts:
            for name in names:
                found.setdefault((record, name), [])
    return found
