"""What the `habeas keys` commands do: they call the case store and say what came of it."""

from __future__ import annotations

from pathlib import Path

from habeas.case import open_case
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read, to_sign
from habeas.cli.passphrase import new_passphrase, passphrase
from habeas.model import printable
from habeas.store import Holder

_OLD_COPIES = (
    "Copies of the case folder made before, and what was already read, stay open to whoever had "
    "access."
)


def show_holders(case_folder: Path, key_file: Path | None, *, as_json: bool) -> None:
    """Print everybody who has access, a line each."""
    with to_read(case_folder, key_file) as case:
        found = case.store.holders()
    for holder in found:
        print(json_line(_as_dict(holder)) if as_json else _line(holder))


def let_in(
    case_folder: Path,
    name: str,
    recipient: str | None,
    new_key_file: Path | None,
    key_file: Path | None,
) -> None:
    """Admit somebody, who signs with a passphrase of their own or reads with an age identity."""
    with to_sign(case_folder, key_file) as case:
        if recipient is not None:
            holder = case.store.admit_reader(name, recipient)
        else:
            words = new_passphrase(new_key_file, f"Passphrase of {printable(name)}")
            holder = case.store.admit_investigator(name, passphrase=words)
    print(_line(holder))


def shut_out(case_folder: Path, name: str, key_file: Path | None) -> None:
    """Remove somebody's access, and say what that cannot undo."""
    with to_sign(case_folder, key_file) as case:
        holder = case.store.remove_access(name)
        encrypted = case.store.encrypted
    print(f"{printable(holder.name)} has no access any more.")
    if encrypted:
        print("The case is encrypted under a new key.")
    print(_OLD_COPIES)


def replace_key(case_folder: Path, key_file: Path | None, *, sources: bool) -> None:
    """Encrypt the case under a new key."""
    with to_sign(case_folder, key_file) as case:
        case.store.rotate_key(blobs=sources)
        count = len(case.store.holders())
    sealed = ", and every source sealed anew" if sources else ""
    print(f"The case is encrypted under a new key{sealed}; {count} can open it.")
    print(_OLD_COPIES)


def change_own_passphrase(
    case_folder: Path, new_key_file: Path | None, key_file: Path | None
) -> None:
    """Seal one's own keys under another passphrase."""
    old = passphrase(key_file)
    with open_case(case_folder, passphrase=old) as case:
        case.store.change_passphrase(old, new_passphrase(new_key_file, "New passphrase"))
        name = case.store.investigator
    print(f"The passphrase of {printable(name)} is changed.")
    print("Copies of the case folder made before still open with the old one.")


def _line(holder: Holder) -> str:
    signs = f"signs, key {holder.key_id}" if holder.key_id else "reads only"
    recipient = f"  {holder.recipient}" if holder.recipient else ""
    return f"{printable(holder.name)}  {signs}{recipient}"


def _as_dict(holder: Holder) -> dict[str, str | None]:
    return {"name": holder.name, "key": holder.key_id, "recipient": holder.recipient}
