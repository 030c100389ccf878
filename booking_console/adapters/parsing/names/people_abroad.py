"""How German, Dutch, French and Spanish sentences name the patient."""

from collections.abc import Sequence
from functools import cache

from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.names.names import NAME, TITLED
from booking_console.adapters.parsing.patterns import Pattern, compiled

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
        rf"(?i:\b(?:ein|vor|auf|an|eintragen|notieren|vormerken|einplanen|einbuchen|aufnehmen|blocken|reservieren"
        rf"|austragen|streichen|stornieren"
        rf"|termin|patient(?:in)?))[ ]?: {_WHO}(?=,| \(| am| um| -| \u2013| /| \|)",
        rf"(?i:\b(?:raum|zimmer|platz|slot|behandlungsraum|kabine|sprechzimmer|liege) f\u00fcr) {_WHO}(?=[ ,.(])",
        rf"(?i:\d ?uhr) \({_WHO}(?=[,;] (?:Dr|Prof|OA|PD|Frau Dr|Herr Dr)\b)",
        rf"(?i:\bneue[rn]? (?:patient(?:in)?|klient(?:in)?|kund(?:e|in))(?: (?:f\u00fcr|bei"
        rf"|von) [^:\n]{{2,30}})?[ ]?:) {_WHO}",
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
        rf"(?i:\b(?:inplannen|inboeken|noteren|toevoegen|reserveren|vastleggen|inroosteren|schrappen|annuleren"
        rf"|verwijderen|afspraak"
        rf"|pati\u00ebnte?|cli\u00ebnte?))[ ]?: {_WHO}(?=,| \(| op| om| -| \u2013| /| \|)",
        rf"(?i:\bnieuwe (?:pati\u00ebnte?|cli\u00ebnte?|klant)(?: (?:voor|bij|van) [^:\n]{{2,30}})?[ ]?:) {_WHO}",
        rf"(?i:\d ?uur) \({_WHO}(?=[,;] (?:dr|drs|prof|mr)\b)",
        rf"(?i:\bvoor(?: de)?) {_WHO}(?= (?:is|hebben|staat|op|om|een|nog|alsnog|vandaag|morgen|maandag|dinsdag"
        rf"|woensdag|donderdag|vrijdag)\b)",
    ),
    "fr": (
        rf"(?i:\b(?:votre|ton|ta) (?:fils|fille|enfant)),? {_WHO}",
        rf"(?i:\b(?:inscrire|inscrivez|noter|notez|ajouter|verra|voit|recevra|re\u00e7oit|attendons|convoquons"
        rf"|informons que|annuler|supprimer)) {_WHO}",
        rf"(?i:(?:^|[.!\n] ?)(?:attention,? )?(?:changement|attention|modification|annulation"
        rf"|rdv)[ ]?:) {_WHO}(?=,| \(| le| du)",
        rf"(?i:\b(?:salle|cabinet|bureau|place|cr\u00e9neau) pour) {_WHO}",
        rf"(?i:\b(?:votre|ton|ta|son|sa|leur) (?:enfant|fils|fille|proche|m\u00e8re|p\u00e8re|\u00e9poux|\u00e9pouse"
        rf"|conjointe?|b\u00e9b\u00e9|petit(?:-fils|e-fille))"
        rf"(?: est| a \u00e9t\u00e9| sera)?(?: bien)?(?: confirm\u00e9e?| enregistr\u00e9e?| pris| fix\u00e9)? "
        rf"?[:,]?) {_WHO}",
        rf"(?i:\b(?:votre|ton|ta) (?:enfant|fils|fille|proche) (?:est|a \u00e9t\u00e9"
        rf"|a bien \u00e9t\u00e9) (?:bien )?(?:confirm|enregistr|pris|fix|valid|not|programm)\w*"
        rf"[ ]?[.:!]+[ ]+){_WHO}(?= (?i:(?:le )?(?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi)))",
        rf"(?i:\b(?:note|notons|inscris|inscrivons|cale|calons|mets|mettons|ajoute|ajoutons|programme|programmons"
        rf"|place|pla\u00e7ons|positionne"
        rf"|ai not\u00e9|avons not\u00e9|ai inscrit|avons inscrit|ai cal\u00e9|avons cal\u00e9|ai mis|avons mis"
        rf"|convoque|ai convoqu\u00e9|avons convoqu\u00e9|retirer"
        rf"|retirez|d\u00e9commander|d\u00e9placer|d\u00e9caler|d\u00e9place|d\u00e9calons|d\u00e9pla\u00e7ons"
        rf"|lib\u00e9rer)(?: (?:bien|donc|aussi))?(?: (?:le|la) (?:jeune|petite?|patiente?)"
        rf"| (?:notre|votre) patiente?)?) {_WHO}",
        rf"(?i:\b(?:note|notez|noter|inscris|inscrivez|ajoute|ajoutez)[ ]?:[^.!?\n]{{0,70}}?, ){_WHO}(?=[,.;(]|$)",
        rf"(?i:\b(?:bloque|bloquons|r\u00e9serve|r\u00e9servons|note|notons|cale|calons|retiens|retenons|garde"
        rf"|gardons|prends|pr\u00e9vois|r\u00e9servez|bloquez"
        rf"|garder|r\u00e9server|bloquer|noter)\b[^.!?\n]{{0,60}}? pour(?: (?:le|la) (?:jeune|petite?|patiente?)| "
        rf"(?:notre|votre) patiente?)?) {_WHO}",
        rf"(?i:\b(?:je |nous |vous )?(?:recevrai|recevrons|verrai|verrons|accueillerai|accueillerons|recevra|opérera"
        rf"|examinera|accueillera"
        rf"|recevez|accueillez)(?: le jeune| la jeune| la petite| le petit| votre patiente?)?) {_WHO}",
        rf"(?i:\b(?:rendez-vous|rdv|r\.?v\.?|consultation|s\u00e9ance|visite|examen|intervention|admission"
        rf"|hospitalisation|vaccination|bilan|passage|venue"
        rf"|op\u00e9ration|t\u00e9l\u00e9consultation|cr\u00e9neau|place|irm|scanner|\u00e9chographie|radio|soins?"
        rf"|d\u00e9sistement|d\u00e9placement|entretien"
        rf"|prise en charge)(?: [\w\u00e0-\u00ff-]+){{0,3}}? (?:de|pour|du|d['\u2019])(?: (?:notre|la|le|votre))? "
        rf"?(?:patiente?|cliente?|jeune|petite?)?) ?{_WHO}",
        rf"(?i:\b(?:mon|ma|notre) (?:m\u00e8re|p\u00e8re|fils|fille|femme|mari|\u00e9pouse|\u00e9poux|enfant"
        rf"|s\u0153ur|fr\u00e8re)),? {_WHO}",
        rf"(?i:\b(?:rendez-vous|rdv|consultation|s\u00e9ance|r\u00e9servation|soin|annulation|report)(?: (?:est"
        rf"|a \u00e9t\u00e9|pris|pr\u00e9vu|confirm\u00e9e?|fix\u00e9|not\u00e9e?)){{0,3}}"
        rf" (?:de|pour|avec|du|d['\u2019])(?: (?:notre|la|le|votre))?(?: ?(?:patiente?|cliente?))?) ?{_WHO}",
        rf"(?i:\b(?:patiente?|cliente?)) {_WHO}",
        rf"{_WHO},? (?:a|aura|avait|est|viendra|vient|sera|ne|n['\u2019]|souhaite|se|s['\u2019]|doit|devra|passera"
        rf"|annule|renonce|b\u00e9n\u00e9ficie"
        rf"|d\u00e9cale|demande|pr\u00e9f\u00e8re|reprend|consultera)\b",
        rf"(?i:\bpour) {_WHO}(?= (?:le|\u00e0|un|est|a)\b)",
    ),
    "es": (
        rf"(?i:\b(?:su|tu) (?:hij[oa]|familiar|beb\u00e9) (?:ha sido|ha quedado|est\u00e1|queda) (?:confirmad|agendad"
        rf"|programad|registrad|reservad|asignad)[oa]"
        rf"[.:!]+[ ]+){_WHO}(?= (?i:(?:el )?(?:\d|lunes|martes|mi\u00e9rcoles|jueves|viernes|s\u00e1bado)))",
        rf"(?i:\b(?:su|tu) hij[oa]),? {_WHO}(?= (?:el|a|con|ha|queda|tiene|para|es|está)\b|[:.,])",
        rf"(?i:\b(?:ap[u\u00fa]nt\w+|an[o\u00f3]t\w+|agend\w+|cit\w+|inclu\w+|met\w+|pon\w+|quit\w+|borr\w+|cambi\w+"
        rf"|adelant\w+|retras\w+|aplaz\w+|mov\w+|muev\w+|reprogram\w+|traslad\w+|anul\w+|cancel\w+|convoc\w+"
        rf"|elimin\w+|tach\w+"
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
        rf"|ser\u00e1|est\u00e1|se|deber\u00e1|debe|asistir\u00e1|ingresar\u00e1|pasar\u00e1|pasa|anula|cancela"
        rf"|renuncia|desiste|prefiere|cambia"
        rf"|pidi\u00f3|reserv\u00f3|sac\u00f3|cogi\u00f3|quiere|necesita|acude|ya|finalmente"
        rf"|no (?:podr\u00e1|puede|vendr\u00e1|viene|va|acudir\u00e1|asistir\u00e1|se|necesita)|queda)\b",
        rf"(?i:\b(?:don|do\u00f1a|d\.|d\u00f1a\.?|sra?\.?|se\u00f1ora?)) {_WHO}(?= (?:el|la|a|con|para|al|ha|tiene"
        rf"|queda)\b|[.,:])",
        rf"(?i:\b(?:turno|hora|intervenci\u00f3n|prueba|ecograf\u00eda|resonancia|revisi\u00f3n|operaci\u00f3n"
        rf"|cirug\u00eda|vacuna|vacunaci\u00f3n|anal\u00edtica|control"
        rf"|terapia|valoraci\u00f3n|videoconsulta|limpieza|asistencia)(?: "
        rf"[\w\u00e1\u00e9\u00ed\u00f3\u00fa\u00f1-]+){{0,3}}? (?:de|para|del|a nombre de)(?: (?:la|el|nuestr[ao]"
        rf"|su))?"
        rf"(?: (?:paciente|client[ea]|se\u00f1ora?|sra?\.|don|do\u00f1a|d\.|d\u00f1a\.?|ni\u00f1[oa]|joven))?) {_WHO}",
        rf"(?i:\b(?:reservo|bloqueo|guardo|apunto|anoto|reservamos|bloqueamos|reservad|guardad|resérvame|resérvenme"
        rf"|necesito|necesitamos|reservadme|reservadnos|guardadme|resérveme|resérvenos|resérvenme|bloqueadme)\b[^.!?\n]{{0,80}}? para"
        rf"(?: (?:mi|nuestr[oa]|el|la) (?:paciente|client[ea]))?) {_WHO}",
        rf"(?i:\b(?:apunta|anota|agenda|apuntad|anotad|agendad|apunte|anote)[ ]?:[^.!?\n]{{0,70}}?, ){_WHO}(?=[,.;(]"
        rf"|$)",
        rf"(?i:\b(?:recibir\u00e9|ver\u00e9|atender\u00e9|visitar\u00e9|recibiremos|atenderemos|veremos|operar\u00e1"
        rf"|operaremos|convoca|cita|citamos|espera) a(?: la| el)?"
        rf"(?: paciente| se\u00f1ora?| don| do\u00f1a)?) {_WHO}",
        rf"(?i:\bpara) {_WHO}(?= (?:el|a|con|una)\b)",
    ),
}
# Two surnames are the rule in Spain: three words at the beginning of a sentence are a whole name.
SPANISH = frozenset(_PATTERNS["es"])


def guest_patterns(text: str) -> Sequence[Pattern]:
    """Those of the languages that the text is written in; English needs none."""
    return [pattern for phrases in spoken_in(text) for pattern in _compiled(phrases.language)]


@cache
def _compiled(language: str) -> tuple[Pattern, ...]:
    """With the first text of the language: a reader that is started for English would wait half a second for all of"
    " them."""
    return tuple(compiled(pattern) for pattern in _PATTERNS[language])
