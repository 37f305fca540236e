"""The commands and their options."""

import argparse
from pathlib import Path

from app.cli.understanding import Parser, at_least_one
from app.core.i18n import _

LABELS = ("normal", "confidential", "secret")


def parser() -> Parser:
    """Build the parser of the whole command line; options stand after the command."""
    root = Parser(prog="main.py", description=str(_("Safir: the desktop system of record for city diplomacy")))
    commands = root.add_subparsers(dest="command", metavar=str(_("COMMAND")), required=True)
    common = _common("fa", "en")
    _add_store_commands(commands, common)
    _add_reading_commands(commands, common)
    _add_exits(commands, common)
    _add_paper(commands, _common("fa", "en", "both"))
    _add_text_commands(commands, common)
    _add_travel(commands, common)
    return root


def _common(*languages: str) -> Parser:
    """Build the options that every command takes; a paper may speak two languages."""
    common = Parser(add_help=False)
    common.add_argument("--store", type=Path, default=None, help=str(_("folder of the store")))
    common.add_argument("--json", action="store_true", help=str(_("one JSON object a line")))
    common.add_argument("--as", dest="officer", default=None, help=str(_("code of the officer to whom changes are attributed")))
    common.add_argument("--lang", choices=languages, default=None, help=str(_("language of texts")))
    return common


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_store_commands(commands: "_Commands[Parser]", common: Parser) -> None:
    init = commands.add_parser("init", parents=[common], help=str(_("make a new store")))
    init.add_argument("--sample", action="store_true", help=str(_("fill it from the shipped sample")))
    init.add_argument("--office", default="", help=str(_("name of the office")))
    init.add_argument("--officer-name", default="", help=str(_("name of the first officer")))
    init.add_argument("--zone", default="Asia/Tehran", help=str(_("time zone of the office")))
    add = commands.add_parser("add", parents=[common], help=str(_("add records from a JSON file")))
    add.add_argument("kind")
    add.add_argument("--from", dest="source", required=True, help=str(_("file, or - for standard input")))
    undo = commands.add_parser("undo", parents=[common], help=str(_("undo the last change, or the one named")))
    undo.add_argument("deed", nargs="?", default=None)
    commands.add_parser("redo", parents=[common], help=str(_("do the undone change again")))
    commands.add_parser("check", parents=[common], help=str(_("check the store")))
    backup = commands.add_parser("backup", parents=[common], help=str(_("make a verified backup")))
    backup.add_argument("--list", action="store_true", help=str(_("list the backups with their dates and counts")))
    backup.add_argument("--second", type=Path, default=None, help=str(_("folder for a second copy, such as a memory stick")))
    restore = commands.add_parser("restore", parents=[common], help=str(_("put a backup in the place of the store")))
    restore.add_argument("file", type=Path)


def _add_reading_commands(commands: "_Commands[Parser]", common: Parser) -> None:
    listing = commands.add_parser("list", parents=[common], help=str(_("list the records of a kind")))
    listing.add_argument("kind")
    _add_query(listing)
    listing.add_argument("--limit", type=at_least_one, default=None)
    show = commands.add_parser("show", parents=[common], help=str(_("show one record")))
    show.add_argument("kind")
    show.add_argument("id")
    search = commands.add_parser("search", parents=[common], help=str(_("search in everything")))
    search.add_argument("text", nargs="?", default=None)
    search.add_argument("--from", dest="source", default=None, help=str(_("file with one query a line")))
    search.add_argument("--kind", default=None)
    search.add_argument("--limit", type=at_least_one, default=50)
    history = commands.add_parser("history", parents=[common], help=str(_("tell the history of a record")))
    history.add_argument("kind")
    history.add_argument("id")
    commands.add_parser("kinds", parents=[common], help=str(_("list the kinds and their attributes")))


def _add_query(command: Parser) -> None:
    command.add_argument(
        "--filter", action="append", default=[], metavar="FIELD=VALUE", help=str(_("keep only records with this value"))
    )
    command.add_argument("--text", default="", help=str(_("keep only records that hold this text")))
    command.add_argument("--sort", default="", metavar="FIELD", help=str(_("order by this attribute; -FIELD for descending")))
    command.add_argument("--archived", action="store_true", help=str(_("archived records too")))


