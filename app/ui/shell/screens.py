"""Which page shows a place: bespoke screens by kind, the generated list and form for everything else.

Pages are imported when they are first shown; the frame of the window is up before them.
"""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QWidget

from app.ui.context import Context
from app.ui.shell.places import (
    AlertsPlace,
    BackupsPlace,
    BinPlace,
    HelpPlace,
    HomePlace,
    KeysPlace,
    ListPlace,
    MergePlace,
    PackPlace,
    Page,
    PaperPlace,
    Place,
    RecordPlace,
    SettingsPlace,
    TripsPlace,
)


def make_page(context: Context, place: Place) -> Page:
    """Make the page of a place."""
    return cast("Page", _made(context, place))


def _made(context: Context, place: Place) -> QWidget:
    match place:
        case HomePlace():
            from app.ui.screens.home import HomePage

            return HomePage(context)
        case AlertsPlace():
            from app.ui.screens.home import AlertsPage

            return AlertsPage(context)
        case ListPlace():
            from app.ui.list import ListPage

            return ListPage(context, place)
        case RecordPlace():
            return SCREENS.get(place.kind, _form)(context, place)
        case PaperPlace():
            from app.ui.screens.paper_page import PaperPage

            return PaperPage(context, place)
        case SettingsPlace():
            from app.ui.screens.settings_page import SettingsPage

            return SettingsPage(context, place)
        case HelpPlace():
            from app.ui.screens.help_page import HelpPage

            return HelpPage(context, place)
        case _:
            return _kept_safe(context, place)


def _kept_safe(context: Context, place: TripsPlace | PackPlace | MergePlace | BackupsPlace | BinPlace | KeysPlace) -> QWidget:
    """Make the pages that keep and carry data."""
    match place:
        case TripsPlace():
            from app.ui.screens.trips_page import TripsPage

            return TripsPage(context)
        case PackPlace():
            from app.ui.screens.pack_page import PackPage

            return PackPage(context, place)
        case MergePlace():
            from app.ui.screens.merge_page import MergePage

            return MergePage(context, place)
        case BackupsPlace():
            from app.ui.screens.backups_page import BackupsPage

            return BackupsPage(context)
        case BinPlace():
            from app.ui.screens.bin_page import BinPage

            return BinPage(context)
        case KeysPlace():
            from app.ui.screens.keys_page import KeysPage

            return KeysPage(context)


def _form(context: Context, place: RecordPlace) -> QWidget:
    from app.ui.form import FormPage

    return FormPage(context, place)


def _meeting(context: Context, place: RecordPlace) -> QWidget:
    from app.ui.screens.meeting_editor import MeetingEditor

    return MeetingEditor(context, place)


def _agreement(context: Context, place: RecordPlace) -> QWidget:
    from app.ui.screens.agreement_page import AgreementPage

    return AgreementPage(context, place)


def _delegation(context: Context, place: RecordPlace) -> QWidget:
    from app.ui.screens.delegation_page import DelegationPage

    return DelegationPage(context, place)


SCREENS: Mapping[str, Callable[[Context, RecordPlace], QWidget]] = {
    "meeting": _meeting,
    "agreement": _agreement,
    "delegation": _delegation,
}
