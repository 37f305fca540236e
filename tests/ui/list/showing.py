"""A page of a list on the screen, its rows counted."""

from pytestqt.qtbot import QtBot

from app.services.listing import ListQuery
from app.ui.context import Context
from app.ui.list import ListPage
from app.ui.shell.places import ListPlace


def shown(qtbot: QtBot, context: Context, kind: str, query: ListQuery | None = None) -> ListPage:
    """Show a list as wide as the page of a usual window."""
    page = ListPage(context, ListPlace(kind, query))
    qtbot.addWidget(page)
    page.resize(1170, 714)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: ListPage) -> None:
    """Wait until the number of rows is known."""
    qtbot.waitUntil(lambda: page.model.is_settled, timeout=5000)
