"""What the words around a moment say about it: the appointment, its old time, or something else altogether."""

import re
from enum import Enum, auto
from functools import lru_cache

from booking_console.adapters.parsing.patterns import Pattern, compiled
from booking_console.adapters.parsing.times.clock import TimeMention, moves_from
from booking_console.adapters.parsing.times.mentions import DateMention
from booking_console.adapters.parsing.times.moments import Moment


class Sense(Enum):
    APPOINTMENT = auto()
    PREVIOUS = auto()
    OTHER = auto()
    KEPT = auto()  # an appointment that nothing happens to


_PREVIOUS_BEFORE = re.compile(
    r"(?:\bwas(?: coming| booked| due| seeing| scheduled| originally| previously| to have| supposed| down"
    r"| in)?\b|\bwere\b|\bused to be\b|\boriginal(?:ly)?\b|\bprevious(?:ly)?\b"
    r"|\b(?:ancien\w*|anterior|vorige|oude?|alter|alt|antes|nicht|niet|pas)\b|\bold\b|\bold one\b|"
    r"\bformer(?:ly)?\b|\binstead of\b|\brather than\b|\bearlier\b|\bno longer\b|\bnot\b"
    r"|\bmov\w+(?: \S+){0,8} from\b|\b(?:re-?scheduled|changed|postponed|switched|shifted|swapped"
    r"|brought forward|pushed back|put back)(?: \S+){0,8}? from\b|"
    r"\bswapped\b|\breplac(?:es|ing)\b|\bcurrent(?:ly)?\b|\bbisher\b|\bstatt\b|\bau lieu d\w*\b|\ben (?:lugar"
    r"|vez) d\w*\b"
    r"|\bin plaats van\b|\bin place of\b|\b(?:pr\u00e9vue?|prevista?|(?<!staat )(?<!is )(?<!wordt )(?<!werd )gepland"
    r"|geplante?n?) (?:le|para el|op|am)\b"
    r"|\b(?:can(?:no|['\u2019])t|unable to|not able to) (?:do|make|manage|come|attend)\b"
    r"|\b(?:d\u00e9placer|reporter|d\u00e9caler|cambiar|aplazar|trasladar|posponer|mover)\b"
    r"|\bno (?:vendr\u00e1|viene|acudir\u00e1)\b|\bno (?:puede|podr\u00e1|puedo|podr\u00e9) (?:venir|ir|acudir"
    r"|asistir)\b"
    r"|\bne (?:peut|pourra|peux"
    r"|pourrai) pas\b|\bkan (?:helaas )?niet\b"
    r"|\b(?:canceling|cancelling)\b|\b(?:have|had|has) to cancel\b|\bstond (?:voor|op|gepland)\b|\b(?:war"
    r"|stand) (?:f\u00fcr|am|auf)\b"
    r"|\bten\u00eda (?:\w+ ){0,3}(?:cita|hora|consulta|visita|sesi\u00f3n)\b|\bavait (?:\w+ ){0,3}(?:rendez-vous"
    r"|rdv)\b"
    r"|\bhatte (?:\w+ ){0,3}(?:termin|sitzung)\b|\bhad (?:\w+ ){0,3}(?:afspraak|consult)\b"
    r"|\bestaba\b|\b\u00e9tait\b|\bfrom\b(?! (?:now|our))"
    r"|\b(?:vom|von|(?<!spreekuur )(?<!agenda )(?<!planning )(?<!lijst )van|du|del|desde el|desde|statt|in plaats van"
    r"|au lieu d[ue]|en lugar del?)[ ]*"
    r"(?:(?:kommenden|diesen|dem|den|aanstaande|komende|ce|este|pr\u00f3ximo|(?:mo|di|mi|do|fr|ma|wo|vr|lun|mar|mer"
    r"|jeu"
    r"|ven)\b\.?)[ ]*)*$"
    r"|\b(?:urspr\u00fcnglich|bisherig\w*|oorspronkelijk\w*|initialement|originalmente|antes|anteriormente)\b)",
    re.IGNORECASE,
)
# "Friday at 2 cannot go ahead": what is told behind it names another time, or none.
_FALLS_THROUGH = (
    r"(?:can(?:not| not|['\u2019]t| no longer)|will (?:not|no longer)|won['\u2019]t|is not|isn['\u2019]t"
    r"|is no longer) (?:now |be )?(?:go ahead|going ahead"
    r"|take place|taking place|happen|happening|be kept)\b"
    r"|(?:kan|gaat) (?:\w+ ){0,2}niet (?:\w+ )?door(?:gaan)?\b|(?:kan|findet"
    r"|f\u00e4llt) (?:\w+ ){0,2}(?:nicht (?:\w+ )?statt|aus)\b|kann (?:\w+ ){0,2}nicht (?:\w+ )?"
    r"(?:stattfinden|eingehalten|gehalten)\b|entf\u00e4llt\b|muss (?:\w+ )?(?:ausfallen|entfallen)\b"
    r"|(?:ne (?:peut|pourra|peuvent) (?:malheureusement )?(?:pas|plus) (?:avoir lieu|\u00eatre (?:assur"
    r"|maintenu|honor)\w*)|n['\u2019]aura (?:pas|plus) lieu)\b"
    r"|no (?:puede|podr\u00e1|pueden) (?:celebrarse|realizarse|tener lugar|hacerse|mantenerse)\b"
    r"|no tendr\u00e1 lugar\b|queda sin efecto\b"
)
_PREVIOUS_AFTER = re.compile(
    r"^ (?:vorgesehene|geplante|angesetzte|vereinbarte|gebuchte|reservierte|geplande|gemaakte|ingeplande"
    r"|afgesproken)[nr]? [^.!?\n]{0,80}?"
    r"\b(?:auf|zum|naar|verschoben|verlegt|umgebucht|verplaatst|verzet|verschoven)\b"
    r"|^[^.!?\n]{0,20}\b(?:is|has been|was)\b[^.!?\n]{0,10}cancel[^.!?]{0,60}[.!?]?\s[^.!?\n]{0,40}\b(?:rebooked"
    r"|new appointment|instead|rescheduled)\b|^,? (?:leider |doch |helaas |toch |nun )*(?:nicht|niet)\b"
    r"|^[^.!?\n]{0,50}?\b(?:has|have|had|is|was|will be)\b[^.!?\n]{0,25}?\b(?:moved|re-?scheduled|changed"
    r"|postponed|shifted|brought forward|pushed back)\b[^.!?\n]{0,20}\bto\b|^[\s,]*(?:to(?! (?:see|have|discuss|meet"
    r"|start|get|check|review|be (?:seen"
    r"|examined|treated)))|has moved to|moves to"
    r"|is now|->|\u2192)\s+(?:be )?(?:on )?\w|^[^.!?\n]{0,30}\b(?:has|have|had|was|is|needs?"
    r"|will)\b[^.!?\n]{0,24}\b(?:changed|moved"
    r"|re-?scheduled|postponed|rearranged|re-arranged|altered|amended|revised)\b(?! from)"
    r"|^,? (?:est|a \u00e9t\u00e9|wird|wurde|wordt|werd|moet|muss|musste|doit \u00eatre|is|pasa|se (?:pasa|cambia"
    r"|traslada|aplaza)|queda"
    r"|ha sido)\b[^.!?\n]{0,30}\b(?:report|d\u00e9plac"
    r"|d\u00e9cal|verschoben|verlegt|verplaatst|verzet|aplazad|trasladad|al\b|op\b)|^[\s,]*(?:(?:wird|wurde|ist|is"
    r"|wordt"
    r"|werd|est|a \u00e9t\u00e9|queda|se) (?:\w+ ){0,2})?(?:auf|naar|al|au)\s+(?!(?:lieu|plus tard|zimmer|raum"
    r"|station"
    r"|kamer|salle|cabinet|sala|etage)\b)\w[^.!?\n]{0,24}?\d|^[^.!?\n]{0,8}\)? (?:is"
    r"|has) (?:gone|been released)"
    rf"|^[^.!?\n]{{0,12}}?\b(?:{_FALLS_THROUGH})",
    re.IGNORECASE,
)
_NEW_BEFORE = re.compile(
    r"(?<!used )(?<!due )\b(?:to|now|(?:and|now) (?:coming|comes|attending)|instead|rebooked|new (?:time|date"
    r"|appointment|slot)\w*"
    r"|swapped\b[^.!?\n]{1,60} for)\b(?: (?:be|for|on|at|is|to|in|this|next|today|tomorrow|\w+day week,?))*[\s:(]*$"
    r"|\b(?:auf|nun|neu|sondern|(?:statt|anstatt)\b[^.!?\n]{1,60} erst"
    r"|nieuw|maar|nouveau|mais|nuevo|nueva|sino|naar|nu|(?<!jusqu['\u2019])au"
    r"|d\u00e9sormais|al"
    r"|(?:ce )?sera|ser\u00e1n?|pasa a ser|sera donc|pasar\u00e1 a|ahora)(?: (?:a las|a la|\u00e0|den|am|op|le|el"
    r"|kommenden|diesen|aanstaande|komende|ce|este|morgen|demain|ma\u00f1ana))*[\s:(,]*$",
    re.IGNORECASE,
)
_STATED = compiled(
    r"(?<!was )(?<!were )\b(?:booked|confirmed|scheduled|reserved|arranged|see(?:ing)? you|(?:will|to) be seen"
    r"|(?:is|be) seeing|will see|will (?:now |then )?(?:come|attend)|(?:please|pls) (?:book|put)|now comes?"
    r"|(?<!no )(?:kommt|komt|viendra|vient|vendr\u00e1|viene|acudir\u00e1)"
    r"|appointment (?:is|on|at|for))\b(?! (?:on behalf|online))",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"(?:\bby(?=[ ]*(?:the |on |at |latest )*$)|\b(?:before|until|till|after|since|expir\w+|submitted|created"
    r"|printed|received|sent|posted|mailed|issued"
    r"|cancell?ed (?:at|on)(?! (?:your|the|his|her|my|their|our|request))|updated|landing|land|arriv\w+"
    r"|report(?:s|ing)?\b(?! (?:de|du))|deadline|(?<!was )(?<!were )due(?! (?:in|here) (?:on|at|this|tomorrow))"
    r"|ends?|"
    r"closes?|opens?|opening|valid|referred|letter(?! (?:confirms|informs|is to))|dated|born|birth|dob|injury"
    r"|accident|surgery|operation"
    r"|discharged?|admitted|stop\w*|last(?! (?:[\w-]+ ){0,3}(?:visit|session|appointment|treatment|of (?:the|her"
    r"|his)))|refer|released|hear from you|reply|"
    r"respond|confirm by|pay\w*|paid|payment|invoice\w*|statement|charged|fasting|fast|nothing to eat|eat"
    r"|drink|promotion\w*|offer\w* (?:ends|until)|rebook|club|event|workshop|class|webinar|rsvp|"
    r"authori[sz]ation|clos\w+|served|ordered|registered|on or around|around|generated|logged|entered|booked on"
    r"|placed on|requested on"
    r"|notified|on behalf|reviewed? on|next (?:one|appointment|visit)"
    r"|follow-?up (?:will|is)|"
    r"sp\u00e4testens|v\u00f3\u00f3r|bis|tot(?! en met)|geboren|geb\.|uiterlijk|geboren op|n\u00e9e? le|au plus tard"
    r"|avant|naci\w+"
    r"|a m\u00e1s tardar|antes del?|hasta|jusqu|au plus tard|effectu\u00e9e?|"
    r""
    r"blood tests?|scan|x-?ray\w*|results|mri|ultrasound)\b)",
    re.IGNORECASE,
)
# Told of what has been; nobody says it of a day that is still ahead.
_PAST_BEFORE = compiled(
    r"\b(?:gebucht am|erstellt am|geboekt op|aangemaakt op|r\u00e9serv\u00e9e? le|cr\u00e9\u00e9e? le|reservad[ao] "
    r"el|creada el"
    r"|visit on|seen on|seen you on|booked on|(?<!be )(?:phoned|called|emailed)|rang|spoke\w*)\b",
    re.IGNORECASE,
)
_OTHER_AFTER = compiled(
    r"^[^.!?\n]{0,30}\b(?:nichts|nicht mehr|n\u00fcchtern|nil by mouth|nothing to)\b"
    r"|^[^.!?\n]{0,12}?\b(?:deadline|sharp cut-?off|from \d{1,3}\.\d{1,3}\.|by (?:reception|admin)\d?|notice"
    r"|or earlier|at the latest)",
    re.IGNORECASE,
)


