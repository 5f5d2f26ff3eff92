"""Alembic's entry: run the migrations in the transaction that `formats` has begun."""

from __future__ import annotations

from alembic import context

from habeas.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
