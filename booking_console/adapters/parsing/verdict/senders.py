"""What the envelope tells: automatic answers, newsletters, bills, mails that only pretend."""

import re
from dataclasses import dataclass

from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.structured import books_elsewhere
from booking_console.domain.trust import Proof

_AUTOMATIC = compiled(
    r"^\W*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|abwesenheit"
    r"|automatische antwort"
    r"|automatisch antwoord|afwezig\w*|r\u00e9ponse automatique|absence du bureau|absen(?:t|te|ce)\b(?! (?:de (?:m|mme"
    r"|mlle|monsieur|madame)\b|au |\u00e0 ))"
    r"|respuesta autom\u00e1tica"
    r"|fuera de la oficina|(?:read|gelesen|gelezen|lu|le\u00eddo|delivered|zugestellt|bezorgd)[ ]?:)",
    re.IGNORECASE,
)
# "Absence" above "mon fils sera absent \u00e0 son rendez-vous": whoever is away from work misses none.
_MISSES = compiled(
    r"\babsente?s? (?:\u00e0|lors de|pour|au) (?:son|sa|ce|cette|le|la|leur)? ?(?:rendez-vous|rdv|s\u00e9ance"
    r"|consultation|visite)"
    r"|\bafwezig (?:op|bij) (?:zijn|haar|de) afspra",
    re.IGNORECASE,
)
_BOUNCED = compiled(
    r"^\W*(?:undeliver|delivery status|delivery (?:has )?fail|mail delivery|returned mail|failure notice"
    r"|message (?:blocked|delayed)|not delivered)",
    re.IGNORECASE,
)
_MONEY = compiled(
    r"\b(?:invoices?|receipts?|remittance|payment (?:received|confirmation|reminder)|statement of account"
    r"|credit note|rechnung|facture|factura|factuur|purchase order)\b|\byour statement\b",
    re.IGNORECASE,
)
_FEEDBACK = compiled(
    r"\bhow (?:was|did)\b|\b(?:rate|review) (?:us|your|our)\b|\bfeedback\b|\bsurvey\b"
    r"|\bthank you for (?:visiting|attending|coming)\b|\bwe missed you\b|\bmissed (?:your )?appointment\b"
    r"|\bdid not attend\b|\bno[- ]show\b(?! (?:fee|polic|charge|may))",
    re.IGNORECASE,
)
_MISSED = compiled(
    r"\b(?:did not|didn['\u2019]t|failed to) (?:attend|show up|turn up|arrive for)\b|\bno[- ]show\b(?! (?:fee"
    r"|polic|charge|may))"
    r"|nicht erschienen|niet verschenen|n['\u2019]est pas venu"
    r"|no (?:acudi\u00f3|se present\u00f3)",
    re.IGNORECASE,
)
_WAITING = compiled(
    r"\b(?:added|placed|put|joined|are|been|is|remain)\b[^.!?\n]{0,30}\b(?:waiting|wait"
    r"|cancellation)[ -]?list\b|\bwaitlist(?:ed)?\b|^\W*waiting list|\bdo not have an appointment yet\b"
    r"|\bwarteliste\b|\bwachtlijst\b"
    r"|\bliste d['\u2019]attente\b|\blista de espera\b",
    re.IGNORECASE,
)
_OFFER = compiled(
    r"\b(?:slot|spot|place|time|appointment|opening) (?:\w+ ){0,3}(?:opened up|come up|become available"
    r"|now available|is available)\b"
    r"|\breply (?:y|yes|1)\b|\bfirst[ -]come\b|\b(?:do you|would you like to) (?:want|take) (?:it|this)\b",
    re.IGNORECASE,
)
_BULLETIN = compiled(
    r"\b(?:newsletter|bulletin|special offer|sale|% off|discount|webinar|workshop|open day|book now"
    r"|time to book|due for (?:a|your)|new at|introducing|promotion|what(?:'|\u2019)s on|join us|classes"
    r"|open evening|news from)\b",
    re.IGNORECASE,
)
_SECRETS = compiled(
    r"\b(?:with|enter|verify|confirm|update|type) (?:in )?your (?:e-?mail )?(?:password|credentials|bank|card"
    r"|account)\b|\bpassword\b[^.!?\n]{0,40}\bwithin\b|\baccount (?:has been |will be )?(?:suspended|locked"
    r"|deactivated)\b|\bsession has expired\b",
    re.IGNORECASE,
)
_ELSEWHERE = compiled(
    r"\b(?:vehicle(?! (?:accident|collision|crash|incident|injur))|car service|mot\b|rego|registration plate"
    r"|mechanic|courier|parcel|delivery (?:slot|window)"
    r"|collection appointment|linen|engineer|electrician|plumber|boiler|meter reading|installation|"
    r"broadband|property|viewing|inspection|estate agent|interview|candidate|table for|restaurant|hotel"
    r"|check-in|flight|salon|haircut|hairdress\w*|vet\b|veterinary|your (?:dog|cat|pet)|rescue|webinar"
    r"|first[- ]aid|training (?:day|course|session|event)|induction|demo\b"
    r"|test drive|tyres?|technician|air[ -]?con\w*|heating|plumbing|cleaners?|"
    r"fire drill|roster|team meeting|staff meeting|board meeting|pest control|window clean\w*|waste collection"
    r"|maintenance visit|calibration|photocopier|printer|sales)\b",
    re.IGNORECASE,
)
_ELSEWHERE_ABROAD = compiled(
    r"\b(?:wartung|klimaanlage|aufzug|fahrstuhl|handwerker|elektriker|installateur|lieferung|spediteur"
    r"|fensterputz\w*|vorstellungsgespr\u00e4ch"
    r"|bewerb(?:er|erin|ung\w*)|team(?:sitzung|besprechung|meeting)|dienstbesprechung|betriebsversammlung"
    r"|fortbildung|schulung|weihnachtsfeier"
    r"|einarbeitung|brandschutz\w*|onderhoud(?:smonteur)?|monteur|levering|sollicitatie\w*|teamoverleg"
    r"|werkoverleg|teamvergadering|bijscholing"
    r"|maintenance (?:de|du|des)|entretien d['\u2019]embauche|ascenseur|livraison|livreur|\u00e9lectricien"
    r"|plombier|r\u00e9union d['\u2019]\u00e9quipe|imprimante"
    r"|mantenimiento|ascensor|entrevista de trabajo|fontanero|electricista|reuni\u00f3n de (?:equipo|personal)"
    r"|impresora)\b",
    re.IGNORECASE,
)
_MEDICAL = re.compile(
    r"\b(?:patient\w*|pt\b|clients?|consult\w*|appointment|treatment|physio\w*|massage|clinic\w*|doctor|dr"
    r"|\w*therap\w*|referral|session|\w*termin\w*|\w*behandl\w*|praxis|sprechstunde|afspra\w+|pati\u00ebnt\w*"
    r"|praktijk|consult"
    r"|rendez-vous|rdv|s\u00e9ance|soins?|cita|consulta|paciente|cl\u00ednica|sesi\u00f3n|tratamiento)\b",
    re.IGNORECASE,
)
_SURELY = compiled(
    r"\b(?:vehicle|car service|mot|rego|mechanic|courier|parcel|delivery (?:slot|window|is booked)|electrician"
    r"|plumb(?:er|ing)|boiler|meter reading"
    r"|broadband|restaurant|flight|haircut|veterinary|your (?:dog|cat|pet)|tyres?|pest control|window clean\w*"
    r"|waste collection"
    r"|technician|air[ -]?con\w*|photocopier|table for|test drive)\b",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:patient\w*|pt|clients?|clinic\w*|doctor|dr|nurse|therap\w*|physio\w*|consult\w*|massage|treatment"
    r"|referr\w+|hospital|medical|dental"
    r"|surgery|praxis|arzt|patienten|praktijk|dokter|cabinet|m\u00e9decin|cl\u00ednica|doctora)\b",
    re.IGNORECASE,
)
_EVENT = compiled(
    r"\b(?:webinar|workshop|conference|seminar|masterclass|open (?:day|evening)|course registration|roster|rota"
    r"|staff meeting|team meeting)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """untrusted and ignorable are the reason in plain words, or ''."""

    untrusted: str = ""
    ignorable: str = ""
    is_meeting: bool = False
    is_bulletin: bool = False  # sent to many, with something to sell or to tell
    is_missed: bool = False
    is_elsewhere: bool = False  # a parcel, a car, a course: nothing in it is a patient's


def standing_of(letter: Letter, text: str, proof: Proof) -> Standing:
    return Standing(
        untrusted=_untrusted(text, proof),
        ignorable=_ignorable(letter, text),
        is_meeting=bool(letter.calendars) and not _is_medical(letter, text),
        is_bulletin=letter.headers.get("List-Unsubscribe") is not None
        and _BULLETIN.search(f"{letter.subject}\n{text}") is not None,
        is_missed=_MISSED.search(text) is not None,
        is_elsewhere=_EVENT.search(letter.subject) is not None
        or (
            _SURELY.search(f"{letter.subject}\n{text}") is not None and not _TREATED.search(f"{letter.subject}\n{text}")
        ),
    )


def _is_medical(letter: Letter, text: str) -> bool:
    return bool(_MEDICAL.search(letter.subject) or _MEDICAL.search(text)) and not _ELSEWHERE.search(
        f"{letter.subject}\n{text}"
    )


def _untrusted(text: str, proof: Proof) -> str:
    if proof is Proof.FAILED:
        return "The sender could not be verified; the mail may pretend to come from somebody else."
    if _SECRETS.search(text):
        return "The mail asks for a password or an account; that is not what a confirmation does."
    return ""


def _ignorable(letter: Letter, text: str) -> str:
    return _machine(letter) or _other_business(letter, text)


def _machine(letter: Letter) -> str:
    headers = letter.headers
    if (
        headers.get_content_type() == "multipart/report"
        or _BOUNCED.search(letter.subject)
        or letter.sender.address.startswith(("mailer-daemon@", "postmaster@"))
    ):
        return "A delivery report."
    if (
        "auto-replied" in str(headers.get("Auto-Submitted", "")).casefold()
        or (_AUTOMATIC.search(letter.subject) and not _MISSES.search(letter.text))
        or headers.get("X-Autoreply")
    ):
        return "An automatic answer."
    if re.match(
        r"\W*(?:accepted|zugesagt|geaccepteerd|accept\u00e9e?|aceptad[ao])[ ]?:", letter.subject, re.IGNORECASE
    ):
        return "Somebody accepted an invitation."
    return ""


def _other_business(letter: Letter, text: str) -> str:
    if books_elsewhere(letter.structured):
        return "A table, a journey or a hotel; no patient is booked."
    if _MONEY.search(letter.subject):
        return "A bill or a receipt."
    if _FEEDBACK.search(letter.subject):
        return "About a visit that is over."
    if (_WAITING.search(letter.subject) or _WAITING.search(text)) and not _OFFER.search(f"{letter.subject}\n{text}"):
        return "About a waiting list; no appointment is made."
    bulk = str(letter.headers.get("Precedence", "")).casefold() in ("bulk", "list", "junk") or letter.headers.get(
        "List-Id"
    )
    if bulk and (_BULLETIN.search(letter.subject) or _BULLETIN.search(text)) and not letter.calendars:
        return "A newsletter."
    return ""


# Where a copay is due, or a card is shown, nobody comes to stay.
_MEDICAL_CHECK_IN = compiled(
    r"\b(?:co-?pay(?:ment)?s?|insurance cards?|medicare cards?|deductibles?)\b[^.!?\n]{0,40}\bcheck-in\b", re.IGNORECASE
)


def elsewhere(letter: Letter, text: str) -> bool:
    """Appointments that are nobody's treatment: vans, meetings, cars."""
    said = _MEDICAL_CHECK_IN.sub(" ", f"{letter.subject}\n{text}")
    return bool(_ELSEWHERE.search(said) or _ELSEWHERE_ABROAD.search(said))


def surely_elsewhere(letter: Letter, text: str) -> bool:
    """A car or a parcel in a mail without a word for anything medical, whatever its labels."""
    said = f"{letter.subject}\n{text}"
    return _SURELY.search(said) is not None and not _TREATED.search(said)
