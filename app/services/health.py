"""Is the data sound? Every page, every reference, the journal, the index and every attachment is read again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, language, plain
from app.rules.findings import two_sentences
from app.schema.fields import FieldKind
from app.schema.kinds import RecordKind
from app.schema.values import FileRef
from app.services.office import Office
from app.services.titles import titles_in
from app.services.unread_values import unread_values
from app.store.backups import backups
from app.store.errors import DamagedStore
from app.store.tables import check_out, journal_change, journal_deed, kept_draft, living, record_index, record_link

_SETTLED: Final = ("closed", "lost")
_NAMED: Final = 5
"""How many damaged things a line names; the JSON report names all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the check that found it, one sentence with what to do, and the names of what is hurt."""

    check: str
    sentence: Text
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """What lies beside the living rows: deleted rows, drafts, sealed files that no row names, trips that are out, backups.

    `newest` is when the newest backup was made (UTC), `newest_records` what it holds; -1 when there is none or it does not open.
    """

    deleted: int = 0
    drafts: int = 0
    unused_files: int = 0
    out: int = 0
    backups: int = 0
    newest: datetime | None = None
    newest_records: int = -1

    def to_json(self) -> dict[str, Any]:
        """Write the counts for machines."""
        return {
            "deleted": self.deleted,
            "drafts": self.drafts,
            "unused_files": self.unused_files,
            "out": self.out,
            "backups": self.backups,
            "newest_backup": None if self.newest is None else self.newest.isoformat(),
            "newest_backup_records": self.newest_records,
        }

    def line(self) -> Text:
        """Say the counts in one line."""
        return _("{deleted} · {drafts} · {out} · {backups}").format(
            deleted=_n("{n} deleted row", "{n} deleted rows", self.deleted),
            drafts=_n("{n} draft", "{n} drafts", self.drafts),
            out=_n("{n} trip out", "{n} trips out", self.out),
            backups=_n("{n} backup", "{n} backups", self.backups),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; `counts` are living rows by kind, `rebuild_index` offers to write the index anew."""

    faults: tuple[Fault, ...]
    counts: Mapping[str, int]
    deeds: int
    files: int
    rebuild_index: bool = False
    rest: Rest = field(default_factory=Rest)

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        """Write the report for machines; sentences are in English."""
        return {
            "sound": self.sound,
            "faults": [{"check": f.check, "message": f.sentence.in_("en"), "names": list(f.names)} for f in self.faults],
            "counts": dict(self.counts),
            "deeds": self.deeds,
            "files": self.files,
            "rebuild_index": self.rebuild_index,
            **self.rest.to_json(),
        }

    def lines(self) -> tuple[Text, ...]:
        """Say the report in sentences, what is wrong first."""
        said = [_with_names(fault) for fault in self.faults]
        if self.sound:
            said.append(_("The data is sound: every page, reference and attachment was read."))
        records = _n("{n} row", "{n} rows", sum(self.counts.values()))
        work = _n("{n} deed in the journal", "{n} deeds in the journal", self.deeds)
        kept = _n("{n} attachment", "{n} attachments", self.files)
        said.append(_("{rows} · {deeds} · {files}").format(rows=records, deeds=work, files=kept))
        said.append(self.rest.line())
        return tuple(said)


def _with_names(fault: Fault) -> Text:
    if not fault.names:
        return fault.sentence
    more = " …" if len(fault.names) > _NAMED else ""
    return two_sentences(fault.sentence, plain("(" + " · ".join(fault.names[:_NAMED]) + more + ")"))


