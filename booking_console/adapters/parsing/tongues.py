"""What German, Dutch, French and Spanish mails say about an appointment: the phrases of each language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from booking_console.adapters.parsing.words import word_set


@dataclass(frozen=True, slots=True)
class Phrases:
    """By what they say. named only speaks of an appointment; a condition is never a statement about this one."""

    language: str
    cancelled: re.Pattern[str]
    moved: re.Pattern[str]
    booked: re.Pattern[str]
    named: re.Pattern[str]
    pending: re.Pattern[str]
    reminder: re.Pattern[str]
    condition: re.Pattern[str]


def _whole(*phrases: str) -> re.Pattern[str]:
    """Whole words: "report" of the French is not "reported"."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?![^\W\d_])", re.IGNORECASE)


_GERMAN = Phrases(
    language="de",
    cancelled=_whole(
        r"storniert|stornierung|abgesagt|terminabsage|absage (?:des|eines|ihres|vom|f\u00fcr)|(?:termin"
        r"|behandlung) entf\u00e4llt|f\u00e4llt (?:leider )?aus|findet (?:leider )?nicht statt|absagen m\u00fcssen"
        r"|sagt (?:\S+ ){1,12}ab(?=[ .,!]|$)|sagte (?:\S+ ){1,12}ab(?=[ .,!]|$)|aufgehoben|gestrichen|abgemeldet"
        r"|storno|gel\u00f6scht|terminstornierung"
        r"|(?:muss|m\u00fcssen|musste|mussten|m\u00f6chte|will) (?:\S+ ){0,24}?(?:absagen|stornieren|abmelden)"
        r"|bitte (?:\S+ ){1,16}?(?:austragen|streichen|stornieren|absagen)|(?:sage|sagen|sagt) (?:\S+ ){1,16}?ab(?=[ .,!]|$)"
    ),
    moved=_whole(
        r"verschoben|verlegt|verschiebung|umgebucht|termin\u00e4nderung|termin wurde ge\u00e4ndert|vorverlegt"
        r"|statt (?:wie (?:bisher|geplant) )?(?:am|um|vom)|(?:m\u00fcssen|mussten|muss|haben|wird"
        r"|werden) (?:\S+ ){0,24}?(?:verlegen|verschieben|umbuchen)"
        r"|umbuchung|terminverlegung|neue uhrzeit|vorgezogen|kommt (?:jetzt|nun|stattdessen)|wechselt"
    ),
    booked=_whole(
        r"best\u00e4tigt|best\u00e4tigen (?:wir|ihnen|hiermit|den|ihren|folgend\w+)|best\u00e4tige (?:ich|ihnen"
        r"|hiermit|den)|wir best\u00e4tigen|terminbest\u00e4tigung|buchungsbest\u00e4tigung"
        r"|best\u00e4tigung (?:ihres|des|der|zu|f\u00fcr)|gebucht|vereinbart|ausgemacht"
        r"|termin (?:\S+ ){0,5}vergeben|eingetragen|eingeplant|angelegt"
        r"|neue[rn]? (?:online-?)?(?:termin|buchung)|raumbuchung|terminbuchung|ha(?:t|ben) (?:\S+ ){0,16}einen termin"
        r"|termin (?:wurde )?reserviert|kommt (?:am|um|zu|zur|zum|morgen|heute|\u00fcbermorgen|mein\w*)"
        r"|vorgesehen|findet (?:\S+ ){0,24}?statt|tragt (?:\S+ ){0,24}?ein|eintragen|einbestellt|steht fest"
        r"|wird (?:\S+ ){0,8}erwartet"
        r"|haben wir (?:\S+ ){0,16}?(?:gebucht|reserviert|eingetragen)"
    ),
    named=_whole(r"termine?|buchung|sprechstunde"),
    pending=_whole(
        r"terminanfragen?|buchungsanfragen?|anfrage (?:von|f\u00fcr|eines|wegen)|angefragt|wunschtermin"
        r"|noch nicht (?:best\u00e4tigt|gebucht|fest)|unbest\u00e4tigt|vorl\u00e4ufig\w*|unter vorbehalt|vorgemerkt"
        r"|bitte (?:um )?(?:best\u00e4tig\w+|r\u00fcckmeldung)|k\u00f6nnten (?:sie|wir)|k\u00f6nnen (?:sie"
        r"|wir) (?:uns|mir|bitte)|w\u00e4re (?:es|das|am|um|ein)|h\u00e4tten sie|ist (?:noch )?(?:ein"
        r"|der) (?:zimmer|raum|termin) frei|terminvorschlag|schlagen (?:wir )?(?:\S+ )?vor|voraussichtlich"
        r"|eventuell|vielleicht|m\u00f6chte (?:gern\w* )?(?:einen termin|\S+ verschieben|absagen|umbuchen)"
        r"|oder (?:am|um) "
    ),
    reminder=_whole(
        r"terminerinnerung|erinnerung (?:an|zu|f\u00fcr)|erinnern (?:wir )?(?:sie|dich|euch)?|m\u00f6chten (?:sie"
        r"|wir sie|dich) (?:\S+ ){0,8}erinnern|zur erinnerung"
    ),
    condition=_whole(
        r"falls|wenn|sollten|sofern|bitte (?:sagen|rufen|geben|kommen|bringen|beachten|teilen|informieren"
        r"|erscheinen)|absagen (?:bitte|sind|m\u00fcssen|k\u00f6nnen)|um (?:\S+ ){0,4}(?:abzusagen|zu \u00e4ndern"
        r"|zu verschieben|zu stornieren)|(?:termin )?(?:absagen|\u00e4ndern|verschieben|stornieren)$"
        r"|nicht wahrnehmen|ausfallhonorar|sp\u00e4testens|stunden (?:vor|vorher)|k\u00f6nnen sie (?:den|ihren"
        r"|diesen|hier|\u00fcber|online|bis|jederzeit)|hier (?:absagen|\u00e4ndern|verschieben)"
    ),
)

