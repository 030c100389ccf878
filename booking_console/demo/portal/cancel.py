"""One cancellation, the same road for both skins."""

from booking_console.demo.portal.context import Portal
from booking_console.demo.portal.faults import Fault, Place, Target
from booking_console.demo.portal.ledger import Entry
from booking_console.demo.portal.sessions import Session


def cancel(portal: Portal, entry: Entry, session: Session) -> bool:
    """Cancel the booking and say whether the request is to be answered at all."""
    is_dropped = _strikes(portal, Fault.DROP_BEFORE_COMMIT, entry)
    if not is_dropped:
        portal.ledger.cancel(entry.id, now=portal.now())
        is_dropped = _strikes(portal, Fault.DROP_AFTER_COMMIT, entry)
    if is_dropped:
        portal.silence.fall_on(session.token)
    return not is_dropped


def _strikes(portal: Portal, fault: Fault, entry: Entry) -> bool:
    return portal.faults.strikes(fault, Target(entry.guest, entry.room), at=Place.CANCEL) is not None