def check(office: Office) -> Report:
    """Check the file, its references, the journal, the index and the attachments; nothing is changed.

    A file with broken pages is read no further.
    """
    broken = office.store.check()
    if broken:
        sentence = _n(
            "{n} page of the file is damaged. Restore the last sound backup.",
            "{n} pages of the file are damaged. Restore the last sound backup.",
            broken,
        )
        return Report((Fault("pages", sentence),), {}, 0, 0)
    with office.store.reading() as session:
        files = _files(office, session)
        index = [*_index(office, session), *_words(office)]
        faults = [*_references(session), *_journal(office, session), *_values(office, session), *index, *_links(office, session)]
        faults += _attachments(office, files)
        counts = {kind.key: _count(session, kind, living(kind)) for kind in office.catalogue}
        deeds = session.scalar(select(func.count()).select_from(journal_deed)) or 0
        rest = _rest(office, session, named=len(files.keys() & set(office.store.files.digests())))
    rest, bad = _backups(office, rest)
    return Report((*faults, *bad), counts, deeds, len(files), rebuild_index=bool(index), rest=rest)


def rebuild_index(office: Office) -> int:
    """Write the search index anew, as a report with `rebuild_index` offers; gives the number of records."""
    return office.store.rebuild_index()


def _count(session: Session, kind: RecordKind, *conditions: Any) -> int:  # noqa: ANN401 - SQL conditions
    return session.scalar(select(func.count()).select_from(kind.model).where(*conditions)) or 0


def _references(session: Session) -> Iterator[Fault]:
    """Find rows that name a row which is not there."""
    found = session.execute(text("PRAGMA foreign_key_check")).all()
    if found:
        sentence = _n(
            "{n} row names another that is not in the file. Restore the last sound backup.",
            "{n} rows name others that are not in the file. Restore the last sound backup.",
            len(found),
        )
        yield Fault("references", sentence, tuple(sorted({str(row[0]) for row in found})))


def _journal(office: Office, session: Session) -> Iterator[Fault]:
    """Find changes without their deed, deeds without a change, and rows whose beginning nobody wrote down."""
    change, deed = journal_change.c, journal_deed.c
    lost = session.scalar(select(func.count()).select_from(journal_change).where(change.deed.not_in(select(deed.id)))) or 0
    hollow = session.scalar(select(func.count()).select_from(journal_deed).where(deed.id.not_in(select(change.deed)))) or 0
    if lost or hollow:
        sentence = _n(
            "{n} entry of the journal is torn apart. Restore the last sound backup.",
            "{n} entries of the journal are torn apart. Restore the last sound backup.",
            lost + hollow,
        )
        yield Fault("journal", sentence)
    written = select(change.record)
    unknown = {kind.key: _count(session, kind, kind.model.id.not_in(written)) for kind in office.catalogue}
    if any(unknown.values()):
        sentence = _n(
            "{n} row is in no deed of the journal; it came into the file past Safir.",
            "{n} rows are in no deed of the journal; they came into the file past Safir.",
            sum(unknown.values()),
        )
        yield Fault("journal", sentence, tuple(key for key, count in unknown.items() if count))


def _values(office: Office, session: Session) -> Iterator[Fault]:
    """Find values that cannot be read, and name the fields and the records they stand in."""
    found = list(unread_values(office, session))
    if found:
        known = titles_in(session, office.catalogue, {record for _kind, _field, record in found}, lang=language())
        names = (f"{field.label}: {known[record].title if record in known else kind.name}" for kind, field, record in found)
        sentence = _n(
            "{n} value cannot be read and is shown as empty. Write it anew in its record.",
            "{n} values cannot be read and are shown as empty. Write them anew in their records.",
            len(found),
        )
        yield Fault("values", sentence, tuple(dict.fromkeys(names)))


def _index(office: Office, session: Session) -> Iterator[Fault]:
    """Compare the search index with the rows, kind by kind."""
    column = record_index.c
    counted = session.execute(select(column.kind, func.count()).group_by(column.kind))
    held: dict[str, int] = {key: count for key, count in counted}  # noqa: C416 - rows are no tuples to the type checker
    wrong = tuple(kind.key for kind in office.catalogue if not kind.is_child and held.get(kind.key, 0) != _count(session, kind))
    if wrong:
        sentence = _n(
            "The search index does not agree with the records of {n} kind. Your data is safe; rebuild the index.",
            "The search index does not agree with the records of {n} kinds. Your data is safe; rebuild the index.",
            len(wrong),
        )
        yield Fault("index", sentence, wrong)


