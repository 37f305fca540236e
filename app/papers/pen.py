"""Words of records on a paper of one language; keeps account of what the language lacks, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from app.core.i18n import Language, Text, _
from app.core.text import is_latin, isolate
from app.papers.document import Ink, Run, Words
from app.services.brief_names import Named


@dataclass(frozen=True, slots=True)
class About:
    """The record that is being written of: its kind, its id and its name in the language of the paper."""

    kind: str = ""
    record: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing in a record, in words of the paper's language."""

    what: str
    about: About


@dataclass(slots=True)
class Pen:
    """Writes in one language. Persian text on an English paper keeps its own direction, is marked, and is listed by its field."""

    MARK: ClassVar[str] = "[fa]"
    lang: Language
    about: About = field(default_factory=About)
    office: str = ""
    """The name of the office as it stands on every page: `of_office` writes it."""
    _persian: dict[tuple[str, About], int] = field(default_factory=dict)
    _lacking: dict[Lack, None] = field(default_factory=dict)
    _office_is_foreign: bool = False

    def say(self, text: Text) -> str:
        """Write the program's own words."""
        return text.in_(self.lang)

    def words(self, text: str, what: Text) -> Words:
        """Write a user's text; `what` names it in the list of what has no English."""
        if not self._is_foreign(text, what):
            return self._own(text)
        return (Run(text), Run(f" {self.MARK}", ink=Ink.MUTED))

    def plain(self, text: str, what: Text) -> str:
        """Write a user's text where no runs may stand."""
        return f"{isolate(text)} {self.MARK}" if self._is_foreign(text, what) else self._own(text)

    def name(self, named: Named, what: Text) -> str:
        """Write a name in the language where the record has it."""
        return self.plain(named.in_(self.lang), what)

    def quoted(self, title: str) -> str:
        """Write the name of a record as it is, neither marked nor listed."""
        return self._own(title) if self.lang == "fa" or is_latin(title) else isolate(title)

    @contextmanager
    def writing_of(self, kind: str, record: UUID | None, title: str) -> Iterator[None]:
        """Lay what is found missing to this record; `title` is its name in the language, as it is, without any mark."""
        before, self.about = self.about, About(kind, record, title)
        try:
            yield
        finally:
            self.about = before

    def lacks(self, what: Text) -> None:
        """Note something that is missing, such as a heading under which nothing is written."""
        self._lacking[Lack(self.say(what), self.about)] = None

    def of_office(self, name: str) -> None:
        """Write for an office of a name, which is marked and listed like any other text but stands in no record of the paper."""
        foreign = bool(name) and self._has_no_english(name)
        self.office = f"{isolate(name)} {self.MARK}" if foreign else self._own(name)
        self._office_is_foreign = foreign

    @property
    def untranslated(self) -> tuple[str, ...]:
        """List what stood in Persian on an English paper, each field once with how often."""
        return (*self._fields(), *([self.say(_("Name of the office"))] if self._office_is_foreign else []))

    def _fields(self) -> tuple[str, ...]:
        counted: dict[str, int] = {}
        for (what, _about), count in self._persian.items():
            counted[what] = counted.get(what, 0) + count
        return tuple(f"{what} × {count}" if count > 1 else what for what, count in counted.items())

    @property
    def missing(self) -> tuple[str, ...]:
        """List the empty headings, then what has no English in the records."""
        return (*dict.fromkeys(lack.what for lack in self._lacking), *self._fields())

    @property
    def lacking(self) -> tuple[Lack, ...]:
        """List what is missing with the record it is missing in: empty places first, then what has no English."""
        english = _("No English: {what}")
        found = (Lack(english.format(what=what).in_(self.lang), about) for what, about in self._persian)
        return (*self._lacking, *found)

    def _is_foreign(self, text: str, what: Text) -> bool:
        if not self._has_no_english(text):
            return False
        noted = self.say(what), self.about
        self._persian[noted] = self._persian.get(noted, 0) + 1
        return True

    def _has_no_english(self, text: str) -> bool:
        # Figures without a letter are of no language.
        return self.lang == "en" and not is_latin(text) and any(map(str.isalpha, text))

    def _own(self, text: str) -> str:
        return isolate(text) if text and self.lang == "fa" and is_latin(text) else text
