"""Keep mails as they were taken over, once each."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_0830"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("ref_key", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("extraction", sa.JSON(), nullable=True),
        sa.Column("filed_as", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('acted_on', 'ignored', 'needs_attention', 'received')", name=op.f("ck_message_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("identity", name=op.f("uq_message_identity")),
    )
    op.create_index("ix_message_mailbox_filed_as", "message", ["mailbox", "filed_as"], unique=False)
    op.create_index("ix_message_mailbox_ref_key", "message", ["mailbox", "ref_key"], unique=False)
    op.create_index("ix_message_state_received_at", "message", ["state", "received_at"], unique=False)
    op.create_table(
        "message_mime",
        sa.Column("message_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_mime_message_id_message")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message_mime")),
    )
    op.create_table(
        "mailbox_cursor",
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_mailbox_cursor")),
    )


def downgrade() -> None:
    op.drop_table("mailbox_cursor")
    op.drop_table("message_mime")
    op.drop_table("message")
