"""Keep which warning a reason is for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Go up to schema 2."""
    op.add_column("rule_override", sa.Column("finding_key", sa.String(), nullable=True))
