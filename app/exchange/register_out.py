"""Registers as designed workbooks of several sheets: a summary, the register, what is to be followed up, and the sources.

The rows are those of the register on paper, under the same ceiling; the file itself never says that anything was left out.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from app.core.errors import SafirError
from app.core.i18n import Language, Text, _, _c, plain
from app.core.money import Money, currency_name
from app.core.numbers import in_language
from app.core.text import strip_isolates
from app.exchange.cells import Telling
from app.exchange.excel_out import Exported, Progress, write_workbook
from app.exchange.register_sheets import Sheets, Told
from app.exchange.tables import Table
from app.rules.followups import is_due_soon
from app.rules.labels import Confidentiality
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.fields import FieldKind
from app.services.brief_names import Named
from app.services.derived import Tone
from app.services.office import Office
from app.services.paper_agreements import AgreementFact
from app.services.paper_person import GiftFact
from app.services.paper_promises import Promised
from app.services.paper_registers import (
    AgreementRegister,
    GiftRegister,
    OwnerSheet,
    agreement_register,
    follow_up_sheets,
    gift_register,
)
from app.services.paper_source import Source, reading
from app.services.sql_functions import Cancel, never
from app.services.wording import Wording

_SIDES: Final = {Side.OURS: _c("brief", "Our side"), Side.THEIRS: _c("brief", "Their side")}
_SUMMARY, _FOLLOW_UPS, _SOURCES = _("Summary"), _("Follow-ups"), _("Sources")
_TEXT, _LONG, _NUMBER, _DAY, _AMOUNT = (
    FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.INTEGER, FieldKind.DAY, FieldKind.AMOUNT,
)  # fmt: skip


class NoWorkbook(SafirError):
    """A paper that is no register and cannot be a workbook."""

    code = "no_workbook"

    def __init__(self) -> None:
        super().__init__(
            _("The workbook was not made; the records are unchanged. Only registers are kept as workbooks: choose PDF or Word.")
        )


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """What a register is asked for: its ceiling first, its language, its Iranian year, and the one owner or none."""

    ceiling: Confidentiality
    lang: Language = "fa"
    year: int | None = None
    owner: UUID | None = None


def write_register(
    office: Office,
    name: str,
    path: Path,
    *,
    options: RegisterOptions,
    progress: Progress | None = None,
    cancelled: Cancel = never,
) -> Exported:
    """Write a register as a workbook; `name` is that of the paper.

    Raises NoWorkbook, NoSuchRecord, AboveCeiling, ImpossibleDay, Cancelled, TargetOpen, WorkbookNotWritten; a file of that name
    is replaced only by a whole one.
    """
    if name not in REGISTERS:
        raise NoWorkbook
    with reading(office, options.ceiling) as source:
        make = REGISTERS[name](source, options)
        telling = Telling(Wording(options.lang, {}, zone=office.zone), office.zone)
        tables = make(Sheets(telling, source.book.label))
        done = write_workbook(office, tables, Path(path), lang=options.lang, progress=progress, cancelled=cancelled)
        return replace(done, left_out=source.book.left_out, label=source.book.label)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a summary."""

    what: Text | Named
    count: int
    worth: Money | None = None


Make = Callable[[Sheets], tuple[Table, ...]]


_LINES: Final[tuple[Told[_Line], ...]] = (
    Told(_c("summary", "What"), _TEXT, lambda line: line.what),
    Told(_c("summary", "How many"), _NUMBER, lambda line: line.count),
)
_WORTH: Final[Told[_Line]] = Told(_("Worth"), _AMOUNT, lambda line: line.worth)


def _summary(sheets: Sheets, lines: Iterator[_Line]) -> Table:
    return sheets.table(_SUMMARY, _LINES, tuple(lines))


def _side(promise: Promised) -> Text:
    return _SIDES[promise.side]


def _promise_tone(promise: Promised, source: Source) -> Tone:
    if promise.late:
        return Tone.LATE
    return Tone.SOON if promise.rule and is_due_soon(promise.rule, source.today) else Tone.PLAIN


_PROMISES: Final[tuple[Told[Promised], ...]] = (
    Told(_("What is to be done"), _LONG, lambda promise: promise.what),
    Told(_("Side"), _TEXT, _side),
    Told(_("Counterpart"), _TEXT, lambda promise: promise.counterpart),
    Told(_("Responsible"), _TEXT, lambda promise: promise.owner),
    Told(_("Due"), _DAY, lambda promise: promise.due),
    Told(_("State"), _TEXT, lambda promise: promise.state),
    Told(_("Days late"), _NUMBER, lambda promise: promise.late or None),
    Told(_("Origin"), _LONG, lambda promise: promise.origin),
)


