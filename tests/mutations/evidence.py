"""Does a mail say what was read from it? Told with the standard library only, and by other means than the reader's.

Generous on purpose: a value is traceable when the mail holds it anywhere, in any decoding. What is left is made up.
"""

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    "jan ener genn",
    "feb fev fe",
    "mar maer maa",
    "apr avr abr",
    "may mai mei mayo",
    "jun juin giu",
    "jul juil lug",
    "aug aou ago",
    "sep set",
    "oct okt out ott",
    "nov",
    "dec dez dic",
)
_WEEKDAYS = (
    "mon|montag|lundi|lunes|maandag",
    "tue|dienstag|mardi|martes|dinsdag",
    "wed|mittwoch|mercredi|miercoles|woensdag",
    "thu|donnerstag|jeudi|jueves|donderdag",
    "fri|freitag|vendredi|viernes|vrijdag",
    "sat|samstag|samedi|sabado|zaterdag",
    "sun|sonntag|dimanche|domingo|zondag",
)
_RELATIVE = ((0, "today|tonight|heute|aujourd|hoy|vandaag"), (1, "tomorrow|morgen|demain|manana"))
_ZONED = re.compile(
    r"\b(?:utc|gmt|bst|we?s?t|ces?t|ee?s?t|e[sd]t|a[ecw][sd]t|[pcm][sd]t|[pcme]t|jst|ist|nz[sd]t|sast|msk"
    r"|(?:europe|australia|america|asia|africa|pacific|atlantic)/[a-z_]+|[a-z]+ (?:standard |summer |daylight )?time)\b|[+]\d\d:?\d\d"
)
_STAMP = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[tT ](\d\d):?(\d\d)(?::?\d\d)?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TEENS = [
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"),
]
_ORDINALS = [*_UNITS, *_TEENS, *(f"twenty[ -]{unit}" for unit in _UNITS), "thirtieth", "thirty[ -]first"]
_HOURS = (
    "midnight mitternacht minuit medianoche noon midday mittag midi mediodia zwolf twaalf twelve douze doce",
    "one eins ein een une una dreizehn dertien treize trece",
    "two zwei twee deux dos vierzehn veertien quatorze catorce",
    "three drei drie trois tres funfzehn vijftien quinze quince",
    "four vier quatre cuatro sechzehn zestien seize dieciseis",
    "five funf vijf cinq cinco siebzehn zeventien dix-sept diecisiete",
    "six sechs zes seis achtzehn achttien dix-huit dieciocho",
    "seven sieben zeven sept siete neunzehn negentien dix-neuf diecinueve",
    "eight acht huit ocho zwanzig twintig vingt veinte",
    "nine neun negen neuf nueve",
    "ten zehn tien dix diez",
    "eleven elf onze once",
)
_MINUTES = {
    5: "five funf vijf cinq cinco", 10: "ten zehn tien dix diez", 15: "quarter viertel kwart quart cuarto fifteen funfzehn vijftien"
    " quinze quince kwartier", 20: "twenty zwanzig twintig vingt veinte", 25: "twenty-five funfundzwanzig vijfentwintig vingt-cinq"
    " veinticinco", 30: "half halb halbe halve demi demie media thirty dreissig dertig trente treinta", 35: "thirty-five trente-cinq",
    40: "forty vierzig veertig quarante cuarenta", 45: "quarter quarters dreiviertel kwart kwartier quart quarts cuarto cuartos"
    " forty-five funfundvierzig vijfenveertig quarante-cinq", 50: "fifty funfzig vijftig cinquante cincuenta", 55: "fifty-five",
    60: "hour stunde uur uurtje heure hora sixty sechzig zestig", 90: "half anderthalb eineinhalb anderhalf demie media ninety",
}  # fmt: skip
_WHOLE_HOUR = (
    r"(?:\s?[:.hu]\s?00|\s?h|(?=\s?[ap]\.?\s?m)|\s?o'?clock|\s?uhr|\s?uur|\s?heures"
    r"|00|\s?(?:-|to|till|until|bis|a|tot|hasta)\s?\d{1,2})"
)
_BEFORE_AN_HOUR = r"(?:\b(?:at|from|to|till|until|um|von|bis|om|van|tot|las|a|de)|-|@)\s?"
_AFTER_NOON = r"\bp\.?\s?m\b|\dp\.?\s?m\b|afternoon|evening|nachmittag|abend|soir|apres|tarde|middag|avond"
_HALF_DAYS = ("noon", "midday", "midnight", "mittag", "midi", "mediodia")
_SHIFTS = [timedelta(minutes=15 * n) for n in range(-14 * 4, 14 * 4 + 1)]


