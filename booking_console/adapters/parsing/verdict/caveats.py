"""What a mail says of its own message: it is somebody else's visit, done already, an example, or not to be acted on yet."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from booking_console.adapters.parsing.lines.kinds import sentence_around
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName, Rung

_KIN = (
    r"(?:wife|husband|partner|spouse|mother|father|mum|mom|dad|son|daughter|brother|sister|parents?|child|children|aunt"
    r"|uncle|cousin|niece|nephew|grand\w+|friend|\w+mate|neighbou?r|carer|colleague|twin|fianc\w+|girlfriend|boyfriend"
    r"|\w+-in-law)"
)
_WHOSE = r"(?:his|her|their|my|our|(?-i:[A-Z])[\w-]+['\u2019]s?)"
_VISIT = r"(?:appointment|appt|booking|visit|slot|session|place|treatment|consult\w*|check-?up|time|one)"
_CARE = (
    r"(?:gp|doctor|dentist|optician|optometrist|hospital|surgeon|consultant|specialist|midwife|psychiatrist|solicitor"
    r"|school|college|employer|insurer|insurance|surgery|clinic|council)"
)
_DONE = (
    r"(?:dealt with|done|entered|sorted|handled|processed|actioned|taken care of|in the (?:book|diary|system|calendar))"
)
_DOCTOR = r"(?:dr|doctor|prof(?:essor)?)\b"

# In the sentence of the time.
_NOT_THE_GUESTS = re.compile(
    "|".join((
        rf"\b{_WHOSE} (?:[\w-]+ )?{_KIN}['\u2019]s? (?:[\w-]+ )?{_VISIT}\b",
        rf"\b{_VISIT} (?:of|for) (?:his|her|their|my|our) (?:[\w-]+ )?{_KIN}\b(?!,? (?-i:[A-Z]))",
        rf"(?-i:[A-Z])[\w-]+['\u2019]s? {_KIN}(?:['\u2019]s?)?(?= ?[:;,\u2013-]| (?:on|at|in for|is|has an?|comes|will)\b)",
        rf"\b(?:his|her|their) (?:own )?{_CARE} (?:has|have|had|is|was|will|would|can|could|book\w*|confirm\w*)\b"
        r"(?! (?:asked|referred|sent|requested|recommended|written))",
        rf"\b{_KIN} of (?:the|this|our|my|your) (?:(?:above|above[ -]named|named|said) )?(?:patient|client|above|lady|gentleman)\b",
        r"\b(?:hospital|dental|dentist(?:['\u2019]?s)?|eye|optician\w*|hairdresser\w*|court|gp|antenatal|vet|bank) appointment\b",
        r"\bat (?:the|an?|his|her|their) (?:[\w-]+ )?(?:hospital|infirmary|dentist\w*|dental \w+|optician\w*|eye \w+|gp)\b",
        rf"\band (?:his|her|their|my) (?:[\w-]+ )?{_KIN}\b(?!,? (?:(?-i:[A-Z])[\w.'\u2019-]+ ){{1,4}}(?:is|has|comes|needs|will)\b)",
        r"\bin (?:his|her|their) (?:place|stead)\b|\bnot ours\b|\bnothing to do with (?:us|you)\b",
        r"\bthat is if\b|^\W*(?:if|unless|in case)\b|\bat (?:the )?(?:latest|earliest)\b|\b(?:any ?time|some ?time) (?:from|after|before"
        r"|between|on|in)\b|\bor (?:whatever|whichever|whoever|something|a bit|near\w*)\b",
        r"\b(?:we|i)(?: have|['\u2019]ve)? (?:put|entered|booked|moved|cancell?ed|made|done)\b[^.!?]{0,60}\b(?:ourselves|myself)\b"
        r"|\b(?:has|have) (?:entered|typed|keyed)\b|\bcopy(?:ing)? you in\b",
        r"\bnext but one\b|\bfor (?:half an|an|one|\d+)[ -]?(?:hours?|min\w*)[ ,]+(?:until|till|to) \d",
        rf"\b(?:rather than|instead of|in place of|tak(?:es|ing) over from|replac\w+|stand(?:s|ing) in for|cover(?:s|ing)? for)"
        rf" {_DOCTOR}",
        r"\b(?:in |that is |that['\u2019]s )?(?:his|her|their|my) (?:own |local )?time(?= ?[,.;:)\u2013-](?!\d)| is\b|$)(?! is (?:at|on) )"
        r"|\bhours? (?:ahead|behind)\b|\bfor (?:us|you|them|him|her|me) (?:over )?(?:here|there)\b",
        r"\b(?:via|by|over|on|through) (?:zoom|teams|skype|facetime|whatsapp|webex|google meet|video)\b"
        r"|\b(?:seen|reviewed|consult\w*|appointment|session) (?:by|over|on) (?:the )?(?:tele)?phone\b"
        r"|\babout (?:an?|the|his|her|their|your|our) (?:[\w-]+ )?(?:job|post|position|vacancy|placement|bill|invoice|complaint)\b",
        r"\bas (?:arranged|agreed|booked|planned|fixed|made) (?:back )?(?:in (?!your|our|the)|last (?!night)|earlier|long"
        r"|previously|originally|weeks|months|when)",
    )),
    re.IGNORECASE,
)  # fmt: skip
# Ahead of the time.
_ANOTHER_COMES = compiled(
    rf"\b{_WHOSE} (?:[\w-]+ )?{_KIN}\b(?!,? (?-i:[A-Z]))[^.;!?]{{0,40}}"
    r"\b(?:is|are|will|has been) (?:\w+ )?(?:booked|coming|come|attend\w*|seen?|down|due"
    r"|in|here|having)\b",
    re.IGNORECASE,
)
# In any sentence that is no condition: "ignore this mail if you have paid" is said in every second letter.
_NOT_MEANT = compiled(
    "|".join((
        rf"\balready {_DONE}|\b{_DONE} already\b|\balready (?:have|got) (?:it|this|that|him|her)\b|^\W*{_DONE}(?:\W|$)",
        r"\b(?:only|just|purely|merely) for (?:your|our|the|my) (?:records?|files?|information|info)\b"
        r"|\bfor (?:(?:your|our|the) )?(?:records?|files?|information|info) only\b|^\W*fyi\b",
        r"\bi(?: have|['\u2019]ve)? (?:did|done|entered|booked|made|put|handled) (?:this|that|it)\b",
        r"\bno need (?:for you )?to (?:do|book|enter|act)\b|\bnothing (?:more |else |left )?for you to do\b",
        r"^\W*(?:this is )?(?:an )?old one\b|\bold (?:mail|message|e-?mail|news)\b|\bin (?:my|our|the) (?:search|archive)\b",
        r"\b(?:an|as|another|one|following) (?:\w+ )?examples?\b|\bexamples? of\b|\bhandbook\b|\b(?:our|the|user) manual\b",
        r"\b(?:how|what) (?:an?|our|your|the|these) (?:\w+ )?(?:mails?|messages?|letters?|e-?mails?|bookings?|ones?)"
        r" (?:\w+ )?looks?\b",
        r"\b(?:practice|dry|trial|test) run\b|\brehears\w+|\b(?:for|our) training\b|\btraining (?:purposes|mail|exercise)\b"
        r"|\bsample (?:mail|text|letter|booking|message)\b|\bdraft\b",
        r"\bsent (?:to you |to the wrong \w+ )?(?:in error|by mistake|by accident|accidentally|too (?:soon|early))\b",
        r"\b(?:recall|retract|withdraw|ignore|disregard|forget|delete|scrap|bin) (?:it|this|that|my|the (?:last|previous"
        r"|earlier|above|below|message|mail|e-?mail|request))\b",
        r"^\W*(?:actually|oh,? no|oops|hmm|correction|or (?:better|rather)|make that|strike that)\b",
        r"\bon second thoughts?\b|\bcome to think of it\b|\bhang on\b|\bhold (?:on|off|fire)\b|\bnot just yet\b",
        r"\bleave (?:it|this|that|him|her|them) (?:for (?:now|the moment|today)|with me|until|be|as (?:it|is))\b",
        r"\bwait for (?:my|our|his|her|their|a|the)\b|\blook again\b|\b(?:was|has been|is) (?:all )?(?:sorted|dealt with|handled)\b"
        r"|\bjust (?:filing|for completeness)\b",
        r"\b(?:i|we)(?: still)? (?:need|have|want) (?:still )?to (?:ask|find out|speak|talk|check (?:with|whether|if"
        r"|that)|clear|think)\b|\b(?:i|we) (?:must|should|ought to) (?:still |first )?(?:ask|find out|speak|talk|check)\b(?! you\b)",
        r"\b(?:check|speak|talk|agree|ask|clear|ring|call|confirm)\b[^.!?\n]{0,30} first\b(?! thing)",
        r"\b(?:does(?: not|n['\u2019]t)|do(?: not|n['\u2019]t)) want (?:the|it|this|that|an?|any)\b",
        r"\bnamesakes?\b|\b(?:of|with|have|has|share) the same name\b|\bpatients (?:called|named)\b|\bone of them\b",
        r"\b(?:senior|snr|sr)\.? or (?:junior|jnr|jr)\b|\bwhich (?:one|of them|of the two)\b",
        r"\b(?:schon|bereits) (?:erledigt|eingetragen|im (?:kalender|system|buch))\b|\bnur zur (?:info\w*|kenntnis)\b"
        r"|\bal (?:ingevoerd|genoteerd|geregeld|verwerkt)\b|\b(?:alleen )?ter (?:info\w*|kennisgeving)\b"
        r"|\bd\u00e9j\u00e0 (?:saisi|not\u00e9|fait|enregistr\u00e9|trait\u00e9)|\bpour (?:info\w*|votre information)\b"
        r"|\bya est\u00e1 (?:anotad|hech|apuntad|registrad)[oa]\b|\bs\u00f3lo? para (?:su|tu|vuestra) informaci\u00f3n\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
_CONDITION = re.compile(r"\b(?:if|unless|should you|wenn|falls|als|si)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]*)*[.!?]?")
_THANKED = r"\b(?:thank(?:s| you)|grateful|obliged|great|good)\b[^.!?\n]{0,30}\b(?:for \w+ing|(?:you )?(?:could|were able to) \w+)"
_SHORT = 120  # characters
_FAR = timedelta(days=300)
_BETWEEN = compiled(r"\bbetween\b", re.IGNORECASE)
_WINDOW = timedelta(minutes=75)  # longer than most visits
_POSSESSIVE = re.compile(r"['\u2019]s$")


_WINDOW_TO_COME = timedelta(minutes=10)  # shorter than most visits


_OF_A_CLIENT = r"(?:message|notes?|comments?|answers?|phone|e-?mail|number|details|questions?|address|booking|intake)"


def _windows(read: Read) -> Iterator[Doubt]:
    """ "Between 10.20 and 10.25" is when to come, under a label, too."""
    for one in read.appointments:
        if one.start is None or one.end is None or one.end.value - one.start.value > _WINDOW_TO_COME:
            continue
        place = one.start.source
        if place.part == "text" and _BETWEEN.search(read.clock.text, max(0, place.start - 12), place.end):
            yield Doubt(FieldName.END, "The mail says between which times, maybe not for how long.", (one.end.value,))


def _writes_too(read: Read, body: str) -> Iterator[Doubt]:
    """ "A booking with Otto Falkner. Otto's message:" in a mail to a guest: it is rather Otto who comes."""
    for one in read.appointments:
        if one.guest is None or one.specialist is None or one.guest.source.part != "to":
            continue
        first = re.escape(one.specialist.value.split()[0])
        if match := re.search(rf"\b{first}['\u2019]s {_OF_A_CLIENT}\b", body):
            yield Doubt(FieldName.GUEST, f'The mail says "{match[0]}"; the patient may be somebody else.')


def caveats(subject: str, read: Read, now: datetime) -> Iterator[Doubt]:
    """Programs that fill in labels write no such thing; above what they have written a person may."""
    text = read.clock.text
    body = text[: sign_off_of(text)]
    yield from _windows(read)
    yield from _writes_too(read, body)
    told = [one for one in read.appointments if _is_told(one, len(body))]
    for one in told:
        yield from _of_the_visit(one, body)
        yield from _far_ahead(one, body, now)
    own_words = [subject, *_SENTENCE.findall(body)] if told else _note_above(read, body)
    for said in own_words:
        if (match := _NOT_MEANT.search(said)) and not _CONDITION.search(said):
            yield Doubt(None, f'The mail says "{match[0].strip()}"; a person should read it.')


def _note_above(read: Read, body: str) -> list[str]:
    """The first line, where it is no label and the time does not stand in it."""
    first = min((one.start.source.start for one in read.appointments if one.start), default=0)
    line = body.lstrip().split("\n")[0]
    is_note = 0 < len(line) <= _SHORT and ":" not in line and body.find(line) + len(line) < first
    return _SENTENCE.findall(line) if is_note else []


def _is_told(one: AppointmentFields, body: int) -> bool:
    return one.start is not None and one.start.rung <= Rung.SENTENCE and 0 <= one.start.source.start < body


def _of_the_visit(one: AppointmentFields, body: str) -> Iterator[Doubt]:
    assert one.start
    said = sentence_around(body, one.start.source.start, one.start.source.end)
    lead = said.partition(" ".join(body[one.start.source.start : one.start.source.end].split()))[0]
    if match := _NOT_THE_GUESTS.search(said) or _ANOTHER_COMES.search(lead):
        yield Doubt(None, f'The mail says "{match[0]}"; it may not be about the guest\'s visit.')
    if one.guest is None:
        return
    if one.end and one.end.value - one.start.value > _WINDOW and _BETWEEN.search(said):
        yield Doubt(FieldName.START, "The mail says between which hours, maybe not for how long.", (one.start.value,))
    name = one.guest.value
    if _POSSESSIVE.search(name):
        yield Doubt(FieldName.GUEST, f'The mail speaks of something of "{name}".')
    first = re.escape(name.split()[0])
    if match := re.search(rf"{_THANKED} (?:(?:mr|mrs|ms|miss)\.? )?{first}\b", said, re.IGNORECASE):
        yield Doubt(None, f'The mail says "{match[0]}"; that is done.')


def _far_ahead(one: AppointmentFields, body: str, now: datetime) -> Iterator[Doubt]:
    """A day without a year that has just gone by is that of last week more often than that of next year."""
    assert one.start
    start = one.start
    said = sentence_around(body, start.source.start, start.source.end)
    if start.value - now > _FAR and not re.search(rf"{start.value:%y}\b", said):
        yield Doubt(FieldName.START, f"The mail names no year; {start.value:%-d %B %Y} is far ahead.", (start.value,))