def _add_exits(commands: "_Commands[Parser]", common: Parser) -> None:
    export = commands.add_parser("export", parents=[common], help=str(_("write a list as an Excel workbook")))
    export.add_argument("kind")
    export.add_argument("--to", type=Path, required=True)
    _add_ceiling(export)
    _add_query(export)
    sentences = (("calendar", _("write the programme of a trip as iCalendar")), ("card", _("write a person as a vCard")))
    for name, sentence in sentences:
        file = commands.add_parser(name, parents=[common], help=str(sentence))
        file.add_argument("--id", required=True)
        file.add_argument("--to", type=Path, required=True)
        _add_ceiling(file)
    screens = commands.add_parser("screens", parents=[common], help=str(_("draw a picture of every screen")))
    screens.add_argument("folder", type=Path)
    screens.add_argument("--only", default="", help=str(_("only pictures whose name holds this")))


def _add_ceiling(command: Parser) -> None:
    """Take the highest label that may leave; whoever holds the passphrase and says nothing gets everything."""
    told = _("highest label that may leave; what is above it is left out. Default: {label}, that is, everything")
    command.add_argument("--ceiling", choices=LABELS, default=LABELS[-1], help=str(told.format(label=LABELS[-1])))


def _add_paper(commands: "_Commands[Parser]", common: Parser) -> None:
    paper = commands.add_parser("paper", parents=[common], help=str(_("write a paper as PDF or Word, or look it over")))
    paper.add_argument("name")
    paper.add_argument("--id", default=None, help=str(_("the record it is made from; a register needs none")))
    paper.add_argument(
        "--to", type=Path, default=None, help=str(_("file to write, by its ending: .pdf, .docx, or .xlsx for a register"))
    )
    _add_ceiling(paper)
    paper.add_argument("--parts", default=None, metavar="A,B", help=str(_("only these parts")))
    paper.add_argument("--as-of", default=None, metavar="DAY", help=str(_("the data as they were at the end of this day")))
    paper.add_argument("--year", type=int, default=None, help=str(_("Iranian year of a paper kept by the year")))
    paper.add_argument("--copies", type=at_least_one, default=1, help=str(_("numbered copies, each in a file of its own")))
    paper.add_argument("--lint", action="store_true", help=str(_("tell what should be looked at before it is handed over")))


def _add_text_commands(commands: "_Commands[Parser]", common: Parser) -> None:
    date = commands.add_parser("date", parents=[common], help=str(_("turn a day from one calendar into the others")))
    date.add_argument("text", nargs="?", default=None)
    date.add_argument("--from", dest="source", default=None)
    date.add_argument("--calendar", choices=("jalali", "gregorian", "hijri"), default=None)
    fold = commands.add_parser("fold", parents=[common], help=str(_("show how a text is folded for search")))
    fold.add_argument("text", nargs="?", default=None)
    fold.add_argument("--from", dest="source", default=None)
    sort = commands.add_parser("sort", parents=[common], help=str(_("print the lines of a file in Persian order")))
    sort.add_argument("file")


def _add_travel(commands: "_Commands[Parser]", common: Parser) -> None:
    pack = commands.add_parser("pack", parents=[common], help=str(_("pack a trip, or the return of a travel copy")))
    pack.add_argument("--trip", default="", help=str(_("id or exact title of the trip; not in a travel copy")))
    pack.add_argument("--to", type=Path, required=True)
    pack.add_argument("--ceiling", choices=LABELS, default="normal")
    pack.add_argument("--to-whom", default="", help=str(_("code of the officer, or name of the traveller")))
    pack.add_argument("--until", default="", metavar="YYYY-MM-DD", help=str(_("day of return")))
    receive = commands.add_parser("receive", parents=[common], help=str(_("open a trip package as a new store")))
    receive.add_argument("file", type=Path)
    merge = commands.add_parser("merge", parents=[common], help=str(_("preview or apply what came back from a trip")))
    merge.add_argument("file", type=Path)
    merge.add_argument("--report", type=Path, default=None, help=str(_("write the report for two signatures, .pdf or .xlsx")))
    way = merge.add_mutually_exclusive_group()
    way.add_argument("--plan", action="store_true", help=str(_("only show what would change (the default)")))
    way.add_argument("--apply", action="store_true", help=str(_("apply; conflicts stay open")))
    way.add_argument("--decide", type=Path, default=None, metavar="D.json", help=str(_("apply with the decisions of a file")))
    commands.add_parser("out", parents=[common], help=str(_("list what is out")))
