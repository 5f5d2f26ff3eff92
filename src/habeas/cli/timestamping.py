"""What `habeas timestamp` does: ask, send what waits, show, withdraw, write out."""

from __future__ import annotations

import base64
import sys
from dataclasses import dataclass
from pathlib import Path

from habeas.cli.counted import counted
from habeas.cli.json_line import json_line
from habeas.cli.opening import to_derive, to_read, to_sign
from habeas.cli.progress import shown_share
from habeas.cli.whole_file import write_whole
from habeas.model import HabeasError, InputRefused, WrongUsage, printable, to_plain
from habeas.pipeline import timestamping
from habeas.store import timestamps

_REFUSED = 1
_FAILURES_LISTED = 3
_LARGEST_CERTIFICATES = 1 << 20


class Stopped(HabeasError):
    """Ctrl-C, with what is safely kept."""

    exit_code = 130


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for: one of asking authorities, `pending`, `listed`, and so on."""

    authorities: tuple[str, ...] = ()
    certificates: tuple[Path, ...] = ()
    digest: str = "sha256"
    pending: bool = False
    listed: bool = False
    withdraw: int | None = None
    export: Path | None = None

    def require_one(self) -> None:
        """See that exactly one thing is asked for. Raises WrongUsage."""
        chosen = (
            bool(self.authorities),
            self.pending,
            self.listed,
            self.withdraw is not None,
            self.export is not None,
        )
        if sum(chosen) != 1:
            raise WrongUsage(
                "one thing at a time",
                remedy="give --authority URL, or --pending, --list, --withdraw or --export",
            )


def timestamp_case(
    case_folder: Path, wanted: Wanted, key_file: Path | None, *, as_json: bool
) -> int:
    """Do what is wanted; the exit code."""
    wanted.require_one()
    if wanted.listed:
        return _list(case_folder, key_file, as_json=as_json)
    if wanted.export is not None:
        return _export(case_folder, wanted.export, key_file)
    if wanted.withdraw is not None:
        with to_derive(case_folder, key_file) as case:
            timestamping.withdraw(case.store, wanted.withdraw)
        print(f"request {wanted.withdraw} is withdrawn")
        return 0
    report = _ask(case_folder, wanted, key_file)
    if as_json:
        print(json_line(to_plain(report)))
    else:
        _tell(report)
    if not report.waiting and not report.refused:
        return 0
    return _FAILURES_LISTED if report.stamped or report.waiting else _REFUSED


def _ask(case_folder: Path, wanted: Wanted, key_file: Path | None) -> timestamping.TimestampReport:
    roots = tuple(pem for file in wanted.certificates for pem in _certificates(file))
    digest = _digest(wanted.digest)
    with to_sign(case_folder, key_file) as case, shown_share("asking") as progress:
        try:
            if wanted.pending:
                return timestamping.send_pending(case.store, roots, progress=progress)
            return timestamping.stamp(
                case.store, wanted.authorities, roots, digest=digest, progress=progress
            )
        except KeyboardInterrupt:
            raise Stopped(
                "stopped; what was stamped is kept, and other requests wait",
                remedy="habeas timestamp CASE --pending goes on from here",
            ) from None


def _certificates(file: Path) -> tuple[str, ...]:
    with file.open("rb") as opened:
        text = opened.read(_LARGEST_CERTIFICATES + 1)
    if len(text) > _LARGEST_CERTIFICATES:
        raise InputRefused("it is too long to be a certificate", where=str(file))
    return timestamps.read_certificates(text, str(file))


def _digest(name: str) -> timestamps.Digest:
    try:
        return timestamps.Digest(name)
    except ValueError:
        raise WrongUsage(
            f"{printable(name)!r} is no hash that can be asked for", remedy="sha256 or sha512"
        ) from None


def _tell(report: timestamping.TimestampReport) -> None:
    for item in report.stamped:
        print(f"checkpoint {item.size}, {printable(item.authority)}: {item.stamp}")
        if item.stamp.root is None:
            print("  anybody can sign so: give the root of this authority with --certificate")
    for left in report.refused:
        print(f"{_about(left)}: refused: {printable(left.reason)}", file=sys.stderr)
    for left in report.waiting:
        why = printable(left.reason)
        print(f"{_about(left)}: waits as request {left.waiting}: {why}", file=sys.stderr)
    kept, refused = (
        counted(len(report.stamped), "timestamp"),
        counted(len(report.refused), "answer"),
    )
    print(f"{kept} kept, {counted(len(report.waiting), 'request')} waiting, {refused} refused")
    if report.waiting:
        print("habeas timestamp CASE --pending asks again")


def _about(item: timestamping.Unanswered) -> str:
    return f"checkpoint {item.size}, {printable(item.authority)}"


def _list(case_folder: Path, key_file: Path | None, *, as_json: bool) -> int:
    with to_read(case_folder, key_file) as case:
        kept = list(timestamping.kept_stamps(case.store))
        waiting = timestamping.waiting(case.store)
    for item in kept:
        print(_kept_as_json(item) if as_json else _kept_as_words(item))
    for number, queued in waiting:
        if as_json:
            print(json_line({"waiting": number, **to_plain(queued)}))
        else:
            since = f"since {queued.made_at:%Y-%m-%dT%H:%M:%SZ}"
            where = printable(queued.authority)
            print(f"checkpoint {queued.size}, {where}: waits as request {number} {since}")
    if not as_json and not kept and not waiting:
        print("nothing was stamped, and nothing waits")
    return _FAILURES_LISTED if any(item.problem for item in kept) else 0


def _kept_as_words(item: timestamping.KeptStamp) -> str:
    said = f"NOT good: {item.problem}" if item.problem else str(item.stamp)
    about = f"checkpoint {item.record.size}, {printable(item.record.authority)}"
    return f"{about}: {printable(said)} (entry {item.position})"


def _kept_as_json(item: timestamping.KeptStamp) -> str:
    plain = to_plain(item.record)
    found = {} if item.stamp is None else {"signer": item.stamp.signer, "vouched": item.stamp.root}
    return json_line({"entry": item.position, "problem": item.problem, **found, **plain})


def _export(case_folder: Path, folder: Path, key_file: Path | None) -> int:
    """Write each token with the note that it is about, and print how to check it elsewhere."""
    with to_read(case_folder, key_file) as case:
        kept = list(timestamping.kept_stamps(case.store))
    good = [item for item in kept if item.problem is None]
    for item in kept:
        if item.problem is not None:
            print(_kept_as_words(item), file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    for item in good:
        _write(item, folder)
    print(f"{counted(len(good), 'timestamp')} written", file=sys.stderr)
    return 0 if len(good) == len(kept) else _FAILURES_LISTED


def _write(item: timestamping.KeptStamp, folder: Path) -> None:
    note = f"checkpoint-{item.record.size}.note"
    name = f"checkpoint-{item.record.size}-{item.position}"
    write_whole(folder / note, item.note)
    write_whole(folder / f"{name}.tsr", base64.b64decode(item.record.token))
    if not item.record.roots:
        print(f"openssl ts -reply -in {name}.tsr -text  # no root was given for this one")
        return
    write_whole(folder / f"{name}.pem", "".join(item.record.roots).encode())
    print(f"openssl ts -verify -data {note} -in {name}.tsr -CAfile {name}.pem")
