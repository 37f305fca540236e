"""Run one command: the table of commands, and errors turned into a sentence and an exit status."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from app.cli import arguments as command_line
from app.cli import output
from app.core.errors import SafirError
from app.core.i18n import use_language

Command = Callable[[Namespace], int]


def _commands() -> Mapping[str, Command]:
    from app.cli import files, keeping, papers, reading, travel, writing

    return {
        "init": writing.init,
        "add": writing.add,
        "undo": writing.undo,
        "redo": writing.redo,
        "export": writing.export,
        "paper": papers.paper,
        "calendar": files.calendar,
        "card": files.card,
        "list": reading.list_records,
        "show": reading.show,
        "search": reading.find,
        "history": reading.history,
        "kinds": reading.kinds,
        "check": reading.check,
        "backup": keeping.backup,
        "restore": keeping.restore,
        "pack": travel.pack,
        "receive": travel.receive,
        "merge": travel.merge,
        "out": travel.out,
    }


def _word_commands() -> Mapping[str, Command]:
    from app.cli import words

    return {"date": words.date, "fold": words.fold, "sort": words.sort}


WORDS_ONLY = ("date", "fold", "sort")


def run(argv: Sequence[str], *, extra: Mapping[str, Command] | None = None) -> int:
    """Run the command; `extra` are commands that the composition root adds (pictures of the window)."""
    output.speak_utf8()
    arguments = command_line.parser().parse_args(argv)
    if arguments.lang in ("fa", "en"):
        use_language(arguments.lang)
    try:
        if arguments.command in WORDS_ONLY:
            return _word_commands()[arguments.command](arguments)
        return {**_commands(), **(extra or {})}[arguments.command](arguments)
    except SafirError as error:
        output.print_error(error, as_json=arguments.json)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
