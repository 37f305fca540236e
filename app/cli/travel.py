"""The commands of trips: pack, receive, merge, out."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from app.cli import output
from app.cli.errors import NoPassphrase, UnfitDecisions, must_end
from app.cli.session import folder_of, opened, record_of
from app.core.calendars import parse_day
from app.core.i18n import _, language
from app.core.moments import Moment, iso_moment
from app.core.text import ltr, strip_isolates
from app.exchange.merge_out import write_merge_workbook
from app.papers.merge_report import write_merge_report
from app.records.delegation import DELEGATIONS
from app.rules.labels import Confidentiality
from app.schema.values import Value
from app.services.json_read import Given, value_from_json
from app.services.office import Office
from app.sync import applying, deciding, packing, planning, receiving, register, returning
from app.sync.errors import ConflictGone, NoKeyFits
from app.sync.told import Choice, ConflictInWords, Decision, Origin, Packed, Plan, RecordChanges


def package_passphrase() -> str:
    """Give the passphrase of a package from SAFIR_PACKAGE_PASSPHRASE, or ask; raises NoPassphrase when nobody can be asked."""
    given = os.environ.get("SAFIR_PACKAGE_PASSPHRASE")
    if given is not None:
        return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not sys.stdin.isatty():
        raise NoPassphrase
    return getpass.getpass("Safir package: ")


def pack(arguments: Namespace) -> int:
    """Pack a trip, or in a travel copy its return, and print the recovery key, this once."""
    with opened(arguments) as office:
        if returning.trip_of(office) is not None:
            return _say_packed(returning.pack_return(office, arguments.to), arguments)
        trip = record_of(office, office.catalogue[DELEGATIONS.key], arguments.trip)
        made = packing.pack(
            office,
            trip,
            Confidentiality(arguments.ceiling),
            target=arguments.to,
            passphrase=package_passphrase(),
            to_whom=arguments.to_whom,
            until=parse_day(arguments.until, today=office.today()) if arguments.until else None,
        )
        return _say_packed(made, arguments)


def _say_packed(made: Packed, arguments: Namespace) -> int:
    if output.wants_json(asked=arguments.json):
        found = {"file": str(made.path), "check_out": str(made.check_out), "title": made.title, "records": made.records}
        found |= {"files": made.files, "size": made.size, "left_out": made.left_out}
        output.print_object(found | ({"recovery_key": made.recovery_key} if made.recovery_key else {}))
        return 0
    output.print_line(str(made.message))
    if made.recovery_key:
        output.print_line(str(_("Recovery key (print it and keep it safe): {key}").format(key=ltr(made.recovery_key))))
    return 0


def receive(arguments: Namespace) -> int:
    """Make the store of a laptop from a trip package."""
    folder = folder_of(arguments)
    office = receiving.receive(arguments.file, package_passphrase(), folder)
    try:
        trip = returning.trip_of(office)
    finally:
        office.close()
    title = trip.title if trip else ""
    if output.wants_json(asked=arguments.json):
        output.print_object({"store": str(folder), "title": title, "check_out": str(trip.check_out) if trip else None})
    else:
        output.print_line(str(_("The package of “{trip}” was opened in {folder}.").format(trip=title, folder=ltr(str(folder)))))
    return 0


def merge(arguments: Namespace) -> int:
    """Preview a return, or apply it; with decisions, or later for what stayed open."""
    if arguments.report is not None:
        must_end(arguments.report, (".pdf", ".xlsx"))
    decisions = None if arguments.decide is None else output.json_of(str(arguments.decide))
    with opened(arguments) as office:
        found = _planned(office, arguments.file)
        if not (arguments.apply or arguments.decide):
            _report(office, found, arguments.report)
            return _say_plan(found, arguments)
        if found.already is not None:
            waiting = deciding.open_conflicts(office) if decisions else ()
            count = deciding.decide(office, decided(office, waiting, decisions, arguments))
            return _say({"deed": None, "changes": 0, "decided": count, "open": deciding.count_open(office)}, found, arguments)
        done = applying.apply(office, found, decisions=decided(office, found.conflicts, decisions, arguments))
        _report(office, applying.told(office, done.deed) if done.deed else found, arguments.report)
        said = {
            "deed": str(done.deed) if done.deed else None,
            "changes": done.changes,
            "new": done.new,
            "open": done.open_conflicts,
            "backup": _iso(done.backup_at),
        }
        if output.wants_json(asked=arguments.json):
            output.print_object({**said, "message": strip_isolates(str(done.message))})
        else:
            output.print_line(str(done.message))
    return 0


def _report(office: Office, plan: Plan, target: Path | None) -> None:
    """Write the report for two signatures, as a workbook or as PDF; of a merge that is over, what it did."""
    if target is None:
        return
    shown = applying.told(office, plan.deed) if plan.deed is not None and plan.already is not None else plan
    if target.suffix.lower() == ".xlsx":
        write_merge_workbook(office, shown, target)
    else:
        write_merge_report(office, shown, target)


def out(arguments: Namespace) -> int:
    """List what is out: with whom, until when, and whether it came back."""
    with opened(arguments) as office:
        for line in register.register(office):
            found = {
                "id": str(line.id),
                "title": line.title,
                "to_whom": line.to_whom,
                "until": line.until.isoformat() if line.until else None,
                "packed_at": _iso(line.packed_at),
                "records": line.records,
                "state": str(line.state),
                "returned_at": _iso(line.returned_at),
                "late": line.is_late,
                "open": line.open_conflicts,
            }
            if output.wants_json(asked=arguments.json):
                output.print_object(found)
            else:
                output.print_line("  ".join(str(value) for value in found.values() if value not in (None, "")))
    return 0


def _planned(office: Office, path: Path) -> Plan:
    """Preview with the key kept at home; the passphrase is asked for only when it does not fit."""
    try:
        return planning.plan(office, path)
    except NoKeyFits:
        if "SAFIR_PACKAGE_PASSPHRASE" not in os.environ and not sys.stdin.isatty():
            raise
        return planning.plan(office, path, passphrase=package_passphrase())


def decided(
    office: Office,
    conflicts: tuple[ConflictInWords, ...],
    raw: Any,  # noqa: ANN401 - raw JSON
    arguments: Namespace,
) -> dict[UUID, Decision]:
    """Read the decisions of a file; raises UnfitDecisions, ConflictGone, UnfitValue."""
    try:
        return _chosen(office, conflicts, raw)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnfitDecisions(str(arguments.decide)) from error


def _chosen(office: Office, conflicts: tuple[ConflictInWords, ...], raw: Any) -> dict[UUID, Decision]:  # noqa: ANN401 - raw JSON
    """Read decisions: one word for all, or a list by id, or by record and field. Raises ConflictGone, UnfitValue."""
    if raw is None:
        return {}
    if isinstance(raw, str):
        return {conflict.id: Decision(Choice(raw)) for conflict in conflicts}
    by_id = {str(conflict.id): conflict for conflict in conflicts}
    by_cell = {(str(conflict.record), conflict.field): conflict for conflict in conflicts}
    found: dict[UUID, Decision] = {}
    for each in raw:
        conflict = by_id.get(str(each.get("id"))) or by_cell.get((str(each.get("record")), str(each.get("field"))))
        if conflict is None:
            raise ConflictGone
        choice = Choice(each["choice"])
        value = _value(office, conflict, each) if choice is Choice.OTHER else None
        found[conflict.id] = Decision(choice, value, str(each.get("reason", "")))
    return found


def _value(office: Office, conflict: ConflictInWords, each: Mapping[str, Any]) -> Value:
    field = office.catalogue[conflict.kind].fields[conflict.field]
    with office.store.reading() as session:
        return value_from_json(Given(office, session, field, conflict.field, each.get("value")))


def _say(found: Mapping[str, object], plan: Plan, arguments: Namespace) -> int:
    if output.wants_json(asked=arguments.json):
        output.print_object({**found, "message": strip_isolates(str(plan.message))})
    else:
        output.print_line(str(plan.message))
    return 0


def _say_plan(plan: Plan, arguments: Namespace) -> int:
    if not output.wants_json(asked=arguments.json):
        output.print_line(str(plan.message))
        for conflict in plan.conflicts:
            values = f"{conflict.theirs.words} / {conflict.ours.words}"
            output.print_line(f"{conflict.title}  {conflict.label.in_(language())}  {values}")
        return 0
    counts = {"changes": plan.changes, "clean": plan.clean, "new": plan.new, "conflicts": len(plan.conflicts)}
    output.print_object({
        "check_out": str(plan.check_out),
        "title": plan.title,
        "to_whom": plan.to_whom,
        "already": _iso(plan.already),
        "counts": counts,
        "conflicts": [_conflict_json(conflict) for conflict in plan.conflicts],
        "records": [_record_json(record) for record in plan.records],
        "message": strip_isolates(str(plan.message)),
    })  # fmt: skip
    return 0


def _conflict_json(conflict: ConflictInWords) -> dict[str, object]:
    return {
        "id": str(conflict.id),
        "kind": conflict.kind,
        "record": str(conflict.record),
        "title": strip_isolates(conflict.title),
        "field": conflict.field,
        "label": str(conflict.label),
        "nature": str(conflict.nature),
        "base": strip_isolates(conflict.base),
        "theirs": {"value": strip_isolates(conflict.theirs.words), **_origin_json(conflict.theirs.origin)},
        "ours": {"value": strip_isolates(conflict.ours.words), **_origin_json(conflict.ours.origin)},
    }


def _record_json(record: RecordChanges) -> dict[str, object]:
    lines = [
        {"field": line.field, "old": strip_isolates(line.old), "new": strip_isolates(line.new), **_origin_json(line.origin)}
        for line in record.lines
    ]
    title = strip_isolates(record.title)
    return {"kind": record.kind, "record": str(record.record), "title": title, "new": record.is_new, "changes": lines}


def _origin_json(origin: Origin) -> dict[str, object]:
    return {"who": strip_isolates(origin.who), "at": _iso(origin.at), "why": strip_isolates(origin.why)}


def _iso(moment: Moment | None) -> str | None:
    return iso_moment(moment) if moment else None
