"""What may keep a paper from being made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Text, _


class MissingGlyphs(SafirError):
    """Characters that no shipped font can draw; a paper with blanks is never printed."""

    code: ClassVar[str] = "missing_glyphs"

    def __init__(self, places: Mapping[str, tuple[str, str]], records: Iterable[str] = ()) -> None:
        """Name each character with the heading above it and its paragraph, and the records that hold it, where known."""
        self.chars = tuple(sorted(places))
        self.places = places
        self.records = tuple(dict.fromkeys(records))
        named = " · ".join(_named(char) for char in self.chars[:12])
        under, words = places[self.chars[0]]
        message = _(
            "The paper was not made; the records are unchanged. No font of Safir can draw these characters: {characters}. "
            "They stand in: {place}. Please replace them in the text and print again."
        )
        place = " · ".join(self.records) or " › ".join(part for part in (under, _around(words, self.chars[0])) if part)
        super().__init__(message.format(characters=named, place=place))


def _around(words: str, char: str) -> str:
    """Show a few words around a character."""
    at = words.find(char)
    begin, end = max(0, at - 30), at + 30
    return ("…" if begin else "") + words[begin:end].strip() + ("…" if end < len(words) else "")


def _named(char: str) -> str:
    """Show a character with its code and Unicode's name for it."""
    return f"{char} (" + f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() + ")"


class NoRecordChosen(SafirError):
    """A paper about one record, asked for without saying which."""

    code: ClassVar[str] = "no_record_chosen"

    def __init__(self) -> None:
        super().__init__(
            _("The paper was not made; the records are unchanged. It is about one record: choose which, by its name or number.")
        )


def needed(record: UUID | None) -> UUID:
    """Give the record a paper is about; raises NoRecordChosen."""
    if record is None:
        raise NoRecordChosen
    return record


class ColumnTooNarrow(SafirError):
    """A table whose words need more than the width of the page."""

    code: ClassVar[str] = "column_too_narrow"

    def __init__(self, column: str, word: str) -> None:
        self.column = column
        self.word = word
        message = _(
            "The paper was not made; the records are unchanged. The column {column} is too narrow for {word}. "
            "Please choose fewer columns, or shorten or divide that word."
        )
        super().__init__(message.format(column=column, word=word if len(word) <= 80 else word[:79] + "…"))


class RaggedTable(SafirError):
    """A table row that has not one cell for each column."""

    code: ClassVar[str] = "ragged_table"

    def __init__(self, row: int, cells: int, columns: int) -> None:
        self.row = row
        message = _(
            "The paper was not made; the records are unchanged. Row {row} of a table has {cells} cells for {columns} columns. "
            "Please report this fault."
        )
        super().__init__(message.format(row=row, cells=cells, columns=columns))


class PaperNotSaved(SafirError):
    """A paper that could not be written to its place."""

    code: ClassVar[str] = "paper_not_saved"

    def __init__(self, target: Path, reason: Text) -> None:
        self.target = target
        message = _(
            "The paper was not saved; the records are unchanged, and a file of that name stays as it was. "
            "The place {target} could not be written: {reason}. Please choose another folder, or close the file where it is open."
        )
        super().__init__(message.format(target=str(target), reason=reason))


class PaperStopped(SafirError):
    """A paper that somebody no longer wants; a `progress` that raises it stops the making, and nothing is left behind."""

    code: ClassVar[str] = "paper_stopped"

    def __init__(self) -> None:
        super().__init__(_("The paper was not made, as you asked; a file of that name stays as it was."))
