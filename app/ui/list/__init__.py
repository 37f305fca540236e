"""One list page for every kind: rows by handles in blocks, columns, filters, views, selection and what leaves as Excel.

Decisions: the order of all rows is read beside the window, the rows on the screen directly and by blocks; an answer to a
question that was given up is dropped; the window holds values only, never records of the store.
"""

from app.ui.list.page import ListPage

__all__ = ["ListPage"]
