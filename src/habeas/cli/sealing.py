"""`habeas seal`, `habeas verify --since`, and what a second person does: key, co-signature."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from habeas.cli import opening
from habeas.cli.passphrase import passphrase
from habeas.cli.refusing import tell_refusal
from habeas.model import Confidentiality, InputRefused, printable
from habeas.pipeline import AboveAudience, what_stops_proofs
from habeas.store import (
    CaseStore,
    Cosigner,
    checkpoint_in,
    cosign_checkpoint,
    cosigner_of,
    grown_since_file,
    new_witness_key,
    seal,
    take_cosignature,
)

NOT_GROWN = 1


def seal_case(
    case_folder: Path,
    output: Path,
    sources: Sequence[str] | None,
    key_file: Path | None,
    audience: str = "confidential",
) -> int:
    """Seal the ledger into a folder, with a proof for each of these sources (None: for all).

    Or tells what stops that, as a source may not be named to the audience; the exit code.
    """
    given_to = Confidentiality(audience)
    with opening.to_read(case_folder, key_file) as case:
        if stopped := what_stops_proofs(case.store, sources, given_to):
            return tell_refusal(AboveAudience(stopped, given_to))
        report = seal(case.store, output, sources)
    count = len(report.exhibits)
    print(f"sealed {report.head.size} entries, {count} exhibits, in {printable(str(output))}")
    print(f"head {report.head}")
    if count:
        print(
            "each proof tells the name of its file, who collected it and when;"
            " give it to nobody who may not know that",
            file=sys.stderr,
        )
    return 0


def tell_growth(store: CaseStore, checkpoint: Path) -> int:
    """Say whether the case only grew since a checkpoint; the exit code."""
    growth = grown_since_file(store, checkpoint)
    if growth.ok:
        print(f"since {printable(str(checkpoint))} ({growth.since} entries): {growth.what}")
        return 0
    print(
        f"habeas: NOT what it was: {growth.outcome.value}: {printable(growth.what)}",
        file=sys.stderr,
    )
    return NOT_GROWN


def witness_key(path: Path, name: str, key_file: Path | None) -> None:
    """Make the key of a person who co-signs; print what they give to those who check it."""
    made = new_witness_key(path, name, passphrase(key_file, new=True))
    print(made.vkey())


def cosign(checkpoint: Path, key: Path, key_file: Path | None) -> None:
    """Add a co-signer's line to a checkpoint, or to that of a sealed folder."""
    signed = cosign_checkpoint(checkpoint, key, passphrase(key_file))
    size = signed.text.split("\n")[1]
    print(f"co-signed {signed.origin} at {size} entries as {cosigner_of(key).vkey()}")


def take_cosigned(
    case_folder: Path, checkpoint: Path, cosigner: str, key_file: Path | None
) -> None:
    """Take a co-signed checkpoint into the ledger; `cosigner` is the one word of their key."""
    checkpoint = checkpoint_in(checkpoint)
    try:
        note = checkpoint.read_bytes()
    except OSError as error:
        where = str(checkpoint)
        raise InputRefused(f"it cannot be read: {error.strerror}", where=where) from error
    with opening.to_sign(case_folder, key_file) as case:
        entry = take_cosignature(case.store, note, Cosigner.from_vkey(cosigner))
    print(f"entry {entry.position}: co-signed by {printable(Cosigner.from_vkey(cosigner).name)}")
