"""Words of records on a paper of one language; keeps account of what the language lacks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from app.core.i18n import Language, Text
from app.core.text import is_latin, isolate
from app.papers.document import Ink, Run, Words
from app.services.brief_names import Named


@dataclass(slots=True)
class Pen:
    """Writes in one language. Persian text on an English paper keeps its own direction, is marked, and is listed by its field."""

    MARK: ClassVar[str] = "[fa]"
    lang: Language
    _persian: dict[str, int] = field(default_factory=dict)
    _empty: list[str] = field(default_factory=list)

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

    def lacks(self, what: Text) -> None:
        """Note a heading under which nothing is written."""
        self._empty.append(self.say(what))

    @property
    def untranslated(self) -> tuple[str, ...]:
        """List what stood in Persian on an English paper, each field once with how often."""
        return tuple(f"{what} × {count}" if count > 1 else what for what, count in self._persian.items())

    @property
    def missing(self) -> tuple[str, ...]:
        """List the empty headings, then what has no English."""
        return (*self._empty, *self.untranslated)

    def _is_foreign(self, text: str, what: Text) -> bool:
        if self.lang == "fa" or not text or is_latin(text):
            return False
        said = self.say(what)
        self._persian[said] = self._persian.get(said, 0) + 1
        return True

    def _own(self, text: str) -> str:
        return isolate(text) if text and self.lang == "fa" and is_latin(text) else text
