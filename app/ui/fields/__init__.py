"""Fields of every form: one editor for each kind of value, over the closed set of kinds.

Decisions: an editor writes readable values into the draft at once and keeps what cannot be read in the control, with the
reason beneath; it knows reading and editing; what it asks of the person goes through the dialogs of the context. Dates
never pass through Qt's own date widgets, which misread Persian days.
"""

from app.schema.draft import Draft
from app.schema.fields import Field, FieldKind
from app.ui.context import Context
from app.ui.fields.choices import ChoiceEditor, YesNoEditor
from app.ui.fields.days import DayEditor
from app.ui.fields.files import FileEditor
from app.ui.fields.frame import Asked, FieldEditor
from app.ui.fields.links import LinkEditor, LinksEditor, OfficeListEditor
from app.ui.fields.moments import MomentEditor, ZoneEditor
from app.ui.fields.numbers import AmountEditor, IntegerEditor, PlaceEditor, RatingEditor
from app.ui.fields.texts import ContactEditor, LongTextEditor, TextEditor

EDITORS: dict[FieldKind, type[FieldEditor]] = {
    FieldKind.TEXT: TextEditor,
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.INTEGER: IntegerEditor,
    FieldKind.AMOUNT: AmountEditor,
    FieldKind.DAY: DayEditor,
    FieldKind.MOMENT: MomentEditor,
    FieldKind.YES_NO: YesNoEditor,
    FieldKind.CHOICE: ChoiceEditor,
    FieldKind.OFFICE_LIST: OfficeListEditor,
    FieldKind.LINK: LinkEditor,
    FieldKind.LINKS: LinksEditor,
    FieldKind.CONTACT: ContactEditor,
    FieldKind.PLACE: PlaceEditor,
    FieldKind.FILE: FileEditor,
    FieldKind.RATING: RatingEditor,
}


def make_editor(context: Context, field: Field, draft: Draft) -> FieldEditor:
    """Make the editor of one field of a draft."""
    kind = context.office.catalogue[draft.kind]
    editor = ZoneEditor if field.zone else EDITORS[field.kind]
    return editor(Asked(context, field, draft, kind))


__all__ = ["EDITORS", "Asked", "FieldEditor", "make_editor"]
