"""Fields of closed choices: yes or no, one of a few words, the next stage of a road, a label."""

from enum import Enum

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.core.i18n import language, plain
from app.rules.labels import Confidentiality
from app.schema.choices import choice_family, choice_label
from app.schema.draft import Severity
from app.services.exits import exits
from app.ui.fields.frame import FieldEditor, guard_wheel
from app.ui.kit import LabelBadge, Pill, column, row
from app.ui.theme import FamilyName, line_height

_NOTHING = "—"


class YesNoEditor(FieldEditor):
    """A box to tick, with its own words."""

    labelled = False

    def make_control(self) -> QWidget:
        """Build the box."""
        self._box = QCheckBox(str(self.field.label))
        self._box.setMinimumHeight(32)
        self._box.toggled.connect(self.put)
        holder = QWidget()
        # The words stand beside the box: the line of the label is left free, so that the box is level with its neighbours.
        holder.setLayout(column(line_height("label") + 4, self._box, spacing=0))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the box."""
        return self._box

    def show_value(self) -> None:
        """Tick it or not."""
        self._box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._box.setChecked(bool(self.value))
        self._box.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    @property
    def is_empty(self) -> bool:
        """Count a no as nothing to read."""
        return not self.value


def stage_pill(member: Enum, *, small: bool = True) -> Pill:
    """Show a stage or a choice as a pill in its family."""
    family: FamilyName = choice_family(member)  # type: ignore[assignment]
    return Pill(choice_label(member), family, small=small)


class ChoiceEditor(FieldEditor):
    """One of a closed vocabulary in its order; for the stage of a record only what may lawfully follow."""

    def make_control(self) -> QWidget:
        """Build the list."""
        self._combo = QComboBox()
        self._combo.setAccessibleName(str(self.field.label))
        guard_wheel(self._combo)
        # Members are kept here: Qt would give back plain strings for them.
        self._members: list[Enum | None] = []
        self._combo.activated.connect(self._take)
        return self._combo

    def show_value(self) -> None:
        """Mark the choice; one that may not follow is shown all the same while it stands."""
        self._before = self.value
        members = self._choices()
        if self.value not in members:
            members.append(self.value)
        if members != self._members:
            self._members = members
            self._combo.clear()
            self._combo.addItems([_NOTHING if member is None else str(choice_label(member)) for member in members])
        self._combo.setCurrentIndex(self._members.index(self.value))

    def _take(self, at: int) -> None:
        member = self._members[at]
        self.put(member)  # type: ignore[arg-type]
        record, before = self.asked.draft.id, self._before
        raised = isinstance(member, Confidentiality) and isinstance(before, Confidentiality) and member.level > before.level
        gone = exits(self.asked.context.office, record) if raised and record is not None else ()
        if gone:
            self.say(plain("\n".join(str(each.said(language())) for each in gone)), Severity.WARNING)

    @property
    def offered(self) -> tuple[Enum | None, ...]:
        """List what may be chosen, in the order of the list."""
        return tuple(self._members)

    def make_reading(self) -> QWidget:
        """Show stages as pills, levels as badges, other choices as words."""
        member = self.value
        if isinstance(member, Confidentiality):
            return _beside(LabelBadge(choice_label(member), str(member.value)))  # type: ignore[arg-type]
        if isinstance(member, Enum) and self._is_stage():
            return _beside(stage_pill(member))
        return super().make_reading()

    def _choices(self) -> list[Enum | None]:
        free = self.value is None or (not self.field.required and self.field.default is None)
        return [*([None] if free else []), *self._offered()]

    def _offered(self) -> list[Enum]:
        choices = self.field.choices
        every: list[Enum] = [] if choices is None else list(choices)
        if not self._is_stage():
            return every
        stage, draft = self.asked.kind.stage, self.asked.draft
        if stage is None or self.value is None:
            return every if stage is None else [member for member in every if str(member.value) == str(stage.first(draft))]
        allowed = set(stage.order(draft)) if draft.version is None else {str(stage.now(draft)), *stage.following(draft)}
        return [member for member in every if str(member.value) in allowed or member == self.value]

    def _is_stage(self) -> bool:
        stage = self.asked.kind.stage
        return stage is not None and stage.attribute.key == self.field.name


def _beside(mark: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(mark, None))
    return holder


__all__ = ["ChoiceEditor", "YesNoEditor", "stage_pill"]
