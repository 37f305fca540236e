"""The names in a paper: in both languages, each let through by its own label, and the label that the paper gets from them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import Language, Text
from app.records import ALL
from app.records.person import Post
from app.rules.labels import Confidentiality, effective, is_above
from app.schema.fields import FieldKind
from app.store.tables import living


@dataclass(frozen=True, slots=True)
class Named:
    """A name in Persian and, where the record has it, in English."""

    fa: str
    en: str = ""

    def in_(self, lang: Language) -> str:
        """Give the English name in English where there is one, else the Persian one."""
        return self.en if lang == "en" and self.en else self.fa


_SOURCES: Final[tuple[tuple[Any, Any, Any], ...]] = tuple(
    (kind.model, kind.title, kind.attributes[kind.english_title.name] if kind.english_title else None)
    for kind in ALL
    if kind.title_field.kind is FieldKind.TEXT and not kind.is_child and hasattr(kind.model, "label")
)
"""Where names are found: every kind that has one of its own, as it declares it, the records before the lists."""
_BATCH: Final = 500


@dataclass(slots=True)
class Book:
    """Names by id and the ceiling they pass; `label` grows with everything let through, `left_out` with what is not.

    A record above the ceiling counts once, however often it is named. `raised_by` is what gave the label: a record, a row, or
    words.
    """

    session: Session
    ceiling: Confidentiality
    label: Confidentiality = Confidentiality.NORMAL
    left_out: int = 0
    raised_by: UUID | Text | None = None
    _names: dict[UUID, tuple[Named, Confidentiality]] = field(default_factory=dict)
    _hidden: set[UUID] = field(default_factory=set)

    def learn(self, ids: Collection[UUID]) -> None:
        """Read the names of records, a statement for each kind until all are known."""
        every = list({record for record in ids if record not in self._names})
        for start in range(0, len(every), _BATCH):
            self._learn_some(set(every[start : start + _BATCH]))

    def _learn_some(self, wanted: set[UUID]) -> None:
        for model, fa, en in _SOURCES:
            if not wanted:
                return
            columns = [model.id, model.label, fa, *([en] if en is not None else [])]
            for record, label, name, *latin in self.session.execute(select(*columns).where(model.id.in_(wanted))):
                self._names[record] = Named(name, (latin[0] or "") if latin else ""), label
                wanted = wanted - {record}

    def name(self, record: UUID | None) -> Named | None:
        """Name a record; None for none, for one that is not known, and for one above the ceiling."""
        if record is None or record in self._hidden:
            return None
        if record not in self._names:
            self.learn((record,))
        if record not in self._names:
            return None
        name, label = self._names[record]
        if not self.passes(label, of=record):
            self._hidden.add(record)
            return None
        return name

    def known(self, record: UUID) -> Named | None:
        """Give a name that was learnt, whatever its label: for whoever words it anew, never for a paper."""
        found = self._names.get(record)
        return found[0] if found else None

    def remember(self, record: UUID, name: Named) -> None:
        """Word a name anew; its label stays."""
        self._names[record] = name, self._names[record][1]

    def post_on(self, person: UUID | None, day: date) -> Named | None:
        """Find what a person held on a day, the highest first; partial days count whole."""
        if person is None or person in self._hidden:
            return None
        wanted = select(Post.id, Post.held_from, Post.held_to).where(Post.person == person, living(Post))
        for record, start, end in self.session.execute(wanted.order_by(Post.precedence.is_(None), Post.precedence, Post.id)):
            if (start is None or start.first <= day) and (end is None or day <= end.last):
                return self.name(record)
        return None

    def passes(self, label: Confidentiality, *, parts: int = 1, of: UUID | Text | None = None) -> bool:
        """Let something through, or count its parts as left out; `of` is what carries the label."""
        if is_above(label, self.ceiling):
            self.left_out += parts
            return False
        self.pass_label(label, of=of)
        return True

    def lets(self, record: UUID | None, label: Confidentiality) -> bool:
        """Let a record through, or count it as left out, once however often it is met."""
        if record is not None and record in self._hidden:
            return False
        if self.passes(label, of=record):
            return True
        if record is not None:
            self._hidden.add(record)
        return False

    def lets_row(self, owner: UUID, label: Confidentiality, *, row: UUID, own: Confidentiality | None) -> bool:
        """Let a row through under its owner; a row above the ceiling hides itself alone, never its owner."""
        return self.lets(owner, label) and self.lets(row, effective(label, own))

    def pass_label(self, label: Confidentiality, *, of: UUID | Text | None = None) -> None:
        """Raise the label of the whole to that of a part."""
        if is_above(label, self.label):
            self.label, self.raised_by = label, of
