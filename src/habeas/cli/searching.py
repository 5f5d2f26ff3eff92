"""`habeas search CASE QUERY`: where words stand in claims and in the text of sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read
from habeas.language import SearchWay
from habeas.model import WrongUsage, printable, to_plain
from habeas.store import EntryKind, Highlighted, SearchHit, SearchResults

_BEGINNING_OF_A_HASH = 12


def search_case(
    case_folder: Path,
    query: str,
    key_file: Path | None,
    *,
    way: str = SearchWay.FOLDED,
    kinds: Sequence[str] = tuple(EntryKind),
    limit: int = 50,
    offset: int = 0,
    as_json: bool = False,
) -> None:
    """Print the claims and paragraphs that hold every word of a query, in the order of the ledger.

    Raises WrongUsage for a way or a kind that there is not.
    """
    chosen = _chosen(way)
    wanted = [_kind(kind) for kind in kinds]
    with to_read(case_folder, key_file) as case:
        found = case.store.search(query, ways=chosen, kinds=wanted, limit=limit, offset=offset)
        names = {source.sha256: source.name for source in case.store.sources()}
    if as_json:
        for hit in found.hits:
            print(json_line(to_plain(hit)))
    elif sys.stdout.isatty():
        _table(found.hits, names)
    else:
        for hit in found.hits:
            print(_line(hit, names))
    print(_sum(found), file=sys.stderr)


def _chosen(way: str) -> SearchWay:
    if way not in {item.value for item in SearchWay}:
        ways = ", ".join(item.value for item in SearchWay)
        raise WrongUsage(f"there is no way of searching named {printable(way)}", remedy=ways)
    return SearchWay(way)


def _kind(kind: str) -> EntryKind:
    if kind not in {item.value for item in EntryKind}:
        kinds = ", ".join(item.value for item in EntryKind)
        raise WrongUsage(f"nothing named {printable(kind)} is searched", remedy=kinds)
    return EntryKind(kind)


def _line(hit: SearchHit, names: Mapping[str, str]) -> str:
    what = f"claim {hit.claim}" if hit.claim else f"passage {hit.start}-{hit.end}"
    words = _marked(hit.snippet)
    beside = "".join(f"  {found.field}: {_marked(found.name)}" for found in hit.names)
    return f"{hit.rank}  {_source(hit, names)}  {what}  {words}{beside}"


def _source(hit: SearchHit, names: Mapping[str, str]) -> str:
    return f"{hit.source[:_BEGINNING_OF_A_HASH]} {printable(names[hit.source])}"


def _marked(found: Highlighted) -> str:
    """The text with each found word between brackets, for lines that have no colours."""
    return "".join(f"[{piece}]" if looked_for else piece for piece, looked_for in _pieces(found))


def _pieces(found: Highlighted) -> Iterator[tuple[str, bool]]:
    """The text in pieces that can be printed, each with whether it was looked for."""
    at = 0
    for start, end in found.spans:
        yield printable(found.text[at:start]), False
        yield printable(found.text[start:end]), True
        at = end
    yield printable(found.text[at:]), False


def _table(hits: Sequence[SearchHit], names: Mapping[str, str]) -> None:
    # Imported here, because lines and JSON are printed without it, and faster.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def coloured(found: Highlighted) -> Any:
        return Text.assemble(
            *((piece, "bold" if looked_for else "") for piece, looked_for in _pieces(found))
        )

    table = Table("#", "source", "claim", "words", box=box.SIMPLE)
    for hit in hits:
        words = coloured(hit.snippet)
        for found in hit.names:
            words.append(f"\n{found.field}: ")
            words.append_text(coloured(found.name))
        table.add_row(str(hit.rank), Text(_source(hit, names)), hit.claim or "", words)
    Console().print(table)


def _sum(found: SearchResults) -> str:
    if not found.terms:
        return "the query holds no word"
    total = f"more than {found.total:,}" if found.more else f"{found.total:,}"
    return f"{total} found for {printable(' '.join(found.terms))}"
