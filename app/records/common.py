"""Sections that several kinds share."""

from app.core.i18n import _
from app.schema.kinds import Section
from app.schema.record import Record


def record_section(model: type[Record]) -> Section:
    """Give the last section of every record: label, owner, tags, challenges, notes and archive."""
    return Section(
        _("Record"),
        (model.label, model.owner_body, model.executing_body, model.tags, model.challenges, model.notes, model.archived),
    )
