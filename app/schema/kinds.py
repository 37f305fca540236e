"""RecordKind: the one declaration that list, form, filters, search, Excel, papers, journal and merge read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any

from app.core.i18n import Text
from app.rules import transitions
from app.rules.transitions import Track
from app.schema.draft import Draft, Rule
from app.schema.fields import Attribute, Field, FieldKind, Links, field_of
from app.schema.record import Child, ListItem, Record, Row


class Group(StrEnum):
    """Where a kind stands in the navigation; `LISTS` are edited in settings, `HIDDEN` have no page."""

    RELATIONS = "relations"
    DIPLOMACY = "diplomacy"
    KNOWLEDGE = "knowledge"
    ROADMAP = "roadmap"
    LISTS = "lists"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Panel:
    """A list of rows inside a form, by its attribute name: child rows, or records that link here with `panel=`.

    `wanted` is how many rows a complete record has at least; 0 asks for none.
    """

    name: str
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a form; it does not exist on screen while `shown_when` says no."""

    title: Text
    items: tuple[Attribute | Panel, ...]
    shown_when: Callable[[Draft], bool] | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of rows by one attribute; ties fall to the id."""

    by: Attribute
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage of a kind: its attribute, and the track (table of what may follow) for the record as it stands."""

    attribute: Attribute
    track: Callable[[Draft], Track]

    def now(self, draft: Draft) -> str:
        """Give the stage the draft stands at; a new record stands at the first stage of its track."""
        value = draft.values.get(self.attribute.key)
        return str(value) if value is not None else str(self.first(draft))

    def first(self, draft: Draft) -> StrEnum:
        """Give the stage at which a record of this track begins."""
        return transitions.first_stage(self.track(draft))

    def following(self, draft: Draft) -> tuple[str, ...]:
        """List the stages that may lawfully come next, the usual one first; raises UnknownStage."""
        return tuple(str(stage) for stage in transitions.allowed_next(self.track(draft), self.now(draft)))

    def order(self, draft: Draft) -> tuple[str, ...]:
        """List all stages of the track in their order."""
        return tuple(str(stage) for stage in transitions.stages_of(self.track(draft)))


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """What the engine knows of one kind (at most 15 attributes; architecture.md section 1).

    `facts` are the attributes read in one line under the title; `owner` and `panel` are set on child kinds only: the key of
    the owner and the attribute name of the list there.
    """

    model: type[Row]
    name: Text
    plural: Text
    icon: str
    group: Group
    title: Attribute
    columns: tuple[Attribute, ...]
    sort: Sort
    form: tuple[Section, ...]
    filters: tuple[Attribute, ...] = ()
    rules: tuple[Rule, ...] = ()
    stage: Stage | None = None
    facts: tuple[Attribute, ...] = ()
    owner: str | None = None
    panel: str | None = None

    @property
    def key(self) -> str:
        """Name the kind for scripts and links: its table."""
        return str(self.model.__tablename__)

    @property
    def is_list(self) -> bool:
        """Tell whether the office edits this kind as a list."""
        return issubclass(self.model, ListItem)

    @property
    def is_child(self) -> bool:
        """Tell whether rows of this kind live inside an owner."""
        return issubclass(self.model, Child)

    @property
    def is_record(self) -> bool:
        """Tell whether the kind has a page, a label, tags and an archive."""
        return issubclass(self.model, Record)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """List every field by name, in the order of declaration, those common to all kinds last."""
        found = {name: field_of(attribute) for name, attribute in self.attributes.items()}
        return dict(sorted(found.items(), key=lambda pair: pair[1].common))

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """List the declared attributes by name; a column is named like its attribute.

        The table is asked, not the mapper: that one would make all mappers ready, which the first list does not wait for.
        """
        declared = [name for name, column in self.model.__table__.c.items() if "field" in column.info]
        columns: dict[str, Attribute] = {name: getattr(self.model, name) for name in declared}
        for parent in reversed(self.model.__mro__):
            columns.update({name: value for name, value in vars(parent).items() if isinstance(value, Links)})
        return columns

    @property
    def title_field(self) -> Field:
        """Give the field that names a record of this kind."""
        return self.fields[self.title.key]

    @cached_property
    def english_title(self) -> Field | None:
        """Give the field that names a record in English; None for kinds with one title for both languages."""
        return next((field for field in self.fields.values() if field.english), None)

    def of_kind(self, *kinds: FieldKind) -> Iterator[Field]:
        """Walk the fields that hold values of the given kinds."""
        return (field for field in self.fields.values() if field.kind in kinds)

    def sections(self, draft: Draft) -> Iterator[Section]:
        """Walk the sections that exist for the record as it stands."""
        return (section for section in self.form if section.shown_when is None or section.shown_when(draft))


@dataclass(frozen=True, slots=True)
class PanelRows:
    """How a panel finds its rows: the kind of the rows and the name of the column that points to the owner."""

    name: str
    kind: RecordKind
    via: str

    @property
    def is_child(self) -> bool:
        """Tell child rows, which die with their owner, from records that only link to it."""
        return self.kind.is_child


class Catalogue:
    """All kinds of an installation, by key and by panel; built once by the composition root and by tests."""

    def __init__(self, kinds: Iterable[RecordKind]) -> None:
        self.kinds = tuple(kinds)
        self._by_key = {kind.key: kind for kind in self.kinds}

    def __iter__(self) -> Iterator[RecordKind]:
        return iter(self.kinds)

    def __getitem__(self, key: str) -> RecordKind:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def panels(self, key: str) -> dict[str, PanelRows]:
        """List the panels of a kind by name: its child kinds, then the links that declare a `panel` here."""
        return _panels(self, key)

    def pages(self) -> Iterator[RecordKind]:
        """Walk the kinds that have a page in the navigation."""
        return (kind for kind in self.kinds if kind.group not in (Group.HIDDEN, Group.LISTS) and not kind.is_child)

    def lists(self) -> Iterator[RecordKind]:
        """Walk the lists that the office edits."""
        return (kind for kind in self.kinds if kind.group is Group.LISTS)


@cache
def _panels(catalogue: Catalogue, key: str) -> dict[str, PanelRows]:
    found: dict[str, PanelRows] = {}
    for kind in catalogue:
        if kind.owner == key and kind.panel:
            found[kind.panel] = PanelRows(kind.panel, kind, "owner")
        for field in kind.fields.values():
            if field.kind is FieldKind.LINK and field.target == key and field.panel:
                found[field.panel] = PanelRows(field.panel, kind, field.name)
    return found


def draft_defaults(kind: RecordKind) -> dict[str, Any]:
    """Give the values that a new record of the kind starts with."""
    return {name: field.default() for name, field in kind.fields.items() if field.default is not None}