# "Nothing changes for Ada at 2pm", "his sister keeps hers at 4.30pm".
KEPT_BEFORE = compiled(
    r"\b(?:nothing changes|no change|unchanged|keeps?(?! (?:in mind|the practice))|keeping|stays?(?! off)|staying"
    r"|remains?(?! of)"
    r"|not affected|unaffected|still (?:coming|comes?|attending|attends?|booked|expected|due|in)|leave|bleib\w*"
    r"|beh\u00e4lt|unver\u00e4ndert|blijf\w*|houdt|ongewijzigd|reste(?:nt)?|garde(?:nt)?"
    r"|inchang\u00e9\w*|maintenue?s?|sigue[n]?|mantiene[n]?|conserva[n]?|no cambia[n]?)\b[^.!?;]{0,60}$",
    re.IGNORECASE,
)
KEPT_AFTER = compiled(
    r"^[^.!?;\n]{0,40}\b(?:stays?|remains?|is unchanged|are unchanged|(?:is|are) not affected|still stands?"
    r"|stands|bleib\w*|blijf\w*"
    r"|(?:is|are) still (?:coming|on|booked)|reste(?:nt)?|(?:est|sont) maintenue?s?|sigue[n]?|se mantiene[n]?|no "
    r"cambia[n]?)\b",
    re.IGNORECASE,
)


