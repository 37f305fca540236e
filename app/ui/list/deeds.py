"""What is done with the selected rows of a list: bulk edit, archive, delete, and leaving as a workbook."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from app.core.errors import SafirError
from app.services import listing
from app.services.listing import ListRow
from app.ui.list.leaving import Leaving
from app.ui.list.model import BLOCK
from app.ui.tasks import Job

if TYPE_CHECKING:
    from app.services.changing import Done
    from app.ui.list.bulk_sheet import BulkSheet
    from app.ui.list.page import ListPage


class ListDeeds:
    """The deeds of one list page; rows are read beside the window first."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page

    def with_chosen(self, then: Callable[[tuple[ListRow, ...]], None]) -> None:
        """Read the selected rows beside the window, then go on."""
        page = self._page
        wanted, office, query = page.model.handles_at(page.grid.chosen_rows()), page.context.office, page.query

        def work(job: Job) -> tuple[ListRow, ...]:
            found: list[ListRow] = []
            for start in range(0, len(wanted), BLOCK):
                if job.cancelled():
                    break
                found.extend(listing.rows_at(office, query, wanted[start : start + BLOCK]))
            return tuple(found)

        if wanted:
            page.context.tasks.run(work, then)

    def bulk_edit(self, field: str = "") -> None:
        """Set one field of the selected rows."""
        from app.ui.list.bulk_sheet import BulkSheet

        page = self._page
        self.with_chosen(lambda rows: _opened(BulkSheet(page, page.context, page.kind, rows, field=field)))

    def archive(self) -> None:
        """Archive the selected rows."""
        from app.services import changing

        office, kind = self._page.context.office, self._page.kind.key
        self.with_chosen(lambda rows: self._do(lambda ids: changing.archive(office, kind, ids, archived=True), rows))

    def delete(self) -> None:
        """Delete the selected rows; a toast offers to bring them back. What is signed or approved asks for a reason first."""
        self.with_chosen(lambda rows: self._delete(tuple(each.id for each in rows)))

    def _delete(self, ids: tuple[UUID, ...], reason: str = "") -> None:
        from app.services import changing

        context, kind = self._page.context, self._page.kind.key

        def refuse(error: SafirError) -> None:
            given = context.dialogs.reason(error.message) if isinstance(error, changing.Sealed) else None
            if given:
                self._delete(ids, given)
            elif not isinstance(error, changing.Sealed):
                context.dialogs.report(error)

        context.tasks.run(
            lambda _job: changing.delete(context.office, kind, ids, reason=reason),
            lambda done: context.say(str(done.title), undoable=True),
            failed=refuse,
        )

    def _do(self, deed: Callable[[tuple[UUID, ...]], "Done"], rows: tuple[ListRow, ...]) -> None:
        context, ids = self._page.context, tuple(each.id for each in rows)
        context.tasks.run(lambda _job: deed(ids), lambda done: context.say(str(done.title), undoable=True))

    def export(self) -> None:
        """Ask for a workbook of what is seen, or of the selection."""
        page = self._page
        leaving = Leaving(page, page.context)
        if page.grid.chosen_count() > 1:
            self.with_chosen(lambda rows: leaving.ask(page.query, tuple(each.id for each in rows)))
        else:
            leaving.ask(page.query)


def _opened(sheet: "BulkSheet") -> None:
    sheet.exec()
