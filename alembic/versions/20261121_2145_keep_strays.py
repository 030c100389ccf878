"""Keep where the portal put a booking when that is another place than the one asked for.

Before the worker that writes it: nullable, and the old code does not know it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_2145"
down_revision = "20261121_1540"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("booking", sa.Column("stray", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("booking", "stray")
