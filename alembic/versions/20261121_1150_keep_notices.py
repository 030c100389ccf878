"""Keep what each mail said about each visit, so that mails may come in any order; and what the portal's own mails witness.

What was booked before is taken over: the last word that we have on each visit is the one that its appointment holds.
"""

import sqlalchemy as sa
from alembic import op

revision = "20261121_1150"
down_revision = "20261121_0837"
branch_labels = None
depends_on = None

#: place: the appointment's number, because several appointments of one mail need several places.
_TAKE_OVER = """
INSERT INTO notice (message_id, place, kind, guest_key, starts, left_at, reference, uid, sequence, sent_at, state, appointment_id)
SELECT appointment.message_id, appointment.id,
       CASE WHEN appointment.status = 'cancelled' THEN 'cancellation' ELSE 'booking' END,
       appointment.guest_key, appointment.starts,
       CASE WHEN appointment.status = 'cancelled' THEN appointment.starts ELSE NULL END,
       appointment.reference, appointment.uid, appointment.sequence, message.received_at, 'applied', appointment.id
FROM appointment JOIN message ON message.id = appointment.message_id
WHERE appointment.starts IS NOT NULL
"""


def upgrade() -> None:
    _notices()
    _witnesses()
    op.execute(_TAKE_OVER)


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("guest_key", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("uid", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("stamp", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('booking', 'cancellation', 'reschedule')", name=op.f("ck_notice_kind")),
        sa.CheckConstraint("state IN ('applied', 'dropped', 'noted', 'open')", name=op.f("ck_notice_state")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_notice_message_id_message")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointment.id"], name=op.f("fk_notice_appointment_id_appointment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("message_id", "place", name=op.f("uq_notice_message_id_place")),
    )
    for column in ("appointment_id", "guest_key", "reference", "uid"):
        op.create_index(op.f(f"ix_notice_{column}"), "notice", [column], unique=False)


def _witnesses() -> None:
    op.create_table(
        "witness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_witness_message_id_message")),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_witness_booking_id_booking")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
        sa.UniqueConstraint("message_id", name=op.f("uq_witness_message_id")),
    )
    op.create_index(op.f("ix_witness_booking_id"), "witness", ["booking_id"], unique=False)


def downgrade() -> None:
    op.drop_table("witness")
    op.drop_table("notice")
