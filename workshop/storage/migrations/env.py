"""Alembic's environment: runs the migrations on the connection it is given. SQLite alters tables by copying them (batch
mode)."""

from alembic import context

from workshop.storage.tables import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
