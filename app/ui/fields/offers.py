"""What a link field offers while a name is typed: records by folded text, items of an office list in their order."""

from collections.abc import Sequence
from uuid import UUID

from app.core.folding import Matcher
from app.core.i18n import Language, language
from app.services.listing import CHANGED, ListQuery, first_rows
from app.services.office import Office
from app.services.titles import titles
from app.ui.fields.picker import Offer

MOST = 8
LIST_MOST = 300


def suggest_records(office: Office, kind_key: str, typed: str, *, leave_out: Sequence[UUID] = ()) -> list[Offer]:
    """List at most eight records of a kind, the recent ones when nothing is typed."""
    found = [record for record in _found(office, kind_key, typed, most=MOST + len(leave_out)) if record not in leave_out][:MOST]
    named = titles(office, found, lang=language())
    kind = office.catalogue[kind_key]
    known = [named[record] for record in found if record in named]
    return [Offer(title.title, title.subtitle or str(kind.name), title.id, kind.icon, quiet=title.archived) for title in known]


def _found(office: Office, kind_key: str, typed: str, *, most: int) -> list[UUID]:
    """Find records by folded text, the best match first."""
    # Recent ones first while nothing is typed.
    query = ListQuery(kind_key, text=typed, sort="" if typed else CHANGED, descending=not typed)
    rows = first_rows(office, query, limit=most if not typed else LIST_MOST)
    if not typed:
        return [row.id for row in rows]
    matcher = Matcher(typed)
    named = titles(office, [row.id for row in rows], lang=language())
    ranks = {row.id: matcher.rank(named[row.id].title, named[row.id].subtitle) for row in rows if row.id in named}
    # A hit in the body alone (another spelling of the name) has no rank by its title and stands last.
    return sorted(ranks, key=lambda record: 99 if ranks[record] is None else ranks[record] or 0)[:most]


def suggest_items(office: Office, kind_key: str, typed: str, *, leave_out: Sequence[UUID] = ()) -> list[Offer]:
    """List the items of an office list that are still offered, in their order; a typed text narrows them by folded words."""
    lang = language()
    items = [item for item in list_items(office, kind_key, lang) if item.record not in leave_out]
    if not typed:
        return items
    matcher = Matcher(typed)
    ranked = [(rank, at, item) for at, item in enumerate(items) if (rank := matcher.rank(item.title, item.sub)) is not None]
    # A lower rank is a better match; equal ones stay in the order of the list.
    return [item for _rank, _at, item in sorted(ranked, key=lambda found: found[:2])]


def list_items(office: Office, kind_key: str, lang: Language) -> list[Offer]:
    """Read an office list as offers."""
    kind = office.catalogue[kind_key]
    query = ListQuery(kind_key, sort="position", columns=("label_fa", "label_en", "retired"))
    rows = first_rows(office, query, limit=LIST_MOST)
    offers = []
    for found in rows:
        persian, english, retired = found.values
        if not retired:
            offers.append(Offer(str((english or persian) if lang == "en" else persian), "", found.id, kind.icon))
    return offers
