"""The settings: each one line and one sentence; what is chosen holds at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import Text, _
from app.core.text import ltr
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import Button, FlowLayout, Label, QuietButton, Segmented, row
from app.ui.screens.page import PlainPage
from app.ui.screens.settings_parts import Group, NumberLine, TextLine
from app.ui.shell.places import BackupsPlace, KeysPlace, ListPlace, SettingsPlace
from app.ui.theme import scaled
from app.ui.zone_combo import ZoneCombo

_WIDTH = 860
_SIZES = (("1.0", _("Usual")), ("1.125", _("Large")), ("1.25", _("Larger")))


class SettingsPage(PlainPage):
    """Show every setting by subject; `section` of the place is where to look."""

    def __init__(self, context: Context, place: SettingsPlace) -> None:
        super().__init__(_("Settings"))
        self._context = context
        self.set_max_width(_WIDTH)
        self.sections: dict[str, QWidget] = {
            "look": self._look(),
            "office": self._office(),
            "rules": self._rules(),
            "lock": self._lock(),
            "lists": self._lists(),
            "data": self._data(),
            "sample": self._sample(),
        }
        for section in self.sections.values():
            self.add(section)
        self.body.addStretch(1)
        self._section = place.section
        self.breakpoint_changed.connect(self._look_there)

    def _look_there(self) -> None:
        if self._section in self.sections:
            self.scroll_to(self.sections[self._section])
            self._section = ""

    def _keep(self, **changed: Any) -> None:  # noqa: ANN401 - fields of Settings
        self._context.keep(replace(self._context.settings, **changed))

    def _keeper(self, name: str) -> Callable[[object], None]:
        return lambda value: self._keep(**{name: value})

    def _look(self) -> Group:
        settings = self._context.settings
        group = Group("sun", _("Look"))
        tongue = Segmented((("fa", "فارسی"), ("en", "English")), name=_("Language"))
        tongue.set_chosen(settings.language)
        tongue.chosen.connect(self._keeper("language"))
        light = Segmented((("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))), name=_("Theme"))
        light.set_chosen(settings.theme)
        light.chosen.connect(self._keeper("theme"))
        size = Segmented(_SIZES, name=_("Text size"))
        size.set_chosen(str(settings.text_scale))
        size.chosen.connect(lambda key: self._keep(text_scale=float(key)))
        group.add_setting(_("Language"), _("Of the window and of new papers; records keep both."), tongue)
        group.add_setting(_("Theme"), _("Light, dark, or as the system is."), light)
        group.add_setting(_("Text size"), _("All texts of the window."), size)
        return group

    def _office(self) -> Group:
        settings = self._context.settings
        group = Group("building-2", _("Office"))
        name = TextLine(settings.office_name, _name_fault)
        name.taken.connect(self._rename)
        zone = ZoneCombo(settings.office_zone)
        zone.setMinimumWidth(scaled(200))
        zone.activated.connect(lambda _at: self._move(zone.zone))
        group.add_setting(_("Name of the office"), _("Stands on papers and in the navigation."), name)
        group.add_setting(_("Time zone of the office"), _("Days and deadlines are counted in it."), zone)
        return group

    def _rename(self, name: str) -> None:
        self._context.office.store.state("office", name)
        self._keep(office_name=name)

    def _move(self, zone: str) -> None:
        self._context.office.store.state("zone", zone)
        self._context.office.zone = self._context.office.store.zone = zone
        self._keep(office_zone=zone)

    def _rules(self) -> Group:
        settings = self._context.settings
        group = Group("scale", _("Rules"))
        for field, most, title, sentence in _NUMBERS:
            line = NumberLine(getattr(settings, field), most=most)
            line.taken.connect(self._keeper(field))
            group.add_setting(title, sentence, line)
        return group

    def _lock(self) -> Group:
        group = Group("lock", _("Lock"))
        minutes = NumberLine(self._context.settings.lock_minutes, most=480)
        minutes.taken.connect(self._keeper("lock_minutes"))
        group.add_setting(_("Lock after (minutes)"), _("Without a key or a press; 0 means never. Ctrl+L locks at once."), minutes)
        keys = Button(_("Change…"), icon="key-round")
        keys.clicked.connect(lambda: self._context.go(KeysPlace()))
        group.add_setting(
            _("Passphrase and recovery key"), _("Another passphrase, or a new sheet for the safe; the data stays as it is."), keys
        )
        group.add(
            Label(
                _(
                    "Labels govern what leaves the office: papers, Excel, packages. Whoever opens the store sees "
                    "everything in it."
                ),
                "label", tone="text_3", wrap=True,
            )
        )  # fmt: skip
        return group

    def _lists(self) -> Group:
        group = Group("layers", _("Lists of the office"))
        group.add(Label(_("Words that the office chooses itself; a retired word stays on old records."), "label", tone="text_3"))
        held, flow = QWidget(), FlowLayout(spacing=6)
        held.setLayout(flow)
        for kind in self._context.office.catalogue.lists():
            button = Button(kind.plural, icon=kind.icon)
            button.clicked.connect(lambda _checked=False, key=kind.key: self._context.go(ListPlace(key)))
            flow.addWidget(button)
        group.add(held)
        return group

    def _data(self) -> Group:
        group = Group("hard-drive", _("Data"))
        folder = Label(ltr(str(self._context.office.store.folder)), "body", selectable=True, elide=True)
        folder.setMaximumWidth(scaled(420))
        folder.setMinimumWidth(scaled(200))
        group.add_setting(_("Folder of the data"), _("Encrypted; one window at a time opens it."), folder)
        self._backup = Label(ltr(self._context.settings.backup_folder) or str(_("Not chosen yet")), "body", elide=True)
        self._backup.setMaximumWidth(scaled(300))
        choose = Button(_("Choose a folder"))
        choose.clicked.connect(self._choose_backup)
        held = QWidget()
        held.setLayout(row(self._backup, choose, spacing=8))
        group.add_setting(_("Place of backups"), _("Best on another disk or the drive of the office."), held)
        every = Button(_("Backups"), icon="database-backup")
        every.clicked.connect(lambda: self._context.go(BackupsPlace()))
        group.add_setting(_("Backups"), _("Their list, a new one, and going back to one."), every)
        check = Button(_("Check the data"), icon="shield-check")
        check.clicked.connect(lambda: self._check(check))
        group.add_setting(_("Soundness"), _("Reads every page, the index and every attachment."), check)
        self._result = Label("", "label", tone="text_2", wrap=True)
        self._result.setVisible(False)
        group.add(self._result)
        return group

    def _choose_backup(self) -> None:
        found = self._context.dialogs.pick_folder(_("Place of backups"))
        if found is not None:
            self._backup.set_text(ltr(str(found)))
            self._keep(backup_folder=str(found))

    def _check(self, button: Button) -> None:
        from app.services import health

        button.setEnabled(False)
        office = self._context.office
        self._context.tasks.run(lambda _job: health.check(office), lambda report: self._tell_check(button, report))

    def _tell_check(self, button: Button, report: Any) -> None:  # noqa: ANN401 - services.health.Report
        button.setEnabled(True)
        self._result.set_text("\n".join(str(line) for line in report.lines()))
        self._result.set_tone("good" if report.sound else "bad")
        self._result.setVisible(True)

    def _sample(self) -> Group:
        from app.services import sample

        group = Group("sprout", _("Sample"))
        there = sample.is_there(self._context.office)
        button = QuietButton(_("Remove the sample")) if there else QuietButton(_("Fill with the sample"))
        button.clicked.connect(self._remove_sample if there else self._fill_sample)
        sentence = (
            _("Records marked as a sample are removed in one deed; what your own records need stays.")
            if there
            else _("Invented persons, meetings and delegations to look around; removed with one click.")
        )
        group.add_setting(_("Sample to look around"), sentence, button)
        return group

    def _remove_sample(self) -> None:
        from app.services import sample

        choices = (Choice("remove", _("Remove"), danger=True), Choice("keep", _("Cancel"), safe=True))
        detail = _("It can be taken back with Undo. What your own records name, or you changed, stays.")
        if self._context.dialogs.ask(_("Remove the sample?"), detail, choices) == "remove":
            office = self._context.office
            self._context.tasks.run(lambda _job: sample.remove(office), lambda _found: self._told(_("The sample was removed.")))

    def _fill_sample(self) -> None:
        from app.services import sample

        office = self._context.office
        self._context.tasks.run(lambda _job: sample.fill(office), lambda _found: self._told(_("The sample is there.")))

    def _told(self, said: Text) -> None:
        self._context.say(str(said))
        if self._context.navigator is not None:
            self._context.navigator.rebuild()


_NUMBERS: tuple[tuple[str, int, Text, Text], ...] = (
    (
        "council_limit",
        99,
        _("Council members abroad at a time"),
        _("More than this many at once gives a warning before a trip is approved."),
    ),
    (
        "notice_alert_days",
        730,
        _("Colour lists before the last day for notice (days)"),
        _("Lists and workbooks colour it from then on; alerts come at 180, 90, 30 and 7 days."),
    ),
    ("report_days", 365, _("Mission report is due after (days)"), _("Counted from the return of the delegation.")),
)


def _name_fault(text: str) -> Text | None:
    return None if text else _("Write the name of the office.")


def setting_names() -> tuple[tuple[str, Text], ...]:
    """List sections and the settings in them, for the palette."""
    return (
        ("look", _("Language")), ("look", _("Theme")), ("look", _("Text size")), ("office", _("Name of the office")),
        ("office", _("Time zone of the office")), *(("rules", title) for _field, _most, title, _sentence in _NUMBERS),
        ("lock", _("Lock after (minutes)")),
        ("lock", _("Passphrase and recovery key")), ("lists", _("Lists of the office")), ("data", _("Place of backups")),
        ("data", _("Check the data")), ("sample", _("Sample to look around")),
    )  # fmt: skip
