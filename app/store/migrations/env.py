"""Alembic's entry: runs the steps on the connection that `app.store.migrate` hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