def _links(office: Office, session: Session) -> Iterator[Fault]:
    """Find links whose owner is gone, or whose target never was."""
    column = record_link.c
    orphans = 0
    for kind in office.catalogue:
        wanted = (
            select(func.count())
            .select_from(record_link)
            .where(column.kind == kind.key, column.deleted_at.is_(None), column.owner.not_in(select(kind.model.id)))
        )
        orphans += session.scalar(wanted) or 0
    aimless = column.target.not_in(select(record_index.c.id)) | column.kind.not_in([kind.key for kind in office.catalogue])
    orphans += session.scalar(select(func.count()).select_from(record_link).where(column.deleted_at.is_(None), aimless)) or 0
    if orphans:
        sentence = _n(
            "{n} link between records leads nowhere. Restore the last sound backup.",
            "{n} links between records lead nowhere. Restore the last sound backup.",
            orphans,
        )
        yield Fault("links", sentence)


def _files(office: Office, session: Session) -> dict[str, str]:
    """List every attachment that a row names, deleted rows among them because they may be restored; name by digest."""
    found: dict[str, str] = {}
    for kind in office.catalogue:
        for described in kind.of_kind(FieldKind.FILE):
            column = getattr(kind.model, described.name)
            refs: Iterable[FileRef] = session.scalars(select(column).where(column.is_not(None)))
            found.update({ref.digest: ref.name for ref in refs})
    return found


def _words(office: Office) -> Iterator[Fault]:
    """Compare the full-text table with the index that it follows."""
    if not office.store.search_agrees():
        sentence = _("The words of the search do not agree with the records. Your data is safe; rebuild the index.")
        yield Fault("words", sentence)


def _rest(office: Office, session: Session, *, named: int) -> Rest:
    deleted = sum(_count(session, kind, kind.model.deleted_at.is_not(None)) for kind in office.catalogue)
    drafts = session.scalar(select(func.count()).select_from(kept_draft)) or 0
    away = check_out.c.state.not_in(_SETTLED)
    out = session.scalar(select(func.count()).select_from(check_out).where(away)) or 0
    return Rest(deleted, drafts, len(office.store.files.digests()) - named, out)


def _backups(office: Office, rest: Rest) -> tuple[Rest, tuple[Fault, ...]]:
    """Open the newest backup and read it whole."""
    every = backups(office.store.folder)
    if not every:
        return rest, ()
    newest = every[0]
    rest = replace(rest, backups=len(every), newest=newest.at)
    try:
        records, _schema = office.store.verify(newest)
        if not newest.keys.is_file():
            raise DamagedStore(str(newest.keys))
    except (SafirError, OSError):
        sentence = _("The newest backup, {name}, cannot be read. Your data is safe; make a backup now.")
        return rest, (Fault("backup", sentence.format(name=plain(newest.path.name))),)
    return replace(rest, newest_records=records), ()


def _attachments(office: Office, files: Mapping[str, str]) -> Iterator[Fault]:
    """Read every attachment again."""
    bad = office.store.files.check(files)
    missing = tuple(files[digest] for digest in bad if not office.store.files.path(digest).exists())
    damaged = tuple(files[digest] for digest in bad if office.store.files.path(digest).exists())
    if missing:
        sentence = _n(
            "{n} attachment is missing. Copy the folder “files” from the last backup.",
            "{n} attachments are missing. Copy the folder “files” from the last backup.",
            len(missing),
        )
        yield Fault("files_missing", sentence, missing)
    if damaged:
        sentence = _n(
            "{n} attachment is damaged. Attach it again, or take it from a backup.",
            "{n} attachments are damaged. Attach them again, or take them from a backup.",
            len(damaged),
        )
        yield Fault("files_damaged", sentence, damaged)
