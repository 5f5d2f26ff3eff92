"""The tables of a case, for queries. They are made by the migrations; a test holds both together.

Bytes that something vouches for are BLOBs, so that they come back exactly as they went in. To
read them in the sqlite3 shell: `SELECT CAST(content AS TEXT) …`.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

# Irreplaceable: the ledger. ---------------------------------------------------------------------

ledger_leaf = Table(
    "ledger_leaf",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

ledger_payload = Table(
    "ledger_payload",
    metadata,
    Column("position", Integer, ForeignKey("ledger_leaf.position"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

ledger_checkpoint = Table(
    "ledger_checkpoint",
    metadata,
    Column("size", Integer, primary_key=True),
    Column("note", LargeBinary, nullable=False),
    sqlite_strict=True,
)

# An index into the ledger: which payloads are about which source (SHA-256). Derived. -------------
# A judgement about people is about every source that its records stand in: a row for each.

ledger_index = Table(
    "ledger_index",
    metadata,
    Column("position", Integer, ForeignKey("ledger_payload.position"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, primary_key=True),
    Index("ledger_index_by_subject", "subject", "kind"),
    Index("ledger_index_by_kind", "kind", "position"),
    sqlite_strict=True,
)

# Derived from the sources. `digest` is the SHA-256 of the row's other columns. -------------------

document = Table(
    "document",
    metadata,
    Column("source", Text, primary_key=True),
    Column("reader", Text, nullable=False),
    Column("content", LargeBinary),
    Column("problem", Text),
    Column("digest", Text, nullable=False),
    CheckConstraint("(content IS NULL) <> (problem IS NULL)", name="text_or_problem"),
    sqlite_strict=True,
)

extraction = Table(
    "extraction",
    metadata,
    Column("source", Text, ForeignKey("document.source", ondelete="CASCADE"), primary_key=True),
    Column("extractor", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

claim = Table(
    "claim",
    metadata,
    Column("source", Text, ForeignKey("extraction.source", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Index("claim_by_type", "type"),
    Index("claim_by_speaker", "speaker"),
    sqlite_strict=True,
)

# Derived from documents, claims and judgements together: which records are one person. -----------

resolution = Table(
    "resolution",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("resolver", Text, nullable=False),
    Column("inputs", Text, nullable=False),
    Column("records", Integer, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    CheckConstraint("number = 1", name="one_resolution"),
    sqlite_strict=True,
)

person = Table(
    "person",
    metadata,
    Column("ordinal", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("records", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

person_record = Table(
    "person_record",
    metadata,
    Column("ordinal", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("links", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Index("person_record_by_person", "person"),
    sqlite_strict=True,
)

# Kept, but outside the ledger: what imports did and left out. -------------------------------------

import_failure = Table(
    "import_failure",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

import_balance = Table(
    "import_balance",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

# What opens the sealed blobs of an encrypted case. It is destroyed with the source. ---------------

blob_key = Table(
    "blob_key",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

# Requests for timestamps that no authority has answered yet. --------------------------------------

timestamp_request = Table(
    "timestamp_request",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("authority", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", Text, nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("digest", Text, nullable=False),
    sqlite_strict=True,
)

# Blobs whose source was erased; a row stays until the file is gone, also across a crash. ----------

unfinished_erasure = Table(
    "unfinished_erasure",
    metadata,
    Column("sha256", Text, primary_key=True),
    sqlite_strict=True,
)