def sense_of(text: str, moment: Moment | DateMention | TimeMention, *, is_ahead: bool = False) -> Sense:
    """Judged by the same sentence only; words nearest to the moment were written about it.

    is_ahead: the moment lies after the mail, so that no word for what has been can be about it.
    """
    return plain_sense_of(text, moment, is_ahead=is_ahead) or Sense.APPOINTMENT


@lru_cache(maxsize=1024)  # the labels of each of many patients ask for every day of the text
def plain_sense_of(text: str, moment: Moment | DateMention | TimeMention, *, is_ahead: bool = False) -> Sense | None:
    """The same; None where no word of the sentence tells."""
    before = _SCANNED.sub(lambda match: match[1] + " " * len(match[2]), _same_sentence_before(text, moment.start))
    after = _REST_STAYS.sub("", text[moment.end : moment.end + 90].replace("\n", " "))
    if KEPT_BEFORE.search(before) or KEPT_AFTER.search(after):
        return Sense.KEPT
    if moves_from(text, moment.start) or _PREVIOUS_AFTER.search(after) or _REBOOKED_BEHIND.match(text, moment.end):
        return Sense.PREVIOUS
    if _NEW_BEFORE.search(before) or _NEW_AHEAD.search(text, max(0, moment.start - 120), moment.start):
        return Sense.APPOINTMENT
    if _GIVEN_UP_BEHIND.search(after):
        return Sense.PREVIOUS
    if _CONFIRMED_OF.search(before):
        return Sense.APPOINTMENT
    stated = _last(_STATED, before)
    if stated >= 0 and _OLD_ONE.search(before[: stated + 1].rstrip()[:-1].rstrip() if stated else ""):
        stated = -1
    nearest, sense = max(
        (stated, Sense.APPOINTMENT),
        (_last(_PREVIOUS_BEFORE, before), Sense.PREVIOUS),
        (_last(_OTHER_BEFORE, before), Sense.OTHER),
        (-1 if is_ahead else _last(_PAST_BEFORE, before), Sense.OTHER),
        key=lambda found: found[0],
    )
    if nearest >= 0:
        return sense
    return Sense.OTHER if _OTHER_AFTER.search(after) else None