_DUTCH = Phrases(
    language="nl",
    cancelled=_whole(
        r"geannuleerd|annulering (?:van|afspraak)|afgezegd|afzegging|afspraak vervalt|komt te vervallen"
        r"|gaat (?:helaas )?niet door|is afgemeld|moet(?:en)? (?:\S+ ){1,30}(?:afzeggen|annuleren)"
        r"|laten vervallen|vervallen|afmelding|afgelast|geschrapt"
        r"|zegt (?:\S+ ){1,12}af(?=[ .,!]|$)|(?:moest|wil) (?:\S+ ){0,20}?(?:afzeggen|annuleren)"
    ),
    moved=_whole(
        r"verplaatst|verzet|verschoven|afspraak (?:is )?gewijzigd|wijziging (?:van )?(?:de |uw )?afspraak"
        r"|gewijzigde afspraak|in plaats van|omzetten|schuift (?:\S+ ){0,14}?naar|komt nu|verzetten:?"
        r"|afspraak verzetten|gewijzigd:"
    ),
    booked=_whole(
        r"bevestigd|bevestiging|bevestigen (?:wij|we)|wij bevestigen|ik bevestig|(?:in)?gepland|geboekt|ingeboekt"
        r"|nieuwe (?:afspraak|boeking)|(?:heeft|hebt|hebben) (?:\S+ ){0,16}een afspraak|(?:is|was|hebben"
        r"|heb) (?:\S+ ){0,12}(?:afspraak|boeking) (?:\S+ ){0,12}gemaakt|komt (?:op|om|bij|\S+dag)|wordt verwacht"
        r"|ingeschreven"
        r"|gereserveerd"
        r"|staat (?:\S+ ){0,6}(?:ingepland|genoteerd)|staat (?:\S+ ){0,6}(?:gepland|vast)|inplannen"
    ),
    named=_whole(r"afspraak|afspraken|boeking"),
    pending=_whole(
        r"afspraakverzoek|aanvraag (?:voor|van)|(?:is|was|heeft|werd) aangevraagd|nog niet (?:bevestigd|definitief"
        r"|geboekt)|onder voorbehoud|voorlopig\w*|graag (?:uw )?bevestig\w+|(?:kunt|kun|kan) (?:u|je|jij) (?:dit"
        r"|deze|de|mij|ons|nog|bevestigen)|zou(?:den)? (?:u|je|ik|we|wij|het)|gewenste (?:datum|tijd)|misschien"
        r"|wellicht|voorstel|is er nog (?:een )?(?:plaats|kamer|ruimte)|in afwachting"
    ),
    reminder=_whole(r"herinnering(?:smail)?|herinneren (?:wij|we|u|je)|wij herinneren|ter herinnering"),
    condition=_whole(
        r"als u|als je|indien|mocht(?:en)? (?:u|je)|wilt u|bent u verhinderd|verhinderd|uiterlijk"
        r"|uur (?:van )?tevoren|niet (?:kunt|kunnen) komen|afspraak (?:annuleren|wijzigen|afzeggen)"
        r"|om (?:\S+ ){0,4}te (?:annuleren|wijzigen|verzetten)|kunt u (?:de|uw|deze|dit tot|tot|hier|kosteloos"
        r"|online)"
    ),
)

