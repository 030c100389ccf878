"""Keep when the portal was asked, so that all workers together ask it no more often than it allows.

Before the worker that writes it: a new table, and the old code does not know it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_2225"
down_revision = "20261121_2145"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portal_pace",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("last", sa.Float(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("portal_pace")
