"""The classes that every record derives from, with the columns all of them have."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.core.i18n import _, _c
from app.core.ids import uuid7
from app.rules.labels import Confidentiality
from app.schema import fields, types
from app.schema.choices import Labelled

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class OwnerBody(Labelled):
    """Whose business a record is, so that nothing is counted twice."""

    COUNCIL = "council", _("Council")
    MUNICIPALITY = "municipality", _("Municipality")
    OTHER = "other", _("Other body")


class Base(DeclarativeBase):
    """Root of every table of the store."""

    metadata = MetaData(naming_convention=NAMING)


class Row(Base):
    """What every stored row has: identity, version, authorship, deletion and the sample mark.

    `created_at`, `changed_at` and `deleted_at` are UTC instants; the officers behind `*_by` are list items by id, without a
    foreign key, because a row may come from another office's file.
    """

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(types.UuidType, primary_key=True, default=uuid7, sort_order=-100)
    version: Mapped[int] = mapped_column(Integer, sort_order=-99)
    created_at: Mapped[datetime | None] = mapped_column(types.INSTANT, sort_order=900)
    created_by: Mapped[UUID | None] = mapped_column(types.UuidType, sort_order=901)
    changed_at: Mapped[datetime | None] = mapped_column(types.INSTANT, sort_order=902)
    changed_by: Mapped[UUID | None] = mapped_column(types.UuidType, sort_order=903)
    deleted_at: Mapped[datetime | None] = mapped_column(types.INSTANT, sort_order=904)
    deleted_by: Mapped[UUID | None] = mapped_column(types.UuidType, sort_order=905)
    sample: Mapped[bool] = mapped_column(default=False, sort_order=906)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it on the class
        return {"version_id_col": cls.version}


class Record(Row):
    """A record with a page of its own: it can be labelled, tagged, noted and archived."""

    __abstract__ = True

    label: Mapped[Confidentiality] = fields.choice(
        _("Confidentiality"), Confidentiality, default=lambda: Confidentiality.NORMAL, common=True
    )
    owner_body: Mapped[OwnerBody] = fields.choice(_("Owner body"), OwnerBody, default=lambda: OwnerBody.COUNCIL, common=True)
    executing_body: Mapped[UUID | None] = fields.link(_("Executing body"), "counterpart", common=True)
    notes: Mapped[str | None] = fields.long_text(_("Notes"), searchable=True, common=True)
    archived: Mapped[bool] = fields.yes_no(_("Archived"), common=True)
    tags = fields.links(_("Tags"), "tag", common=True)
    challenges = fields.links(_("Challenges"), "challenge", common=True)


class Child(Row):
    """A row that lives inside its owner: it has an order there, and the owner's label unless raised.

    Each child class declares `owner` with `owner_link`. `rank` is a fractional order key (text, sorts by code point).
    """

    __abstract__ = True
    owner_key: ClassVar[str]

    rank: Mapped[str] = mapped_column(String, default="m", sort_order=-97)
    label: Mapped[Confidentiality | None] = fields.choice(_("Confidentiality"), Confidentiality, common=True)
    notes: Mapped[str | None] = fields.long_text(_("Notes"), searchable=True, common=True)


def owner_link(target: str) -> Any:
    """Declare the column that ties a child row to its owner of the kind `target`."""
    return mapped_column(types.UuidType, ForeignKey(f"{target}.id"), index=True, sort_order=-98)


class ListItem(Row):
    """An item of a list that the office edits: a stable code, two labels, an order, and whether it is still offered."""

    __abstract__ = True

    code: Mapped[str] = fields.text(_("Code"), code=True, searchable=True)
    label_fa: Mapped[str] = fields.text(_("Persian label"), searchable=True)
    label_en: Mapped[str | None] = fields.text(_("English label"), latin=True, searchable=True, english=True)
    position: Mapped[int] = fields.integer(_("Order in the list"), short=_c("column", "Order"), default=lambda: 100)
    retired: Mapped[bool] = fields.yes_no(_("No longer offered"), short=_c("column", "Retired"))
    notes: Mapped[str | None] = fields.long_text(_("Notes"), searchable=True, common=True)
    label: Mapped[Confidentiality] = fields.choice(
        _("Confidentiality"), Confidentiality, default=lambda: Confidentiality.NORMAL, common=True
    )
