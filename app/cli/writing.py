"""The commands that change the store or carry something out of it: init, add, undo, redo, export."""

from argparse import Namespace
from uuid import UUID

from app.cli import output
from app.cli.errors import must_end
from app.cli.reading import query_of
from app.cli.session import folder_of, kind_of, opened, passphrase
from app.core.i18n import _, language
from app.core.text import ltr, strip_isolates
from app.rules.labels import Confidentiality
from app.services import adding, json_values, opening
from app.services import history as history_service
from app.services.undoing import UnknownDeed


def init(arguments: Namespace) -> int:
    """Make a store and print its recovery key, this once."""
    folder = folder_of(arguments)
    made = opening.create_office(
        folder,
        passphrase(),
        office_name=arguments.office or str(_("International affairs office")),
        officer_name=arguments.officer_name or str(_("First officer")),
        zone=arguments.zone,
        sample=arguments.sample,
    )
    made.office.close()
    if output.wants_json(asked=arguments.json):
        output.print_object({"store": str(folder), "recovery_key": made.recovery_key})
    else:
        output.print_line(str(_("The store was made in {folder}.").format(folder=ltr(str(folder)))))
        output.print_line(str(_("Recovery key (print it and keep it safe): {key}").format(key=ltr(made.recovery_key))))
    return 0


def add(arguments: Namespace) -> int:
    """Add one record or a list of them, all or none, and print each id and title."""
    found = output.json_of(arguments.source)
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        rows = found if isinstance(found, list) else [found]
        drafts = [json_values.draft_from_json(office, kind, row) for row in rows]
        for saved in adding.add_all(office, drafts, title=_("Records added from a file")):
            if output.wants_json(asked=arguments.json):
                output.print_object({"id": str(saved.id), "title": strip_isolates(saved.title)})
            else:
                output.print_line(saved.title)
    return 0


def undo(arguments: Namespace) -> int:
    """Undo the last deed, or the one named; what a later change forbids is said."""
    with opened(arguments) as office:
        return _say_undone(history_service.undo(office, _deed(arguments.deed)), arguments)


def _deed(said: str | None) -> UUID | None:
    try:
        return UUID(said) if said else None
    except ValueError as error:
        raise UnknownDeed(said or "") from error


def redo(arguments: Namespace) -> int:
    """Do the undone deed again."""
    with opened(arguments) as office:
        return _say_undone(history_service.redo(office), arguments)


def _say_undone(undone: history_service.Undone, arguments: Namespace) -> int:
    if output.wants_json(asked=arguments.json):
        output.print_object(
            {
                "deed": str(undone.deed) if undone.deed else None,
                "title": strip_isolates(str(undone.title)),
                "done": undone.done,
                "refused": [
                    {"kind": each.kind, "id": str(each.record), "title": each.record_title, "field": str(each.field)}
                    for each in undone.refused
                ],
            }
        )
    else:
        output.print_line(str(undone.message))
    return 1 if undone.refused else 0


def export(arguments: Namespace) -> int:
    """Write a list as a workbook; rows above the ceiling are left out and counted."""
    from app.exchange import excel_out, texts_cut

    must_end(arguments.to, (".xlsx",))
    with opened(arguments) as office:
        kind = kind_of(office, arguments.kind)
        exported = excel_out.export_list(
            office,
            query_of(office, kind, arguments),
            arguments.to,
            lang=arguments.lang or language(),
            ceiling=Confidentiality(arguments.ceiling),
        )
    if output.wants_json(asked=arguments.json):
        output.print_object(
            {
                "file": str(arguments.to),
                "rows": exported.rows,
                "left_out": exported.left_out,
                "cut": exported.cut,
                "label": str(exported.label),
            }
        )
        return 0
    sentence = _("{n} rows were written; {m} above the ceiling were left out.")
    output.print_line(str(sentence.format(n=exported.rows, m=exported.left_out)))
    if exported.cut:
        output.print_line(str(texts_cut(exported.cut)))
    return 0
