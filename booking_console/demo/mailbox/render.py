"""The demo's mailbox as a whole: every mail of every style, dated relative to today, in the order of its arrival."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking_console.demo.mailbox import by_calendar, by_markup, by_prose, by_text, changes, contended, others
from booking_console.demo.mailbox.compose import compose
from booking_console.demo.mailbox.contended import Arrangements
from booking_console.demo.mailbox.model import DemoMail, Diary, Draft

_FIRST = time(9, 0)
_APART = timedelta(minutes=7)


def render(today: date, zone: ZoneInfo) -> list[DemoMail]:
    """The mails came in yesterday, a few minutes apart; the visits are on the ten working days after today."""
    diary = Diary(today, zone)
    first = datetime.combine(today - timedelta(days=1), _FIRST, zone)
    return [_mail(draft, number, first + _APART * number) for number, draft in enumerate(_drafts(diary), start=1)]


def arrangements(today: date, zone: ZoneInfo) -> Arrangements:
    """What has to be arranged at the demo portal before the first mail is read."""
    return contended.arranged(Diary(today, zone))


def _drafts(diary: Diary) -> list[Draft]:
    sources = (by_calendar, by_markup, by_text, by_prose, changes, others, contended)
    return [draft for source in sources for draft in source.drafts(diary)]


def _mail(draft: Draft, number: int, sent_at: datetime) -> DemoMail:
    mime = compose(draft, sent_at=sent_at)
    return DemoMail(f"{number:02}-{draft.slug}.eml", mime, draft.style, sent_at, draft.expected)
