"""`habeas timestamp CASE`: the words of the command. It imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import CaseFolder, KeyFile


def timestamp(
    case: CaseFolder,
    authorities: Annotated[
        list[str] | None,
        typer.Option(
            "--authority", metavar="URL", help="Ask this authority (repeatable); none is built in."
        ),
    ] = None,
    certificates: Annotated[
        list[Path] | None,
        typer.Option(
            "--certificate",
            metavar="FILE",
            help="Its root certificate, from a place that you trust (repeatable).",
        ),
    ] = None,
    digest: Annotated[
        str, typer.Option("--hash", metavar="NAME", help="sha256 or sha512.")
    ] = "sha256",
    pending: Annotated[
        bool, typer.Option("--pending", help="Send the requests that wait for a network.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Show what was stamped, checked again, and what waits.")
    ] = False,
    withdraw: Annotated[
        int | None,
        typer.Option("--withdraw", metavar="NUMBER", help="Take a waiting request off the queue."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export", metavar="FOLDER", help="Write the tokens out, to be checked by openssl."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON, an object a line, instead of sentences.")
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Have an authority sign that the newest checkpoint existed by now (RFC 3161).

    It learns a hash, this machine's address and the time. It cannot tell a case by the hash, but
    whoever holds the checkpoint can tell that it was stamped.
    """
    from habeas.cli.timestamping import Wanted, timestamp_case

    wanted = Wanted(
        authorities=tuple(authorities or ()),
        certificates=tuple(certificates or ()),
        digest=digest,
        pending=pending,
        listed=listed,
        withdraw=withdraw,
        export=export,
    )
    return timestamp_case(case, wanted, key_file, as_json=as_json)
