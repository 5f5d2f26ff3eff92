"""Format 3: what opens sealed blobs, and requests for timestamps that wait for an answer.

A migration is a record of what was done: it never imports today's schema.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the two tables; a case of an older format is not encrypted and asked for nothing."""
    op.create_table(
        "blob_key",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("identity", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "timestamp_request",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("root", sa.Text, nullable=False),
        sa.Column("request", sa.LargeBinary, nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sqlite_strict=True,
    )
