"""The people of running text and the part each of them plays, told by the words beside their names.

The words are tables over all languages; the rules that use them know none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from booking_console.adapters.parsing.lines.letter import flat
from booking_console.adapters.parsing.names.names import NameMention, find_names, is_kin_of, key, same_person
from booking_console.adapters.parsing.names.people_english import TRADE
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.contexts import KEPT_AFTER, KEPT_BEFORE


class Part(Enum):
    PATIENT = auto()
    SPECIALIST = auto()
    KEPT = auto()  # a patient whose own appointment stays as it is
    HELPER = auto()  # who books, drives, interprets, refers, answers the phone
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Player:
    """One person: the longest form of the name, and every place where it stands."""

    name: str
    part: Part
    mentions: tuple[NameMention, ...]


KIN = (
    r"(?:(?:grand|step)?(?:mother|father|mum|mom|dad|son|daughter|ma|pa)|grandchild|husband|wife|partner|sister"
    r"|brother|aunt|uncle"
    r"|niece|nephew|cousin|child|boy|girl|lad|twins?|neighbou?r|friend|mutter|vater|mama|papa|sohn|tochter"
    r"|ehefrau|ehemann|mann|frau"
    r"|schwester|bruder|enkel(?:in|sohn|tochter)?|oma|opa|kind|neffe|nichte|nachbarin?|moeder|vader|zoon(?:tje)?"
    r"|dochter(?:tje)?"
    r"|vrouw|man|zus(?:je)?|broer(?:tje)?|kleinzoon|kleindochter|buurvrouw|m\u00e8re|p\u00e8re|maman|fils|fille"
    r"|femme|mari|\u00e9pouse"
    r"|\u00e9poux|s\u0153ur|soeur|fr\u00e8re|petit-fils|petite-fille|enfant|neveu|ni\u00e8ce|madre|padre|hij[oa]"
    r"|mujer|marido|espos[oa]"
    r"|herman[oa]|niet[oa]|abuel[oa]|sobrin[oa]|ni\u00f1[oa])"
)
_ESCORT = (
    r"(?:aide|carer|helper|escort|support worker|interpreter|driver|manager"
    r"|boss|teacher|case ?worker|gp|solicitor|nurse|betreuer(?:in)?|begeleider)"
)
_MY = r"(?:my|our|mein\w{0,2}|unser\w{0,2}|mijn|ons|onze|mon|ma|notre|mi|nuestr[oa])"
_HIS = (
    r"(?:his|her|their|the|a|sein\w{0,2}|ihr\w{0,2}|deren|dessen|zijn|haar|hun|son|sa|leur|su|la|le|el|de|die|der"
    r"|den|dem"
    r"|accompanying|an)"
)
_PATIENT_NOUN = (
    r"(?:patient(?:in|en|e)?|pati\u00ebnte?|pt|client(?:e|a)?|cliente|cli\u00ebnte?|klient(?:in)?|klant|kund(?:e|in"
    r"|en)"
    r"|member|employee|athlete|resident|student|pupil|claimant|injured person|worker|participant|guest|customer"
    r"|paciente|asegurad[oa]"
    r"|gesch\u00e4digte[rn]?|versicherte[rn]?|verzekerde|assur\u00e9e?|mitarbeiter(?:in)?|medewerk(?:er|ster)"
    r"|bewohner(?:in)?|jeune"
    r"|little|young|kleine|kleinen|petit|petite|peque\u00f1[oa])"
)
_VISIT = (
    r"(?:appointments?|appts?|bookings?|sessions?|visits?|consultations?|consults?|treatments?|reservations?|slots?"
    r"|reviews?"
    r"|assessments?|examinations?|screenings?|tests?|eye tests?|intakes?|fittings?|injections?|procedures?"
    r"|operations?|check-?ups?|massages?|follow-?ups?|scans?|physio|therapy|place|room|time|intake|\w*termine?s?"
    r"|\w*behandlung"
    r"|sprechstunde|buchung|sitzung|begutachtung|untersuchung|absage|umbuchung|afspraak|afspraken|boeking|consult"
    r"|behandeling|sessie"
    r"|onderzoek|afzegging|rendez-vous|rdv|s\u00e9ance|consultation|r\u00e9servation|soin|bilan|citas?|consulta"
    r"|sesi\u00f3n|visita"
    r"|reserva|tratamiento|revisi\u00f3n)"
)
_OF = r"(?:for|of|von|f\u00fcr|van|voor|de|d['\u2019]|du|des|pour|para|del|a nombre de|on behalf of)"
_ARTICLES = r"(?:(?:our|your|the|a|an|new|neue[nr]?|der|die|den|dem|des|het|de|le|la|les|el|los|las|unser\w{0,2}|notre|nuestr[oa]) )*"
_PATIENT_BEFORE = re.compile(
    rf"(?:\b{_MY} (?:[\w-]+ )?{KIN},? \(?"
    rf"|(?<!\bcon )(?<!\bavec )\b(?:votre|vos|tu|vuestr[oa]|(?:de|a|para|que) su) (?:[\w-]+ )?{KIN},? \(?"
    rf"|\b{_PATIENT_NOUN}(?: name)?(?: is| called| named| namens| nommée?)?[ ]?[:,]? ?"
    rf"|\b{_VISIT} (?:\([^()]*\) )?(?:(?:is|was|has been|made|booked|confirmed|needed|required|gemaakt|staat|pris"
    rf"|confirm\w+) ){{0,3}}(?:{_OF} |\b[dD]['\u2019]){_ARTICLES}"
    rf"(?:{_PATIENT_NOUN} )?"
    r"|\b(?:mother|mum|mom|father|dad|parents?|guardian|carer|wife|husband|mutter|vater|eltern(?:teil)?|moeder"
    r"|vader|ouders?|m\u00e8re|p\u00e8re"
    r"|parents|madre|padre) (?:of|von|van|de|d['\u2019])[ ]?"
    r"|\b(?:take|remove|strike|put|booked|book|squeeze[d]?|fit(?:ted)?|slot(?:ted)?|seeing|move[d]?|moving"
    r"|cancel(?:led)?"
    r"|rebook(?:ed)?|re-?schedule[d]?|re-?arrange[d]?|postpone[d]?|transfer(?:red)?|popping|slotting|squeezing"
    r"|fitting|bump(?:ed)?"
    r"|this is about|concerning|regarding|given|squeeze|strike|added?|add|expect(?:ing)?|confirm(?:ing)?"
    r"|offer(?:ed)?|schedule[d]?|swap(?:ped)?|have|tragt|tragen sie"
    r"|verlegt|verschoben|haben wir"
    r"|hebben we|hebben wij|avons|hemos citado a|citado a)(?: (?:in|f\u00fcr|voor|pour|para|for))? "
    r"|^(?:re|betreff|betrifft|betreft|concerne|objet|asunto):? "
    r"|(?:^|[.!?:] |\n)(?:f\u00fcr|for|voor|pour|para) )$",
    re.IGNORECASE,
)
_HELPER_BEFORE = re.compile(
    rf"(?:(?<!\w){_HIS} (?:[\w-]+ )?(?:{KIN}|{_ESCORT})(?: (?:is|ist|est|es))?,? \(?"
    rf"|['\u2019]s (?:[\w-]+ )?{KIN},? \(?"
    r"|\b(?:by|durch|door|par|por)(?: (?:the|our|his|her|their|der|die|de|le|la|el|sa|son|su))?(?: [\w-]+)? "
    r"|\b(?:gebucht|gesendet|erstellt|\u00fcberwiesen|\w+ert|\w+iert) von (?:der |dem )?(?:[\w-]+ )?"
    r"|\b(?:call|ring|contact|phone|reach|text|ask for|speak (?:to|with)|via|cc|attn|thanks,?|thank|regards,?"
    r"|tell|told|let|e-?mail"
    r"|fragen sie nach|melden sie sich bei|vraag naar|bel|demander|appeler|preguntar por|llamar a|contact(?:ar"
    r"|er)?)(?: (?:our|the))? "
    r"|\b(?:from|interpreter|driver|carer|aide|escort|support worker|secretary|receptionist|gp|referrer|solicitor"
    r"|advis[eo]r|manager|coordinator"
    r"|caller|teacher|employer|boss|dolmetscher(?:in)?|hausarzt|haus\u00e4rztin|huisarts|tolk"
    r"|m\u00e9decin traitant|interpr\u00e8te"
    r"|int\u00e9rprete|anruf(?:er)?(?: von)?|herrn? von|frau von)(?: (?:is|ist|est|es))?(?:,? \(?|: ?)"
    r"|\b(?:i|this is|it['\u2019]?s|my name is|ich bin|ik ben|je suis|soy)(?: am|['\u2019]m)?,? \(?)$",
    re.IGNORECASE,
)
_SPECIALIST_BEFORE = re.compile(
    r"\b(?:(?:unser|unsere|onze) (?!patient|klient|kund|bewohner|cli|bewoner|mitglied)[\w-]+,|nimmt sich"
    r"|\w*(?:psycholoog|psychologe|therapeut|arts|arzt|\u00e4rztin|assistente?|diëtiste?|masseu[rs]e?|gutachter|coach"
    r"|verpleegkundige|specialist|schwester|pfleger|loog|loge|login)(?:in)?|with|mit|bei|met|bij|avec|chez|con|seen "
    r"by|to see|attends?|attending|(?:coming|comes|come) to"
    r"|durch"
    r"|under|w/|practitioner"
    r"|therapist|physio\w*|clinician|provider"
    r"|doctor|consultant|specialist|dentist|osteopath|podiatrist|psychologist|nurse|surgeon|dietitian"
    r"|behandler(?:in)?|arzt|\u00e4rztin"
    r"|therapeut(?:in|e)?|behandelaar|arts|praticien(?:ne)?|m\u00e9dico|doctora?|fisioterapeuta|kin\u00e9\w*"
    r"|tandarts|huisarts|dokter|fysiotherapeute?|logopediste?|orthophoniste|ost\u00e9opathe|podologue|dentiste"
    r"|zahnarzt|zahn\u00e4rztin|hebamme|logop\u00e4din|podotherapeute?|dentista|pod\u00f3log[oa]"
    r"|psic\u00f3log[oa]|logopeda|oculista|enfermer[oa]"
    r"|secretary (?:to|for|of)|pa (?:to|for)|assistant (?:to|for)|sekretariat|secr\u00e9tariat (?:de|du)|secretaria "
    r"de)"
    r"(?: (?:our|your|my|me|us|him|her|the|le|la|el|de|dem|der|den|frau|herrn?|physiotherapist|therapist|doctor"
    r"|dr|colleague|kollegin"
    r"|kollegen?|collega|coll\u00e8gue|compa\u00f1er[oa]))*,? \(?$",
    re.IGNORECASE,
)
_TRADED = compiled(rf"\b(?:with|by|see|under) (?:our|your|the|an?) (?:[a-z-]+ ){{0,2}}{TRADE},? \(?$")
_HELPER_AFTER = re.compile(
    rf"^(?:, ?| ?\()(?:(?:his|her|their|the|sein\w{{0,2}}|ihre?|zijn|haar|sa|son|su|la|die|der"
    rf"|de) )?(?:[\w-]+ )?(?:{KIN}|interpreter|carer"
    r"|locum|trainee|observer|colleague|guardian|driver|secretary|receptionist|coordinator|manager|adjuster"
    r"|solicitor|dolmetscher\w*|tolk"
    r"|interpr\u00e8te|int\u00e9rprete)\b(?![:,]? ?(?-i:[A-Z]))"
    r"|^,? (?:will|kann|may|is going to|wird|zal|va|can)? ?(?:also )?(?:bring(?:s|t|en)?|drive[sn]?|accompan\w+"
    r"|collect\w*|pick\w*|drop\w*|sit in"
    r"|wait\w*|take care|interpret\w*|translat\w*|answer\w*|f\u00e4hrt|begleite\w*|holt|kommt mit|wartet|brengt"
    r"|haalt|begeleid\w*"
    r"|gaat mee|komt mee|(?:vous |le |la |l['\u2019]|lo |te )(?:accompagner?a|am\u00e8nera|conduira"
    r"|acompa\u00f1ar\u00e1|llevar\u00e1|traer\u00e1)|am\u00e8ne\w*|accompagne\w*|d\u00e9pose\w*|viendra avec"
    r"|vient avec|trae\w*"
    r"|acompa\u00f1a\w*|recoge\w*|lleva\w*)\b",
    re.IGNORECASE,
)
# "Mr Okonjo's son": it is the son who comes.
_HAS_KIN = re.compile(rf"^['\u2019]s? (?:[\w-]+ )?{KIN}\b", re.IGNORECASE)
_SPECIALIST_AFTER = re.compile(
    r"^,? (?:wird|zal) (?:sie|dich|u|je|ihn|hem|haar|den patienten|die patientin)\b"
    r"|^,? (?:will (?:see|be seeing|treat)(?! (?:dr|prof)\b)|(?:is seeing|sees)(?! (?:dr|prof)\b)|treats|behandelt"
    r"|\u00fcbernimmt|ziet|neemt|recevra"
    r"|re\u00e7oit|verr?a|voit|atiende"
    r"|ver\u00e1|remains|stays|has (?:been called|referred|asked (?:us|me))|referred|is unavailable|is away"
    r"|is on (?:leave|holiday)|ist (?:verhindert|im urlaub|krank)|is out of|runs|works)\b"
    r"|^,? \(?(?:physio\w*|dietitian|nutritionist|osteopath|podiatrist|psychologist|therapist|dentist|surgeon"
    r"|chiropractor|md\b)",
    re.IGNORECASE,
)
_HAS = (
    r"(?!(?:has|have|had) (?:the|your|our|my|a|an) (?!(?:[\w-]+ ){0,4}(?:appoint|book|visit|session|consult|treat"
    r"|slot|review|assess|check|scan"
    r"|test|massage|physio|therap|follow|exam|screen|procedure|injection)))"
    r"(?!(?:has|have|had) (?:just )?(?:scheduled|created|added|entered|made|set|arranged|organi[sz]ed|confirmed"
    r"|received)\b)"
    r"(?:confirmed|booked|scheduled|re-?scheduled|moved|cancell?ed|changed|postponed|left|has|have|had|is|was"
    r"|will|would|can(?:no|['\u2019])?t?|can no longer|won['\u2019]t|isn['\u2019]t"
    r"|wasn['\u2019]t|needs?|wants?|wishes|doesn['\u2019]t|does not|no longer|swapped|accepted|this|tomorrow|asked"
    r"|comes?|came"
    r"|now|rang|called|phoned|requested|cancell?ed|booked|attends?|stond|hat|hatte|ist|war|wird|wurde|kommt|kam|muss"
    r"|musste|m\u00f6chte|kann"
    r"|konnte|sagt|sagte|nimmt|erscheint|erh\u00e4lt|bekommt|heeft|had|wordt|werd|komt|kwam|moet|moest|kan|kon"
    r"|wil|staat|schuift|zal"
    r"|verschijnt|a|ont|aura|avait|est|\u00e9tait|sera|vient|viendra|doit|devait|ne|n['\u2019]|peut|souhaite"
    r"|annule|passe|se|s['\u2019]|aura|passera|devra|renonce|deber\u00e1|asistir\u00e1|ingresar\u00e1|pasar\u00e1"
    r"|renuncia|tiene|ten\u00eda"
    r"|tendr\u00e1|ha|es|est\u00e1|ser\u00e1|viene|vendr\u00e1|acudir\u00e1|no|anula|cancela|cambia|pasa|queda"
    r"|debe|acude|at|on|um|am|om|op"
    r"|\u00e0|le|el|a las|for|f\u00fcr|voor|pour|para|with|bei|bij|chez|avec|con|met|mit|into|in|to|from|von|vom"
    r"|van|du|instead)"
)
_PATIENT_AFTER = re.compile(
    rf"^(?:['\u2019]s?\b(?! (?:{KIN}|secretary|office|practice|clinic|team|rooms))"
    rf"|,? (?:\([^()]{{1,40}}\),? )?(?:[^,.\n]{{3,30}}, )?{_HAS}\b"
    r"|,? (?:\([^()]{1,40}\),? )?(?:(?:DOB|born|aged?|n\u00e9e?|geb\b\.?|nacid[oa])\b[^,.\n]{0,20},? )?(?=\d"
    r"|(?:mon|tue|wed|thu|fri|sat|sun"
    r"|tomorrow|today|morgen|heute|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|mi\u00e9rcoles|jueves|viernes)))",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(
    r"(?<![A-Z])(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Prof)(?<!Sr)(?<!Sra)[.!?]\s|\n\n|\n(?=[ ]*[\u2022*-])"
)


def cast_of(text: str, body: int, aside: Sequence[tuple[int, int]] = ()) -> list[Player]:
    """In the order in which they appear; a part that is plain anywhere holds everywhere.

    Only sentences count. aside: spans that are none, like the values of labels.
    """
    return list(_cast(text, body, tuple(aside)))


# Several steps of one reading ask for the same.
@lru_cache(maxsize=16)
def _cast(text: str, body: int, aside: tuple[tuple[int, int], ...]) -> tuple[Player, ...]:
    joined = flat(text[:body])
    groups: list[list[tuple[NameMention, Part]]] = []
    for found in find_names(_unwrapped(text[:body])):
        if any(start <= found.start < end for start, end in aside) or not _is_prose(text, found):
            continue
        mention = _unowned(found)
        if mention.name.split()[0].casefold().strip(".") in _HOUSES:
            continue
        part = _part_of(joined, mention)
        known = next((group for group in groups if any(same_person(one.name, mention.name) for one, _ in group)), None)
        if known is None:
            groups.append([(mention, part)])
        else:
            known.append((mention, part))
    return tuple(_player(group) for group in groups)


# "St Edmund's" and "Royal Surrey" are hospitals.
_HOUSES = frozenset({"st", "saint", "sankt", "sint", "royal"})
_LONG_LINE = 56  # whoever wraps lines, wraps long ones


def _unwrapped(text: str) -> str:
    """As flat, but short lines stay apart: a firm below a name is no part of it."""
    lines = text.split("\n")
    return "".join(line + (" " if len(line) >= _LONG_LINE else "\n") for line in lines[:-1]) + lines[-1]


def _is_prose(text: str, mention: NameMention) -> bool:
    """On a line that is long, that ends like a sentence, or that goes on one."""
    start, end = text.rfind("\n", 0, mention.start) + 1, text.find("\n", mention.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    words = line.split()
    small = sum(word[0].islower() for word in words)
    if small >= 1 and _TIMED.search(line):
        return True
    if small >= 1 and _DID.search(line):
        return True
    return small >= 2 and (len(line) >= _LONG_LINE or line.endswith((".", "!", "?", ",", ";", ":")) or small >= 4)


_DID = compiled(r" (?:has )?(?:just )?(?:re-?scheduled|cancell?ed|booked|confirmed|moved)[.!]$")
_TIMED = re.compile(r"\d[:.h]\d\d\b|\d ?[ap]\.?m\b|\d (?:uhr|uur|h)\b", re.IGNORECASE)
_OWNS = re.compile(r"['\u2019]s?$")


def _unowned(mention: NameMention) -> NameMention:
    """ "Ada Moreau's" is Ada Moreau, and the ending belongs to what follows."""
    match = _OWNS.search(mention.name)
    return replace(mention, name=mention.name[: match.start()], end=mention.end - len(match[0])) if match else mention


def _player(group: Sequence[tuple[NameMention, Part]]) -> Player:
    parts = [part for _, part in group]
    part = next((one for one in (Part.SPECIALIST, Part.PATIENT, Part.KEPT, Part.HELPER) if one in parts), Part.UNKNOWN)
    longest = max((mention for mention, _ in group), key=lambda one: len(key(one.name)))
    return Player(longest.name, part, tuple(mention for mention, _ in group))


# "Thanks, Ada Moreau - you're booked": no colleague is thanked so.
_THANKED = compiled(r"\b(?:thanks|thank you|congratulations|congrats)[,!]* $", re.IGNORECASE)
_ADDRESSED = compiled(r"^[ ]?[!,.\u2013\u2014-]+ you(?:['\u2019]re|['\u2019]ve| are| have)\b", re.IGNORECASE)


def _part_of(text: str, mention: NameMention) -> Part:
    before = text[max(0, mention.start - 90) : mention.start]
    cuts = [match.end() for match in _SENTENCE_START.finditer(before)]
    before = before[cuts[-1] :] if cuts else before
    after = text[mention.end : mention.end + 60].split("\n")[0]
    if mention.is_clinical or _SPECIALIST_AFTER.match(after) or _TRADED.search(before):
        return Part.SPECIALIST
    if _THANKED.search(before) and _ADDRESSED.match(after):
        return Part.PATIENT
    if KEPT_BEFORE.search(before) or KEPT_AFTER.match(after):
        return Part.KEPT
    if is_kin_of(text, mention.start) or _HAS_KIN.match(after):
        return Part.HELPER
    if _PATIENT_BEFORE.search(before) and not _HELPER_AFTER.match(after):
        return Part.PATIENT
    if _SPECIALIST_BEFORE.search(before):
        return Part.SPECIALIST
    if _HELPER_BEFORE.search(before) or _HELPER_AFTER.match(after):
        return Part.HELPER
    return Part.PATIENT if _PATIENT_AFTER.match(after) else Part.UNKNOWN
