"""Cases to search in: invented statements in three languages, and what the index holds of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite3  # the library of the store: both may have a case open at once

from habeas.model import Block, BlockKind, Claim, Document, Place
from habeas.store import CaseStore
from tests.store.making import claim, deposit, sha256

UKRAINIAN = (
    "Слідчий Кравець допитав Ореста Вельминського у Чернігові.\n"
    "Солдатів утримували в слідчому ізоляторі; п’ять із них зникли.\n"
)
RUSSIAN = "Мать Королёвой ждала у ворот колонии под Черниговом.\nВельминского там не видели.\n"
ENGLISH = "Orest Velmynskyi was seen in the prison of Chernihiv.\nThe warden denied it.\n"
TEXTS = (UKRAINIAN, RUSSIAN, ENGLISH)
SPOKEN = (
    ("aa01", UKRAINIAN, "Солдатів утримували в слідчому ізоляторі", "Олена Вовченко", "Щастя"),
    ("bb01", RUSSIAN, "Вельминского там не видели", "мать Королёвой", None),
    ("cc01", ENGLISH, "The warden denied it", "narrator", "Lower Orrin"),
)


def paragraphs(text: str) -> Document:
    """A document with a paragraph for each line."""
    blocks: list[Block] = []
    start = 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line.rstrip())))
        start += len(line)
    return Document(text, tuple(blocks), "text/plain")


def claims_of(text: str) -> list[Claim]:
    """The claims that are made of one of the texts."""
    made = (
        replace(
            claim(identity, words, text, speaker=speaker), place=Place(place) if place else None
        )
        for identity, source, words, speaker, place in SPOKEN
        if source == text
    )
    return list(made)


def fill_for_search(store: CaseStore) -> None:
    """Three sources with their documents and claims."""
    for text in TEXTS:
        store.put_source(deposit(text.encode(), f"{text.split()[0]}.txt"))
    derive(store)


def derive(store: CaseStore) -> None:
    """Put what is derived from the three sources."""
    for text in TEXTS:
        source = sha256(text.encode())
        store.put_document(source, paragraphs(text), reader="text@1")
        store.put_claims(source, claims_of(text), extractor="test@1")


def index_rows(path: Path) -> list[object]:
    """Every key of every entry of a plain case's index, and where it stands."""
    connection = sqlite3.connect(path / "case.sqlite")
    try:
        rows: list[object] = []
        for kind in ("claim", "passage"):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{kind} USING fts5vocab(main, search_{kind}, instance)"
            )
            rows += connection.execute(f"SELECT * FROM temp.{kind}").fetchall()  # noqa: S608 - names written above
        return rows
    finally:
        connection.close()
