"""The tables beside the record kinds: journal, record index, links, drafts and facts about the file."""

from sqlalchemy import Boolean, Column, ColumnElement, ForeignKey, Index, Integer, LargeBinary, String, Table

from app.rules.labels import Confidentiality
from app.schema.fields import FieldKind, Links
from app.schema.kinds import Catalogue, RecordKind
from app.schema.record import Base, Row
from app.schema.types import DAY, INSTANT, UuidType, choice_type

SEARCH = "search_fts"
"""The full-text table over `record_index` (trigrams of `tt` and `tb`); made by the first migration, fed by triggers."""

journal_deed = Table(
    "journal_deed",
    Base.metadata,
    Column("id", UuidType, primary_key=True),
    Column("at", INSTANT, nullable=False),
    Column("officer", UuidType),
    Column("device", String, nullable=False),
    Column("os_user", String, nullable=False),
    Column("use_case", String, nullable=False),
    Column("title", String, nullable=False),
    Column("undoes", UuidType, index=True),
)
"""One row per transaction of one use case; `title` is written by `journal.write_text`. Append-only."""

journal_change = Table(
    "journal_change",
    Base.metadata,
    Column("seq", Integer, primary_key=True),
    Column("deed", UuidType, ForeignKey("journal_deed.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("record", UuidType, nullable=False),
    Column("field", String, nullable=False),
    Column("old", String),
    Column("new", String),
    Index("ix_journal_change_record", "record", "field", "seq"),
)
"""One row per changed field; `old` and `new` are stored values (app.store.stored). Append-only."""

record_index = Table(
    "record_index",
    Base.metadata,
    Column("docid", Integer, primary_key=True),
    Column("id", UuidType, unique=True, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("subtitle", String, nullable=False),
    Column("sort_key", LargeBinary, nullable=False),
    Column("label", choice_type(Confidentiality), nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("changed_at", INSTANT),
    Column("body", String, nullable=False),
    Column("tt", String, nullable=False),
    Column("tb", String, nullable=False),
    Index("ix_record_index_sorted", "kind", "deleted", "sort_key", "archived"),
    Index("ix_record_index_recent", "kind", "deleted", "changed_at", "archived"),
)
"""One row per record that is no child row; `body` is read by `index.segments`, `tt` and `tb` are folded title and all."""

record_link = Table(
    "record_link",
    Base.metadata,
    Column("id", UuidType, primary_key=True),
    Column("kind", String, nullable=False),
    Column("owner", UuidType, nullable=False),
    Column("field", String, nullable=False),
    Column("target", UuidType, ForeignKey("record_index.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", INSTANT),
    Column("created_by", UuidType),
    Column("changed_at", INSTANT),
    Column("changed_by", UuidType),
    Column("deleted_at", INSTANT),
    Column("deleted_by", UuidType),
    Column("sample", Boolean, nullable=False),
    Index("ix_record_link_owner", "owner", "field"),
)
"""Values of LINKS fields: `kind` and `owner` hold the field, `rank` is the place (0, 1, 2 …) in it."""

kept_draft = Table(
    "kept_draft",
    Base.metadata,
    Column("id", UuidType, primary_key=True),
    Column("kind", String, nullable=False),
    Column("officer", UuidType),
    Column("at", INSTANT, nullable=False),
    Column("data", String, nullable=False),
)
"""What somebody was typing, by record id; neither journaled nor searchable, gone when saved or discarded."""

check_out = Table(
    "check_out",
    Base.metadata,
    Column("id", UuidType, primary_key=True),
    Column("is_trip", Boolean, nullable=False),
    Column("delegation", UuidType, nullable=False),
    Column("title", String, nullable=False),
    Column("to_whom", String, nullable=False),
    Column("until", DAY),
    Column("packed_at", INSTANT, nullable=False),
    Column("packed_by", UuidType),
    Column("key", LargeBinary, nullable=False),
    Column("copy", UuidType, nullable=False),
    Column("state", String, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("files", String, nullable=False),
)
"""What is out: one row per trip package in the office, one in the whole file of a travel copy (`is_trip`).

`copy` is the package that left, `returns` counts the packages that a travel copy wrote, `files` is JSON from SHA-256 to digest.
"""

check_out_row = Table(
    "check_out_row",
    Base.metadata,
    Column("copy", UuidType, primary_key=True),
    Column("record", UuidType, primary_key=True, index=True),
    Column("kind", String, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("data", String, nullable=False),
)
"""The base of a merge: the rows of a package as they left, or as they came back; `data` is JSON of stored values by field."""

check_out_merge = Table(
    "check_out_merge",
    Base.metadata,
    Column("deed", UuidType, primary_key=True),
    Column("check_out", UuidType, nullable=False, index=True),
    Column("copy", UuidType, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("at", INSTANT, nullable=False),
    Column("returned_at", INSTANT, nullable=False),
    Column("told", String, nullable=False),
)
"""What was merged: it counts while its deed is not taken back. `told` is JSON: who wrote what, when and why."""

check_out_conflict = Table(
    "check_out_conflict",
    Base.metadata,
    Column("id", UuidType, primary_key=True),
    Column("merge", UuidType, nullable=False, index=True),
    Column("check_out", UuidType, nullable=False),
    Column("kind", String, nullable=False),
    Column("record", UuidType, nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("nature", String, nullable=False),
    Column("base", String),
    Column("ours", String),
    Column("theirs", String),
    Column("other", UuidType),
    Column("told", String, nullable=False),
    Column("decided", UuidType),
    Column("choice", String, nullable=False),
    Column("reason", String, nullable=False),
)
"""A conflict of a merge: open while the merge stands and no standing deed decided it."""

meta = Table("meta", Base.metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))
"""Facts about the file: `store` (its id), `writer` (the last program version that wrote it), `index`, `made_at`."""


def living(kind: RecordKind | type[Row]) -> ColumnElement[bool]:
    """Give the one condition that leaves deleted rows out; every reader uses it."""
    model = kind.model if isinstance(kind, RecordKind) else kind
    return model.deleted_at.is_(None)


def add_sort_indexes(catalogue: Catalogue) -> None:
    """Give each kind the index behind its list: living rows in the order of the list.

    The flag that puts rows out of the way stands last, so that the order of all rows is read off the index alone.

    Lists ordered by a text follow `record_index.sort_key`; child rows are few per owner and need none.
    """
    for kind in catalogue:
        by = kind.sort.by
        table = Base.metadata.tables[kind.key]
        name = f"ix_{kind.key}_sorted"
        if kind.is_child or isinstance(by, Links) or any(index.name == name for index in table.indexes):
            continue
        # Asked of the column: the fields of all kinds would be described here, of which a start shows one.
        column = table.c[by.key]
        field = column.info.get("field")
        if field is not None and field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
            continue
        flag = table.c.get("archived" if kind.is_record else "retired")
        keys = (table.c.deleted_at, column, table.c.id)
        Index(name, *keys, *(() if flag is None else (flag,)))
