"""Keep what shadow mode would have booked beside what a person booked; the outbox learns one more kind of event.

New and empty, and the old code does not know it. SQLite cannot change a CHECK: the outbox is made anew with the same rows.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1500"
down_revision = "20261121_1322"
branch_labels = None
depends_on = None

_CHECK = "ck_outbox_event"
_BEFORE = "event IN ('alarm', 'booked', 'cancelled', 'failed', 'moved', 'needs_attention', 'report', 'stopped')"
_AFTER = (
    "event IN ('alarm', 'booked', 'cancelled', 'failed', 'moved', 'needs_attention', 'report', 'shadow', 'stopped')"
)


def upgrade() -> None:
    op.create_table(
        "shadow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("is_filled", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('agrees', 'asked', 'differs', 'dropped', 'open')", name=op.f("ck_shadow_state")),
        sa.CheckConstraint("type IS NULL OR type IN ('Consultation', 'Treatment')", name=op.f("ck_shadow_type")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_shadow_slot")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_shadow_appointment_id_appointment")
        ),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_shadow_attempt_id_attempt")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_shadow_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shadow")),
        sa.UniqueConstraint("appointment_id", "revision", name=op.f("uq_shadow_appointment_id_revision")),
    )
    op.create_index("ix_shadow_state_starts", "shadow", ["state", "starts"])
    op.create_index("ix_shadow_judged_at_id", "shadow", ["judged_at", "id"])
    op.create_index("ix_shadow_began_at_id", "shadow", ["began_at", "id"])
    _admit(_AFTER)


def downgrade() -> None:
    # A message names no other row that hangs on it but its file, and one about shadow mode has none.
    op.execute("DELETE FROM outbox WHERE event = 'shadow'")
    _admit(_BEFORE)
    op.drop_table("shadow")
    op.execute("DELETE FROM control WHERE name = 'shadow'")


def _admit(events: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(_CHECK), "outbox", type_="check")
        op.create_check_constraint(op.f(_CHECK), "outbox", events)
        return
    # The old table cannot go while a file belongs to one of its rows.
    op.execute("CREATE TEMPORARY TABLE kept_file AS SELECT * FROM outbox_file")
    op.execute("DELETE FROM outbox_file")
    with op.batch_alter_table("outbox", copy_from=_outbox(events), recreate="always"):
        pass
    op.execute("INSERT INTO outbox_file SELECT * FROM kept_file")
    op.execute("DROP TABLE kept_file")


def _outbox(events: str) -> sa.Table:
    return sa.Table(
        "outbox",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_key", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=True),
        sa.Column("calendar_method", sa.String(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("audience IN ('business', 'escalation', 'guest')", name="ck_outbox_audience"),
        sa.CheckConstraint(events, name=_CHECK),
        sa.CheckConstraint("state IN ('delivered', 'failed', 'pending', 'sending', 'unclear')", name="ck_outbox_state"),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_outbox_appointment_id_appointment"),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_outbox_booking_id_booking"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("event_key", "channel", "recipient", name="uq_outbox_event_key_channel_recipient"),
        sa.Index("ix_outbox_appointment_id", "appointment_id"),
        sa.Index("ix_outbox_delivered_at", "delivered_at"),
        sa.Index("ix_outbox_state_due_at", "state", "due_at"),
    )
