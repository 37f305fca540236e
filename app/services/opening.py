"""Making an office and opening it: the keys, the store, who is at the keyboard."""

from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import configure_mappers

from app.core import file_work
from app.core.clock import TEHRAN
from app.core.errors import SafirError
from app.core.i18n import Text, _
from app.core.moments import UnknownZone, zone_of
from app.core.settings import Settings, load, settings_file
from app.records import ALL
from app.schema.kinds import Catalogue
from app.services.office import Office, this_actor
from app.store import keys
from app.store.backups import DATABASE, KEYS
from app.store.errors import NOT_MADE, StoreExists, beginning
from app.store.index import Progress
from app.store.last_backup import missing
from app.store.place import check_place
from app.store.restoring import finish_restore, is_unfinished
from app.store.store import Store, held, remove_database
from app.store.strength import LEAST_SCORE, strength
from app.store.tables import living
from app.store.writing import Deed

OFFICERS = "officer"


class UnknownOfficer(SafirError):
    """Nobody of the office has this code or id."""

    code = "unknown_officer"

    def __init__(self, name: str) -> None:
        super().__init__(_("Nothing was done. No officer has the code {code}. See the list of officers.").format(code=name))


class NotAFolder(SafirError):
    """A file where a new store should have its folder."""

    code = "not_a_folder"

    def __init__(self, path: str) -> None:
        super().__init__(_("No new data was made. {path} is a file; name a folder.").format(path=path))


class EmptyPassphrase(SafirError):
    """A new store cannot be made without a passphrase."""

    code = "empty_passphrase"

    def __init__(self) -> None:
        super().__init__(_("No data was made: the passphrase is empty."))


class TooWeak(SafirError):
    """A passphrase that is guessed too soon to protect something new; `reason` says what would help."""

    code = "weak_passphrase"

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(_("Nothing was made: this passphrase is guessed too soon. {reason}").format(reason=reason))


def need_strength(passphrase: str) -> None:
    """Refuse what protects nothing; raises EmptyPassphrase, TooWeak."""
    if not keys.normalised(passphrase).strip():
        raise EmptyPassphrase
    found = strength(passphrase)
    if found.score < LEAST_SCORE:
        raise TooWeak(found.reason or found.word)


@dataclass(frozen=True, slots=True)
class NewOffice:
    """An office just made, open; the recovery key is shown once and printed."""

    office: Office
    recovery_key: str


@dataclass(frozen=True, slots=True)
class OfficerName:
    """One who may be at the keyboard: id, code and names."""

    id: UUID
    code: str
    name_fa: str
    name_en: str


def make_ready() -> None:
    """Make every mapper ready, which the first form would wait for; while a passphrase is typed there is time."""
    configure_mappers()


def exists(folder: Path) -> bool:
    """Tell whether a folder holds a store with its keys."""
    return (folder / KEYS).is_file() and ((folder / DATABASE).is_file() or is_unfinished(folder))


def create_office(
    folder: Path,
    passphrase: str,
    *,
    office_name: str,
    officer_name: str,
    zone: str = TEHRAN,
    sample: bool = False,
    secret: bool = True,
) -> NewOffice:
    """Make the store of an office with its first officer and the shipped lists; `sample` fills it to look around.

    Only an office that holds nothing `secret` (the demonstration) may have a weak passphrase. Raises EmptyPassphrase, TooWeak,
    UnknownZone, RefusedPlace, NotAFolder, StoreExists, StoreInUse, ReadOnlyStore, DiskFull; nothing half-made stays.
    """
    if secret:
        need_strength(passphrase)
    zone_of(zone)
    _need_free(folder)
    with beginning(NOT_MADE), ExitStack() as on_failure:
        on_failure.callback(_remove_what_was_made, _not_yet(folder))
        _set_aside(folder / KEYS)
        made = keys.create_keys(folder, passphrase)
        on_failure.callback((folder / KEYS).unlink, missing_ok=True)
        store = Store.create(folder, made.key, _catalogue())
        on_failure.callback(remove_database, folder)
        on_failure.callback(store.close)
        store.state("office", office_name)
        store.state("zone", zone)
        office = office_over(store)
        _first_rows(office, officer_name)
        if sample:
            from app.services.sample import fill

            fill(office)
        on_failure.pop_all()
    return NewOffice(office, made.recovery_key)


def open_office(folder: Path, passphrase: str, *, progress: Progress | None = None) -> Office:
    """Open an office by its passphrase. Raises the errors of `Store.open` and WrongPassphrase."""
    return open_with_key(folder, keys.unlock(_with_database(folder), passphrase), progress=progress)


