"""Keep appointments and bookings; the database itself refuses what must not be."""

import sqlalchemy as sa
from alembic import op

revision = "20261121_0832"
down_revision = "20261121_0831"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("guest_folded", sa.String(), nullable=False),
        sa.Column("guest_key", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("specialist", sa.String(), nullable=True),
        sa.Column("urgency", sa.String(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("guest_email", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("previous_start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("channel IN ('command_line', 'front_desk', 'mail')", name=op.f("ck_appointment_channel")),
        sa.CheckConstraint(
            "status IN ('booked', 'cancelled', 'completed', 'needs_attention', 'no_show', 'received', 'waiting')",
            name=op.f("ck_appointment_status"),
        ),
        sa.CheckConstraint("type IS NULL OR type IN ('Consultation', 'Treatment')", name=op.f("ck_appointment_type")),
        sa.CheckConstraint("(starts IS NULL) = (ends IS NULL)", name=op.f("ck_appointment_whole_slot")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_appointment_revision")),
        sa.CheckConstraint("starts < ends", name=op.f("ck_appointment_slot")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_appointment_message_id_message")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_appointment_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index(op.f("ix_appointment_booking_id"), "appointment", ["booking_id"], unique=False)
    op.create_index("ix_appointment_changed_at_id", "appointment", ["changed_at", "id"], unique=False)
    op.create_index("ix_appointment_guest_folded_id", "appointment", ["guest_folded", "id"], unique=False)
    op.create_index("ix_appointment_guest_key_starts", "appointment", ["guest_key", "starts"], unique=False)
    op.create_index(op.f("ix_appointment_message_id"), "appointment", ["message_id"], unique=False)
    op.create_index("ix_appointment_received_at_id", "appointment", ["received_at", "id"], unique=False)
    op.create_index(op.f("ix_appointment_reference"), "appointment", ["reference"], unique=False)
    op.create_index("ix_appointment_starts_id", "appointment", ["starts", "id"], unique=False)
    op.create_index("ix_appointment_status_starts", "appointment", ["status", "starts"], unique=False)
    op.create_index(op.f("ix_appointment_uid"), "appointment", ["uid"], unique=False)
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("portal_reference", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('cancelled', 'cancelling', 'confirmed', 'in_doubt', 'needs_attention', 'planned', 'refused', 'submitting')",
            name=op.f("ck_booking_status"),
        ),
        sa.CheckConstraint("starts < ends", name=op.f("ck_booking_slot")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_booking_appointment_id_appointment")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_booking_room_id_room")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("key", name=op.f("uq_booking_key")),
    )
    op.create_index("ix_booking_appointment_id", "booking", ["appointment_id"], unique=False)
    op.create_index("ix_booking_ends", "booking", ["ends"], unique=False)
    op.create_index(op.f("ix_booking_portal_reference"), "booking", ["portal_reference"], unique=False)
    op.create_index("ix_booking_room_id_ends", "booking", ["room_id", "ends"], unique=False)
    op.create_index("ix_booking_status_created_at", "booking", ["status", "created_at"], unique=False)
    op.create_index(
        "uq_booking_live_revision",
        "booking",
        ["appointment_id", "revision"],
        unique=True,
        sqlite_where=sa.text(
            "status IN ('cancelling', 'confirmed', 'in_doubt', 'needs_attention', 'planned', 'submitting')"
        ),
        postgresql_where=sa.text(
            "status IN ('cancelling', 'confirmed', 'in_doubt', 'needs_attention', 'planned', 'submitting')"
        ),
    )


def downgrade() -> None:
    op.drop_table("booking")
    op.drop_table("appointment")
