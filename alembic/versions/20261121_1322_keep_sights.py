"""Keep how the portal looked at its first good check, and what has changed since.

New and empty: the old code does not know it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1322"
down_revision = "20261121_1205"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "portal_sight",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shape", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("kind IN ('good', 'hard', 'soft')", name=op.f("ck_portal_sight_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_sight")),
    )
    op.create_index("ix_portal_sight_profile_kind", "portal_sight", ["profile", "kind"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_portal_sight_profile_kind", table_name="portal_sight")
    op.drop_table("portal_sight")
