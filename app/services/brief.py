"""The facts of a meeting brief: what was prepared, who meets whom, and the relation as dated facts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.i18n import Language, Text
from app.core.moments import Moment
from app.core.partial_dates import PartialDate
from app.rules.labels import Confidentiality
from app.rules.vocabulary import Side
from app.services.office import Office


@dataclass(frozen=True, slots=True)
class Named:
    """A name in Persian and, where the record has it, in English."""

    fa: str
    en: str = ""

    def in_(self, lang: Language) -> str:
        """Give the English name in English where there is one, else the Persian one."""
        return self.en if lang == "en" and self.en else self.fa


@dataclass(frozen=True, slots=True)
class Points:
    """The preparation, one point a line; never minuted."""

    our_objectives: tuple[str, ...]
    arguments: tuple[str, ...]
    tactical_arguments: tuple[str, ...]
    their_aims: tuple[str, ...]
    our_response: tuple[str, ...]
    press_line: tuple[str, ...]
    points_to_avoid: tuple[str, ...]
    certainty: Text | None = None


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody of either side with the post of that day."""

    name: Named
    post: Named | None
    side: Side
    head: bool
    attendance: Text | None = None
    replaced_by: Named | None = None


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point of the agenda; `minutes` allotted, 0 where not said."""

    subject: str
    speaker: Named | None
    minutes: int
    documents: str


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of either side; `late` counts days, 0 when it is not late."""

    what: str
    side: Side
    state: Text
    is_open: bool
    due: date | None
    late: int
    promised_on: date | None
    owner: Named | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier meeting of the two sides, with who was there in the posts of that day and what was promised."""

    subject: str
    at: Moment
    place: str
    months: int
    attending: tuple[Attending, ...]
    decisions: tuple[str, ...]
    promises: tuple[Promised, ...]


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement between the two sides; `notice` is the day that is watched, `left` the days to it."""

    title: Named
    stage: Text
    signed_on: PartialDate | None
    notice: date | None
    left: int | None


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """What a brief says; `label` is the highest of what is in it, `left_out` is for the author only and never printed."""

    meeting: UUID
    subject: str
    at: Moment
    office_zone: str
    length: int
    kind: Text
    place: str
    language: str
    interpreter: Named | None
    counterparts: tuple[Named, ...]
    delegation: Named | None
    points: Points | None
    attending: tuple[Attending, ...]
    agenda: tuple[AgendaPoint, ...]
    last_met: Earlier | None
    earlier: tuple[Earlier, ...]
    open_promises: tuple[Promised, ...]
    agreements: tuple[AgreementFact, ...]
    label: Confidentiality
    as_of: date
    office_name: str
    left_out: int


def gather(office: Office, meeting: UUID, *, ceiling: Confidentiality) -> BriefFacts:
    """Gather what a brief may say under a ceiling; raises NoSuchRecord, AboveCeiling."""
    raise NotImplementedError