# "Has unfortunately been cancelled because of leave. You have been rebooked for the 20th".
_REBOOKED_BEHIND = compiled(
    r"[^.!?\n]{0,12} (?:is|has|have|had|was)\b[^.!?\n]{0,24}\bcancell?ed\b[^.!?]{0,90}[.!?;,]\s{1,2}(?:and |so |but "
    r"|instead,? )?"
    r"(?:you|he|she|they|we|it|(?:your|his|her|their|the) new|(?-i:[A-Z])\w+)\b[^.!?\n]{0,30}?"
    r"\b(?:re-?booked|re-?scheduled|new (?:appointment|date|time)|offered and accepted|moved)\b",
    re.IGNORECASE,
)
# "On Friday instead, everything else stays as it is": what stays is not the time.
_REST_STAYS = compiled(
    r",? (?:and |en |und |et |y )?(?:verder|voor de rest|overigens|everything else|the rest|all else|sonst|ansonsten"
    r"|alles andere|der rest|(?:tout )?le reste|(?:todo |por )?lo dem\u00e1s)\b(?! (?:of|van|von|de|du"
    r"|del)\b)[^.!?;\d]*",
    re.IGNORECASE,
)
# The scan is the visit.
_SCANNED = compiled(
    r"(\b(?:cancel\w*|booked|scheduled|moved|re-?scheduled|confirm\w*|changed) (?:an?|your|the|his|her) (?:[\w-]+ "
    r"){0,3}?|\b(?:appointment|slot|booking) (?:for|on|with) (?:[\w.'\u2019-]+ ){0,6}?|\b(?:your|his|her|their|the) "
    r"(?:[\w-]+ ){0,3}?"
    r"(?=(?:blood tests?|scan|x-?ray|mri(?: scan)?|ultrasound(?: scan)?) (?:appointment )?(?:will|is|has (?:now "
    r")?been"
    r"|takes)\b))"
    r"(blood tests?|scan|x-?ray\w*|mri(?: scan)?|ultrasound(?: scan)?)\b",
    re.IGNORECASE,
)
# German keeps the verb for the end: "m\u00fcssen wir Ihren Termin am 29.7. verlegen".
_GIVEN_UP_BEHIND = compiled(
    r"^[^.!?]{0,90}\b(?:verlegen|verschieben|umbuchen|absagen|verplaatsen|verzetten|aus(?=[.!])|entfallen"
    r"|nicht stattfinden|niet doorgaan|vervallen)\b",
    re.IGNORECASE,
)
# "Je vous confirme votre s\u00e9ance du jeudi 22 octobre": the day that it is on, not one that it leaves.
_CONFIRMED_OF = compiled(
    r"\b(?:confirm(?:e|ons|\u00e9e?s?|amos|o|ad[ao]s?)|vous confirmer|confirmar(?:te|le)|r\u00e9serv\u00e9e?s?"
    r"|inscrite?s?|convoqu\u00e9e?s?|enregistr\u00e9e?s?|not\u00e9e?s?"
    r"|programm\u00e9e?s?|citad[ao]s?|reservad[ao]s?|agendad[ao]s?|programad[ao]s?|apuntad[ao]s?"
    r"|convocad[ao]s?)(?!\w)"
    r"(?:(?!\b(?:annul|report|d\u00e9plac|d\u00e9cal|modif|chang|remplac|anul|cancel|cambi|aplaz|traslad|mov|baja"
    r"|absence|suite)\w*)[^.!?;:]){0,90}"
    r"\b(?:du|del)(?: (?:d\u00eda|pr\u00f3ximo|prochain))?[ ]*$",
    re.IGNORECASE,
)
# "Your previous appointment on" states nothing but the old time.
_OLD_ONE = compiled(
    r"\b(?:previous|old|original|earlier|former|existing|cancel(?:l?ed|l?ing)? (?:the|your|his|her|their|this|our))$",
    re.IGNORECASE,
)


