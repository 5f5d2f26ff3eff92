"""`habeas label|verify|log|seal|timestamp CASE`: who may see it, and what it can show to whom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import Audience, CaseFolder, KeyFile


def verify(
    case: CaseFolder,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="CHECKPOINT",
            help="Also show that the case only grew since this checkpoint was signed.",
        ),
    ] = None,
    key_file: KeyFile = None,
) -> int:
    """Recompute all of it, or name the first bad entry."""
    from habeas.cli.inspecting import verify_case

    return verify_case(case, key_file, since)


def log(
    case: CaseFolder,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="Only entries of this kind.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Only by this investigator, or this key."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of words.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Show what the ledger records and who did it, a line for each entry."""
    from habeas.cli.inspecting import show_log

    show_log(case, key_file, kind=kind, by=by, as_json=as_json)


def label(
    case: CaseFolder,
    subject: Annotated[
        str | None,
        typer.Argument(metavar="[SUBJECT]", help="Id of a claim, source or person, or its start."),
    ] = None,
    confidentiality: Annotated[
        str | None,
        typer.Argument(metavar="[public|restricted|confidential]", help="Who may see it."),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="WORDS", help="Why; it is kept for good."),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Instead, the labels that were given.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="With --list: one JSON object a line.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Say who may see a source, a claim or a person; exports heed it."""
    from habeas.cli.labelling import label_subject, list_labels

    if listed:
        list_labels(case, key_file, as_json=as_json)
    else:
        label_subject(case, subject, confidentiality, reason, key_file)


def seal(
    case: CaseFolder,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FOLDER", help="A new folder, or a sealed one."),
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="SHA256",
            help="Proofs for these sources only (repeatable; else for all).",
        ),
    ] = None,
    audience: Audience = "confidential",
    key_file: KeyFile = None,
) -> int:
    """Write the signed checkpoint, the leaves, a proof for each exhibit, and verify.py."""
    from habeas.cli.sealing import seal_case

    return seal_case(case, output, source, key_file, audience)


def timestamp(
    case: CaseFolder,
    authority: Annotated[
        list[str] | None,
        typer.Option(
            "--authority",
            metavar="URL",
            help="Ask this RFC 3161 authority (repeatable); it learns a hash and your address.",
        ),
    ] = None,
    certificate: Annotated[
        list[Path] | None,
        typer.Option(
            "--certificate",
            metavar="FILE",
            help="Its root certificate, PEM; without one, anybody could have signed (repeatable).",
        ),
    ] = None,
    digest: Annotated[
        str, typer.Option("--digest", metavar="NAME", help="The hash to ask about: sha256, sha512.")
    ] = "sha256",
    pending: Annotated[
        bool, typer.Option("--pending", help="Send again what waits for an answer.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Show what was stamped, and what waits.")
    ] = False,
    withdraw: Annotated[
        int | None,
        typer.Option("--withdraw", metavar="NUMBER", help="Drop a request that waits."),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FOLDER", help="Write the tokens, for openssl to check."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object (with --list, one a line).")
    ] = False,
    key_file: KeyFile = None,
) -> int:
    """Have an authority vouch for when the ledger was as it is; none is asked but those named."""
    from habeas.cli.timestamping import Wanted, timestamp_case

    wanted = Wanted(
        tuple(authority or ()), tuple(certificate or ()), digest, pending, listed, withdraw, export
    )
    return timestamp_case(case, wanted, key_file, as_json=as_json)


COMMANDS = (label, verify, log, seal, timestamp)
