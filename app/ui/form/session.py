"""The draft of one record while it is read and edited: whether it differs from the store, and how it gets there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.core.errors import SafirError
from app.core.i18n import Text, _, language
from app.schema.draft import Draft, Problem, Severity
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import Value
from app.services import comparing, editing
from app.services.editing import Invalid, Saved
from app.services.reading import Reading, completeness
from app.services.wording import cell_text
from app.ui.context import Context
from app.ui.dialogs import Choice

STALE = "stale_record"


def fingerprint(draft: Draft) -> tuple[Any, ...]:
    """Give what a save would write of a draft, to be compared; empty values are all alike."""
    values = tuple((name, value) for name, value in sorted(draft.values.items()) if value not in (None, "", ()))
    rows = tuple((name, tuple(fingerprint(row) for row in found)) for name, found in sorted(draft.rows.items()) if found)
    return (draft.id, draft.removed, values, rows)


class DraftSession(QObject):
    """One record on its way between the store and the hands.

    `changed` tells that the draft has other values, `saved` carries Saved, `refused` the problems of a save that was not
    made, `reloaded` that the draft was read anew, `merged` that values came in which somebody else had saved, `overtaken` that
    a deed beside the draft changed the record in the store.
    """

    changed = Signal()
    saved = Signal(object)
    refused = Signal(object)
    reloaded = Signal()
    merged = Signal()
    overtaken = Signal()

    def __init__(self, context: Context, draft: Draft) -> None:
        super().__init__()
        self.context = context
        self.draft = draft
        self.overrides: dict[str, str] = {}
        self.last_saved: Saved | None = None
        self._clean = fingerprint(draft)
        self._base = draft.copied()

    @classmethod
    def begin(cls, context: Context, kind_key: str, values: Mapping[str, Value] | None = None) -> "DraftSession":
        """Start a new record."""
        return cls(context, editing.blank(context.office, kind_key, values=values))

    @classmethod
    def open(cls, context: Context, kind_key: str, record: UUID) -> "DraftSession":
        """Read a record; raises NoSuchRecord."""
        return cls(context, editing.open_draft(context.office, kind_key, record))

    @property
    def kind(self) -> RecordKind:
        """Give the kind of the record."""
        return self.context.office.catalogue[self.draft.kind]

    @property
    def is_new(self) -> bool:
        """Tell whether the record was never saved."""
        return self.draft.version is None

    @property
    def dirty(self) -> bool:
        """Tell whether something would be lost."""
        return fingerprint(self.draft) != self._clean

    @property
    def title(self) -> str:
        """Name the record, or say that it is a new one."""
        field, english = self.kind.title_field, self.kind.english_title
        if language() == "en" and english is not None and self.draft.values.get(english.name):
            field = english
        value = self.draft.values.get(field.name)
        if field.kind is FieldKind.TEXT:
            words = str(value or "")
        else:
            words = cell_text(self.context.office, field, value, lang=language())
        return words or str(_("New {kind}").format(kind=self.kind.name))

    def resume(self, kept: Draft) -> None:
        """Put a draft that was kept in the place of what was read; a save compares with the version it was begun on."""
        draft = self.draft
        if kept.version != draft.version:
            self._base = comparing.unknown_base(kept)
        draft.values.update(kept.values)
        draft.rows.clear()
        draft.rows.update(kept.rows)
        draft.version = kept.version

    def touch(self) -> None:
        """Hear that the draft was changed."""
        self.changed.emit()

    def reading(self) -> Reading:
        """Weigh how complete the draft is."""
        return completeness(self.context.office, self.draft)

    def check(self) -> tuple[Problem, ...]:
        """Find what is wrong with the draft as it stands."""
        return editing.check(self.context.office, self.draft)

    def save(self) -> bool:
        """Save what differs; False when it was not saved, and the person was told why."""
        comparing.name_rows(self.draft)
        try:
            saved = editing.save(self.context.office, self.draft, overrides=self.overrides)
        except Invalid as invalid:
            return self._answer(invalid.problems)
        except SafirError as error:
            if error.code == STALE:
                return self._meet_stale(error)
            self.context.dialogs.report(error)
            return False
        self._take(saved)
        return True

    def reload(self) -> None:
        """Read the record anew; a new one starts again. Raises NoSuchRecord."""
        if self.draft.id is None or self.is_new:
            fresh = editing.blank(self.context.office, self.draft.kind)
        else:
            fresh = editing.open_draft(self.context.office, self.draft.kind, self.draft.id)
        self._adopt(fresh)

    def catch_up(self) -> bool:
        """Take in what was saved elsewhere while this draft is written; False when the person leaves it for later.

        What only one side changed is kept, of what both changed the person chooses. Raises NoSuchRecord.
        """
        from app.ui.versions import Place

        if self.draft.id is None or self.is_new:
            return False
        office = self.context.office
        stored = editing.open_draft(office, self.draft.kind, self.draft.id)
        found = comparing.parted(office, self._base, self.draft, stored=stored, lang=language())
        answer = self.context.dialogs.versions([Place(str(one.label), one.mine, one.stored) for one in found]) if found else []
        if answer is None:
            return False
        stay = {one.path for one, mine in zip(found, answer, strict=True) if mine}
        comparing.settle(self._base, self.draft, stored=stored, stay=stay)
        self._clean, self._base = fingerprint(stored), stored.copied()
        self.merged.emit()
        self.changed.emit()
        return True

    def _take(self, saved: Saved) -> None:
        self.overrides.clear()
        self.last_saved = saved
        self._adopt(editing.open_draft(self.context.office, self.draft.kind, saved.id))
        self.saved.emit(saved)

    def _adopt(self, fresh: Draft) -> None:
        """Keep the one draft that all widgets hold, and give it what was read."""
        comparing.adopt(self.draft, fresh)
        self._clean, self._base = fingerprint(self.draft), self.draft.copied()
        self.reloaded.emit()
        self.changed.emit()

    def _answer(self, problems: tuple[Problem, ...]) -> bool:
        """Ask the reasons that a save waits for; tell the rest."""
        waiting = [found for found in problems if found.severity is Severity.WARNING and found.mark not in self.overrides]
        if waiting and len(waiting) == len(problems):
            # Clauses of one signed text are one question.
            for found in {found.mark: found for found in reversed(waiting)}.values():
                reason = self.ask_reason(found.message)
                if reason is None:
                    self.refused.emit(problems)
                    return False
                self.overrides[found.mark] = reason
            return self.save()
        self.refused.emit(problems)
        return False

    def ask_reason(self, fact: Text) -> str | None:
        """Ask why a warning is gone past; None when the person leaves it."""
        return self.context.dialogs.reason(_("Continue in spite of this warning? Your reason is kept in history."), fact)

    def _meet_stale(self, error: SafirError) -> bool:
        answer = self.context.dialogs.ask(
            error.message,
            "",
            (Choice("compare", _("Compare"), main=True), Choice("leave", _("Leave for now"), safe=True)),
        )
        return answer == "compare" and self.catch_up() and self.save()