def _agreements(source: Source, _options: RegisterOptions) -> Make:
    facts = agreement_register(source)

    def make(sheets: Sheets) -> tuple[Table, ...]:
        every = (*facts.agreements, *facts.proposals)
        return (
            _summary(sheets, _agreement_lines(facts)),
            sheets.table(_("Register"), _agreement_columns(sheets), facts.agreements, tone=_agreement_tone(source)),
            sheets.table(_("Proposals"), _agreement_columns(sheets), facts.proposals),
            sheets.table(
                _FOLLOW_UPS, _PROMISES, facts.obligations, tone=lambda promise: _promise_tone(promise, source)
            ),
            sheets.table(_SOURCES, _AGREEMENT_SOURCES, tuple(fact for fact in every if fact.source or fact.certainty)),
        )  # fmt: skip

    return make


def _agreement_lines(facts: AgreementRegister) -> Iterator[_Line]:
    yield _Line(_("Agreements"), len(facts.agreements))
    yield _Line(_("In life"), sum(fact.is_in_life for fact in facts.agreements))
    yield _Line(_("Proposals"), len(facts.proposals))
    yield _Line(_("Open promises"), len(facts.obligations))
    yield _Line(_("Late"), sum(promise.late > 0 for promise in facts.obligations))
    stages = Counter(fact.stage for fact in facts.agreements)
    yield from (_Line(_c("summary", "Stage: {stage}").format(stage=stage), count) for stage, count in stages.most_common())
    types = Counter(fact.type for fact in facts.agreements)
    for type_, count in types.most_common():
        yield _Line(type_ or _("Without a type"), count)


def _agreement_columns(sheets: Sheets) -> tuple[Told[AgreementFact], ...]:
    lang = sheets.telling.lang
    return (
        Told(_("Register number"), _TEXT, lambda fact: fact.number, latin=True),
        Told(_("Title"), _TEXT, lambda fact: fact.title.fa),
        Told(_("English title"), _TEXT, lambda fact: fact.title.en, latin=True),
        Told(_("Type of agreement"), _TEXT, lambda fact: fact.type),
        Told(_("Counterparts"), _TEXT, lambda fact: _bodies(fact, lang)),
        Told(_("Signatories"), _TEXT, lambda fact: _signatories(fact, lang)),
        Told(_("Stage"), _TEXT, lambda fact: fact.standing),
        Told(_("Signed on"), _DAY, lambda fact: fact.signed_on),
        Told(_("Place of signature"), _TEXT, lambda fact: fact.place),
        Told(_("Expires on"), _DAY, lambda fact: fact.expires_on),
        Told(_("Last day for notice"), _DAY, lambda fact: fact.notice),
        Told(_("Days left to the last day for notice"), _NUMBER, lambda fact: fact.left),
    )


def _listed(names: Iterator[str], lang: Language) -> str:
    return _c("between items of a list", ", ").in_(lang).join(name for name in names if name)


def _bodies(fact: AgreementFact, lang: Language) -> str:
    return _listed((party.body.in_(lang) for party in fact.parties if not party.is_ours), lang)


def _signatories(fact: AgreementFact, lang: Language) -> str:
    signed = ((party.signatory, party.post) for party in fact.parties if party.signatory)
    told = (f"{who.in_(lang)} ({post.in_(lang)})" if post else who.in_(lang) for who, post in signed if who)
    return _listed(told, lang)


def _agreement_tone(source: Source) -> Callable[[AgreementFact], Tone]:
    soon = source.office.settings.notice_alert_days

    def tone(fact: AgreementFact) -> Tone:
        if fact.over is not None:
            return Tone.LATE
        if fact.left is None or fact.left > soon:
            return Tone.PLAIN
        return Tone.LATE if fact.left < 0 else Tone.SOON

    return tone


_AGREEMENT_SOURCES: Final[tuple[Told[AgreementFact], ...]] = (
    Told(_("Title"), _TEXT, lambda fact: fact.title),
    Told(_("Certainty"), _TEXT, lambda fact: fact.certainty),
    Told(_("Scan"), FieldKind.YES_NO, lambda fact: fact.has_scan),
    Told(_("Source"), _LONG, lambda fact: fact.source),
)


def _follow_ups(source: Source, options: RegisterOptions) -> Make:
    owners = follow_up_sheets(source, options.owner)

    def make(sheets: Sheets) -> tuple[Table, ...]:
        rows = tuple(_Owned(sheet.owner, promise) for sheet in owners for promise in sheet.promises)
        return (
            sheets.table(_SUMMARY, _OWNERS, owners),
            sheets.table(_FOLLOW_UPS, _OWNED, rows, tone=lambda row: _promise_tone(row.promise, source)),
            sheets.table(_SOURCES, _ORIGINS, tuple(row.promise for row in rows)),
        )

    return make


@dataclass(frozen=True, slots=True)
class _Owned:
    """A promise on the sheet of the one who sees to it."""

    owner: Named | None
    promise: Promised


