"""`habeas serve CASE`: the workbench in a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from habeas.case import Case
from habeas.cli.launching import Launch, has_screen
from habeas.cli.opening import to_read, to_sign
from habeas.cli.passphrase import holds_identity
from habeas.model import WrongUsage
from habeas.store import is_encrypted

if TYPE_CHECKING:
    from habeas.web import Gate

LOOPBACK = "127.0.0.1"
_HIGHEST_PORT = 65535
_ONLY_READ = "The case is opened to be read: judgements need an investigator's passphrase."


def serve(
    case: Path,
    *,
    port: int | None = None,
    host: str | None = None,
    browser: bool = True,
    key_file: Path | None = None,
    idle_minutes: float = 15.0,
) -> None:
    """Serve the case until Ctrl-C; `idle_minutes` without a person lock the screen.

    Without `port` the system picks one; without `host` the workbench has a random name under
    `localhost`, and `127.0.0.1` is for browsers that do not find it. With an age identity, or
    without a passphrase where none is needed to read, nothing can be judged.
    Raises WrongUsage, CaseNotFound, CaseLocked, and InputRefused for a port that is taken.
    """
    _check(port, host, idle_minutes)
    with _opened(case, key_file) as opened:
        _run(opened, port=port, host=host, browser=browser, idle_minutes=idle_minutes)
    print("The workbench is closed.")


def _check(port: int | None, host: str | None, idle_minutes: float) -> None:
    if port is not None and not 1 <= port <= _HIGHEST_PORT:
        raise WrongUsage("there is no such port", where=str(port), remedy="name one up to 65535")
    if host not in {None, LOOPBACK}:
        raise WrongUsage(
            "the workbench answers on this machine alone",
            where=host,
            remedy=f"leave --host out, or say --host {LOOPBACK}",
        )
    if not idle_minutes > 0:
        raise WrongUsage("the minutes until it locks must be more than none")


def _opened(folder: Path, key_file: Path | None) -> Case:
    """The case, for writing where there is a passphrase, else to be read where that can be."""
    if key_file is not None and holds_identity(key_file):
        print(_ONLY_READ)
        return to_read(folder, key_file)
    try:
        return to_sign(folder, key_file)
    except WrongUsage:
        # Nobody gave a passphrase, and there is nobody to ask.
        if key_file is not None or is_encrypted(folder):
            raise
    print(_ONLY_READ)
    return to_read(folder)


def _run(
    case: Case, *, port: int | None, host: str | None, browser: bool, idle_minutes: float
) -> None:
    # The workbench takes a second to load, which no other command needs.
    from starlette.types import ASGIApp

    from habeas.web import build_app, new_gate, run_server

    store = case.store
    gates: list[Gate] = []
    launches: list[Launch] = []

    def application(taken_port: int) -> ASGIApp:
        gate = new_gate(
            taken_port,
            host,
            idle_minutes=idle_minutes,
            passphrase_is_right=store.is_own_passphrase if store.can_sign else None,
            announce=_tell,
        )
        gates.append(gate)
        return build_app(case, gate)

    def ready() -> None:
        _tell(gates[0])
        print("Ctrl-C closes the workbench.", flush=True)
        if browser and has_screen():
            launches.append(Launch(gates[0].address))
            launches[0].open()

    try:
        run_server(application, port=port, on_ready=ready, both_addresses=host is None)
    finally:
        for launch in launches:
            launch.remove()


def _tell(gate: Gate) -> None:
    """Print the address and the code, each on a line of its own that can be copied whole."""
    print(
        f"The workbench is at:\n  {gate.address}\n"
        f"Without scripts, type this code at {gate.origin}/\n  {gate.code.typed}",
        flush=True,
    )
