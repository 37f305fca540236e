"""Which row of a list gives the sheet its label."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from app.rules.labels import Confidentiality
from app.services.list_query import RECORDS, Condition, Filter, ListQuery
from app.services.listing import first_rows
from app.services.office import Office
from app.services.titles import titles


def label_examples(office: Office, query: ListQuery, ids: Sequence[UUID] | None = None) -> dict[Confidentiality, str]:
    """Name one row of a list, or one of some of its records, for each label above the normal one that is there."""
    if "label" not in office.catalogue[query.kind].fields:
        return {}
    found: dict[Confidentiality, str] = {}
    chosen = () if ids is None else (Filter(RECORDS, Condition.IS, tuple(ids)),)
    for label in (each for each in Confidentiality if each is not Confidentiality.NORMAL):
        filters = (*query.filters, *chosen, Filter("label", Condition.IS, (label,)))
        rows = first_rows(office, replace(query, filters=filters), limit=1, slow=False)
        if rows:
            found[label] = titles(office, (rows[0].id,))[rows[0].id].title
    return found
