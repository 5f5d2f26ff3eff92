"""How a case of one format becomes a case of the next; run by Alembic from `formats`."""
