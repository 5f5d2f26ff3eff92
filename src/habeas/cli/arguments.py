"""Arguments and options that several commands take, with one wording each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case.")]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        envvar="HABEAS_KEY_FILE",
        show_envvar=False,
        help="A file with the passphrase or an age identity (else HABEAS_PASSPHRASE, else asked).",
    ),
]
