"""Format 2: judgements about people, which are about several sources; who is one person.

A migration is a record of what was done: it never imports today's schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Let an entry be about several sources, and make the tables of a resolution."""
    _index_by_several_subjects()
    op.create_table(
        "resolution",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("resolver", sa.Text, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("persons", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.CheckConstraint("number = 1", name="one_resolution"),
        sqlite_strict=True,
    )
    op.create_table(
        "person",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "person_record",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("person", sa.Text, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("links", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("person_record_by_person", "person_record", ["person"])


def _index_by_several_subjects() -> None:
    """SQLite cannot change a primary key: the index moves into a table made anew."""
    op.rename_table("ledger_index", "ledger_index_of_format_1")
    for name in ("ledger_index_by_subject", "ledger_index_by_kind"):
        op.drop_index(name)
    op.create_table(
        "ledger_index",
        sa.Column(
            "position", sa.Integer, sa.ForeignKey("ledger_payload.position"), primary_key=True
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, primary_key=True),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO ledger_index (position, kind, subject)"
        " SELECT position, kind, subject FROM ledger_index_of_format_1"
    )
    op.drop_table("ledger_index_of_format_1")
    op.create_index("ledger_index_by_subject", "ledger_index", ["subject", "kind"])
    op.create_index("ledger_index_by_kind", "ledger_index", ["kind", "position"])