_FRENCH = Phrases(
    language="fr",
    cancelled=_whole(
        r"annul\u00e9e?s?(?!\w)|annulation (?:de|du|d['\u2019])|n['\u2019]aura pas lieu|a d\u00e9command\u00e9"
        r"|a annul\u00e9|annule (?:son|le|la)|suppression(?: de| du)? (?:rendez-vous|rdv)|supprim\u00e9e?s?(?!\w)"
        r"|d\u00e9commande\w*"
        r"|(?:dois|doit|devons|devoir|devra|souhaite|souhaitons|veuillez|merci d[e\u2019\x27]) ?(?:\S+ ){0,4}?annuler"
        r"|annulez (?:le|son|mon|ce)|(?:viendra|viendrai|viendrons) pas"
    ),
    moved=_whole(
        r"d\u00e9plac\u00e9e?s?(?!\w)|report\u00e9e?s?(?!\w)|report (?:de|du) (?:votre )?rendez-vous"
        r"|d\u00e9cal\u00e9e?(?!\w)|modification(?: de| du)? (?:rendez-vous|rdv)|passe (?:au|du|de|\u00e0)"
        r"|est pass\u00e9e? (?:au|\u00e0)|avanc\u00e9e? (?:au|du|\u00e0)|(?:changement|modification) (?:de|du"
        r"|d['\u2019]) ?(?:votre )?(?:rendez-vous|horaire|date|heure|rdv)|rendez-vous (?:a \u00e9t\u00e9 "
        r"|est )?modifi\u00e9|reprogramm\u00e9e?(?!\w)|au lieu d"
    ),
    booked=_whole(
        r"confirm\u00e9e?s?(?!\w)|confirmons|confirme (?:le|la|votre|que|bien|par|ce)|confirmation (?:de|du"
        r"|d['\u2019])|r\u00e9serv\u00e9e?s?(?!\w)|r\u00e9servation (?:de|du|suivante|confirm\w+|enregistr\w+)|(?:a"
        r"|avez|ont) (?:bien )?(?:un )?rendez-vous|rendez-vous (?:est |a \u00e9t\u00e9 )?(?:pris|fix\u00e9"
        r"|pr\u00e9vu|programm\u00e9|enregistr\u00e9|planifi\u00e9)|prise de rendez-vous|\u00eates attendue?"
        r"|(?:est|sera) attendue?|cr\u00e9ation(?: de| du)? (?:rendez-vous|rdv)|convoqu\u00e9e?(?!\w)|convocation"
        r"|verra (?:m|mme|mlle|votre|le|la)|recevra|vous attend\w*|viendra (?:en|le|\u00e0"
        r"|voir|chez|\S+di)|vient (?:en|le|voir) |nouve(?:au"
        r"|lle) (?:rendez-vous|r\u00e9servation|rdv)|(?:a|avez) pris rendez-vous"
    ),
    named=_whole(r"rendez-vous|rdv|r\u00e9servation"),
    pending=_whole(
        r"demande de (?:rendez-vous|rdv|r\u00e9servation)|en attente|\u00e0 confirmer|souhait\u00e9e?s?(?!\w)"
        r"|non confirm\u00e9|pas encore confirm\u00e9|sous r\u00e9serve|provisoire|(?:merci de|veuillez"
        r"|pri\u00e8re de) (?:bien vouloir )?(?:confirmer|valider|accepter)|serait-il possible|pourri(?:ez"
        r"|ons)-(?:vous|nous)|auriez-vous|peut-\u00eatre|\u00e9ventuellement|proposons|proposition|est-ce que"
    ),
    reminder=_whole(r"rappel(?: de| :|:| pour)|^\W*rappel\b|(?:vous )?rappelons|pour rappel|rappeler (?:votre|que)"),
    condition=_whole(
        r"si vous|en cas de|en cas d['\u2019]|pour (?:annuler|modifier|d\u00e9placer|reporter)|au plus tard"
        r"|toute annulation|(?:veuillez|merci de) (?:nous )?(?:pr\u00e9venir|contacter|appeler|vous pr\u00e9senter"
        r"|arriver|apporter)|(?:si|cas d['\u2019]|\u00eates) ?emp\u00each\w+|heures (?:avant"
        r"|\u00e0 l['\u2019]avance)|^(?:annuler|modifier"
        r"|d\u00e9placer)|tout rendez-vous"
    ),
)

