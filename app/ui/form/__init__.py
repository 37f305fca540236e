"""The generated form: a page made from the declaration of a kind, and the parts that bespoke pages share with it.

Decisions: a session owns the draft and is the only one that saves; widgets write into the draft and tell the session. A
page is read first and edited on F2; nothing typed is lost without a question. Rows of panels live in the same draft, so
one save is one deed. The names below are found when they are asked for, because panels are made of forms and forms of panels.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.form.head import RecordHead
    from app.ui.form.history_drawer import HistoryDrawer
    from app.ui.form.page import FormPage
    from app.ui.form.session import DraftSession
    from app.ui.form.summary import FindingCards, ProblemSummary

_PLACES = {
    "DraftSession": "session",
    "FindingCards": "summary",
    "FormPage": "page",
    "HistoryDrawer": "history_drawer",
    "ProblemSummary": "summary",
    "RecordHead": "head",
}

__all__ = ["DraftSession", "FindingCards", "FormPage", "HistoryDrawer", "ProblemSummary", "RecordHead"]


def __getattr__(name: str) -> object:
    """Import a part of the form on first use."""
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"app.ui.form.{_PLACES[name]}"), name)
