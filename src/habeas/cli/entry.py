"""Running a command, and ending in one line whatever happens.

Exit codes: 0 done; 1 the input was refused; 2 wrong usage; 3 done with failures listed;
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import resource
import sys
from typing import Any

import typer

from habeas.cli.app import app
from habeas.model import HabeasError, printable

REFUSED = 1
STOPPED = 130


def run(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. Prints at most one line about an error."""
    _leave_no_core()
    try:
        code = int(_invoke(arguments) or 0)
        sys.stdout.flush()
    except HabeasError as error:
        return _say(str(error), error.exit_code)
    except typer.Abort:
        return _say("stopped before anything was written", STOPPED)
    except BrokenPipeError:
        _let_go_of_output()
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _say(f"{place}{error.strerror or error}", REFUSED)
    except typer.TyperException as error:
        return _usage(error)
    except Exception as error:
        return _unexpected(error)
    if code == STOPPED:
        # Ctrl-C outside the work that has words of its own for it.
        return _say("stopped; nothing that was acknowledged is lost", STOPPED)
    return code


def _leave_no_core() -> None:
    """A crash must not write the memory, with the case key and names in it, to the disk."""
    _, highest = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, highest))


def _invoke(arguments: list[str] | None) -> Any:
    return app(arguments, prog_name="habeas", standalone_mode=False)


def _say(message: str, code: int) -> int:
    print(f"habeas: {printable(message)}", file=sys.stderr)
    return code


def _usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "habeas"
    message = error.format_message()
    if not message.strip():
        return 2
    return _say(f"{message.rstrip('.')} — see `{command} --help`", error.exit_code)


def _unexpected(error: Exception) -> int:
    if os.environ.get("HABEAS_DEBUG"):
        raise error
    return _say(
        f"an error of ours ({type(error).__name__}: {error}) — run it again with HABEAS_DEBUG=1 "
        "and report what it prints, as CONTRIBUTING.md says",
        REFUSED,
    )


def _let_go_of_output() -> None:
    """The reader of our output has left; nothing more can be told, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
