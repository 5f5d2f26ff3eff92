"""How fast a search over a million claims answers, in a plain and in an encrypted case.

    python benchmarks/search_claims.py [CLAIMS] [FOLDER]

A case is made in FOLDER (kept for a second run; a temporary one otherwise) of invented sources of
forty claims and ten paragraphs (`invented_claims.py`), each text in ten copies, as a report that
ten papers print. Rows are inserted directly, five hundred sources in a transaction: documents,
claims and entries of the index are what the store itself makes of them; the leaves of the ledger
are placeholders, without bytes or signature, so that the case can be searched but not verified; and
FTS5 may gather 32 MB before it writes, where an import writes at each commit. The encrypted case is
a copy of the plain one, made by SQLCipher. 500 queries are asked through `CaseStore.search`,
snippets included, each once, first thing after the case was opened. Beside them: `LIKE` over a
hundredth of the claims.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from invented_claims import CLAIMS, LANGUAGES, Vocabulary, source, vocabulary
from sqlalchemy import Connection, insert

from habeas.language import SearchWay
from habeas.store import CaseStore, EntryKind, derived, schema, search_index
from habeas.store.database import Database
from habeas.store.key_file import KeyCost
from habeas.store.row_digest import digest_of, insert_with_digest, stored_form

QUERIES = 500
SCANS = 10
TOGETHER = 500
COPIES = 10
FIRST = 10
PASSPHRASE = "measured"  # noqa: S105 - it guards invented texts
CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)


@dataclass(frozen=True)
class Query:
    """What is asked, and of which kind it is."""

    kind: str
    words: str
    way: SearchWay = SearchWay.FOLDED


@dataclass(frozen=True)
class Rows:
    """What is inserted for one source and its copies: all but what names the source."""

    number: int
    document: bytes
    claims: list[dict[str, Any]]
    passage_entries: list[str]
    claim_entries: list[str]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """The words of every language."""
    return {language: vocabulary(language) for language in LANGUAGES}


def rows_of(number: int) -> Rows:
    """The rows of one source, made as the store makes them; done by several processes."""
    _, document, claims = source(number, vocabularies())
    return Rows(
        number,
        stored_form(document, ""),
        [derived._claim_row("", place, claim) for place, claim in enumerate(claims)],
        search_index.passage_entries(document),
        search_index.claim_entries(claims),
    )


def build(path: Path, claims: int) -> None:
    """Make the case and put the invented sources into it, each text `COPIES` times."""
    CaseStore.create(
        path, passphrase=PASSPHRASE, investigator="A", key_cost=CHEAP, encrypted=False
    ).close()
    database = Database(path / "case.sqlite", read_only=False)
    texts = claims // CLAIMS // COPIES
    started = time.monotonic()
    with Pool(3) as pool:
        made = list(pool.imap(rows_of, range(texts), chunksize=20))
    print(f"{texts} texts made, {time.monotonic() - started:.0f} s", flush=True)
    with database.write() as connection:
        for table in ("search_claim", "search_passage"):
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', 33554432)"  # noqa: S608 - names written above
            )
    for copy in range(COPIES):
        for first in range(0, texts, TOGETHER):
            with database.write() as connection:
                for rows in made[first : first + TOGETHER]:
                    _put(connection, rows, rows.number + copy * texts)
        done = (copy + 1) * texts * CLAIMS
        print(f"{done:>9} claims, {time.monotonic() - started:.0f} s", flush=True)
    database.empty_log()
    database.close()


def _put(connection: Connection, rows: Rows, number: int) -> None:
    position, sha256 = number + FIRST, f"{number:064x}"
    for statement, values in (
        ("INSERT INTO ledger_leaf VALUES (?, ?)", (position, b"placeholder")),
        ("INSERT INTO ledger_payload VALUES (?, x'00', x'00')", (position,)),
        ("INSERT INTO ledger_index VALUES (?, 'source', ?)", (position, sha256)),
    ):
        connection.exec_driver_sql(statement, values)
    document = {"source": sha256, "reader": "-", "content": rows.document, "problem": None}
    insert_with_digest(connection, schema.document, document)
    extraction = {"source": sha256, "extractor": "-", "claims": len(rows.claims)}
    insert_with_digest(connection, schema.extraction, extraction)
    connection.execute(insert(schema.claim), [_copied(row, sha256, number) for row in rows.claims])
    for kind, entries in (
        (EntryKind.PASSAGE, rows.passage_entries),
        (EntryKind.CLAIM, rows.claim_entries),
    ):
        search_index._put(connection, kind, sha256, entries)


def _copied(row: dict[str, Any], sha256: str, number: int) -> dict[str, Any]:
    """The row of a claim for another source with the same text."""
    identity = f"{number:08x}{row['ordinal']:04x}"
    content = row["content"].replace(row["id"].encode(), identity.encode())
    copy = {**row, "source": sha256, "id": identity, "content": content}
    return {**copy, "digest": digest_of(copy)}


def encrypt(plain: Path, sealed: Path) -> None:
    """An encrypted case with the same rows: its database is SQLCipher's export of the plain one."""
    CaseStore.create(sealed, passphrase=PASSPHRASE, investigator="A", key_cost=CHEAP).close()
    with CaseStore.open(sealed, passphrase=PASSPHRASE, read_only=True) as case:
        key = case._case.database.key
    own = sealed / "case.sqlite"
    exported = sealed / "exported"
    database = Database(plain / "case.sqlite", read_only=False)
    with database._engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        for path, name in ((exported, "sealed"), (own, "own")):
            raw.execute(f"ATTACH DATABASE ? AS {name} KEY \"x'{key}'\"", (str(path),))
        raw.execute("SELECT sqlcipher_export('sealed')").fetchall()
        for mark in ("user_version", "application_id"):
            value = raw.execute(f"PRAGMA {mark}").fetchone()[0]
            raw.execute(f"PRAGMA sealed.{mark} = {value}")
        for table in ("ledger_leaf", "ledger_payload", "ledger_index"):
            # The first leaves say whose case it is, and with which key it opens.
            raw.execute(f"DELETE FROM sealed.{table} WHERE position < {FIRST}")  # noqa: S608 - names written above
            raw.execute(f"INSERT INTO sealed.{table} SELECT * FROM own.{table}")  # noqa: S608 - names written above
        raw.execute("DETACH DATABASE sealed")
        raw.execute("DETACH DATABASE own")
    database.close()
    exported.replace(own)
    opened = Database(own, read_only=False, key=key)
    opened.use_write_ahead_log()
    opened.close()


