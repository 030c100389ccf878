"""Labels of two or three words that German, Dutch, French and Spanish mails print and whose words mislead one by one."""

from booking_console.adapters.parsing.names.exactroles import Role


def _all(role: Role, phrases: str) -> dict[str, Role]:
    return {" ".join(phrase.split()): role for phrase in phrases.split("|")}


EXACT_ABROAD = {
    **_all(
        Role.FOR,
        "termin für|gebucht für|reserviert für|buchung für|eingetragen für|afspraak voor|geboekt voor|gereserveerd voor"
        "|ingepland voor|rendez-vous pour|rdv pour|réservé pour|réservation pour|cita para|reserva para|reservado para"
        "|reservada para|citado",
    ),
    **_all(
        Role.SPECIALIST,
        "termin bei|termin mit|behandelt von|behandelt durch|durchgeführt von|afspraak met|bij wie|met wie|bei wem"
        "|mit wem|uitgevoerd door|te zien door|gezien door|rendez-vous avec|rdv avec|rendez-vous chez|rdv chez|avec qui"
        "|vu par|reçu par|pris en charge par|effectué par|cita con|consulta con|con quién|atendido por|atendida por"
        "|le atenderá|le atiende|agenda de|agenda van|agenda von|kalender von|durch|door",
    ),
    **_all(
        Role.WHEN,
        "reporté au|décalé au|avancé au|modifié au|umgebucht auf|geändert auf|neu|nieuw|nouveau|nuevo|nueva|verzet naar"
        "|gewijzigd naar|cambiada al|aplazada al|pasa al|neuer zeitpunkt|nieuw tijdstip|datum des termins"
        "|datum van de afspraak|datum und zeit|datum tijd|fecha de la cita|fecha y hora de la cita|fecha de la consulta"
        "|rendez-vous annulé|rdv annulé|créneau annulé|séance annulée|cita anulada|cita cancelada|consulta anulada"
        "|hora anulada|vervallen afspraak|nachher|nouveau créneau|nouvel horaire|nuevo horario"
        "|nieuw tijdslot|après|después|neues datum|neue zeit|neuer slot",
    ),
    **_all(
        Role.PREVIOUS,
        "au lieu de|au lieu du|déplacé du|reporté du|décalé du|verlegt von|umgebucht von|verzet van|gewijzigd van"
        "|en lugar de|en lugar del|statt|in plaats van|cambiada del|aplazada del|altes datum|rendez-vous initial"
        "|rdv initial|date initiale|horaire initial|fecha inicial|anstelle von",
    ),
    **_all(Role.START, "von bis|van tot|de à|du au|de a|desde hasta|zeit von|tijd van|heure de début|hora de inicio"),
    **_all(Role.END, "zeit bis|tijd tot|heure de fin|hora de fin|hora final|bis"),
    **_all(Role.APPOINTMENT, "zeitfenster|créneau|créneau horaire|tijdslot|tijdvak|hueco|franja horaria|tramo horario"),
    **_all(
        Role.IGNORED,
        "alter|leeftijd|âge|edad|zahlung|betaling|paiement|pago|annuleren tot|stornierbar bis|stornofrei bis",
    ),
    **_all(
        Role.UNKNOWN,
        "datum der buchung|date de réservation|date de la réservation|fecha de la reserva|datum van boeking|buchung vom",
    ),
    **_all(Role.EMAIL, "adresse e-mail|adresse mail|adresse électronique|correo electrónico|dirección de correo"),
    **_all(
        Role.SERVICE,
        "art des termins|soort afspraak|type afspraak|type de rendez-vous|type de rdv|tipo de cita|tipo cita",
    ),
    **_all(
        Role.GUEST,
        "personne à examiner|personne à expertiser|personne convoquée|te onderzoeken persoon|opgeroepen persoon|persona citada"
        "|persona convocada|persona a examinar|zu untersuchende person|zu begutachtende person|begutachtete person"
        "|wer kommt|wie komt|à l attention de|behandelte person|te behandelen persoon",
    ),
    **_all(
        Role.REFERENCE,
        "unser zeichen|ons kenmerk|uw kenmerk|n réf|nos réf|nuestra referencia|reserva no|cita no|rdv no",
    ),
    **_all(Role.GUEST, "persoon"),
    **_all(Role.SERVICE, "motief"),
    **_all(Role.LAST_NAME, "primer apellido"),
    **_all(Role.FOR, "wie|wer|qui|quién|para quién|pour qui|für wen|voor wie"),
}