_SPANISH = Phrases(
    language="es",
    cancelled=_whole(
        r"cancelad[ao]s?|anulad[ao]s?|cancelaci\u00f3n de|anulaci\u00f3n de|ha (?:cancelado|anulado)"
        r"|queda sin efecto|se (?:cancela|anula)|hemos (?:cancelado|anulado)|(?:ruego|rogamos|pido) que (?:la|lo"
        r"|se) (?:anulen|cancelen)|(?:cancel|anul)e[n]? (?:la|esta|su|mi|dicha)|(?:cancel|anul)a(?:mos)? (?:la|su|mi|esta)"
        r"|(?:tiene que|debe|desea|quiere|quisiera|necesit\w+|ha tenido que|tengo que|he de) (?:cancelar|anular)"
        r"|no (?:puede|podr\u00e1|puedo|podr\u00e9|va a poder) (?:venir|ir|acudir|asistir)|eliminad[ao]"
    ),
    moved=_whole(
        r"reprogramad[ao]|aplazad[ao]|pospuest[ao]|trasladad[ao]|cambiad[ao]|adelantad[ao]|retrasad[ao]"
        r"|(?:cita|reserva) (?:ha sido )?modificada|cambio de (?:su |la )?(?:cita|fecha|hora)"
        r"|modificaci\u00f3n de (?:su |la )?cita"
        r"|reprogramaci\u00f3n|(?:cita )?pasa al|se (?:cambia|traslada|aplaza)|en lugar de|(?:hemos|ha|han"
        r"|he) (?:cambiado|pasado|movido)|(?:la|lo|le) (?:cambiamos|pasamos)|cambio de"
    ),
    booked=_whole(
        r"confirmad[ao]s?|confirmamos|confirmo|confirmaci\u00f3n de|reservad[ao]s?|(?:tiene|tendr\u00e1"
        r"|tenemos) (?:una )?cita|(?:nueva|pr\u00f3xima) (?:cita|reserva)|cita (?:ha sido )?(?:programada|agendada"
        r"|asignada|registrada|concertada)|vendr\u00e1 (?:a|el|con)|acudir\u00e1|agendad[ao]|programad[ao]"
        r"|reserva (?:realizada|registrada|de (?:cita"
        r"|sala))|(?:asignado|asignada) (?:la|una)?|(?:tiene|tendr\u00e1) (?:\S+ ){0,6}cita|hemos (?:reservado"
        r"|programado|agendado|citado)|citad[ao] (?:para|el)"
    ),
    named=_whole(r"citas?|reserva"),
    pending=_whole(
        r"solicitud(?:es)? de|solicitad[ao]|pendiente|por confirmar|sin confirmar|no confirmad[ao]"
        r"|a\u00fan no (?:est\u00e1|ha)|provisional\w*|le rogamos (?:que )?confirme|(?:por favor"
        r"|rogamos),? confirm\w+|podr\u00eda(?:n|mos)?|ser\u00eda posible|quiz\u00e1s?|tal vez|propuesta|proponemos"
        r"|tendr\u00edan? (?:una|libre|disponible)|\u00bf"
    ),
    reminder=_whole(r"recordatorio|recordamos|recordarle|le recuerd[ao]"),
    condition=_whole(
        r"si (?:no|desea|necesita|tiene|usted|quiere|va)|en caso de|para (?:cancelar|cambiar|anular|modificar)"
        r"|con (?:al menos|un m\u00ednimo|una antelaci\u00f3n)|de antelaci\u00f3n|a m\u00e1s tardar"
        r"|rogamos (?:que )?(?:nos )?(?:avise|llame|llegue|traiga)|^(?:cancelar|cambiar|modificar|anular)"
        r"|toda cancelaci\u00f3n"
    ),
)
# Words that tell the language; those that other languages share are left out.
_MARKS = (
    (
        _GERMAN,
        word_set(
            "und wir uhr termin termine ihr ihre ihren ihnen herr herrn frau nicht der dem den f\u00fcr bei "
            "datum uhrzeit beginn arzt \u00e4rztin behandler terminbest\u00e4tigung terminanfrage "
            "terminerinnerung liebe guten gr\u00fc\u00dfe ich am ist wurde hat einen"
        ),
    ),
    (
        _DUTCH,
        word_set(
            "afspraak afspraken uur wij het een bij dokter mevrouw meneer beste groet groeten geachte voor "
            "niet wordt heeft op datum tijd behandelaar uw ik"
        ),
    ),
    (
        _FRENCH,
        word_set(
            "rendez-vous rdv le les des avec vous nous bonjour cordialement madame monsieur votre est pour "
            "m\u00e9decin praticien heure horaire du au une"
        ),
    ),
    (
        _SPANISH,
        word_set(
            "cita citas el los con usted se\u00f1or se\u00f1ora hola estimado estimada estimados saludos su "
            "doctora m\u00e9dico fecha hora paciente para del una buenos buenas d\u00edas"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def spoken_in(text: str) -> Sequence[Phrases]:
    """The languages besides English that a mail may be written in; one word too many costs time, not sense."""
    words = set(_WORD.findall(text.casefold()))
    return [phrases for phrases, marks in _MARKS if len(words & marks) > 1]
