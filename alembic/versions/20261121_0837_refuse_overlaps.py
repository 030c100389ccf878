"""Let the database itself refuse two bookings that hold one room at one time.

Half-open intervals: 10:00-10:30 and 10:30-11:00 do not clash. The states are those of domain.booking.HOLDS_ROOM. PostgreSQL
gets an exclusion constraint that needs no extension (a room is a range of one); SQLite gets triggers for insert and update.
"""

from alembic import op

revision = "20261121_0837"
down_revision = "20261121_0836"
branch_labels = None
depends_on = None

_HOLDS = "('cancelling', 'confirmed', 'in_doubt', 'needs_attention', 'submitting')"

_CONSTRAINT = f"""
ALTER TABLE booking ADD CONSTRAINT ex_booking_room_overlap
EXCLUDE USING gist (int4range(room_id, room_id, '[]') WITH &&, tstzrange(starts, ends) WITH &&)
WHERE (status IN {_HOLDS})
"""

_TRIGGER = """
CREATE TRIGGER ex_booking_room_overlap_{verb} BEFORE {verb} ON booking
WHEN NEW.status IN {holds}
BEGIN
    SELECT RAISE(ABORT, 'ex_booking_room_overlap') WHERE EXISTS (
        SELECT 1 FROM booking
        WHERE room_id = NEW.room_id AND ends > NEW.starts AND starts < NEW.ends AND status IN {holds} {other}
    );
END
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_CONSTRAINT)
    else:
        op.execute(_TRIGGER.format(verb="insert", holds=_HOLDS, other=""))
        op.execute(_TRIGGER.format(verb="update", holds=_HOLDS, other="AND id <> OLD.id"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("ex_booking_room_overlap", "booking")
    else:
        op.execute("DROP TRIGGER ex_booking_room_overlap_update")
        op.execute("DROP TRIGGER ex_booking_room_overlap_insert")
