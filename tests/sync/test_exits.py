"""Where a record has left to is known from the packages that took it along."""

from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app.core.text import strip_isolates
from app.rules.labels import Confidentiality
from app.services.editing import open_draft
from app.services.exits import exits
from app.ui.fields import make_editor
from app.ui.fields.choices import ChoiceEditor
from app.ui.theme import apply_theme
from tests.sync.conftest import Desk


def test_a_record_tells_the_packages_that_took_it_along(desk: Desk) -> None:
    assert exits(desk.office, desk.city) == ()
    desk.pack()
    desk.pack(name="again.safir")
    gone = exits(desk.office, desk.city)
    assert [(each.trip, each.to_whom) for each in gone] == [("سفر به سئول", "رضا کاظمی")] * 2
    assert gone[0].at.zone == desk.office.zone
    assert "رضا کاظمی" in str(gone[0].said("fa"))
    assert exits(desk.office, desk.secret_person) == ()


def test_raising_the_label_of_what_has_left_says_so_at_the_field(desk: Desk, qapp: QApplication, qtbot: QtBot) -> None:
    from types import SimpleNamespace

    apply_theme(qapp, "light", language="fa")
    desk.pack()
    draft = open_draft(desk.office, "counterpart", desk.city)
    field = desk.office.catalogue["counterpart"].fields["label"]
    editor = make_editor(SimpleNamespace(office=desk.office), field, draft)  # type: ignore[arg-type]
    qtbot.addWidget(editor)
    editor.set_reading(reading=False)
    assert isinstance(editor, ChoiceEditor)
    combo = editor.findChildren(QComboBox)[0]

    def choose(label: Confidentiality) -> str:
        combo.activated.emit(editor.offered.index(label))
        return strip_isolates(editor.said())

    assert "رضا کاظمی" in choose(Confidentiality.SECRET)
    assert draft.values["label"] is Confidentiality.SECRET
    assert choose(Confidentiality.NORMAL) == ""
