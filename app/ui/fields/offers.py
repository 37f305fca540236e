"""What a link field offers while a name is typed: records by folded text, items of an office list in their order."""

from collections.abc import Sequence
from uuid import UUID

from app.core.folding import Matcher
from app.core.i18n import Language, language
from app.services.listing import ListQuery, first_rows
from app.services.office import Office
from app.services.search import suggest
from app.ui.fields.picker import Offer

MOST = 8
LIST_MOST = 300


def suggest_records(office: Office, kind_key: str, typed: str, *, leave_out: Sequence[UUID] = ()) -> list[Offer]:
    """List at most eight records of a kind, the recent ones when nothing is typed."""
    kind = office.catalogue[kind_key]
    found = suggest(office, kind_key, typed, limit=MOST + len(leave_out))
    hits = [hit for hit in found if hit.id not in leave_out][:MOST]
    # A hit by another spelling or a place shows where it was found.
    return [
        Offer(hit.title, hit.subtitle or hit.snippet or str(kind.name), hit.id, kind.icon, quiet=hit.archived) for hit in hits
    ]


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