class Witness:
    """Everything that a mail says."""

    def __init__(self, mail: bytes, zone: ZoneInfo) -> None:
        self.text = " ".join(folded(piece) for piece in _pieces(mail))
        self.words = set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", self.text))
        self.zone = zone
        self.is_zoned = _ZONED.search(self.text) is not None
        self.sent = _sent(mail, zone)
        found = (_moment(match, zone) for match in _STAMP.finditer(self.text))
        self.stamps = [moment for moment in found if moment is not None]

    def names(self, guest: str) -> bool:
        """Every word of the name."""
        return all(word in self.text for word in re.findall(r"\w+", folded(guest)))

    def says(self, value: str) -> bool:
        return re.sub(r"\W", "", folded(value)) in re.sub(r"\W", "", self.text)

    def starts(self, start: datetime) -> bool:
        return self._stamped(start) or (self._dated(start) and self._timed(start))

    def ends(self, start: datetime, end: datetime) -> bool:
        minutes = int((end - start).total_seconds() // 60)
        length = re.search(rf"(?<!\d){minutes}(?!\d)", self.text) or self._has_word(_MINUTES.get(minutes, ""))
        hours = re.search(rf"(?<!\d){minutes // 60}\s?(?:h|:)", self.text) if minutes >= 60 else None
        return bool(length or hours or self._stamped(end) or self._timed(end))

    def _stamped(self, at: datetime) -> bool:
        return any(moment == at for moment in self.stamps) or any(
            moment + shift == at for moment in self.stamps for shift in _SHIFTS if self.is_zoned
        )

    def _dated(self, at: datetime) -> bool:
        local = at.astimezone(self.zone)
        days = (-1, 0, 1) if self.is_zoned else (0,)
        return self._is_near(local) or any(self._names_day(local + timedelta(days=more)) for more in days)

    def _is_near(self, day: datetime) -> bool:
        """tomorrow, next Friday, the 29th: only a time after the mail was sent can be meant."""
        if self.sent is None:
            return False
        ahead = (day.date() - self.sent.date()).days
        relative = any(ahead == days and re.search(rf"\b(?:{words})", self.text) for days, words in _RELATIVE)
        weekday = 0 <= ahead <= 14 and re.search(rf"\b(?:{_WEEKDAYS[day.weekday()]})", self.text)
        ordinal = 0 <= ahead <= 60 and re.search(rf"(?<!\d){day.day}(?:st|nd|rd|th)\b", self.text)
        return bool(relative or weekday or ordinal)

    def _names_day(self, day: datetime) -> bool:
        """Day and month near to each other, in words or numbers, in either order."""
        number, month = rf"(?:(?<!\d)0?{day.day}(?!\d)|\b{_ORDINALS[day.day - 1]}\b)", rf"(?<!\d)0?{day.month}(?!\d)"
        names = "|".join(_MONTHS[day.month - 1].split())
        word = rf"(?<![a-z])(?:{names})[a-z]*"
        said = (
            rf"{number}[^\d]{{0,14}}{word}",
            rf"{word}[^\d]{{0,6}}{number}",
            rf"{number}\s?[/.-]\s?{month}",
            rf"{month}\s?[/.-]\s?{number}",
        )
        return any(re.search(one, self.text) for one in said)

    def _timed(self, at: datetime) -> bool:
        local = at.astimezone(self.zone)
        shifts = _SHIFTS if self.is_zoned else [timedelta()]
        return any(self._names_time(local + shift) for shift in shifts)

    def _names_time(self, at: datetime) -> bool:
        twelve = at.hour % 12 or 12
        is_late = at.hour > 12 and not re.search(_AFTER_NOON, self.text)
        hour = rf"0?(?:{at.hour})" if is_late else rf"0?(?:{at.hour}|{twelve})"
        other_half = rf"(?!\s?{'p' if at.hour < 12 else 'a'}\.?\s?m\b)"
        behind = rf"\s?(?:[:.hu,]|uhr)?\s?{at.minute:02}" if at.minute else _WHOLE_HOUR
        written = re.search(rf"(?<![\d:.]){hour}{behind}(?!\d){other_half}", self.text)
        if at.minute == 0:
            written = written or re.search(rf"{_BEFORE_AN_HOUR}{hour}(?![\d:.]\d){other_half}", self.text)
        half_day = at.minute == 0 and at.hour in (0, 12) and any(word in self.text for word in _HALF_DAYS)
        return bool(written or half_day or self._spells(twelve, at.minute))

    def _spells(self, hour: int, minute: int) -> bool:
        """In words, counted from this hour, to the next, or from its half: "twenty past two", "funf vor halb drei"."""
        hours = f"{_HOURS[hour % 12]} {_HOURS[(hour + 1) % 12]}" + (f" {hour} {hour % 12 + 1}" if minute else "")
        steps = " ".join(_MINUTES.get(one, "") for one in (minute, 60 - minute, abs(30 - minute)))
        return self._has_word(hours) and (minute == 0 or self._has_word(steps))

    def _has_word(self, words: str) -> bool:
        return any(word in self.words for word in words.split())


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", html.unescape(text).replace("\0", "")).casefold().replace("\u2019", "'")
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _moment(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    year, month, day, hour, minute = (int(match[n]) for n in range(1, 6))
    if not 1990 < year < 2200:
        return None
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=zone)
        if match[6] and match[6].casefold() == "z":
            return at.replace(tzinfo=UTC)
        return datetime.fromisoformat(at.replace(tzinfo=None).isoformat() + match[6]) if match[6] else at
    except ValueError:
        return None


def _sent(mail: bytes, zone: ZoneInfo) -> datetime | None:
    try:
        return parsedate_to_datetime(str(message_from_bytes(mail, policy=policy.compat32)["Date"])).astimezone(zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _pieces(mail: bytes) -> Iterator[str]:
    message = message_from_bytes(mail, policy=policy.compat32)
    for part in _all_parts(message):
        for value in (str(value) for name, value in part.items() if name.casefold() in ("subject", "to", "from")):
            yield value
            yield _header(value)
        for raw in _bodies(part):
            for text in _decodings(raw):
                yield text
                yield re.sub(r"\r?\n[ \t]", "", text).replace("\\n", " ").replace("\\,", ",")
                yield re.sub(r"<[^>]*>", "", text)
                yield re.sub(r"<[^>]*>", " ", text)


def _all_parts(message: Message) -> Iterator[Message]:
    stack = [message]
    while stack:
        part = stack.pop()
        yield part
        inner = part.get_payload()
        if isinstance(inner, list):
            stack.extend(one for one in inner if isinstance(one, Message))


def _header(value: str) -> str:
    try:
        return "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "utf-8", "replace")
            for piece, charset in decode_header(value)
        )
    except (ValueError, LookupError, binascii.Error, HeaderParseError):
        return value


def _bodies(part: Message) -> Iterator[bytes]:
    if isinstance(part.get_payload(), list):
        return
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return
    yield raw
    yield quopri.decodestring(raw)
    try:
        yield base64.b64decode(raw)
    except (ValueError, binascii.Error):
        return


def _decodings(raw: bytes) -> Iterator[str]:
    seen = set()
    for charset in ("utf-8", "cp1252", "latin-1", "utf-16", "utf-7", "cp037", "iso-2022-jp"):
        text = raw.decode(charset, "ignore")
        if text not in seen:
            seen.add(text)
            yield text
