"""Keep whom the practice trusts, what its service words mean, and where a sender's mails hold their values.

A message gets its sender's address in a column of its own: past mails of a sender are looked up by it.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1155"
down_revision = "20261121_1150"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trusted_sender",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_sender")),
        sa.UniqueConstraint("entry", name=op.f("uq_trusted_sender_entry")),
    )
    op.create_table(
        "service_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.CheckConstraint("type IN ('Consultation', 'Treatment')", name=op.f("ck_service_word_type")),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_service_word")),
    )
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("sender", "version", name=op.f("uq_template_sender_version")),
    )
    op.add_column("message", sa.Column("from_address", sa.String(), server_default="", nullable=False))
    op.create_index("ix_message_from_address", "message", ["from_address"], unique=False)
    _fill_addresses()


def _fill_addresses() -> None:
    message = sa.table("message", sa.column("id", sa.Integer), sa.column("sender"), sa.column("from_address"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(message.c.id, message.c.sender)).all():
        address = row.sender.rpartition("<")[2].partition(">")[0].strip().lower()
        if "@" in address:
            connection.execute(message.update().where(message.c.id == row.id).values(from_address=address))


def downgrade() -> None:
    op.drop_index("ix_message_from_address", table_name="message")
    op.drop_column("message", "from_address")
    op.drop_table("template")
    op.drop_table("service_word")
    op.drop_table("trusted_sender")
