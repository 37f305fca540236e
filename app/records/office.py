"""What the office itself keeps about its records: overridden warnings, attachments, saved views. None has a page."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from app.core.i18n import _
from app.rules.labels import Confidentiality
from app.schema.fields import choice, file, long_text, text, yes_no
from app.schema.kinds import Group, RecordKind, Section, Sort
from app.schema.record import Row
from app.schema.types import UuidType
from app.schema.values import FileRef


class RuleOverride(Row):
    """A warning that somebody decided to go past, with the reason; it belongs to the record by id.

    `finding_key` is the finding's key; reasons kept before findings had keys have none.
    """

    __tablename__ = "rule_override"

    record: Mapped[UUID] = mapped_column(UuidType, index=True)
    rule: Mapped[str] = text(_("Rule"), code=True)
    reason: Mapped[str] = long_text(_("Reason"))
    fact: Mapped[str | None] = long_text(_("Warning"))
    finding_key: Mapped[str | None] = text(_("Mark of the warning"), code=True)


class Attachment(Row):
    """A file that hangs on a record of any kind, by its id; it has that record's label unless raised."""

    __tablename__ = "attachment"

    record: Mapped[UUID] = mapped_column(UuidType, index=True)
    name: Mapped[str] = text(_("Name"))
    content: Mapped[FileRef] = file(_("File"))
    label: Mapped[Confidentiality | None] = choice(_("Confidentiality"), Confidentiality, common=True)
    notes: Mapped[str | None] = long_text(_("Notes"), common=True)


class SavedView(Row):
    """A named filter, columns, order and density of one list."""

    __tablename__ = "saved_view"

    title: Mapped[str] = text(_("Name of the view"))
    kind: Mapped[str] = text(_("Kind"), code=True)
    query: Mapped[str] = long_text(_("Definition"))
    shared: Mapped[bool] = yes_no(_("For the whole office"))
    pinned: Mapped[bool] = yes_no(_("Pinned"))


RULE_OVERRIDES = RecordKind(
    model=RuleOverride,
    name=_("Overridden warning"),
    plural=_("Overridden warnings"),
    icon="triangle-alert",
    group=Group.HIDDEN,
    title=RuleOverride.rule,
    columns=(RuleOverride.rule, RuleOverride.reason),
    sort=Sort(RuleOverride.rule),
    form=(
        Section(
            _("Overridden warning"), (RuleOverride.rule, RuleOverride.reason, RuleOverride.fact, RuleOverride.finding_key)
        ),
    ),
)
ATTACHMENTS = RecordKind(
    model=Attachment,
    name=_("Attachment"),
    plural=_("Attachments"),
    icon="paperclip",
    group=Group.HIDDEN,
    title=Attachment.name,
    columns=(Attachment.name, Attachment.notes),
    sort=Sort(Attachment.name),
    form=(Section(_("Attachment"), (Attachment.name, Attachment.content, Attachment.label, Attachment.notes)),),
)
SAVED_VIEWS = RecordKind(
    model=SavedView,
    name=_("Saved view"),
    plural=_("Saved views"),
    icon="bookmark",
    group=Group.HIDDEN,
    title=SavedView.title,
    columns=(SavedView.title, SavedView.kind),
    sort=Sort(SavedView.title),
    form=(Section(_("Saved view"), (SavedView.title, SavedView.kind, SavedView.query, SavedView.shared, SavedView.pinned)),),
)
