"""Records as JSON and back, by the rules of architecture.md section 7. What `to_json` writes, `draft_from_json` reads.

Rows stand in a list under their panel's name. Links of a row to the record it stands in are left out: the place says it.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import Text
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.schema.fields import Field
from app.schema.kinds import Catalogue, PanelRows, RecordKind
from app.schema.values import Value
from app.services.draft_loading import is_own
from app.services.draft_plan import nodes
from app.services.editing import blank
from app.services.json_errors import UnfitValue, UnknownAttribute, UnknownKind, needs
from app.services.json_read import Given, value_from_json
from app.services.json_write import Codes, Json, codes_behind, value_json
from app.services.office import Office

__all__ = [
    "Json",
    "UnfitValue",
    "UnknownAttribute",
    "UnknownKind",
    "draft_from_json",
    "kind_of",
    "kinds_json",
    "to_json",
    "to_jsons",
]

IDENTITY = "id"


def kind_of(catalogue: Catalogue, key: str) -> RecordKind:
    """Find a kind by the key that scripts use; raises UnknownKind naming the lawful ones."""
    if key not in catalogue:
        raise UnknownKind(key, (kind.key for kind in catalogue if not kind.is_child))
    return catalogue[key]


def to_json(office: Office, kind: str | RecordKind, draft: Draft) -> dict[str, Json]:
    """Write a draft with its rows: its id, every attribute (null when empty), then the panels that have rows."""
    return to_jsons(office, kind, [draft])[0]


def to_jsons(office: Office, kind: str | RecordKind, drafts: Iterable[Draft]) -> list[dict[str, Json]]:
    """Write many drafts of one kind, looking up codes of list items once."""
    every = list(drafts)
    catalogue = office.catalogue
    with office.store.reading() as session:
        pairs = [pair for draft in every for node in nodes(catalogue, draft) for pair in _values(node.kind, node.draft)]
        codes = codes_behind(session, catalogue, pairs)
    found = _kind(catalogue, kind)
    return [_object(catalogue, found, draft, codes=codes, above=()) for draft in every]


def draft_from_json(office: Office, kind: str | RecordKind, data: object) -> Draft:
    """Read a new record; an `id` in it is passed over. Raises UnfitValue, UnknownAttribute, UnknownKind; nothing is saved."""
    found = _kind(office.catalogue, kind)
    with office.store.reading() as session:
        return _read(office, session, found, data=data, path="")


def kinds_json(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Describe every kind: its names, attributes with types and choices, and the panels that hold rows."""
    return [
        {
            "key": kind.key,
            "name": _both(kind.name),
            "plural": _both(kind.plural),
            "group": str(kind.group),
            "title": kind.title.key,
            "attributes": [_attribute(field) for field in kind.fields.values()],
            "panels": [
                {"name": name, "kind": panel.kind.key, "label": _both(panel.kind.plural)}
                for name, panel in catalogue.panels(kind.key).items()
                if _holds_rows(panel, kind)
            ],
        }
        for kind in catalogue
    ]


def _kind(catalogue: Catalogue, kind: str | RecordKind) -> RecordKind:
    return kind if isinstance(kind, RecordKind) else kind_of(catalogue, kind)


def _both(text: Text) -> dict[str, str]:
    return {"fa": text.in_("fa"), "en": text.in_("en")}


def _attribute(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "type": str(field.kind),
        "label": _both(field.label),
        "required": field.required,
    }
    if field.partial:
        found["partial"] = True
    if field.target is not None:
        found["target"] = field.target
    if field.choices is not None:
        members: Iterable[Enum] = field.choices
        found["choices"] = [{"code": str(member.value), "label": _both(choice_label(member))} for member in members]
    return found


def _holds_rows(panel: PanelRows, owner: RecordKind) -> bool:
    """Tell panels whose rows can be given from those that only show rows living in other records."""
    return not panel.is_child or is_own(panel, owner)


def _values(kind: RecordKind, draft: Draft) -> Iterator[tuple[Field, Value]]:
    return ((kind.fields[name], value) for name, value in draft.values.items())


def _object(
    catalogue: Catalogue, kind: RecordKind, draft: Draft, *, codes: Codes, above: tuple[UUID | None, ...]
) -> dict[str, Json]:
    written: dict[str, Json] = {} if draft.id is None else {IDENTITY: str(draft.id)}
    for name, field in kind.fields.items():
        value = draft.values.get(name)
        if not (field.panel and value is not None and value in above):
            written[name] = value_json(field, value, codes)
    told = _told_below(catalogue, draft)
    for name, panel in catalogue.panels(kind.key).items():
        rows = [row for row in draft.living(name) if row.id is None or row.id not in told or kind.is_child]
        if rows and _holds_rows(panel, kind):
            written[name] = [_object(catalogue, panel.kind, row, codes=codes, above=(*above, draft.id)) for row in rows]
    return written


def _told_below(catalogue: Catalogue, draft: Draft) -> frozenset[UUID]:
    """List the records that stand in a panel of a child row, so that the record above does not tell them twice."""
    return frozenset(
        node.draft.id for node in nodes(catalogue, draft) if node.depth > 1 and not node.is_own and node.draft.id is not None
    )


def _read(office: Office, session: Session, kind: RecordKind, *, data: object, path: str) -> Draft:
    if not isinstance(data, Mapping):
        raise UnfitValue(path or kind.key, needs(kind.name))
    panels = {name: panel for name, panel in office.catalogue.panels(kind.key).items() if _holds_rows(panel, kind)}
    draft = blank(office, kind.key)
    for name, value in data.items():
        where = f"{path}.{name}" if path else str(name)
        if name in kind.fields:
            given = value_from_json(Given(office, session, kind.fields[name], where, value))
            if given is not None:
                draft.values[name] = given
        elif name in panels:
            draft.rows[name] = _rows(office, session, panels[name], data=value, path=where)
        elif name != IDENTITY:
            raise UnknownAttribute(where, kind.name, (*kind.fields, *panels))
    return draft


def _rows(office: Office, session: Session, panel: PanelRows, *, data: object, path: str) -> list[Draft]:
    if not isinstance(data, list):
        raise UnfitValue(path, needs(panel.kind.plural))
    return [_read(office, session, panel.kind, data=row, path=f"{path}.{place}") for place, row in enumerate(data)]
