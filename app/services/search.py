"""Search: the newest candidates of the index, judged honestly, best first, with what was hit.

While too few candidates are honest, older ones follow, up to a bound. Titles rank before texts, so the first hits are final
before the texts are looked at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.folding import Matcher
from app.core.i18n import Text, language
from app.rules.labels import Confidentiality
from app.schema.kinds import Catalogue
from app.services.office import Office
from app.services.search_candidates import Candidate, Candidates, Reach, Seen
from app.services.snippets import Marks, Snippet, beginning_of, snippet_of
from app.services.sql_functions import Cancel, own_text, stoppable
from app.services.titles import titles_in

_NO_LIMIT: Final = 10_000
_LAST_OF_TITLES: Final = 3
"""The matcher's ranks up to this one are hits in the title."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. Marks are places (start, end) in the texts as shown.

    `panel` names the list inside the record in which the words stand, None for the record itself; `snippet` is a piece of the
    text around the words, or the second name of the record when its title was hit.
    """

    kind: str
    id: UUID
    title: str
    snippet: str = ""
    title_marks: Marks = ()
    snippet_marks: Marks = ()
    panel: Text | None = None
    subtitle: str = ""
    label: Confidentiality = Confidentiality.NORMAL
    archived: bool = False


Ranks = dict[int, int]
"""How good each row found is, by its number in the index."""
Ranked = tuple[int, Candidate]
Stages = Callable[[Candidates, int], Iterator[list[Ranked]]]


def find(
    office: Office, text: str, *, kind: str | None = None, limit: int | None = 50, cancelled: Cancel | None = None
) -> tuple[Hit, ...]:
    """Find records by words, best first: the title itself, titles that begin so, titles, texts; among equals the newest.

    A text without letters and figures finds nothing. Raises Cancelled when `cancelled` says so.
    """
    found: tuple[Hit, ...] = ()
    for found in find_stream(office, text, kind=kind, limit=limit, cancelled=cancelled):  # noqa: B007 - the last is whole
        pass
    return found


def find_stream(
    office: Office, text: str, *, kind: str | None = None, limit: int | None = 50, cancelled: Cancel | None = None
) -> Iterator[tuple[Hit, ...]]:
    """Find records and give the answer as it grows: each tuple begins with the one before, the last is whole."""
    return _answers(office, text, _stages, kind=kind, limit=limit, cancelled=cancelled)


def recent(office: Office, *, kind: str | None = None, limit: int = 50) -> tuple[Hit, ...]:
    """Give the records changed last."""
    (found,) = _answers(office, "", _newest, kind=kind, limit=limit, cancelled=None)
    return found


def _answers(
    office: Office, text: str, stages: Stages, *, kind: str | None, limit: int | None, cancelled: Cancel | None
) -> Iterator[tuple[Hit, ...]]:
    most = limit or _NO_LIMIT
    with office.store.reading() as session:
        connection = session.connection()
        candidates = Candidates(connection, office.catalogue, text, kind=kind, cancelled=cancelled)
        with stoppable(connection, cancelled):
            shown: tuple[Hit, ...] = ()
            for ranked in stages(candidates, most):
                candidates.heed()
                hits = [_hit(office.catalogue, candidates, each) for each in ranked[: most - len(shown)]]
                shown += _in_language(session, office.catalogue, candidates.matcher, hits=hits)
                if hits or not shown:
                    yield shown


def suggest(office: Office, kind_key: str, text: str, limit: int = 8) -> tuple[Hit, ...]:
    """Offer records of one kind for a link: the recent ones while nothing is typed; archived ones last."""
    most = 2 * limit
    found = find(office, text, kind=kind_key, limit=most) if text.strip() else recent(office, kind=kind_key, limit=most)
    return tuple(sorted(found, key=lambda hit: hit.archived))[:limit]


def _newest(candidates: Candidates, limit: int) -> Iterator[list[Ranked]]:
    yield [(0, row) for row in candidates.recent(limit)]


def _stages(candidates: Candidates, limit: int) -> Iterator[list[Ranked]]:
    """Give the hits in stages, each in its order and all of one before all of the next."""
    if not candidates.matcher.has_words:
        yield []
        return
    titled = _titled(candidates, limit)
    yield _best(candidates, titled)
    texts = _texts(candidates, titled, limit=limit - len(titled), reach="near")
    if len(titled) + len(texts) < limit:
        older = _titled_older(candidates, {**titled, **texts}, limit=limit)
        yield _best(candidates, older)
        known = {**titled, **older}
        more = _texts(candidates, {**known, **texts}, limit=limit - len(known) - len(texts), reach="far")
        texts |= more
    yield _best(candidates, texts)


def _titled(candidates: Candidates, limit: int) -> Ranks:
    """Find hits in titles: those that begin with the query whatever their age, then the newest."""
    found: Ranks = {}
    for rows in chain([candidates.beginning()], candidates.holding("tt", "near")):
        found |= _in_titles(candidates, (row for row in rows if row.docid not in found))
        if len(found) > limit:
            break
    return found


def _titled_older(candidates: Candidates, known: Collection[int], *, limit: int) -> Ranks:
    """Find hits in older titles."""
    found: Ranks = {}
    for rows in candidates.holding("tt", "far"):
        found |= _in_titles(candidates, (row for row in rows if row.docid not in known))
        if len(known) + len(found) >= limit:
            break
    return found


def _in_titles(candidates: Candidates, rows: Iterable[Seen]) -> Ranks:
    found: Ranks = {}
    for row in rows:
        candidates.heed()
        if not candidates.sight.hardly(row.title, "", folded=row.folded):
            rank = candidates.matcher.rank(row.title)
            if rank is not None:
                found[row.docid] = rank
    return found


def _texts(candidates: Candidates, known: Collection[int], *, limit: int, reach: Reach) -> Ranks:
    """Find hits in texts; those with the words side by side are judged first, because the rest may not be needed."""
    found: Ranks = {}
    if limit <= 0:
        return found
    for rows in candidates.holding("tb", reach):
        new = (row for row in rows if row.docid not in known)
        for row in sorted(new, key=lambda row: not row.is_run):
            candidates.heed()
            body = own_text(row.body)
            unfit = candidates.sight.hardly(row.title, body, folded=row.folded)
            rank = None if unfit else candidates.matcher.rank(row.title, body)
            if rank is not None:
                found[row.docid] = rank
                if len(found) == limit:
                    return found
    return found


def _best(candidates: Candidates, found: Ranks) -> list[Ranked]:
    """Read hits and order them: records before items of lists, unless those were asked for; then by rank, then the newest."""
    lists = candidates.lists
    rows = candidates.rows(found) if found else []
    return sorted(((found[row.docid], row) for row in rows), key=lambda each: (each[1].kind in lists, each[0], -each[1].docid))


def _hit(catalogue: Catalogue, candidates: Candidates, ranked: Ranked) -> Hit:
    rank, row = ranked
    matcher = candidates.matcher
    if rank <= _LAST_OF_TITLES:
        found = Snippet(row.subtitle or beginning_of(row.body))
    else:
        found = snippet_of(matcher, row.body, heed=candidates.heed)
    panel = catalogue.panels(row.kind).get(found.panel)
    return Hit(
        row.kind,
        UUID(bytes=row.id),
        row.title,
        found.text,
        matcher.highlights(row.title),
        found.marks,
        None if panel is None else panel.kind.plural,
        row.subtitle,
        Confidentiality(row.label),
        bool(row.archived),
    )


def _in_language(session: Session, catalogue: Catalogue, matcher: Matcher, *, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Name records by their English title when English is spoken; the Persian one stands beneath where it was hit."""
    if language() != "en":
        return tuple(hits)
    names = titles_in(session, catalogue, {hit.id for hit in hits}, lang="en")
    return tuple(_renamed(hit, names[hit.id].title, matcher) if hit.id in names else hit for hit in hits)


def _renamed(hit: Hit, title: str, matcher: Matcher) -> Hit:
    if title == hit.title:
        return hit
    other = (hit.title, hit.title_marks) if hit.snippet in ("", title) else (hit.snippet, hit.snippet_marks)
    marks = matcher.highlights(title)
    return replace(hit, title=title, title_marks=marks, snippet=other[0], snippet_marks=other[1])
