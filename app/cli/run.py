"""Run one command: the table of commands, and errors turned into a sentence and an exit status."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from app.cli import arguments as command_line
from app.cli import output
from app.cli.errors import NotReached, Unexpected, UnfitTarget
from app.cli.understanding import understood
from app.core.errors import SafirError
from app.core.i18n import use_language
from app.core.refusals import why_refused

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
    try:
        words = understood(argv)
    except SafirError as error:
        output.print_error(error, as_json="--json" in argv)
        return 2
    arguments = command_line.parser().parse_args(words)
    if arguments.lang in ("fa", "en"):
        use_language(arguments.lang)
    try:
        return _done(arguments, extra or {})
    except SafirError as error:
        output.print_error(error, as_json=arguments.json)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        output.print_error(_fact_of(error), as_json=arguments.json)
    return 1


def _done(arguments: Namespace, extra: Mapping[str, Command]) -> int:
    if arguments.command in WORDS_ONLY:
        return _word_commands()[arguments.command](arguments)
    from app.services.files import is_fit_target

    targets = (getattr(arguments, name, None) for name in ("to", "report"))
    for target in (target for target in targets if target is not None):
        if not is_fit_target(target.name):
            raise UnfitTarget(target.name)
    return {**_commands(), **extra}[arguments.command](arguments)


def _fact_of(error: Exception) -> SafirError:
    """Name what the system refused; a fault of the program goes into the log, without its words."""
    if isinstance(error, OSError) and error.errno is not None and error.filename is not None:
        return NotReached(str(error.filename), why_refused(error))
    from app.core import logs
    from app.core.paths import user_cache

    with suppress(OSError):
        logs.open_log(user_cache())
        logs.failure(error)
        logs.close_log()
    return Unexpected()
