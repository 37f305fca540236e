"""The page of an agreement: the day to denounce by and why, promises of both sides, signatures, papers, the chain."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement
from app.rules.notice_alerts import RULE as NOTICE_RULE
from app.schema.draft import Draft
from app.schema.fields import Attribute
from app.schema.values import Value
from app.services import files
from app.services.chain import chain
from app.services.findings import notice_strip
from app.ui.context import Context
from app.ui.dialogs import Choice
from app.ui.kit import Columns
from app.ui.panels.faces import show_chips
from app.ui.panels.ledger import keep_promise
from app.ui.screens.agreement_cards import ChainCard, DetailsCard, PapersCard, PartiesCard
from app.ui.screens.agreement_ledger import LedgerCard
from app.ui.screens.agreement_notice import NoticeCard
from app.ui.screens.overview_page import OverviewPage
from app.ui.shell.places import RecordPlace

# What each card says of the agreement; the head says its titles, its stage and its number.
_DETAILS: tuple[Attribute, ...] = (
    Agreement.title_fa, Agreement.title_en, Agreement.stage, Agreement.register_number, Agreement.type, Agreement.binding,
    Agreement.level, Agreement.domains, Agreement.duration_number, Agreement.duration_unit, Agreement.renewal,
    Agreement.renewal_years, Agreement.notice_number, Agreement.notice_unit, Agreement.council_resolution,
    Agreement.council_resolution_on, Agreement.authentic_languages, Agreement.prevailing_text, Agreement.paper_place,
)  # fmt: skip
_PARTIES: tuple[Attribute, ...] = (Agreement.place_signed, Agreement.legal_basis)
_PAPERS: tuple[Attribute, ...] = (Agreement.scan, Agreement.source, Agreement.certainty)


class AgreementPage(OverviewPage):
    """One agreement, read at a glance and edited below."""

    looks_at = frozenset(("follow_up", "agreement_tie"))
    told = frozenset((
        *(field.key for field in (*_DETAILS, *_PARTIES, *_PAPERS)), "parties", "obligations", "chain", "later"
    ))  # fmt: skip

    def __init__(self, context: Context, place: RecordPlace) -> None:
        super().__init__(context, place)
        # The card of the notice says what its rule says; the other rules speak for themselves.
        self.findings.leave_out(NOTICE_RULE)

    def live_cards(self) -> Iterator[QWidget]:
        """Count the notice day anew from what is written."""
        draft = self.session.draft
        strip = notice_strip(self.context.office, draft)
        if strip is None:
            return
        card = NoticeCard(strip, draft[Agreement.renewal], draft.today, offering=not self.session.is_new)
        card.renewal_asked.connect(self.record_renewal)
        card.notice_asked.connect(self.record_notice)
        card.terms_asked.connect(lambda: self.lead_to("renewal"))
        yield card

    def reading_cards(self) -> Iterator[QWidget]:
        """Show particulars, signatures and promises beside each other, and the chain beside the papers."""
        office, draft = self.context.office, self.session.draft
        if draft.id is None:
            return
        details, parties = DetailsCard(office, draft), PartiesCard(office, draft)
        ledger = LedgerCard(office, list(draft.living("obligations")))
        papers, line = PapersCard(office, draft), ChainCard(chain(office, draft.id), draft.id)
        parties.opened.connect(lambda person: self.context.go(RecordPlace("person", person)))
        parties.add_asked.connect(lambda: self._add_row("parties"))
        show_chips(self.context, parties)
        ledger.opened.connect(lambda promise: self.context.go(RecordPlace("follow_up", promise)))
        ledger.add_asked.connect(lambda: self._add_row("obligations"))
        ledger.tick_asked.connect(self.tick)
        papers.open_asked.connect(self.open_scan)
        papers.choose_asked.connect(self.choose_scan)
        line.opened.connect(lambda other: self.context.go(RecordPlace("agreement", other)))
        self.body.cards = {
            **{field.key: details for field in _DETAILS}, **{field.key: parties for field in _PARTIES},
            **{field.key: papers for field in _PAPERS}, "parties": parties, "obligations": ledger, "chain": line,
        }  # fmt: skip
        beside = Columns(parties, ledger, shares=(42, 58), stack_under=600)
        yield Columns(details, beside, shares=(27, 73), stack_under=900)
        yield Columns(line, papers, shares=(62, 38), stack_under=900)

    def tick(self, promise: Draft) -> None:
        """Close a promise, with what shows that it was kept."""
        keep_promise(self.session, promise)

    def record_renewal(self) -> None:
        """Move the end of validity to the end of the next term, once that is agreed to."""
        draft = self.session.draft
        strip = notice_strip(self.context.office, draft)
        if strip is None or strip.notice.renews_until is None or strip.notice.expires is None:
            self.lead_to("expires_on")
            return
        until, now = strip.notice.renews_until, strip.notice.expires
        detail = _("The end of validity moves from {old} to {new}.").format(old=now, new=until)
        answer = self.context.dialogs.ask(
            _("Record that the agreement was renewed?"),
            detail,
            (
                Choice("renew", _("Record renewal"), main=True),
                Choice("other", _("Another day…")),
                Choice("stay", _("Cancel"), safe=True),
            ),
        )
        self._write(
            answer, "expires_on", PartialDate.of_day(until), title=_("The agreement was renewed until {day}").format(day=until)
        )

    def record_notice(self) -> None:
        """Record that notice was given today, or ask for the day."""
        today: date = self.context.office.today()
        answer = self.context.dialogs.ask(
            _("Record that notice was given today?"),
            _("From then on the agreement runs to its end and is not renewed."),
            (
                Choice("renew", _("Record notice"), main=True),
                Choice("other", _("Another day…")),
                Choice("stay", _("Cancel"), safe=True),
            ),
        )
        self._write(answer, "notice_given_on", PartialDate.of_day(today), title=_("Notice was given on {day}").format(day=today))

    def _write(self, answer: str, field: str, value: Value, *, title: Text) -> None:
        if answer == "other":
            self.lead_to(field)
        elif answer == "renew" and self._put(field, value):
            self.context.say(str(title), undoable=True)

    def _put(self, field: str, value: Value) -> bool:
        """Save one value; where it was not saved and the page is still read, the old one is back."""
        values = self.session.draft.values
        before = values.get(field)
        values[field] = value
        self.session.touch()
        if self.save():
            return True
        if self.reading:
            values[field] = before
            self.session.touch()
        return False

    def open_scan(self) -> None:
        """Open the signed copy in the program for it."""
        scan = self.session.draft[Agreement.scan]
        if scan is None:
            return
        try:
            files.open_outside(self.context.office, scan)
        except SafirError as error:
            self.context.dialogs.report(error)
        except OSError:
            self.context.dialogs.tell(_("The file was not opened: no program for it was found. Save a copy and open that."))

    def choose_scan(self) -> None:
        """Keep a scan of the signed copy, in place of the one before."""
        path = self.context.dialogs.pick_file(_("Choose the scan of the signed copy"))
        if path is None or not path.is_file():
            return
        try:
            scan = files.attach(self.context.office, path)
        except SafirError as error:
            self.context.dialogs.report(error)
            return
        self._put(Agreement.scan.key, scan)

    def _add_row(self, panel: str) -> None:
        for block in self.body.blocks.values():
            if panel in block.panels:
                self.edit()
                block.panels[panel].add_row()
                self.body.page.scroll_to(block)