def open_with_recovery(folder: Path, text: str, *, progress: Progress | None = None) -> Office:
    """Open an office by its printed recovery key, however it is typed. Raises WrongRecoveryKey too."""
    return open_with_key(folder, keys.unlock_with_recovery(_with_database(folder), text), progress=progress)


def open_with_key(folder: Path, key: bytes, *, progress: Progress | None = None) -> Office:
    """Open an office whose key is known already: after `unlock` in a worker, or from the system's key store."""
    return office_over(Store.open(folder, key, _catalogue(), progress=progress))


def officers(office: Office) -> tuple[OfficerName, ...]:
    """List who may be at the keyboard, in the order of the office's list."""
    kind = office.catalogue[OFFICERS]
    row = kind.model.__table__.c
    wanted = select(row.id, row.code, row.label_fa, func.coalesce(row.label_en, ""))
    wanted = wanted.where(living(kind), row.retired.is_(False)).order_by(row.position, row.id)
    with office.store.reading() as session:
        return tuple(OfficerName(*found) for found in session.execute(wanted))


def choose_officer(office: Office, code_or_id: str | UUID) -> OfficerName:
    """Put somebody of the office at the keyboard, by code (in any case) or id; raises UnknownOfficer."""
    asked = str(code_or_id).strip().casefold()
    for officer in officers(office):
        if asked in (officer.code.casefold(), str(officer.id)):
            office.actor = replace(office.actor, officer=officer.id)
            return officer
    raise UnknownOfficer(str(code_or_id))


def _catalogue() -> Catalogue:
    return Catalogue(ALL)


def _with_database(folder: Path) -> Path:
    # Before half a second of key derivation, and because a key file alone opens nothing.
    if not exists(folder):
        raise missing(folder)
    if is_unfinished(folder):
        with held(folder):
            finish_restore(folder)  # before the keys are read: those of the backup belong to it
    return folder


def _need_free(folder: Path) -> None:
    """Refuse a folder in which no store may be made."""
    check_place(folder)
    if folder.exists() and not folder.is_dir():
        raise NotAFolder(str(folder))
    if (folder / DATABASE).exists():
        raise StoreExists(str(folder))


def _not_yet(folder: Path) -> list[Path]:
    """List what making a store makes outside its database: the lock file and the folders that are not there, deepest first."""
    return [path for path in (folder / "lock", folder, *folder.parents) if not path.exists()]


def _remove_what_was_made(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir():
            with suppress(OSError):  # something else lies in it
                path.rmdir()
        else:
            file_work.drop(path)


def _set_aside(path: Path) -> None:
    """Keep a key file without a database under another name: backups elsewhere may still need it."""
    number = 0
    while path.exists():
        number += 1
        aside = path.with_name(f"{path.name}.old{number}")
        if not aside.exists():
            path.rename(aside)


def office_over(store: Store) -> Office:
    """Put an office over an open store: its settings, its zone, and who is at the keyboard."""
    settings = _settings(store)
    store.zone = settings.office_zone
    office = Office(store.catalogue, store, this_actor(), settings, settings.office_zone)
    names = {officer.code: officer.id for officer in officers(office)}
    last = settings.last_officer
    if last in names or len(names) == 1:
        office.actor = this_actor(names.get(last) or next(iter(names.values())))
    return office


def _settings(store: Store) -> Settings:
    """Give the user's settings with what belongs to the office: its name and zone travel with its file."""
    settings = load(settings_file())
    zones = (store.fact("zone"), settings.office_zone)
    return replace(
        settings,
        office_name=store.fact("office", settings.office_name),
        office_zone=next((zone for zone in zones if zone and _is_zone(zone)), TEHRAN),
    )


def _is_zone(name: str) -> bool:
    """Tell whether the zone of an office is known; one that no table names (any more) must not close its data."""
    try:
        zone_of(name)
    except UnknownZone:
        return False
    return True


def _first_rows(office: Office, officer_name: str) -> None:
    from app.services.reference import load as load_reference

    load_reference(office)
    model: Any = office.catalogue[OFFICERS].model
    with office.doing(Deed("create_office", _("The office was made"))) as session:
        count = session.scalar(select(func.count()).select_from(model)) or 0
        first = model(code=f"officer{count + 1}", label_fa=officer_name.strip() or str(_("Officer")), position=10)
        session.add(first)
    office.actor = replace(office.actor, officer=first.id)
