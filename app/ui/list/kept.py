"""How each list looks to this person: its columns in order, their widths and the density, kept in the settings."""

import json
from dataclasses import dataclass, field, replace

from app.core.settings import Settings
from app.schema.kinds import RecordKind
from app.services.derived import derived_columns
from app.services.list_titles import instead_of_title
from app.services.listing import ListQuery


@dataclass(frozen=True, slots=True)
class Looks:
    """The columns of a list by name, widths in pixels by name, and the density (dense, normal, roomy)."""

    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    density: str = "normal"


def looks_of(settings: Settings, kind_key: str) -> Looks:
    """Read how a list looks; what cannot be read is as it was made."""
    try:
        found = json.loads(settings.views.get(f"list.{kind_key}", "{}"))
        widths = {str(name): int(width) for name, width in found.get("widths", {}).items()}
        density = str(found.get("density", "normal"))
    except (AttributeError, TypeError, ValueError):
        widths, density = {}, "normal"
    return Looks(tuple(settings.list_layouts.get(kind_key, ())), widths, density)


def with_looks(settings: Settings, kind_key: str, looks: Looks) -> Settings:
    """Give settings in which a list looks so."""
    layouts = {**settings.list_layouts, kind_key: looks.columns}
    kept = json.dumps({"widths": looks.widths, "density": looks.density})
    return replace(settings, list_layouts=layouts, views={**settings.views, f"list.{kind_key}": kept})


def with_columns(kind: RecordKind, looks: Looks, query: ListQuery) -> ListQuery:
    """Choose the columns: those of the view, those kept, or the kind's own with what is computed for it; the title first."""
    names = query.columns or looks.columns
    if not names:
        twice = instead_of_title(kind).values()
        own = [attribute.key for attribute in kind.columns if attribute.key not in twice]
        computed = [name for name, column in derived_columns(kind.key).items() if not column.offered]
        names = (*own[:4], *computed, *own[4:])
    known = {*kind.fields, *derived_columns(kind.key)}
    kept = [name for name in dict.fromkeys(names) if name in known and name != kind.title.key]
    return replace(query, columns=(kind.title.key, *kept))
