"""Faces: the small pictures by which people are known wherever they are named."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.errors import SafirError
from app.schema.fields import FieldKind
from app.schema.values import FileRef
from app.services import attachments
from app.services.office import Office
from app.store.tables import living


def faces(office: Office, records: Collection[UUID]) -> dict[UUID, bytes]:
    """Give a small picture (JPEG, at most 50 KB) of each record that has a face; one that cannot be read is left out."""
    found: dict[UUID, bytes] = {}
    for record, ref in _pictures(office, records):
        try:
            small = attachments.small(office, ref)
        except SafirError:
            continue  # the page of the record says what is wrong with its picture
        if small is not None:
            found[record] = small
    return found


def has_face(office: Office, key: str | None) -> bool:
    """Tell whether the records behind a key of the catalogue are known by a picture."""
    return bool(key) and any(field.face for field in office.catalogue[key or ""].of_kind(FieldKind.FILE))


def _pictures(office: Office, records: Collection[UUID]) -> Iterator[tuple[UUID, FileRef]]:
    wanted = list(records)
    with office.store.reading() as session:
        for kind in office.catalogue:
            for field in kind.of_kind(FieldKind.FILE):
                if field.face and wanted:
                    model: Any = kind.model
                    picture = getattr(model, field.name)
                    chosen = (model.id.in_(wanted), picture.is_not(None), living(model))
                    yield from ((row[0], row[1]) for row in session.execute(select(model.id, picture).where(*chosen)).all())
