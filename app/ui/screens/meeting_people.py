"""Who sits on both sides of a meeting: by precedence, with the post of that day, absence and stand-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.core.i18n import _, _n, language
from app.core.moments import Moment
from app.core.text import isolate
from app.records.meeting import Attendance, Attendee, Meeting
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.schema.kinds import PanelRows
from app.services import editing
from app.ui.fields.offers import suggest_records
from app.ui.fields.picker import Offer, Picker
from app.ui.form.session import DraftSession
from app.ui.kit import Columns, SideHead, column
from app.ui.panels.card import PanelCard
from app.ui.panels.looks import RowLook
from app.ui.panels.row_form import RowForm
from app.ui.panels.row_views import empty_line
from app.ui.screens.meeting_words import invitation, names_of, post_on

_MAKE = "make"
_LAST = 10_000


class AttendeesCard(PanelCard):
    """Both sides of the table; whoever is typed is seated at once, with the post held on the day of the meeting."""

    def __init__(self, session: DraftSession, draft: Draft, rows: PanelRows, *, reading: bool = False) -> None:
        self._pickers: dict[Side, Picker] = {}
        self._latin: Mapping[str, str] = {}
        super().__init__(session, draft, rows, reading=reading)
        self._head.action.hide()
        self._head.set_title(_("Attendees of both sides"))

    def picker(self, side: Side) -> Picker:
        """Give the line in which people of a side are typed."""
        return self._pickers[side]

    def tell_latin(self, latin: Mapping[str, str]) -> None:
        """Show the Latin names of the other side beside the Persian ones."""
        if dict(latin) != dict(self._latin):
            self._latin = latin
            if self._reading:
                self.rebuild()

    def seat(self, person: UUID, side: Side) -> Draft:
        """Seat a person with the post held on that day; the first of a side heads it."""
        office = self._session.context.office
        here = [row for row in self._living() if row[Attendee.side] is side]
        row = editing.blank_row(office, self._draft, panel=self._panel.name)
        row[Attendee.person] = person
        row[Attendee.side] = side
        self._complete(row, here)
        self._draft.rows.setdefault(self._panel.name, []).append(row)
        self._session.touch()
        self.rebuild()
        self._pickers[side].setFocus(Qt.FocusReason.TabFocusReason)
        return row

    def _complete(self, row: Draft, here: Sequence[Draft]) -> None:
        """Give a new row what it does not say itself, beside the rows of its side."""
        person = row[Attendee.person]
        if row[Attendee.post] is None and person is not None:
            row[Attendee.post] = post_on(self._session.context.office, person, self._day())
        row[Attendee.head] = row[Attendee.head] or not any(found[Attendee.head] for found in here)
        if row[Attendee.precedence] is None:
            places = [found[Attendee.precedence] for found in here]
            row[Attendee.precedence] = 1 + max((place for place in places if place), default=0)

    @override
    def settle_pasted(self, drafts: Sequence[Draft]) -> None:
        """Seat the rows of a sheet as if they were typed: with the post of that day, in the order of the sheet."""
        everybody = self._living()
        for row in drafts:
            self._complete(row, [other for other in everybody if other[Attendee.side] is row[Attendee.side]])
            everybody.append(row)

    @override
    def add_row(self) -> None:
        """Lead to the line of our side."""
        self.ask_for(Side.OURS)

    def ask_for(self, side: Side) -> None:
        """Turn to editing, with the keyboard in the line of a side."""
        if self._reading:
            self.edit_asked.emit()
        if side in self._pickers:
            self._pickers[side].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def rebuild(self) -> None:
        """Show both sides anew."""
        self._pickers = {}
        super().rebuild()
        # Each side tells its own number.
        self._head.set_sub("")
        if not self._living():
            self._show(self._sides(()))

    def _day(self) -> date:
        at = self._draft[Meeting.starts_at]
        return at.day if isinstance(at, Moment) else self._draft.today

    @override
    def _moved(self, draft: Draft, by: int) -> bool:
        """Give a person another precedence among those of the side; its head stays the first."""
        side = sorted((row for row in self._living() if row[Attendee.side] is draft[Attendee.side]), key=_order)
        at = next(place for place, row in enumerate(side) if row is draft)
        first = next((place for place, row in enumerate(side) if not row[Attendee.head]), len(side))
        to = max(first, min(at + by, len(side) - 1))
        if to == at or draft[Attendee.head]:
            return False
        side.insert(to, side.pop(at))
        for number, row in enumerate(side, 1):
            row[Attendee.precedence] = number
        return True

    @override
    def _sides(self, drafts: Sequence[Draft]) -> QWidget:
        found = [(draft, look) for draft, look in zip(drafts, self._looks(drafts), strict=True)]
        found.sort(key=lambda pair: _order(pair[0]))
        parts = [self._side(side, [pair for pair in found if pair[1].side is side]) for side in Side]
        return Columns(parts[0], parts[1], shares=(50, 50), spacing=20, stack_under=520)

    @override
    def _side(self, side: Side, found: Sequence[tuple[Draft, RowLook]]) -> QWidget:
        sub = _n("{n} person", "{n} persons", len(found)) if found else ""
        head = SideHead(_("Ours") if side is Side.OURS else _("Theirs"), side.value, sub=sub)
        lines = column(head, spacing=2)
        for place, (draft, look) in enumerate(found):
            lines.addWidget(self._closed(draft, look, place))
        if not found and self._reading:
            lines.addWidget(empty_line(str(_("Nobody has been added yet."))))
        if not self._reading:
            lines.addSpacing(4)
            lines.addWidget(self._line(side))
        lines.addStretch(1)
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _line(self, side: Side) -> Picker:
        """Build the line that seats people of one side."""
        taken = [row[Attendee.person] for row in self._living()]
        line = Picker(lambda typed: self._offers(typed, [person for person in taken if person]))
        words = invitation(_("Ours") if side is Side.OURS else _("Theirs"))
        line.setPlaceholderText(str(words))
        line.setAccessibleName(str(words))
        line.picked.connect(lambda person: self.seat(person, side))
        line.asked.connect(lambda _act, typed: self._make(typed, side))
        self._pickers[side] = line
        return line

    def _offers(self, typed: str, taken: Sequence[UUID]) -> list[Offer]:
        found = suggest_records(self._session.context.office, "person", typed, leave_out=taken)
        if typed:
            found.append(Offer(str(_("+ Make “{name}”").format(name=typed)), icon="add", act=_MAKE))
        return found

    def _make(self, typed: str, side: Side) -> None:
        from app.ui.form.quick_form import QuickForm

        form = QuickForm(self._session.context, "person", typed, parent=self.window())
        form.made.connect(lambda person: self.seat(person, side))
        form.open()

    @override
    def _opened(self, draft: Draft) -> RowForm:
        form = super()._opened(draft)
        form.grid.editors["person"].changed.connect(lambda: self._fill_post(draft, form))
        return form

    def _fill_post(self, draft: Draft, form: RowForm) -> None:
        """Give whoever was chosen instead the post of that day."""
        person = draft[Attendee.person]
        draft[Attendee.post] = None if person is None else post_on(self._session.context.office, person, self._day())
        form.grid.editors["post"].reload()

    def _looks(self, drafts: Sequence[Draft]) -> list[RowLook]:
        office = self._session.context.office
        everybody = [draft.values.get(name) for draft in drafts for name in ("person", "post", "replaced_by")]
        names = names_of(office, everybody)  # type: ignore[arg-type]
        return [self._look(draft, names) for draft in drafts]

    def _look(self, draft: Draft, names: dict[UUID, str]) -> RowLook:
        person, post, instead = draft[Attendee.person], draft[Attendee.post], draft[Attendee.replaced_by]
        name = names.get(person, "") if person else ""
        other = self._latin.get(name, "") if language() == "fa" and draft[Attendee.side] is Side.THEIRS else ""
        sub = names.get(post, "") if post else str(_("Post on that day is not recorded"))
        if instead is not None and instead in names:
            sub = str(_("{post} · replaced by {name}").format(post=sub, name=names[instead]))
        look = RowLook(
            f"{name} · {isolate(other)}" if other and other != name else name or str(_("New attendee")),
            sub,
            "user-round",
            side=draft[Attendee.side] or Side.OURS,
            link=True,
            target=person,
        )
        return _marked(look, draft)


def _order(row: Draft) -> tuple[bool, int]:
    """Order the people of a side: its head, then by precedence."""
    return (not row[Attendee.head], row[Attendee.precedence] or _LAST)


def _marked(look: RowLook, draft: Draft) -> RowLook:
    """Say who heads a side, and who did not come."""
    attendance = draft[Attendee.attendance]
    if attendance not in (None, Attendance.PRESENT):
        return replace(look, pill=choice_label(attendance), family="warn")
    if draft[Attendee.head]:
        return replace(look, pill=_("Head of the side"), family=look.side.value)
    return look