_OWNERS: Final[tuple[Told[OwnerSheet], ...]] = (
    Told(_("Responsible"), _TEXT, lambda sheet: sheet.owner or _("Without a responsible person")),
    Told(_("Open promises"), _NUMBER, lambda sheet: len(sheet.promises)),
    Told(_("Late"), _NUMBER, lambda sheet: sum(promise.late > 0 for promise in sheet.promises)),
    Told(_("Longest delay (days)"), _NUMBER, lambda sheet: max((promise.late for promise in sheet.promises), default=0)),
)
_OWNED: Final[tuple[Told[_Owned], ...]] = (
    Told(_("Responsible"), _TEXT, lambda row: row.owner),
    Told(_("What is to be done"), _LONG, lambda row: row.promise.what),
    Told(_("Side"), _TEXT, lambda row: _side(row.promise)),
    Told(_("Counterpart"), _TEXT, lambda row: row.promise.counterpart),
    Told(_("Due"), _DAY, lambda row: row.promise.due),
    Told(_("State"), _TEXT, lambda row: row.promise.state),
    Told(_("Days late"), _NUMBER, lambda row: row.promise.late or None),
)
_ORIGINS: Final[tuple[Told[Promised], ...]] = (
    Told(_("What is to be done"), _LONG, lambda promise: promise.what),
    Told(_("Origin"), _LONG, lambda promise: promise.origin),
    Told(_("Promised on"), _DAY, lambda promise: promise.promised_on),
)


def _gifts(source: Source, options: RegisterOptions) -> Make:
    facts = gift_register(source, options.year)

    def make(sheets: Sheets) -> tuple[Table, ...]:
        every = (*facts.gifts, *facts.undated)
        year = _("Gifts of the year {year}").format(year=plain(in_language(str(facts.year), sheets.telling.lang)))
        trips = {gift.delegation: gift for gift in every}
        return (
            sheets.table(_SUMMARY, (*_LINES, _WORTH), tuple(_gift_lines(facts, sheets.telling.lang))),
            sheets.table(year, _GIFTS, every),
            sheets.table(_FOLLOW_UPS, _GIFTS, tuple(gift for gift in every if _is_unfinished(gift))),
            sheets.table(_SOURCES, _TRIPS, tuple(trips.values())),
        )

    return make


def _is_unfinished(gift: GiftFact) -> bool:
    """Tell whether something is still to be found out: what a gift is worth, where it is, or when it was."""
    return gift.value is None or not gift.kept_at or gift.on is None


def _gift_lines(facts: GiftRegister, lang: Language) -> Iterator[_Line]:
    for title, gifts in ((_("Gifts received"), facts.received), (_("Gifts given"), facts.given)):
        yield from _gift_totals(title, gifts, lang)
    yield _Line(_("Gifts of trips without a day"), len(facts.undated))
    kinds = Counter(gift.kind for gift in facts.gifts if gift.kind)
    yield from (_Line(kind, count) for kind, count in kinds.most_common())


def _gift_totals(title: Text, gifts: tuple[GiftFact, ...], lang: Language) -> Iterator[_Line]:
    """Count gifts, and add up what they are worth, each currency on a line of its own."""
    yield _Line(title, len(gifts))
    worths = [gift.value for gift in gifts if gift.value is not None]
    for currency in sorted({worth.currency for worth in worths}):
        of_it = [worth.minor for worth in worths if worth.currency == currency]
        told = _c("summary", "{gifts}, in {currency}").format(gifts=title, currency=strip_isolates(currency_name(currency, lang)))
        yield _Line(told, len(of_it), Money(sum(of_it), currency))


_GIFTS: Final[tuple[Told[GiftFact], ...]] = (
    Told(_("Gift"), _TEXT, lambda gift: gift.item),
    Told(_("Direction"), _TEXT, lambda gift: choice_label(gift.direction)),
    Told(_("Kind of gift"), _TEXT, lambda gift: gift.kind),
    Told(_("Date"), _DAY, lambda gift: gift.on),
    Told(_("Giver"), _TEXT, lambda gift: gift.giver),
    Told(_("Receiver"), _TEXT, lambda gift: gift.receiver),
    Told(_("Worth"), _AMOUNT, lambda gift: gift.value),
    Told(_("State"), _TEXT, lambda gift: gift.state),
    Told(_("Where it is now"), _TEXT, lambda gift: gift.kept_at),
)
_TRIPS: Final[tuple[Told[GiftFact], ...]] = (
    Told(_("Delegation"), _LONG, lambda gift: gift.occasion),
    Told(_("Date"), _DAY, lambda gift: gift.on),
)
REGISTERS: Final[Mapping[str, Callable[[Source, RegisterOptions], Make]]] = {
    "agreement_register": _agreements,
    "follow_up_sheet": _follow_ups,
    "gift_register": _gifts,
}
