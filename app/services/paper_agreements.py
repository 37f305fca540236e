"""Agreements as papers tell them: their parties, their days, their state, and the day by which notice must be given."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.core.i18n import Text, _c
from app.core.partial_dates import PartialDate
from app.records.agreement import Agreement, Party
from app.records.counterpart import Counterpart
from app.rules.gates import is_in_force
from app.rules.notice import over_since
from app.rules.stages import AgreementStage
from app.rules.vocabulary import Side
from app.schema.choices import choice_label
from app.schema.draft import Draft
from app.services.alerts import IN_LIFE
from app.services.brief_names import Named
from app.services.derived import notice_of, notice_terms
from app.services.paper_source import Source, said
from app.store.tables import living


@dataclass(frozen=True, slots=True)
class Signed:
    """A party of an agreement with who signed for it, in the post of that day."""

    body: Named
    signatory: Named | None = None
    post: Named | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement between the two sides; `notice` is the day that is watched, `left` the days to it.

    `over` is the day on which one ended whose stage does not say so yet.
    """

    title: Named
    stage: Text
    signed_on: PartialDate | None
    notice: date | None
    left: int | None
    key: UUID | None = None
    state: AgreementStage | None = None
    number: str = ""
    type: Named | None = None
    parties: tuple[Signed, ...] = ()
    expires_on: PartialDate | None = None
    place: str = ""
    certainty: Text | None = None
    source: str = ""
    has_scan: bool = False
    over: PartialDate | None = None

    @property
    def standing(self) -> Text:
        """Tell the stage, or since when it is over."""
        return self.stage if self.over is None else _c("agreement", "Ended on {day}").format(day=self.over)

    @property
    def is_in_life(self) -> bool:
        """Tell whether it is approved and not over."""
        return self.over is None and self.state in IN_LIFE

    @property
    def is_in_force(self) -> bool:
        """Tell whether it binds the two sides on the day of the paper."""
        return self.over is None and self.state is not None and is_in_force(self.state)


def agreements_with(source: Source, bodies: Collection[UUID], *, in_life: bool = True) -> tuple[AgreementFact, ...]:
    """Tell the agreements that some bodies are parties of, in order of signature: those in life, or all that are kept.

    Those in life by their stage may be over by their days: `over` tells.
    """
    signed = select(Party.owner).where(living(Party), Party.body.in_(bodies))
    wanted = select(Agreement.id).where(living(Agreement), Agreement.id.in_(signed), Agreement.archived.is_(False))
    if in_life:
        wanted = wanted.where(Agreement.stage.in_(IN_LIFE))
    return told(source, wanted.order_by(Agreement.signed_on, Agreement.id))


def told(source: Source, wanted: Select[Any]) -> tuple[AgreementFact, ...]:
    """Tell the agreements that a statement chooses, in its order."""
    drafts = source.chosen(Agreement, wanted)
    source.book.learn(set(_links(drafts)))
    ours = frozenset(source.session.scalars(select(Counterpart.id).where(Counterpart.side == Side.OURS)))
    return tuple(_fact(source, draft, ours) for draft in drafts)


def _fact(source: Source, draft: Draft, ours: Collection[UUID]) -> AgreementFact:
    notice = notice_of(draft)
    over = over_since(notice_terms(draft), source.today) if notice else None
    watched = notice.watched if notice and over is None else None
    stage, certainty = draft[Agreement.stage] or AgreementStage.IDEA, draft[Agreement.certainty]
    return AgreementFact(
        Named(said(draft, Agreement.title_fa), said(draft, Agreement.title_en)),
        choice_label(stage),
        draft[Agreement.signed_on],
        watched,
        (watched - source.today).days if watched else None,
        key=draft.id,
        state=stage,
        number=said(draft, Agreement.register_number),
        type=source.book.name(draft[Agreement.type]),
        parties=tuple(_parties(source, draft, ours)),
        expires_on=draft[Agreement.expires_on],
        place=said(draft, Agreement.place_signed),
        certainty=choice_label(certainty) if certainty else None,
        source=said(draft, Agreement.source),
        has_scan=draft[Agreement.scan] is not None,
        over=over,
    )


def _parties(source: Source, draft: Draft, ours: Collection[UUID]) -> Iterable[Signed]:
    for row in source.rows(draft, "parties"):
        body = source.book.name(row[Party.body])
        if body is not None:
            is_ours = row[Party.body] in ours
            yield Signed(body, source.book.name(row[Party.signatory]), source.book.name(row[Party.post]), is_ours)


def _links(drafts: Iterable[Draft]) -> Iterable[UUID]:
    for draft in drafts:
        kind = draft[Agreement.type]
        if kind is not None:
            yield kind
        for row in draft.living("parties"):
            yield from (link for link in (row[Party.body], row[Party.signatory], row[Party.post]) if link)
