"""Format 1: the ledger, its index, documents, claims, imports.

A migration is a record of what was done: it never imports today's schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first format."""
    _ledger()
    _derived()
    _imports()
    op.create_table(
        "unfinished_erasure",
        sa.Column("sha256", sa.Text, primary_key=True),
        sqlite_strict=True,
    )


def _ledger() -> None:
    op.create_table(
        "ledger_leaf",
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_payload",
        sa.Column("position", sa.Integer, sa.ForeignKey("ledger_leaf.position"), primary_key=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_checkpoint",
        sa.Column("size", sa.Integer, primary_key=True),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_index",
        sa.Column(
            "position", sa.Integer, sa.ForeignKey("ledger_payload.position"), primary_key=True
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ledger_index_by_subject", "ledger_index", ["subject", "kind"])
    op.create_index("ledger_index_by_kind", "ledger_index", ["kind", "position"])


def _derived() -> None:
    op.create_table(
        "document",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("problem", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
        sa.CheckConstraint("(content IS NULL) <> (problem IS NULL)", name="text_or_problem"),
        sqlite_strict=True,
    )
    op.create_table(
        "extraction",
        sa.Column(
            "source",
            sa.Text,
            sa.ForeignKey("document.source", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "claim",
        sa.Column(
            "source",
            sa.Text,
            sa.ForeignKey("extraction.source", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("stance", sa.Text, nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("claim_by_type", "claim", ["type"])
    op.create_index("claim_by_speaker", "claim", ["speaker"])


def _imports() -> None:
    op.create_table(
        "import_failure",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False, unique=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "import_balance",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
