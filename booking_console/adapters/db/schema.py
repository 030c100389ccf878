"""All tables by name, for statements. Rows are written and read through these, never through an ORM session:
every statement that runs stands in the code."""

from sqlalchemy import Table

from booking_console.adapters.db.tables import booking, control, following, mail, people, rooms, shadow, sight, teaching
from booking_console.adapters.db.tables.base import METADATA, Row


def _table(row: type[Row]) -> Table:
    return METADATA.tables[str(row.__tablename__)]


MESSAGE = _table(mail.MessageRow)
MESSAGE_MIME = _table(mail.MessageMimeRow)
MAILBOX_CURSOR = _table(mail.MailboxCursorRow)
NOTICE = _table(following.NoticeRow)
WITNESS = _table(following.WitnessRow)
TRUSTED_SENDER = _table(teaching.TrustedSenderRow)
SERVICE_WORD = _table(teaching.ServiceWordRow)
TEMPLATE = _table(teaching.TemplateRow)
APPOINTMENT = _table(booking.AppointmentRow)
BOOKING = _table(booking.BookingRow)
ATTEMPT = _table(booking.AttemptRow)
DECISION = _table(booking.DecisionRow)
STEP = _table(booking.StepRow)
EVIDENCE = _table(booking.EvidenceRow)
EVIDENCE_CONTENT = _table(booking.EvidenceContentRow)
ROOM = _table(rooms.RoomRow)
PRIORITY_LIST = _table(rooms.PriorityListRow)
PRIORITY_ENTRY = _table(rooms.PriorityEntryRow)
ROOM_CLOSURE = _table(rooms.RoomClosureRow)
OUTBOX = _table(control.OutboxRow)
OUTBOX_FILE = _table(control.OutboxFileRow)
AUDIT = _table(control.AuditRow)
CONTROL = _table(control.ControlRow)
RUN_ASKED = _table(control.RunAskedRow)
HEALTH = _table(control.HealthRow)
PORTAL_LOOK = _table(control.PortalLookRow)
PORTAL_SIGHT = _table(sight.PortalSightRow)
SHADOW = _table(shadow.ShadowRow)
LEASE = _table(control.LeaseRow)
PORTAL_PACE = _table(control.PortalPaceRow)
PULSE = _table(control.PulseRow)
USER_ACCOUNT = _table(people.UserRow)
LOGIN_SESSION = _table(people.LoginSessionRow)
LOGIN_FAILURE = _table(people.LoginFailureRow)
