"""What kind of mail it is, from the statements it makes; conditions and policies are not statements."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from booking_console.adapters.parsing.letter import Letter

_C = "cancell?ed|cancell?ation|cancell?ing"
_CANCELLED = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been|being|now|just|we(?:'|\u2019)ve|i(?:'|\u2019)ve|i|we|to) (?:all "
    r"|both |been |now |just |also |had to )?cancell?ed\b"
    r"|^\W*(?:\[[^\]]{0,40}\]\W*)?(?:re: ?|fwd?: ?)?(?:cancell?ed|cancellation|cancel)\b(?! (?:policy|fee|fees"
    r"|terms|or|your|this|any|my|link|within|here|notice|charge))"
    r"|\b(?:appointment|booking|session|visit|event|reservation|consultation|treatment) (?:is |was "
    r"|has been )?(?:cancell?ed|cancellation\b(?! (?:policy|fee|terms)))"
    r"|\bcancell?ation (?:confirmed|confirmation|notice of|of (?:your |the |an? )?(?:appointment|booking"
    r"|session|visit|consult))"
    r"|\bplease cancel\b(?! (?:at least|within|with|no later|by|before|online|via|using))|\b(?:rang|called"
    r"|phoned|emailed|wants?|asked|wishes|has had|had) to cancel\b|\bcalled off\b|\bis off, as\b"
    r"|\bremoved from your calendar\b|\bcancell?ed (?:by|at|event|appointment|booking)\b"
    r"|\bno longer (?:be )?(?:coming|going ahead|attending|required|needed)\b"
    r"|\bwill not (?:now )?(?:be )?(?:going ahead|take place|attend)|\bhas cancell?ed|\b(?:storniert|abgesagt"
    r"|annul\u00e9e?|geannuleerd|cancelad[ao]|anulad[ao]|stornierung|absage|annulation|annulering)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:re-?scheduled|re-?scheduling)\b|\b(?:has|have|had|was|been|we(?:'|\u2019)ve|i(?:'|\u2019)ve|is|are"
    r"|now) (?:also |now |just |had to )?(?:been )?(?:moved|changed|shifted|postponed|brought forward"
    r"|pushed back|rebooked|re-booked|put back|swapped)\b"
    r"|\b(?:appointment|booking|session|visit|event|consultation|time|date) (?:has )?(?:been )?(?:moved"
    r"|changed|moves|updated|postponed|change)\b|\bupdated (?:time|invitation|event|appointment|booking)"
    r"|\b(?:change|changed) of (?:date|time|appointment)|(?<!a )\bnew (?:date|time|appointment time|slot)\b"
    r"|\bmov(?:ed|es|ing) (?:\w+ ){0,6}?(?:from|to)\b|\bused to be on\b|\binstead of\b"
    r"|\b(?:verschoben|verlegt|verplaatst|verzet|d\u00e9plac\u00e9e?|report\u00e9e?|reprogramad[ao]"
    r"|aplazad[ao]|ge\u00e4ndert|gewijzigd|modifi\u00e9e?)\b",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    r"\bconfirm(?:ed|s|ation|ing)\b|\bto confirm (?!your)|\b(?:is|are|been|was|booking|you(?:'|\u2019)re|now"
    r"|have|has|got|just|successfully|we(?:'|\u2019)ve|i(?:'|\u2019)ve|all) (?:all |now |been "
    r"|just )?(?:booked|scheduled|reserved|arranged|made|set|fixed|approved|locked|added|secured)\b"
    r"|\bnew (?:\w+ ){0,2}(?:appointment|booking|event|reservation|session|consultation|patient appointment)\b"
    r"|\b(?:appointment|booking|reservation) (?:made|booked|confirmed|added|received|details|approved"
    r"|scheduled|created|notification)\b"
    r"|\bdiary entry added\b|\binvitation\b|\binvited to\b|\bbooked\b|\bhas an? (?:[\w-]+ ){0,8}(?:appointment"
    r"|session|consultation)\b|\b(?:put|got|booked|squeezed|fitted|slotted) (?:\S+ ){1,5}in\b"
    r"|\bbooking (?:no|number|code|id|ref|reference)\b|\b(?:online|your|patient) (?:booking|appointment)\b"
    r"|\bappointment for\b|\barrangement for you\b|\blooking forward to (?:seeing|welcoming)\b"
    r"|\bthanks for booking\b|\bthank you for (?:booking|scheduling|your booking)"
    r"|\b(?:best\u00e4tigt|best\u00e4tigung|gebucht|vereinbart|confirm\u00e9e?|confirmad[ao]|reservad[ao]"
    r"|bevestigd|bevestiging|gepland|geboekt|terminbest\u00e4tigung|prise de rendez-vous|nouveau rendez-vous"
    r"|neuer termin|nieuwe afspraak|nueva cita)\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\b(?:booking|appointment|reschedul\w*|change|cancellation|session|visit|consultation|time|room"
    r"|slot)[ -]?requests?\b|\brequest(?:ed|s|ing)? (?:an? |the |to |for |only|by|received|waiting"
    r"|has been received|a new|your approval|time|appointment)|\brequest only\b|\bhas requested\b"
    r"|\bterminanfrage\b|\bdemande de rendez-vous\b"
    r"|\b(?:awaiting|pending|waiting for|subject to|until you (?:accept|approve|confirm)"
    r"|needs? (?:your )?(?:approval|confirm\w*)|requires? (?:your )?(?:approval|confirmation))\b"
    r"|\bunconfirmed\b|\bnot (?:yet )?(?:been )?(?:confirmed|booked|final)\b|\bnot a confirmation\b"
    r"|\bprovisional(?:ly)?\b|\btentative(?:ly)?\b|\bpencil(?:l?ed|ling)?\b"
    r"|\bplease (?:confirm|approve|accept|reply to confirm|choose|select|pick)\b|\breply (?:c|y|yes"
    r"|1) to confirm\b|\bto be confirmed\b|\btbc\b|\bwould (?:like|prefer|love) (?:to (?:book|see|come|make"
    r"|have|schedule|move|change|reschedule)|an? )|\bcould (?:you|we|i|he|she)\b|\bcan (?:you|we"
    r"|i) (?:please )?(?:book|have|get|squeeze|fit|move|do|put|see|come|swap|confirm|check|make)\b"
    r"|\bdo you have\b|\bis (?:it|that|this|there) (?:ok|okay|possible|free|available|any|alright"
    r"|convenient)\b"
    r"|\bon hold\b|\bholding (?:a|the|this)\b|\bwe(?:'|\u2019)?(?:re| are) holding\b|\b(?:hold|held) (?:for"
    r"|until)\b|\bif (?:you(?:'|\u2019)re happy|that (?:works|suits|is ok)|this (?:works|suits"
    r"|is convenient))\b|\blet (?:me|us) know if (?:that|this|it) (?:works|suits|is|time)"
    r"|\bproposed (?:new )?(?:time|date)|\bsuggest(?:ed|ing)?\b|\boption(?:s)? (?:[1-9ab]|one)\b|\beither\b"
    r"|\bmight (?:be|come|need)\b|\bhopefully\b|\bprobably\b|\bmaybe\b|\bperhaps\b|\bnot sure\b|\bi think\b"
    r"|\bwe (?:will|'ll) (?:confirm|let you know)\b|\bdraft\b|\bunverified\b|\bincomplete\b|\bnot complete\b"
    r"|\bcomplete your booking\b|\bfinish (?:your )?booking\b",
    re.IGNORECASE,
)
_HARMLESS_PENDING = re.compile(
    r"\b(?:do not|don(?:'|\u2019)t|no) need (?:to )?(?:do anything )?(?:to )?(?:confirm|reply)"
    r"|\bnothing (?:else )?(?:you )?(?:need|to)\b|\broom (?:is )?(?:to be (?:advised|allocated|confirmed"
    r"|assigned)|tbc)|\bno action\b|\bquestions?\b.{0,20}\bcan (?:you|we)",
    re.IGNORECASE,
)
_REMINDER = re.compile(
    r"\b(?:is|just|with) (?:just )?(?:an? )?(?:\w+ )?reminder\b"
    r"|^\W*(?:\[[^\]]{0,40}\]\W*)?(?:\w+ ){0,4}reminder\b|\breminder(?: of| about|:| for| that| -)|\b(?:to"
    r"|wanted to|would like to) remind you\b|\bdon(?:'|\u2019)t forget\b(?! to)"
    r"|\b(?:terminerinnerung|erinnerung an|rappel(?: de| :|:)|recordatorio|herinnering)\b|\bupcoming appointment\b",
    re.IGNORECASE,
)
_NO_REMINDER = re.compile(
    r"\breminder (?:will|text|sms|email|e-mail|call|message)|\b(?:send|receive|get|sent|sms|text"
    r"|email) (?:you )?(?:an? )?(?:\w+ ){0,2}reminder|\breminders\b|\baction\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^\W*(?:if|should you|in case|unless|to (?:cancel|reschedule|change|manage|move|make|view)|need to"
    r"|want to|you (?:can|may|must|might|will need)|when you|please (?:call|contact|let us|give|ring"
    r"|phone|notify|allow|arrive|bring|advise)|can(?:'|\u2019|no)t make|late |our (?:cancellation|policy)"
    r"|cancellation policy|policy|failure|patients who|clients who|any (?:appointment|booking|cancell)"
    r"|appointments? (?:cancell?ed|missed|not cancell?ed) (?:with|less|within|after|without|on)|terms"
    r"|free changes|no late|questions)\b"
    r"|\b(?:policy|fee (?:applies|will|may|is)|fees? apply|hours(?:'|\u2019)? notice|charged|need to (?:cancel"
    r"|reschedule|change|move)|wish to (?:cancel|change|reschedule)|unable to (?:attend|make|come|keep)"
    r"|will be (?:cancell?ed|released) (?:if|unless)|may be cancell?ed|can be (?:cancell?ed|changed|moved)"
    r"|to (?:cancel|reschedule|change) or|or (?:cancel|reschedule|change) (?:your|this|the|it|online))\b"
    r"|\b(?:cancel|reschedule|change|manage)(?: or \w+)? (?:this|your|my|the|an?)? ?(?:appointment|booking"
    r"|event|session|visit|reservation)?:? ?https?:|\bif you\b|\bif anything\b|\bif (?:the|this|your|something"
    r"|plans)\b",
    re.IGNORECASE,
)
_NEVER_BOOKED = re.compile(
    r"\b(?:do not|don(?:'|\u2019)t) (?:yet )?have an? (?:appointment|booking)\b|\bno (?:appointment"
    r"|booking) (?:has|was|yet)|\bnot (?:yet )?(?:been )?(?:booked|scheduled|able to (?:book|confirm"
    r"|schedule))|\b(?:could|can)(?: ?not|n(?:'|\u2019)t) be (?:booked|confirmed|completed|scheduled)"
    r"|\b(?:booking|payment|appointment) (?:has )?(?:failed|declined|expired|unsuccessful)|\bunsuccessful\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[ \n]+|\n\n+|\n(?=[ ]*[\u2022*-])|\n(?=[^\n:]{1,40}:)")
_SHORT_LINE = re.compile(r"(?m)^([^\n]{1,54})\n(?=[^\n])")


@dataclass(frozen=True, slots=True)
class Statements:
    """What the mail states, in the subject and in its text."""

    subject_cancels: bool
    subject_moves: bool
    subject_books: bool
    cancels: bool
    moves: bool
    books: bool
    is_pending: bool
    reminds: bool
    subject_reminds: bool
    never_booked: bool


def sentences(text: str) -> list[str]:
    """Sentences, with short lines as sentences of their own and wrapped ones joined."""
    pieces = _SENTENCE.split(_SHORT_LINE.sub(lambda match: match[1] + "\n\n", text[:20_000]))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def statements(letter: Letter, text: str) -> Statements:
    facts = [sentence for sentence in sentences(text) if not _CONDITION.search(sentence)]
    subject = letter.subject
    return Statements(
        subject_cancels=_says(_CANCELLED, [subject]),
        subject_moves=_says(_MOVED, [subject]),
        subject_books=_says(_BOOKED, [subject]),
        cancels=_says(_CANCELLED, facts),
        moves=_says(_MOVED, facts),
        books=_says(_BOOKED, facts),
        is_pending=_is_pending([subject, *facts]),
        reminds=_reminds(facts),
        subject_reminds=_reminds([subject]),
        never_booked=_says(_NEVER_BOOKED, [subject, *facts]),
    )


def _says(pattern: re.Pattern[str], facts: Iterable[str]) -> bool:
    return any(pattern.search(fact[:600]) for fact in facts)


def _is_pending(facts: Iterable[str]) -> bool:
    return any(_PENDING.search(fact[:600]) and not _HARMLESS_PENDING.search(fact[:600]) for fact in facts)


def _reminds(facts: Iterable[str]) -> bool:
    return any(_REMINDER.search(fact[:600]) and not _NO_REMINDER.search(fact[:600]) for fact in facts)
