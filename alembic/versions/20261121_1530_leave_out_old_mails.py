"""Know how far back a mailbox is read: what lay there long before the first look is left where it is.

All columns may be empty: a mailbox that is read already gets its beginning at the next look, and an older worker writes none.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1530"
down_revision = "20261121_1500"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mailbox_cursor", sa.Column("read_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mailbox_cursor", sa.Column("left_out", sa.Integer(), nullable=True))
    op.add_column("mailbox_cursor", sa.Column("is_leaving_out", sa.Boolean(), nullable=True))
    op.add_column("mailbox_cursor", sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ("looked_at", "is_leaving_out", "left_out", "read_since"):
        op.drop_column("mailbox_cursor", name)
