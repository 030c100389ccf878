"""How German, Dutch, French and Spanish sentences name the patient."""

import re
from collections.abc import Sequence
from functools import cache

from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.names.names import NAME, TITLED

_WHO = rf"(?P<who>{NAME}|{TITLED})"

_PATTERNS = {
    "de": (
        rf"(?i:\bihre[nrsm]? (?:sohn(?:es)?|tochter|kind(?:es)?)),? {_WHO}",
        rf"(?i:\b(?:kann|muss|musste|kommt|hat|hatte|wird|wurde|soll|darf|erscheint|m\u00f6chte)(?: (?:um"
        rf"|am) \S+(?: Uhr)?)?) {_WHO}",
        rf"(?i:(?:^|[.!\n] ?)(?:achtung,? )?(?:\u00e4nderung|achtung|termin|umbuchung|absage"
        rf"|storno)[ ]?:) {_WHO}(?=,| \(| am| von)",
        rf"(?i:\b(?:erwarten|begr\u00fc\u00dfen|sieht|behandelt|untersucht|empf\u00e4ngt|streicht|streichen sie"
        rf"|notiert|notieren sie|tragt|tragen sie)(?: (?:wir|am|bitte|f\u00fcr)){{0,2}}) {_WHO}",
        rf"(?i:\b(?:mein|meine|meiner|meinen|meinem|unser|unsere|unserer) (?:mutter|vater|sohn|tochter|frau|mann"
        rf"|kind|oma|opa|schwester|bruder)),? {_WHO}",
        rf"(?i:\b(?:\w*termin\w*|buchung|behandlung|sprechstunde|absage|sitzung|therapie|massage)(?: (?:wurde|ist"
        rf"|steht))?"
        rf" (?:von|f\u00fcr|des|der|mit)(?: (?:unsere[nrs]?|den|die|der|des|dem|neue[nr]?)){{0,2}}"
        rf"(?: (?:patient(?:in|en)?|kund(?:e|in|en)|klient(?:in|en)?))?),? {_WHO}",
        rf"(?i:\b(?:haben|habe|hat) (?:wir |ich )?(?:f\u00fcr |den patienten |die patientin )?){_WHO}(?= (?:am|um"
        rf"|bei|f\u00fcr|auf|den|einen)\b)",
        rf"(?i:\b(?:patient(?:in|en)?|kund(?:e|in|en)|klient(?:in|en)?)) {_WHO}",
        rf"{_WHO} (?:hat|hatte|kommt|ist|wird|wurde|erscheint|erh\u00e4lt|bekommt|sagt|sagte|musste|kann)\b",
        rf"(?i:\bf\u00fcr) {_WHO}(?=(?: \([^()\n]{{1,40}}\))? (?:wurden?|werden|sind|haben wir|ist|am|um|ein)\b)",
    ),
    "nl": (
        rf"(?i:\b(?:uw|je) (?:zoon|dochter|kind)),? {_WHO}",
        rf"(?i:\b(?:kan|moet|moest|komt|heeft|had|wordt|is|staat|wil|zal)(?: (?:om|op) \S+(?: uur)?)?) {_WHO}",
        rf"(?i:(?:^|[.!\n] ?)(?:let op,? )?(?:wijziging|let op|afspraak|afmelding|annulering)[ ]?:) {_WHO}(?=,| \("
        rf"| op| van)",
        rf"(?i:\b(?:willen jullie|wilt u|kunnen jullie|noteer(?: je)?|verwachten(?: wij| we)?|ziet|behandelt"
        rf"|onderzoekt|ontvangt)(?: even| graag| voor| de heer){{0,2}}) {_WHO}",
        rf"(?i:\b(?:ruimte|kamer|spreekkamer|behandelkamer|plek|plaats|tijd) voor(?: de heer)?) {_WHO}",
        rf"(?i:\bde heer) {_WHO}",
        rf"(?i:\b(?<!niet )graag) {_WHO}(?= (?:(?:op|om|voor|aanstaande|komende|morgen)\b[^.!?\n]{{1,60}} )?"
        rf"(?:noteren|inplannen|inboeken|inschrijven|vastleggen|inroosteren)\b(?! (?:als|indien|mits|of)\b))",
        rf"(?i:\b(?:mijn|onze|ons) (?:moeder|vader|zoon|zoontje|dochter|dochtertje|vrouw|man|kind|oma|opa|zus"
        rf"|broer)),? {_WHO}",
        rf"(?i:\b(?:afspraak|afspraken|boeking|consult|behandeling|sessie|afzegging|annulering)(?: (?:is|gemaakt"
        rf"|staat|gepland|ingepland|geboekt)){{0,2}}"
        rf" (?:van|voor|met)(?: (?:onze|de|uw))?(?: (?:nieuwe )?(?:pati\u00ebnte?|cli\u00ebnte?|klant))?) {_WHO}",
        rf"(?i:\b(?:pati\u00ebnte?|cli\u00ebnte?|klant)) {_WHO}",
        rf"{_WHO} (?:heeft|had|komt|is|wordt|werd|staat|kan|moest|zal|verschijnt)\b",
        rf"(?i:\b(?:hebben|heb|heeft) (?:wij |we |ik )?(?:voor )?(?:de )?){_WHO}(?= (?:op|om|bij|in|een)\b)",
        rf"(?i:\bvoor(?: de)?) {_WHO}(?= (?:is|hebben|staat|op|om|een)\b)",
    ),
    "fr": (
        rf"(?i:\b(?:votre|ton|ta) (?:fils|fille|enfant)),? {_WHO}",
        rf"(?i:\b(?:inscrire|inscrivez|noter|notez|ajouter|verra|voit|recevra|re\u00e7oit|attendons|convoquons"
        rf"|informons que|annuler|supprimer)) {_WHO}",
        rf"(?i:(?:^|[.!\n] ?)(?:attention,? )?(?:changement|attention|modification|annulation"
        rf"|rdv)[ ]?:) {_WHO}(?=,| \(| le| du)",
        rf"(?i:\b(?:salle|cabinet|bureau|place|cr\u00e9neau) pour) {_WHO}",
        rf"(?i:\b(?:mon|ma|notre) (?:m\u00e8re|p\u00e8re|fils|fille|femme|mari|\u00e9pouse|\u00e9poux|enfant"
        rf"|s\u0153ur|fr\u00e8re)),? {_WHO}",
        rf"(?i:\b(?:rendez-vous|rdv|consultation|s\u00e9ance|r\u00e9servation|soin|annulation|report)(?: (?:est"
        rf"|a \u00e9t\u00e9|pris|pr\u00e9vu|confirm\u00e9e?|fix\u00e9|not\u00e9e?)){{0,3}}"
        rf" (?:de|pour|avec|du|d['\u2019])(?: (?:notre|la|le|votre))?(?: ?(?:patiente?|cliente?))?) ?{_WHO}",
        rf"(?i:\b(?:patiente?|cliente?)) {_WHO}",
        rf"{_WHO},? (?:a|aura|avait|est|viendra|vient|sera|ne|n['\u2019]|souhaite)\b",
        rf"(?i:\bpour) {_WHO}(?= (?:le|\u00e0|un|est|a)\b)",
    ),
    "es": (
        rf"(?i:\b(?:su|tu) hij[oa]),? {_WHO}(?= (?:el|a|con|ha|queda|tiene|para|es|está)\b|[:.,])",
        rf"(?i:\b(?:ap[u\u00fa]nt\w+|an[o\u00f3]t\w+|agend\w+|cit\w+|inclu\w+|met\w+|pon\w+|quit\w+|borr\w+|cambi\w+"
        rf"|pasen|pasad[oa]"
        rf"|esperamos|ver\u00e1|atender\u00e1|recibir\u00e1)(?:,? por favor,?)? al?(?: paciente)?(?: la| el)?) {_WHO}",
        rf"(?i:\b(?:viene|vendr\u00e1|acude|acudir\u00e1|tiene)) {_WHO}(?=[.,;!]| (?:el|a|con|para|y)\b)",
        rf"(?i:(?:^|[.!\n] ?)(?:atenci\u00f3n,? )?(?:cambio|atenci\u00f3n|cita|anulaci\u00f3n"
        rf"|modificaci\u00f3n)[ ]?:) {_WHO}(?=,| \(| el| del)",
        rf"(?i:\b(?:sala|hueco|hora|consulta) para) {_WHO}",
        rf"(?i:\b(?:mi|nuestr[oa]) (?:madre|padre|hij[oa]|mujer|marido|espos[oa]|herman[oa]|abuel[oa])),? {_WHO}",
        rf"(?i:\b(?:cita|reserva|consulta|sesi\u00f3n|visita|tratamiento|cancelaci\u00f3n"
        rf"|anulaci\u00f3n)(?: (?:ha sido|est\u00e1|es|confirmada|programada|reservada)){{0,2}}"
        rf" (?:de|para|del|a nombre de)(?: (?:la|el|nuestr[ao]|su))?(?: (?:paciente|client[ea]))?) {_WHO}",
        rf"(?i:\b(?:paciente|client[ea])):? {_WHO}",
        rf"{_WHO},? (?:tiene|tendr\u00e1|ten\u00eda|ha|viene|vendr\u00e1|acudir\u00e1"
        rf"|ser\u00e1|est\u00e1"
        rf"|no podr\u00e1|queda)\b",
        rf"(?i:\bpara) {_WHO}(?= (?:el|a|con|una)\b)",
    ),
}
# Two surnames are the rule in Spain: three words at the beginning of a sentence are a whole name.
SPANISH = frozenset(_PATTERNS["es"])


def guest_patterns(text: str) -> Sequence[re.Pattern[str]]:
    """Those of the languages that the text is written in; English needs none."""
    return [pattern for phrases in spoken_in(text) for pattern in _compiled(phrases.language)]


@cache
def _compiled(language: str) -> tuple[re.Pattern[str], ...]:
    """With the first text of the language: a reader that is started for English would wait half a second for all of them."""
    return tuple(re.compile(pattern) for pattern in _PATTERNS[language])
