"""Files of the Open Contracting Data Standard 1.1: packages, records, single releases, JSON lines.

Releases are put away in short form by process (`ocid`) until the file is at its end, then merged
from the earliest to the latest: only then is known which contract stands. Nothing is ever fetched;
a record that only links to its releases is refused with what to do.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from habeas.model import InputRefused
from habeas.places.procurement.json_stream import JsonStream, opened_text
from habeas.places.procurement.json_values import as_object, as_objects, as_text
from habeas.places.procurement.line import Line, RefusedRow
from habeas.places.procurement.merging import merged
from habeas.places.procurement.ocds_contract import lines_of

_KEPT = ("ocid", "id", "date", "buyer", "parties", "awards", "contracts")
_KEPT_OF_TENDER = (
    "items deliveryAddresses deliveryAddress deliveryLocations deliveryLocation contractPeriod"
    " procuringEntity"
).split()
_NOT_KEPT_OF_CONTRACT = {"documents", "milestones", "amendments", "description", "guarantees"}
_NOT_KEPT_OF_PARTY = {"additionalIdentifiers", "contactPoint", "details", "beneficialOwners"}
Notes = Callable[[str], None]


class ProcessShelf:
    """Releases in short form by process, in the order in which they came."""

    def __init__(self) -> None:
        self._releases: dict[str, list[tuple[str, bytes]]] = {}

    def put(self, release: dict[str, Any]) -> None:
        """Keep what is needed of a release that has an ocid."""
        short = {key: release[key] for key in _KEPT if key in release}
        tender = as_object(release.get("tender"))
        short["tender"] = {key: tender[key] for key in _KEPT_OF_TENDER if key in tender}
        for key, left_out in (
            ("contracts", _NOT_KEPT_OF_CONTRACT),
            ("parties", _NOT_KEPT_OF_PARTY),
        ):
            if isinstance(release.get(key), list):
                short[key] = [
                    {k: v for k, v in one.items() if k not in left_out}
                    for one in as_objects(release[key])
                ]
        text = json.dumps(short, ensure_ascii=False, separators=(",", ":"))
        stored = text.encode("utf-8", "surrogatepass")
        self._releases.setdefault(as_text(release["ocid"]), []).append(
            (as_text(release.get("date")), stored)
        )

    def lines(self, name: str, note: Notes) -> Iterator[Line | RefusedRow]:
        """The lines of all processes, each merged; what stands in a file `name`."""
        several = without = 0
        for ocid, kept in self._releases.items():
            several += len(kept) > 1
            releases = [
                json.loads(text.decode("utf-8", "surrogatepass"))
                for _, text in sorted(kept, key=lambda one: one[0])
            ]
            where = f"{name}, {ocid}"
            try:
                whole = merged(releases) if len(releases) > 1 else releases[0]
                found = list(lines_of(whole, where))
            except RecursionError:
                yield RefusedRow(where, "nested too deeply", "save the release anew")
                continue
            without += not found
            yield from found
        if several:
            note(f"{several:,} processes have several releases; they were merged by date")
        if without:
            note(f"{without:,} processes have no contract (yet): nothing of them was read")


def ocds_lines(path: Path, note: Notes) -> Iterator[Line | RefusedRow]:
    """The lines of a JSON file, compressed (gzip) or not, and what was refused.

    Raises InputRefused for a file that is no JSON, breaks off, or holds neither releases nor
    records; UnsafeInput beyond the limits of `json_stream`.
    """
    shelf = ProcessShelf()
    with opened_text(path) as text:
        stream = JsonStream(text, path.name)
        for number, (kind, one) in enumerate(_documents(stream, path), start=1):
            if kind == "refused":
                yield one
            else:
                yield from _shelve(one, kind, f"{path.name}, {kind} {number:,}", shelf)
    yield from _closed_told_from_broken_off(list(shelf.lines(path.name, note)), note)


def _shelve(one: Any, kind: str, where: str, shelf: ProcessShelf) -> Iterator[RefusedRow]:
    if not isinstance(one, dict):
        yield RefusedRow(where, f"the {kind} is no object", "save the file once more")
        return
    releases = [one]
    if kind == "record":
        releases = as_objects(one.get("compiledRelease"))
        if not releases:
            releases = [r for r in as_objects(one.get("releases")) if "date" in r or "id" in r]
        if not releases:
            yield RefusedRow(
                where,
                "the record only links to its releases",
                "save the record package with compiled releases, or the releases themselves",
            )
    for release in releases:
        if not as_text(release.get("ocid")) and not as_text(one.get("ocid")):
            yield RefusedRow(where, "a release without an ocid", "give each release its ocid")
            continue
        try:
            shelf.put({"ocid": one.get("ocid"), **release})
        except RecursionError:
            yield RefusedRow(where, "nested too deeply", "save the release anew")


def _documents(stream: JsonStream, path: Path) -> Iterator[tuple[str, Any]]:
    """Kind and content of each release and record; ("refused", RefusedRow) for a broken line."""
    first = stream.peek()
    if first == "[":
        yield from (("release" if not _is_record(o) else "record", o) for o in stream.elements())
        _check_end(stream, path)
        return
    if first != "{":
        raise InputRefused(
            "neither releases nor records of the Open Contracting Data Standard",
            where=path.name,
            remedy="save the release package, the record package, or the lines of releases",
        )
    by_lines = any(suffix in {".jsonl", ".ndjson"} for suffix in path.suffixes)
    if not by_lines:
        is_package = yield from _package(stream, path)
        # What stands behind a package is not part of it; behind a release another may stand.
        if is_package:
            _check_end(stream, path)
            return
    number = 0 if by_lines else 1
    while stream.peek():
        number += 1
        try:
            one = stream.value()
        except InputRefused as error:
            where = f"{path.name}, object {number:,}"
            yield "refused", RefusedRow(where, error.what, error.remedy or "")
            stream.skip_line()
            continue
        yield from _parts(one)


def _package(stream: JsonStream, path: Path) -> Generator[tuple[str, Any], None, bool]:
    """The releases of a package, or the single one that it is; returns whether it is one."""
    rest: dict[str, Any] = {}
    package = False
    for key in stream.object_keys():
        streamed = key in {"releases", "records"} and "ocid" not in rest
        if streamed and stream.peek() == "[":
            package = True
            yield from ((key[:-1], one) for one in stream.elements())
        else:
            rest[key] = stream.value()
    if not package:
        parts = list(_parts(rest))
        if not parts:
            raise InputRefused(
                "the file has neither releases nor records",
                where=path.name,
                remedy="save the release package or the record package",
            )
        yield from parts
    return package


def _parts(one: Any) -> Iterator[tuple[str, Any]]:
    """What a single object holds: itself, or a small package."""
    if isinstance(one, dict) and "ocid" not in one:
        for key in ("releases", "records"):
            if isinstance(one.get(key), list):
                yield from ((key[:-1], each) for each in one[key])
                return
        if not {"contracts", "compiledRelease"} & set(one):
            return
    yield ("record" if _is_record(one) else "release"), one


def _is_record(one: Any) -> bool:
    return isinstance(one, dict) and ("compiledRelease" in one or "releases" in one)


def _check_end(stream: JsonStream, path: Path) -> None:
    if stream.peek():
        raise InputRefused(
            "more stands behind the end of the package",
            where=path.name,
            remedy="save each package in a file of its own",
        )


def _closed_told_from_broken_off(
    lines: list[Line | RefusedRow], note: Notes
) -> Iterator[Line | RefusedRow]:
    """OCDS has one word, `terminated`, for contracts that are over and for those broken off.

    Where most contracts of a file have it, it says there that they are over.
    """
    counts = Counter(line.status for line in lines if isinstance(line, Line))
    closed = counts["terminated"]
    if closed <= max(20, sum(counts.values()) / 2):
        if closed:
            note(
                f"{closed:,} lines are of contracts said to be terminated: taken as broken off;"
                " the standard has the same word for contracts that ended as agreed"
            )
        yield from lines
        return
    note(
        f"{closed:,} lines are of contracts said to be terminated, most of the file: taken as over"
    )
    for line in lines:
        if isinstance(line, Line) and line.status == "terminated" and line.executed is None:
            yield replace(line, status="complete")
        else:
            yield line