def queries(count: int) -> Iterator[Query]:
    """Queries of eight kinds, as many of each; phrases are such as stand somewhere."""
    chance = random.Random("queries")  # noqa: S311 - invented words, no secrets
    for number in range(QUERIES):
        words = vocabularies()[chance.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]]
        common = [words.stems[chance.randrange(50)] for _ in range(2)]
        rare = words.stems[chance.randrange(2_000, 50_000)]
        _, _, claims = source(chance.randrange(count // COPIES), vocabularies())
        said = chance.choice(claims).passage.quote.split()
        place = chance.randrange(len(said) - 2)
        name = chance.choice(words.names)
        yield [
            Query("rare word", rare),
            Query("common word", common[0]),
            Query("two common words", " ".join(common)),
            Query("common and rare", f"{common[0]} {rare}"),
            Query("phrase", f'"{" ".join(said[place : place + 2])}"'),
            Query("beginning", f"{rare[: chance.randint(2, 5)]}*"),
            Query("as printed", said[place], SearchWay.EXACT),
            Query(
                "all scripts", f"{name} {common[1]}" if number % 3 else name, SearchWay.ALL_SCRIPTS
            ),
        ][number % 8]


def measure(path: Path, asked: list[Query]) -> None:
    """Ask all, and print how long they took by kind: by the clock, and in CPU time."""
    taken: dict[str, list[tuple[float, float]]] = {}
    found: dict[str, list[int]] = {}
    with CaseStore.open(path, passphrase=PASSPHRASE, read_only=True) as case:
        for query in asked:
            clock, busy = time.perf_counter(), time.process_time()
            results = case.search(query.words, ways=query.way)
            times = (time.perf_counter() - clock, time.process_time() - busy)
            for kind in (query.kind, "all"):
                taken.setdefault(kind, []).append(times)
                found.setdefault(kind, []).append(results.total)
    print(f"{'ms':<18}{'p50':>8}{'p95':>8}{'max':>8}{'CPU p50':>10}{'p95':>8}{'max':>8}  matches")
    for kind, both in sorted(taken.items(), key=lambda item: item[0] == "all"):
        figures = [figure for times in zip(*both, strict=True) for figure in _figures(times)]
        clock50, clock95, clock100, cpu50, cpu95, cpu100 = figures
        print(
            f"{kind:<18}{clock50:>8.1f}{clock95:>8.1f}{clock100:>8.1f}"
            f"{cpu50:>10.1f}{cpu95:>8.1f}{cpu100:>8.1f}  {int(statistics.median(found[kind]))}"
        )


def _figures(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and maximum, in milliseconds."""
    times = sorted(1_000 * one for one in seconds)
    return statistics.median(times), times[int(0.95 * len(times))], times[-1]


def scan(path: Path, asked: list[Query], claims: int) -> None:
    """What `LIKE` takes to find single words, over a hundredth of the claims."""
    database = Database(path / "case.sqlite", read_only=True)
    seconds = []
    with database.read() as connection:
        for query in asked[:SCANS]:
            pattern = f"%{query.words.strip('*')}%"
            started = time.perf_counter()
            connection.exec_driver_sql(
                "SELECT count(*) FROM claim WHERE source < ? AND CAST(content AS TEXT) LIKE ?",
                (f"{claims // CLAIMS // 100:064x}", pattern),
            ).scalar()
            seconds.append(time.perf_counter() - started)
    database.close()
    middle = statistics.median(seconds)
    print(f"LIKE over a hundredth: {middle * 1_000:.0f} ms (median of {SCANS})")


def main(claims: int, folder: Path) -> None:
    """Build what is not there yet, and measure both cases."""
    plain, sealed = folder / "plain", folder / "sealed"
    if not plain.exists():
        started = time.monotonic()
        build(plain, claims)
        print(f"built in {time.monotonic() - started:.0f} s")
    if not sealed.exists():
        encrypt(plain, sealed)
    asked = list(queries(claims // CLAIMS))
    for path in (plain, sealed):
        print(f"\n{path.name} case, {(path / 'case.sqlite').stat().st_size / 1e6:.0f} MB")
        measure(path, asked)
    scan(plain, asked, claims)


if __name__ == "__main__":
    given = sys.argv[1:]
    size = int(given[0]) if given else 1_000_000
    if len(given) > 1:
        main(size, Path(given[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(size, Path(scratch))