def _last(pattern: re.Pattern[str] | Pattern, before: str) -> int:
    """Where the last such word begins, -1 when it is too far away to matter."""
    found = max((match.start() for match in pattern.finditer(before)), default=-1)
    return found if found >= len(before) - 70 else -1


def _same_sentence_before(text: str, position: int) -> str:
    before = text[max(0, position - 160) : position]
    cut = max((match.end() for match in _BOUNDARY.finditer(before) if not _goes_on(text, match, position)), default=0)
    return _BRACKETED.sub(lambda match: " " * len(match[0]), before[cut:].replace("\n", " "))


# "Your new appointment is:" and the time on the next line.
_NEW_AHEAD = compiled(
    r"\b(?:new|revised|updated|neuer|nieuwe|nouve\w+|nueva) (?:appointment|time|date|one|slot|visit|session"
    r"|booking|termin|afspraak"
    r"|rendez-vous|cita)\b[^.!?\n]{0,30}:[ ]*\n+[^\n]{0,12}$",
    re.IGNORECASE,
)
# "(born 17/11/1938)" and "n\u00e9 le 03/02/1980" say nothing about the time behind them.
_BRACKETED = re.compile(
    r"\([^()]{0,60}\)|\b(?:n\u00e9e?|nacid[oa]|geb(?:oren)?\.?|born)[ ](?:le |el |am |op |on )?"
    r"\d{1,2}[./ -](?:\d{1,2}|(?:de )?[^\W\d_]{3,10}\.?)[./ -](?:de )?\d{2,4}",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"(?<!\b[A-Z])(?<!Dr)(?<!\bdr)(?<!\bmw)(?<!\bdhr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Prof)[.!?]\s|\n\n|(?<![:,])\n"
)

_WRAPPED = 50


def _goes_on(text: str, boundary: re.Match[str], position: int) -> bool:
    """Whether the line only ends because it is full."""
    if boundary[0] != "\n":
        return False
    at = max(0, position - 160) + boundary.start()
    return at - (text.rfind("\n", 0, at) + 1) >= _WRAPPED
