"""A whole record in words, as one looks over it before opening it."""

from dataclasses import dataclass
from uuid import UUID

from app.core.i18n import Text, language
from app.schema.draft import Draft
from app.schema.kinds import Panel, RecordKind, Section
from app.schema.values import Value
from app.services.editing import open_draft
from app.services.faces import faces, has_face
from app.services.office import Office
from app.services.titles import title_of
from app.services.wording import cells


@dataclass(frozen=True, slots=True)
class GlancedSection:
    """A part of a record: its filled fields in words, and how many rows its lists have."""

    title: Text
    fields: tuple[tuple[Text, str], ...]
    counts: tuple[tuple[Text, int], ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A record as one looks over it: its title, its parts without what is empty, and the face of who has one (JPEG)."""

    kind: str
    id: UUID
    title: str
    sections: tuple[GlancedSection, ...]
    face: bytes = b""


def glance(office: Office, kind_key: str, record: UUID) -> Glance:
    """Word what is written in a record, in the order of its form; raises NoSuchRecord."""
    kind = office.catalogue[kind_key]
    draft = open_draft(office, kind_key, record)
    shown = [section for section in kind.form if section.shown_when is None or section.shown_when(draft)]
    found = tuple(_section(office, kind, section, draft=draft) for section in shown)
    face = faces(office, [record]).get(record, b"") if has_face(office, kind_key) else b""
    return Glance(kind_key, record, title_of(office, record), tuple(each for each in found if each.fields or each.counts), face)


def _is_written(value: Value) -> bool:
    """Tell what somebody wrote; nought is a figure, an unticked box says nothing."""
    return value is not False and value not in (None, "", ())


def _section(office: Office, kind: RecordKind, section: Section, *, draft: Draft) -> GlancedSection:
    names = [item.key for item in section.items if not isinstance(item, Panel)]
    filled = [kind.fields[name] for name in names if _is_written(draft.values.get(name))]
    words = cells(office, [(field, draft.values[field.name]) for field in filled], lang=language())
    pairs = zip(filled, words, strict=True)
    told = tuple((field.label, said) for field, said in pairs if said and field.name != kind.title_field.name)
    panels = office.catalogue.panels(kind.key)
    lists = [item.name for item in section.items if isinstance(item, Panel)]
    rows = ((panels[name].kind.plural, sum(1 for _row in draft.living(name))) for name in lists)
    return GlancedSection(section.title, told, tuple((label, count) for label, count in rows if count))
