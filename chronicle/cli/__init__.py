"""The command line: arguments, printing, and exit codes: 0 for success, 1 for problems of the content or an unexpected error, 2 for wrong usage or a missing program.

The modules that a command needs are imported when it runs, so that help and explanations appear at once.
"""

from __future__ import annotations

import errno
import gc
import inspect
import os
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from chronicle.cli import (  # each adds its commands
    binding,
    building,
    checking,
    editing,
    previewing,
    publishing,
    starting,
)
from chronicle.cli.frame import EXIT_PROBLEMS, EXIT_USAGE, Run, commands, current_language, print_problems, say
from chronicle.messages import SPOKEN, choose_language, translate
from chronicle.problems import ContentError, Refusal, Where, printable

__all__ = ["binding", "building", "checking", "commands", "editing", "main", "previewing", "publishing", "starting"]

HINTS = {
    errno.ENOSPC: "Free some space.",
    errno.EDQUOT: "Free some space.",
    errno.EACCES: "Check its permissions.",
    errno.EPERM: "Check its permissions.",
    errno.ENOTDIR: "A file stands where a folder should be: move it away.",
    errno.EROFS: "Copy the project to a place that may be written.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EADDRINUSE: "Choose another port with --port; 0 takes any that is free.",
    errno.EADDRNOTAVAIL: "Name an address of this machine with --host.",
    errno.EMFILE: "Allow more open files (ulimit -n), or use fewer --jobs.",
}
# Hints for commands that take --output.
OUTPUT_HINTS = {
    errno.ENOSPC: "Free some space, or name another place with --output.",
    errno.EDQUOT: "Free some space, or name another place with --output.",
    errno.EACCES: "Check its permissions; a build may stand elsewhere with --output.",
    errno.EPERM: "Check its permissions; a build may stand elsewhere with --output.",
    errno.ENOTDIR: "Name a folder below other folders with --output.",
    errno.EROFS: "Name a place that may be written with --output.",
}

# A build keeps most objects that it makes: garbage collection as often as Python does it takes 5 % of its time. Ten times more seldom
# saves no more, and holds 70 MB of garbage.
GARBAGE = 20_000, 10, 10


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up as after Ctrl+C
    run = Run(language=_find_language(given))
    # In this context error messages are in that language too.
    with click.Context(commands, obj=run, **commands.context_settings):
        _translate_help(commands, run.language)
        _run(given, run)


def _find_language(arguments: Sequence[str]) -> str:
    """Return the language that `--lang` names, or that of the system."""
    wanted = [
        one.partition("=")[2] or after for one, after in pairwise([*arguments, ""]) if one.split("=")[0] == "--lang"
    ]
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return choose_language(wanted[0] if wanted else "", locale or "")


def _translate_help(command: click.Command, language: str) -> None:
    """Translate the help of a command, of its options and of all its subcommands."""
    if language == SPOKEN:
        return
    command.help = translate(inspect.cleandoc(command.help or ""), language)
    for option in command.get_params(click.get_current_context()):
        if isinstance(option, click.Option):
            option.help = translate(option.help or "", language)
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        _translate_help(one, language)


def _run(arguments: Sequence[str], run: Run) -> None:
    gc.set_threshold(*GARBAGE)
    try:
        commands.main(list(arguments), standalone_mode=False, obj=run)
    except ContentError as error:
        print_problems(error.problems)
        sys.exit(EXIT_PROBLEMS)
    except click.ClickException as error:
        told = translate(error.format_message(), run.language)
        (error if told == error.format_message() else click.UsageError(told, getattr(error, "ctx", None))).show()
        sys.exit(EXIT_USAGE)
    except Refusal as error:
        _fail(str(error), EXIT_USAGE)
    except OSError as error:
        if run.debug:
            traceback.print_exc()
        _fail(_disk_error(error, HINTS | OUTPUT_HINTS if run.has_output else HINTS), EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", EXIT_USAGE)
    except Exception as error:
        if run.debug:
            traceback.print_exc()
        _fail(_unforeseen(error), EXIT_PROBLEMS)


def _disk_error(error: OSError, hints: Mapping[int, str]) -> str:
    """Return the message of an error of the system: which file, what is wrong, what to do."""
    names = [str(name) for name in (error.filename, error.filename2) if name is not None]
    place = f"{printable(' and '.join(names))}: " if names else ""
    hint = hints.get(error.errno or 0, "")
    return " ".join(filter(None, (f"{place}{error.strerror or error}.", hint)))


def _unforeseen(error: Exception) -> str:
    """Return the message of an error in the program: what it is, which file was being processed, and a request to report it."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    code = frames[-1].f_code
    at_work = next(filter(None, (_file_in(frame.f_locals) for frame in reversed(frames))), "")
    file = f" The file at work was {printable(at_work)}." if at_work else ""
    what = f"{type(error).__name__}: {printable(str(error))}"[:500]
    return (
        f"The program has met what it was not made for: {what} (in {code.co_name} of {Path(code.co_filename).name}).{file} "
        "Please report this with what the same command shows when you add --debug."
    )


def _file_in(variables: dict[str, Any]) -> str:
    """Return the path of a project's file, found among the variables of a function; empty if there is none."""
    for value in variables.values():
        path = value if isinstance(value, str) else getattr(value, "path", None)
        if isinstance(value, Where) or (
            isinstance(path, str) and path.startswith(("content/", "templates/", "static/")) and "\n" not in path
        ):
            return str(path)
    return ""


def _fail(message: str, code: int) -> None:
    say(f"Error: {printable(translate(message, current_language()))}", err=True)
    sys.exit(code)
