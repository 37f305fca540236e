"""The command of papers: write one as a file, number its copies, tell what it lacks and what to look at."""

from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.cli import output
from app.cli.errors import NothingAsked, RecordNotNamed, UnknownPaper, UnknownPart, must_end
from app.cli.session import opened, record_of
from app.core.calendars import parse_day
from app.core.i18n import Text, _, _n, language
from app.core.text import ltr, strip_isolates
from app.papers import ENDINGS, PAPERS, Paper, PaperLanguage, PaperOptions, Printed, copy_files, look_over, print_paper
from app.rules.labels import Confidentiality
from app.services.json_errors import UnfitValue
from app.services.lint import Concern
from app.services.office import Office

_MOST_COPIES = 99


def paper(arguments: Namespace) -> int:
    """Write a paper, or only look it over with `--lint`."""
    chosen = next((each for each in PAPERS if each.name == arguments.name), None)
    if chosen is None:
        raise UnknownPaper(ltr(arguments.name), ltr(", ".join(each.name for each in PAPERS)))
    if arguments.to is None and not arguments.lint:
        raise NothingAsked
    if arguments.to is not None:
        must_end(arguments.to, ENDINGS)
    with opened(arguments) as office:
        record = _record(office, chosen, arguments.id)
        options = _options(office, chosen, arguments)
        concerns = look_over(office, chosen, record, options=options) if arguments.lint else None
        if arguments.to is None:
            _say_concerns(concerns or (), arguments, paper=chosen)
            return 0
        for file, numbered in _copies(arguments, options):
            printed = print_paper(office, chosen, record, file, options=numbered)
            _say(file, printed, arguments, concerns=printed.concerns if concerns is None else concerns)
    return 0


def _record(office: Office, chosen: Paper, said: str | None) -> UUID | None:
    """Find the record in the kinds a paper is made from; raises RecordNotNamed with what the last of them says."""
    if said is None:
        return None
    *others, last = chosen.also if chosen.register and chosen.also else (*chosen.also, chosen.kind)
    for kind in others:
        with suppress(UnfitValue):
            return record_of(office, office.catalogue[kind], said)
    try:
        return record_of(office, office.catalogue[last], said)
    except UnfitValue as error:
        raise RecordNotNamed(_("The paper was not made: {reason}"), error.reason) from error


def _options(office: Office, chosen: Paper, arguments: Namespace) -> PaperOptions:
    wanted: PaperLanguage = arguments.lang or language()
    day = None if arguments.as_of is None else parse_day(arguments.as_of, today=office.today())
    return PaperOptions(
        Confidentiality(arguments.ceiling), wanted, _parts(chosen, arguments.parts), day, year=arguments.year
    )  # fmt: skip


def _parts(chosen: Paper, said: str | None) -> frozenset[str] | None:
    if said is None:
        return None
    known = [part.key for part in chosen.parts]
    asked = frozenset(part.strip() for part in said.split(",") if part.strip())
    unknown = sorted(asked.difference(known))
    if unknown:
        raise UnknownPart(ltr(unknown[0]), ltr(", ".join(known)) if known else "—")
    return asked


def _copies(arguments: Namespace, options: PaperOptions) -> list[tuple[Path, PaperOptions]]:
    count = min(max(1, arguments.copies), _MOST_COPIES)
    if count == 1:
        return [(arguments.to, options)]
    files = copy_files(arguments.to, count)
    return [(file, replace(options, copy=copy, copies=count)) for copy, file in enumerate(files, 1)]


def _say(file: Path, printed: Printed, arguments: Namespace, *, concerns: tuple[Concern, ...]) -> None:
    if not output.wants_json(asked=arguments.json):
        output.print_line(str(_said(file, printed)))
        _print_concerns(concerns)
        return
    gaps = [_place(gap.text, gap.kind, gap.record) for gap in printed.gaps]
    output.print_object(
        {
            "file": str(file),
            "pages": printed.pages,
            "label": printed.label.value,
            "left_out": printed.left_out,
            "gaps": gaps,
            "findings": [_finding(concern) for concern in concerns],
        }
    )


def _said(file: Path, printed: Printed) -> Text:
    """Count the pages; a Word copy and a workbook have none of their own."""
    if printed.pages:
        return _("{n} pages were printed.").format(n=printed.pages)
    return _("{file} was written.").format(file=ltr(str(file)))


def _say_concerns(concerns: tuple[Concern, ...], arguments: Namespace, *, paper: Paper) -> None:
    if output.wants_json(asked=arguments.json):
        output.print_object({"paper": paper.name, "findings": [_finding(concern) for concern in concerns]})
    else:
        output.print_line(str(_n("{n} point to look at.", "{n} points to look at.", len(concerns))))
        _print_concerns(concerns)


def _print_concerns(concerns: tuple[Concern, ...]) -> None:
    for concern in concerns:
        output.print_line(f"• {concern.sentence}")


def _finding(concern: Concern) -> Mapping[str, object]:
    finding = concern.finding
    said = _place(concern.sentence, concern.kind, concern.record)
    return {**said, "severity": finding.severity.value, "reason": strip_isolates(str(finding.reason))}


def _place(text: str, kind: str, record: UUID | None) -> dict[str, object]:
    return {"text": strip_isolates(text), "kind": kind or None, "id": str(record) if record is not None else None}
