"""What kind of mail it is, from the statements it makes; conditions and policies are not statements."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from booking_console.adapters.parsing.languages.english import ENGLISH
from booking_console.adapters.parsing.languages.english_verbs import ASKING, INSTRUCTION, MOVED_THERE, QUESTION
from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.languages.words import MONTHS, choice
from booking_console.adapters.parsing.lines.granted import HARMLESS, without_wishes
from booking_console.adapters.parsing.lines.headlines import HEADS_BOOKED, HEADS_CANCELLED, HEADS_MOVED
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.patterns import Pattern, compiled

# Enough to not make a booking of it.
_PERHAPS = compiled(
    r"\b(?:cancel(?!l?ation (?:policy|fee|list|link))\w*|withdrawn|withdraw|delet\w+|void\w*|called off|storn\w*"
    r"|abgesagt|absag\w*|entf[a\u00e4]ll\w*"
    r"|aufgehoben|gestrichen|abgemeldet|gel\u00f6scht|suppr\w+|annul\w*|d\u00e9command\w*|afzeg\w*|afgezegd"
    r"|verval\w*|afmeld\w*|geschrapt|afgelast"
    r"|anul\w*|elimin\w*|borrad\w*)\b",
    re.IGNORECASE,
)
# Said of a visit that is given up, and of the old time of one that moves.
_GIVEN_UP = compiled(r"\bno longer (?:be )?(?:coming|going ahead|attending|required|needed)\b", re.IGNORECASE)
# Asked for in a sentence that would be a condition otherwise.
_ASKED = compiled(
    rf"{ASKING}|"
    r"\b(?:advise|let (?:us|me) know|tell (?:us|me)|confirm|reply) (?:if|whether) (?:you (?:can|could|are able to"
    r"|have)(?!['\u2019]t|not| not)\b(?! (?:no longer|any))"
    r"|there(?: is|['\u2019]s)|an? (?:room|slot)|this (?:is|works|suits)|that (?:is|works|suits)|it (?:is|works"
    r"|suits))",
    re.IGNORECASE,
)
_QUESTION = compiled(QUESTION, re.IGNORECASE)
_INSTRUCTION = compiled(INSTRUCTION, re.IGNORECASE)
_MOVED_THERE = compiled(MOVED_THERE, re.IGNORECASE)
_HARMLESS_PENDING = re.compile(
    r"\b(?:do not|don(?:'|\u2019)t|no) need (?:to )?(?:do anything )?(?:to )?(?:confirm|reply)"
    r"|\bnothing (?:else )?(?:you )?(?:need|to)\b|\broom (?:is )?(?:to be (?:advised|allocated|confirmed"
    r"|assigned)|tbc)|\bcould you (?:please )?(?:just |also )?(?:note|make a note)\b|\bno action\b"
    r"|\b(?:could|can|would) (?:you|we) (?:please |just |also |pls |kindly )*(?:put (?:\S+ ){1,6}in (?:your"
    r"|the) (?:book|diary|calendar|system)|put (?:this|that|it|them)(?: one)? in\b|(?:add|enter|note|pop"
    r"|write) (?:\S+ ){1,6}(?:in|into|to|on|down)\b|take (?:\S+ ){1,3}off"
    r"|make sure|ensure|pass|send|bring|tell|let|leave|keep (?:the|his|her|it|them)|open|close|turn|get the|have the|set up|prepare)\b"
    r"|\bplease confirm (?:\S+ ){0,3}(?:insurance|details|address|contact|number|e-?mail|phone|cover|receipt)"
    r"|\bas (?:you |he |she |they |we )?(?:requested|asked|agreed|arranged)\b|\bat (?:your|his|her|their"
    r"|the \S+) request\b"
    r"|\bmay (?:come along|accompany|be (?:accompanied|done|offered|needed|recorded|charged|taken|carried)|bring"
    r"|attend with)\b"
    r"|\bquestions?\b.{0,20}\bcan (?:you|we)|^\W*requested by\b"
    r"|\b(?:ref|reference|policy|claim|file|member|invoice)(?: no| number)?\W{0,6}(?:tbc|to be confirmed)\b"
    r"|^\W*(?:(?:going|attending)\??\W*)?(?:yes|no|accept|ja|oui|s\u00ed)[ ]?[/|,\u00b7\u2013-]+[ ]?(?:no|yes|maybe|decline|tentative|nein"
    r"|vielleicht|nee|misschien|non|peut-\u00eatre|quiz\u00e1s?)\b"
    r"|\b(?:book|re-?book|schedule) (?:again|another|a new|online) (?:\w+ ){0,3}?(?:at )?any ?time\b"
    r"(?! (?:between|on|after|before|from|next))"
    r"|\b(?:call|contact|text|message|reach|e-?mail|ring|write|visit|change"
    r"|manage) (?:\w+ ){0,4}?(?:at )?any ?time\b"
    r"(?! (?:between|on|after|before|from|next))"
    r"|^\W*(?:bemerkung\w*|hinweis|notes?|comments?|remarks?|opmerking\w*|commentaire|remarque|nota|comentarios?"
    r"|observaciones)\b[^.!?]{0,60}\b(?:r\u00fcckruf|call(?:ing)? (?:me )?back|terugbellen|rappeler|llam\w+)\b"
    r"|^\W*(?:yes|no|maybe|ja|nein|vielleicht|misschien|oui|non|peut-\u00eatre|quiz\u00e1s?)\W*$"
    r"|^\W*(?:(?:sie )?m\u00f6chten(?: sie)?|wollen sie|(?:vous )?souhaitez(?: |-)vous|vous souhaitez|wilt u"
    r"|\u00bf(?:quiere|desea|necesita)s?)\b[^.!?\d]{0,60}\?"
    r"|\brequests? (?:(?:has|have|is|was|are) )?(?:now |been )*(?:accepted|approved|granted|went straight|gone straight|successful)\b",
    re.IGNORECASE,
)
# What was asked for has been given; "wurde angenommen und wird gepr\u00fcft" still says the other half.
_GIVEN = compiled(
    r"(?:\b(?:(?:termin|buchungs|reservierungs|raum)?anfrage|terminwunsch)(?: (?:vom|von|f\u00fcr|am) \S+(?: (?!nicht\b)\S+){0,4}?)?"
    r" (?:wurde|ist|haben wir)(?: soeben| heute| bereits| gerade)?"
    r" (?:angenommen|akzeptiert|best\u00e4tigt|genehmigt|freigegeben)\b(?! werden)"
    r"|\bdemande de (?:rendez-vous|rdv|r\u00e9servation|consultation|cr\u00e9neau)(?: (?:du|de|pour) \S+(?: (?!pas\b)\S+){0,4}?)?"
    r" (?:a \u00e9t\u00e9|est)(?: bien)?"
    r" (?:accept\u00e9e|valid\u00e9e|confirm\u00e9e|approuv\u00e9e)\b(?! (?:sous|si|d\u00e8s|apr\u00e8s|dans)\b)"
    r"|\b(?:afspraakverzoek|afspraakaanvraag|(?:verzoek|aanvraag) (?:om|voor|tot|van) een afspraak)"
    r"(?: (?:van|voor|op) \S+(?: (?!niet\b)\S+){0,4}?)?"
    r" (?:is|werd)(?: zojuist| vandaag)? (?:goedgekeurd|geaccepteerd|aanvaard|bevestigd|ingewilligd)\b"
    r"|\bsolicitud de (?:cita|reserva|consulta)(?: (?:del|de) \S+(?: (?!no\b)\S+){0,4}?)?"
    r" (?:ha sido|fue|est\u00e1)(?: ya)? (?:aceptada|aprobada|confirmada|validada)\b)"
    r"(?![^.!?]*(?:pr\u00fcf|sobald|wenn|sofern|vorbehalt|attente|examen|r\u00e9serve|\u00e9tud|patiente?,|par l[ae] patient"
    r"|zodra|indien|behoudens"
    r"|behandeling|nader|espera|revis|pendiente|cuando|sujeta|por el paciente))",
    re.IGNORECASE,
)
_NO_REMINDER = compiled(
    r"\breminder (?:will|text|sms|email|e-mail|call|message)|\b(?:send|receive|get|sent|sms|text"
    r"|email) (?:you )?(?:an? )?(?:\w+ ){0,2}reminder|\bupcoming \w+ (?:has|was|is|have) (?:now )?(?:been )?"
    r"(?:changed|moved|re-?scheduled|cancell?ed|updated)\b|\breminders\b|\baction\b",
    re.IGNORECASE,
)
_NEVER_BOOKED = compiled(
    r"\b(?:do not|don(?:'|\u2019)t) (?:yet )?have an? (?:appointment|booking)\b|\bno (?:appointment"
    r"|booking) (?:has|was|yet)|\bnot (?:yet )?(?:been )?(?:booked|scheduled|able to (?:book|confirm"
    r"|schedule))|\b(?:could|can)(?: ?not|n(?:'|\u2019)t) be (?:booked|confirmed|completed|scheduled)"
    r"|\b(?:booking|payment|appointment) (?:has )?(?:failed|declined|expired|unsuccessful)|\bunsuccessful\b"
    r"|\bno tiene (?:\w+ )?cita\b|\bhat (?:\S+ ){0,8}?keinen? (?:\w+ )?termin\b|\bheeft (?:\S+ ){0,8}?geen (?:\w+ )?afspraak\b"
    r"|\bn['\u2019]a (?:pas|plus) (?:de |encore de )?(?:rendez-vous|rdv)\b|\bfindet (?:\S+ ){0,20}?nicht (?:bei|in|hier|an)\b",
    re.IGNORECASE,
)
_TITLE_DOT = "".join(
    rf"(?<!\b{title}\.)"
    for title in (
        "Dr",
        "Dra",
        "Mr",
        "Mrs",
        "Ms",
        "Prof",
        "Sr",
        "Sra",
        "M",
        "St",
        "mevr",
        "Mevr",
        "dhr",
        "Dhr",
        "Mme",
        "D",
        "mw",
    )
)
_SENTENCE = re.compile(
    rf"(?<=[!?])[ \n]+|(?<=[^\d]\.){_TITLE_DOT}[ \n]+|(?<=\d\.)(?<!\d\.\d\.)(?<!\d\.\d\d\.)[ \n]+(?!(?i:{choice(MONTHS)})\b)"
    r"|\n\n+|\n(?=[ ]*[\u2022*-])|\n(?=[^\n:]{1,40}:)",
)
_SHORT_LINE = re.compile(r"(?m)^([^\n]{1,54})\n(?=[^\n])")
_MOVED_HOUSE = compiled(
    r"\b(?:he|she|they|we|who|patient|client|family)(?: (?:has|have|had|is|are)(?: just| now)?)? (?:moved|moving)"
    r" (?:to (?!\d|(?:mon|tue|wed|thu|fri|sat|sun)\w*)[a-z]|away|house|interstate|overseas)",
    re.IGNORECASE,
)
_UNCHANGED = compiled(
    r"\b(?:nothing(?: else)?|none of \w+|(?:has|have|had|is|was)(?: not|n['\u2019]t)) (?:has |have |was |is )?(?:been )?(?:yet )?"
    r"(?:changed|moved|re-?scheduled|altered)\b|\bstatus (?:(?:has|have|was|is) )?(?:been )?changed\b|\bchanged (?:its |the )?status\b"
    r"|\bno changes?\b|\bnichts (?:hat sich )?ge\u00e4ndert\b"
    r"|\bniets (?:is )?(?:gewijzigd|veranderd)\b|\brien n['\u2019]a chang\u00e9\b|\bnada ha cambiado\b",
    re.IGNORECASE,
)
# "Status: Awaiting date -> Booked": what it is now.
_BECOMES = compiled(
    r"(?im)^([ ]*(?:status|state|stage|zustand|statut|\u00e9tat|estado)[ ]*:)[^\n]{0,40}?(?:-+>|=+>|\u2192|\u00bb|\u203a)"
)
_CONFIRMS = compiled(
    r"\b(?:appointment|booking|visit|session|reservation) (?:is|has been|was) (?:now )?(?:confirmed|booked"
    r"|scheduled|made)\b",
    re.IGNORECASE,
)
_FOR_SOMEBODY = compiled(r"\b(?:appointment|booking|reservation|session)s? for\b", re.IGNORECASE)
_ANSWER = re.compile(r"^\W*(?:re|aw|antw|sv|rif)[ ]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statements:
    """What the mail states, in the subject and in its text. names: it speaks of an appointment without saying "
    "what became of it."""

    subject_cancels: bool
    subject_moves: bool
    subject_books: bool
    cancels: bool
    moves: bool
    moves_there: bool  # in so many words: "has been moved to Friday"
    books: bool
    confirms: bool  # in so many words: "your appointment is confirmed"
    names: bool
    is_pending: bool
    reminds: bool
    subject_names: bool
    subject_reminds: bool
    never_booked: bool
    perhaps_cancels: bool  # by a word that may also be said of something else


