"""`habeas keys list|add|remove|rotate|passphrase CASE`: who may open a case, and sign in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.arguments import CaseFolder, KeyFile

app = typer.Typer(
    help="Let people into a case, shut them out, replace its key.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

NewKeyFile = Annotated[
    Path | None,
    typer.Option(
        "--new-key-file",
        metavar="FILE",
        envvar="HABEAS_NEW_KEY_FILE",
        show_envvar=False,
        help="A file with the new passphrase (else it is asked for, twice).",
    ),
]


@app.command("list")
def list_holders(
    case: CaseFolder,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line instead of a table.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Show who has access: who signs, who only reads."""
    from habeas.cli.access import show_holders

    show_holders(case, key_file, as_json=as_json)


@app.command()
def add(
    case: CaseFolder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Who it is, as it shall stand in the record.")
    ],
    recipient: Annotated[
        str | None,
        typer.Option(
            "--recipient",
            metavar="AGE1…",
            help="An age recipient: they can open the case, and not sign in it.",
        ),
    ] = None,
    new_key_file: NewKeyFile = None,
    key_file: KeyFile = None,
) -> None:
    """Let somebody in: with a passphrase of their own, who then signs; or an age recipient."""
    from habeas.cli.access import let_in

    let_in(case, name, recipient, new_key_file, key_file)


@app.command()
def remove(
    case: CaseFolder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name, the key's id, or the age recipient.")
    ],
    key_file: KeyFile = None,
) -> None:
    """Shut somebody out; the case gets a new key, which they never had."""
    from habeas.cli.access import shut_out

    shut_out(case, name, key_file)


@app.command()
def rotate(
    case: CaseFolder,
    sources: Annotated[
        bool, typer.Option("--sources", help="Seal every preserved source anew, too.")
    ] = False,
    key_file: KeyFile = None,
) -> None:
    """Encrypt the case under a new key, for all who have access now."""
    from habeas.cli.access import replace_key

    replace_key(case, key_file, sources=sources)


@app.command()
def passphrase(case: CaseFolder, new_key_file: NewKeyFile = None, key_file: KeyFile = None) -> None:
    """Change your own passphrase."""
    from habeas.cli.access import change_own_passphrase

    change_own_passphrase(case, new_key_file, key_file)
