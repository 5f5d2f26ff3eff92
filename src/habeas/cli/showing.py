"""`habeas serve|search|report|export CASE`: the record in a browser, found in, and written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import Audience, CaseFolder, KeyFile


def serve(
    case: CaseFolder,
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", help="The port; else the system picks one.")
    ] = None,
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            metavar="127.0.0.1",
            help="For browsers that do not find names under localhost.",
        ),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the browser, or only tell where.")
    ] = True,
    lock_after: Annotated[
        float,
        typer.Option("--lock-after", metavar="MINUTES", help="Lock the screen after so long."),
    ] = 15.0,
    key_file: KeyFile = None,
) -> None:
    """Open the workbench in a browser, on this machine alone."""
    from habeas.cli.serving import serve as serve_case

    serve_case(
        case, port=port, host=host, browser=browser, key_file=key_file, idle_minutes=lock_after
    )


def search(
    case: CaseFolder,
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words; "side by side"; begin*.')],
    way: Annotated[
        str,
        typer.Option(
            "--way",
            metavar="exact|folded|all-scripts",
            help="As printed; whatever the ending; or in any script.",
        ),
    ] = "folded",
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="claim|passage", help="Only these; repeatable."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Show so many.")] = 50,
    offset: Annotated[int, typer.Option("--offset", metavar="N", help="Begin after so many.")] = 0,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of words.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Find words in the claims and the texts of a case."""
    from habeas.cli.searching import search_case

    kinds = kind or ["claim", "passage"]
    search_case(
        case, query, key_file, way=way, kinds=kinds, limit=limit, offset=offset, as_json=as_json
    )


def report(
    case: CaseFolder,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write it; .html, .pdf or .docx."
        ),
    ],
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="HEAD", help="As of this ledger head: 12 or 12-3fa9…"),
    ] = None,
    audience: Audience = "confidential",
    chapter: Annotated[
        list[str] | None,
        typer.Option("--chapter", metavar="NAME", help="Only this chapter; repeatable."),
    ] = None,
    redact_person: Annotated[
        list[str] | None,
        typer.Option(
            "--redact-person", metavar="NAME", help="Take a person out, by name or id; repeatable."
        ),
    ] = None,
    redact_place: Annotated[
        list[str] | None,
        typer.Option("--redact-place", metavar="NAME", help="Take a place out; repeatable."),
    ] = None,
    redact_source: Annotated[
        list[str] | None,
        typer.Option(
            "--redact-source", metavar="SHA256", help="Leave a source out whole; repeatable."
        ),
    ] = None,
    redactions: Annotated[
        Path | None,
        typer.Option("--redactions", metavar="FILE", help="Take out what a JSON file names."),
    ] = None,
    key_file: KeyFile = None,
) -> int:
    """Write the dossier, pinned to a head of the ledger."""
    from habeas.cli.casework import write_report
    from habeas.cli.redacting import Redacting

    wanted = Redacting(redact_person or (), redact_place or (), redact_source or (), redactions)
    return write_report(case, output, at, key_file, audience, chapters=chapter, redacting=wanted)


def export(
    case: CaseFolder,
    what: Annotated[str, typer.Argument(metavar="claims|people", help="What to write as data.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write it; .csv, .parquet or .ftm.json."
        ),
    ],
    audience: Audience = "confidential",
    redactions: Annotated[
        Path | None,
        typer.Option("--redactions", metavar="FILE", help="Take out what a JSON file names."),
    ] = None,
    key_file: KeyFile = None,
) -> int:
    """Write claims or people as CSV, Parquet or FollowTheMoney."""
    from habeas.cli.casework import write_data
    from habeas.cli.redacting import Redacting

    return write_data(case, what, output, key_file, audience, Redacting(file=redactions))


COMMANDS = (serve, search, report, export)
