"""The columns of a list: which it shows, how each is described, and what is read for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.schema.fields import Attribute, Field, Links
from app.services.derived import DerivedColumn, derived_columns
from app.services.list_query import ListQuery, UnknownColumn
from app.services.list_titles import instead_of_title, shown_title
from app.services.office import Office


def column_names(office: Office, query: ListQuery) -> tuple[str, ...]:
    """List the columns of a list by name: those asked for, else those of the kind."""
    return query.columns or tuple(attribute.key for attribute in office.catalogue[query.kind].columns)


def column_field(office: Office, kind_key: str, name: str) -> Field:
    """Describe a column, stored or derived; raises UnknownColumn."""
    kind = office.catalogue[kind_key]
    if name in kind.fields:
        return shown_title(kind, kind.fields[name])
    derived = derived_columns(kind_key).get(name)
    if derived is None:
        raise UnknownColumn(kind, name)
    return derived.field


def slow_columns(office: Office, query: ListQuery) -> tuple[str, ...]:
    """List the columns of a list that are worked out beside the window."""
    derived = derived_columns(query.kind)
    return tuple(name for name in column_names(office, query) if name in derived and derived[name].slow)


@dataclass(frozen=True, slots=True)
class Columns:
    """What is read for a row: stored and LINKS fields, computed columns with their needs, what stands `instead` of a field."""

    names: tuple[str, ...]
    stored: dict[str, Attribute]
    links: tuple[str, ...]
    derived: tuple[DerivedColumn, ...]
    instead: Mapping[str, str]


def columns_read(office: Office, query: ListQuery, extra: Iterable[Attribute], *, slow: bool = True) -> Columns:
    """List what is read for the rows of a list, with `extra` attributes and `slow` columns if wanted. Raises UnknownColumn."""
    kind = office.catalogue[query.kind]
    names = column_names(office, query)
    derived = tuple(column for name, column in derived_columns(query.kind).items() if name in names and (slow or not column.slow))
    attributes = {name: kind.attributes[name] for name in names if column_field(office, query.kind, name) and name in kind.fields}
    for attribute in (*extra, *(need for column in derived for need in column.needs)):
        attributes[attribute.key] = attribute
    instead = instead_of_title(kind) if kind.title.key in names else {}
    attributes |= {name: kind.attributes[name] for name in instead.values()}
    links = tuple(name for name, attribute in attributes.items() if isinstance(attribute, Links))
    return Columns(names, {n: a for n, a in attributes.items() if n not in links}, links, derived, instead)
