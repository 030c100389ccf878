"""Keep where a booking was while its entry is being changed on the portal.

Before the worker that writes it: nullable, and the old code does not know it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1540"
down_revision = "20261121_1530"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("booking", sa.Column("was", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("booking", "was")
