"""What is shown of a hit: the title with its marks, and the piece of text around the words, with the panel it stands in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.core.folding import Matcher
from app.store.index import segments

Marks = tuple[tuple[int, int], ...]
_LENGTH = 140
_BEFORE = 40
_CUT = "…"
_WINDOW = 20_000
_OVERLAP = 400
_ENOUGH = 60_000
"""Long texts are looked at by parts of so many characters, and no longer than this once a word is found."""
_BLANKS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text, the places of the words in it, and the panel it comes from (empty: the record itself)."""

    text: str
    marks: Marks = ()
    panel: str = ""


def snippet_of(matcher: Matcher, body: str, *, heed: Callable[[], object] = bool) -> Snippet:
    """Cut the piece of a body that shows most of the words; an empty one when none stands there.

    `heed` is called again and again, and stops the work by what it raises.
    """
    best, most, looked_at = Snippet(""), 0, 0
    for panel, text, start in _windows(body):
        if most and looked_at >= _ENOUGH:
            break
        heed()
        part = text[start : start + _WINDOW]
        looked_at += len(part)
        marks = tuple((first + start, end + start) for first, end in matcher.highlights(part))
        shown = sum(end - first for first, end in marks)
        if shown > most:
            best, most = _cut(text, marks, panel), shown
    return best


def _windows(body: str) -> Iterator[tuple[str, str, int]]:
    """Go through the texts of a body by parts that overlap: the panel, the text, and where a part of it begins."""
    for panel, text in segments(body):
        for start in range(0, max(len(text) - _OVERLAP, 1), _WINDOW - _OVERLAP):
            # A part begins behind a space, because its beginning is taken for the beginning of a word.
            space = text.find(" ", start, start + _OVERLAP) if start else -1
            yield panel, text, start if space < 0 else space


def beginning_of(body: str) -> str:
    """Give the beginning of a record's own text, for a hit whose words stand elsewhere."""
    own = next((text for panel, text in segments(body) if not panel), "")
    return _cut(own, (), "").text


def _cut(text: str, marks: Marks, panel: str) -> Snippet:
    """Cut a text around its first mark, at spaces; line ends become spaces, so that places stay."""
    text = _BLANKS.sub(" ", text)
    first = marks[0][0] if marks else 0
    start = 0 if first <= _BEFORE else text.find(" ", first - _BEFORE, first) + 1 or first - _BEFORE
    end = len(text)
    if end - start > _LENGTH:
        end = max(text.rfind(" ", start, start + _LENGTH), marks[0][1] if marks else 0, start + _LENGTH // 2)
    head, tail = _CUT if start else "", _CUT if end < len(text) else ""
    shift = len(head) - start
    kept = tuple((a + shift, min(b, end) + shift) for a, b in marks if start <= a < end)
    return Snippet(f"{head}{text[start:end]}{tail}", kept, panel)