def sentences(text: str) -> list[str]:
    """Sentences, with short lines as sentences of their own and wrapped ones joined."""
    pieces = _SENTENCE.split(_SHORT_LINE.sub(lambda match: match[1] + "\n\n", text[:20_000]))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence from the one to the other place, on one line; the day of "1. Juni" ends none."""
    cuts = [match.span() for match in _SENTENCE.finditer(text, max(0, start - 600), end + 600)]
    begin = max((last for first, last in cuts if last <= start), default=max(0, start - 600))
    finish = min((first for first, last in cuts if first >= end), default=end + 600)
    return " ".join(text[begin:finish].split())


def statements(letter: Letter, text: str) -> Statements:
    subject = letter.subject
    spoken = (ENGLISH, *spoken_in(f"{subject}\n{text}"))
    conditions = [phrases.condition for phrases in spoken]
    everything = sentences(_BECOMES.sub(r"\1 ", text))
    facts = [one for one in everything if not any(condition.search(one) for condition in conditions)]
    # The subject of an answer is that of the mail it answers.
    title = [] if _ANSWER.match(subject) else [subject]
    cancelled, moved, booked = (
        [*(getattr(one, kind) for one in spoken), heads]
        for kind, heads in (("cancelled", HEADS_CANCELLED), ("moved", HEADS_MOVED), ("booked", HEADS_BOOKED))
    )
    moves = _says(moved, [one for one in facts if not _MOVED_HOUSE.search(one) and not _UNCHANGED.search(one)])
    return Statements(
        subject_cancels=_says(cancelled, [subject]),
        subject_moves=_says(moved, [subject]),
        subject_books=_says(booked, title),
        cancels=_says(cancelled, facts) or (_says([_GIVEN_UP], facts) and not moves),
        moves=moves,
        moves_there=_says([_MOVED_THERE], facts),
        books=_says([*booked, _FOR_SOMEBODY], facts),
        confirms=_says([_CONFIRMS], facts),
        names=_says([one.named for one in spoken], [subject, *facts]),
        is_pending=_says([_ASKED, _QUESTION], everything)
        or _is_pending(
            [one.pending for one in spoken],
            _without_requests(booked, [*title, *_without_wishes(without_wishes(_unpaid(facts)))]),
        ),
        reminds=_reminds([one.reminder for one in spoken], facts),
        subject_names=_says([one.named for one in spoken], title),
        subject_reminds=_reminds([one.reminder for one in spoken], [subject]),
        perhaps_cancels=_says([_PERHAPS], [subject, *facts[:3]]),
        never_booked=_says([_NEVER_BOOKED], [subject, *facts]),
    )


def cancels(sentence: str) -> bool:
    return _says([phrases.cancelled for phrases in (ENGLISH, *spoken_in(sentence))], [" ".join(sentence.split())])


def _says(patterns: Sequence[Pattern], facts: Iterable[str]) -> bool:
    return any(pattern.search(fact[:600]) for fact in facts for pattern in patterns)


# "Would like to see Rowena. I have booked her in for Friday at 12.30pm": the wish has been granted.
_WISH = compiled(r"\b(?:would (?:like|love|prefer)|wants?|wished?|wanted) (?:to )?", re.IGNORECASE)
_GRANTED = compiled(
    r"\b(?:(?:have|has|had|was|were|is|are)(?: now| been| already| all)* (?:booked|confirmed|scheduled|put"
    r"|arranged|moved|changed|cancell?ed))\b.*\d",
    re.IGNORECASE,
)


def _without_wishes(facts: Sequence[str]) -> Sequence[str]:
    granted = any(_GRANTED.search(fact) and not _WISH.search(fact) for fact in facts)
    return (
        [fact for fact in facts if any(sign.isdigit() for sign in fact) or not _WISH.search(fact)] if granted else facts
    )


# "Payment: pay locally (pending)" beside "Status: Approved".
_PAYMENT = compiled(
    r"^\W*(?:payment|paid|deposit|balance|invoice|zahlung|betaling|paiement|pago)\b[^\n]{0,60}\b(?:pending|unpaid"
    r"|outstanding|awaiting|offen|open|en attente|pendiente)\b",
    re.IGNORECASE,
)
_SETTLED = compiled(
    r"^\W*(?:booking |appointment )?status\W+(?:approved|confirmed|booked|accepted|scheduled)\W*$", re.IGNORECASE
)


def _unpaid(facts: Sequence[str]) -> Sequence[str]:
    is_settled = any(_SETTLED.match(fact) for fact in facts)
    return [fact for fact in facts if not _PAYMENT.match(fact)] if is_settled else facts


def _without_requests(booked: Sequence[Pattern], facts: Sequence[str]) -> Sequence[str]:
    """A request that was granted, where another sentence says that it is booked."""
    is_booked = _says(booked, [fact for fact in facts if not _GIVEN.search(fact)])
    return [_GIVEN.sub(" ", fact) for fact in facts] if is_booked else facts


def _is_pending(patterns: Sequence[Pattern], facts: Iterable[str]) -> bool:
    """ "Could you please book her in" asks for nothing but that."""
    plain = [_INSTRUCTION.sub("please ", fact) for fact in facts]
    return any(_says(patterns, [fact]) and not _harmless(fact[:600]) for fact in plain)


def _harmless(fact: str) -> bool:
    return _HARMLESS_PENDING.search(fact) is not None or HARMLESS.search(fact) is not None


def _reminds(patterns: Sequence[Pattern], facts: Iterable[str]) -> bool:
    return any(_says(patterns, [fact]) and not _NO_REMINDER.search(fact[:600]) for fact in facts)
