"""Format 4: the index that searches are made in. It is filled once the tables are there.

A migration is a record of what was done: it never imports today's schema.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the two tables of FTS5: they hold no text, and drop an entry by its number."""
    for name in ("search_passage", "search_claim"):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5"
            "(words, content='', contentless_delete=1, tokenize=\"ascii tokenchars ''''\")"
        )
