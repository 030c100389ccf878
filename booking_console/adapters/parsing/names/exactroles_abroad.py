"""Labels of two or three words that German, Dutch, French and Spanish mails print and whose words mislead one by"
" one."""

from booking_console.adapters.parsing.names.exactroles import Role


def _all(role: Role, phrases: str) -> dict[str, Role]:
    return {" ".join(phrase.split()): role for phrase in phrases.split("|")}


EXACT_ABROAD = {
    **_all(
        Role.FOR,
        "termin für|gebucht für|reserviert für|buchung für|eingetragen für|afspraak voor|geboekt voor|gereserveerd "
        "voor"
        "|ingepland voor|rendez-vous pour|rdv pour|réservé pour|réservation pour|cita para|reserva para|reservado "
        "para"
        "|reservada para|citado",
    ),
    **_all(
        Role.SPECIALIST,
        "termin bei|termin mit|behandelt von|behandelt durch|durchgeführt von|afspraak met|bij wie|met wie|bei wem"
        "|mit wem|uitgevoerd door|te zien door|gezien door|rendez-vous avec|rdv avec|rendez-vous chez|rdv chez|avec "
        "qui"
        "|vu par|reçu par|pris en charge par|effectué par|cita con|consulta con|con quién|atendido por|atendida por"
        "|le atenderá|le atiende|agenda de|agenda van|agenda von|kalender von|durch|door",
    ),
    **_all(
        Role.WHEN,
        "reporté au|décalé au|avancé au|modifié au|umgebucht auf|geändert auf|neu|nieuw|nouveau|nuevo|nueva|verzet "
        "naar"
        "|gewijzigd naar|cambiada al|aplazada al|pasa al|neuer zeitpunkt|nieuw tijdstip|datum des termins"
        "|datum van de afspraak|datum und zeit|datum tijd|fecha de la cita|fecha y hora de la cita|fecha de la "
        "consulta"
        "|rendez-vous annulé|rdv annulé|créneau annulé|séance annulée|cita anulada|cita cancelada|consulta anulada"
        "|hora anulada|vervallen afspraak|nachher|nouveau créneau|nouvel horaire|nuevo horario"
        "|nieuw tijdslot|gelöschter termin|stornierter termin|abgesagter termin|entfallener termin"
        "|ausgefallener termin|geannuleerde afspraak"
        "|verwijderde afspraak|afgezegde afspraak|ab sofort|ab jetzt|jetzt|ist jetzt|wird zu|nu|wordt|moment"
        "|nieuw moment|wann genau|termin "
        "neu|après|después|neues datum|neue zeit|neuer slot",
    ),
    **_all(
        Role.PREVIOUS,
        "au lieu de|au lieu du|déplacé du|reporté du|décalé du|verlegt von|umgebucht von|verzet van|gewijzigd van"
        "|en lugar de|en lugar del|statt|in plaats van|cambiada del|aplazada del|altes datum|rendez-vous initial"
        "|rdv initial|date initiale|horaire initial|fecha inicial|anstelle von",
    ),
    **_all(
        Role.START,
        "op-beginn|op beginn|opnametijd|aufnahmezeit|aufnahmeuhrzeit|opnameuur|hoe laat|om hoe laat|um wie viel uhr"
        "|um wieviel uhr|wie spät|von bis|van tot|de à|du au|de a|desde hasta"
        "|zeit von|tijd van|heure de début|hora de inicio",
    ),
    **_all(Role.END, "zeit bis|tijd tot|heure de fin|hora de fin|hora final|bis"),
    **_all(Role.APPOINTMENT, "zeitfenster|créneau|créneau horaire|tijdslot|tijdvak|hueco|franja horaria|tramo horario"),
    **_all(
        Role.IGNORED,
        "alter|leeftijd|âge|edad|zahlung|betaling|paiement|pago|annuleren tot|stornierbar bis|stornofrei bis",
    ),
    **_all(
        Role.UNKNOWN,
        "datum der buchung|date de réservation|date de la réservation|fecha de la reserva|datum van boeking|buchung "
        "vom",
    ),
    **_all(Role.EMAIL, "adresse e-mail|adresse mail|adresse électronique|correo electrónico|dirección de correo"),
    **_all(
        Role.SERVICE,
        "art des termins|soort afspraak|type afspraak|type de rendez-vous|type de rdv|tipo de cita|tipo cita",
    ),
    **_all(
        Role.GUEST,
        "personne à examiner|personne à expertiser|personne convoquée|te onderzoeken persoon|opgeroepen persoon"
        "|persona citada"
        "|persona convocada|persona a examinar|zu untersuchende person|zu begutachtende person|begutachtete person"
        "|zu begutachten|zu untersuchen|zu behandeln|te onderzoeken|te keuren|te behandelen|wer kommt|wie komt|à l "
        "attention de|behandelte person|te behandelen persoon",
    ),
    **_all(
        Role.REFERENCE,
        "unser zeichen|ons kenmerk|uw kenmerk|n réf|nos réf|nuestra referencia|reserva no|cita no|rdv no",
    ),
    **_all(
        Role.GUEST,
        "titular de la cita|titular de la reserva|titular del turno|cita a nombre de|a nombre de|reserva a nombre de"
        "|au nom de"
        "|rendez-vous au nom de|réservé au nom de|nombre del asistente|persona atendida|persona a atender|persona a "
        "vacunar"
        "|personne à vacciner|personne reçue|personne attendue|personne concernée|personne soignée|personne prise en "
        "charge"
        "|nom de l enfant|nom de la personne|quién viene|qui vient|quién asiste|el paciente es|datos del paciente",
    ),
    **_all(Role.GUEST, "persoon|wen|einbestellt wird|wordt verwacht"),
    **_all(
        Role.WHEN,
        "le|el|el día|día y hora|jour et heure|fecha y hora|date et heure|cuando|quand|cita confirmada|cita asignada"
        "|cita concertada"
        "|rdv confirmé|rendez-vous confirmé|rdv fixé|convoqué le|convoquée le|citado el|citada el|citado para|citada "
        "para|attendu le"
        "|attendue le|nous vous attendons le|le esperamos el|prévu le|prévue le|previsto para|programado para"
        "|programada para"
        "|programmé le|programmée le|fixé au|fixé le|fixée au|créneau retenu|créneau confirmé|horaire retenu|ahora"
        "|désormais|maintenant"
        "|queda para|pasa a|trasladada al|trasladado al|movida al|movido al|cambia a|adelantada al|reprogramada para"
        "|reprogramado para"
        "|repoussé au|replanifié au|reprogrammé au"
        "|nuevo turno"
        "|cita nueva|turno nuevo|nueva fecha y hora|nouvelle date et heure|data et heure|turno|hora agendada",
    ),
    **_all(
        Role.DATE,
        "date retenue|jour retenu|fecha asignada|date attribuée|fecha confirmada|date confirmée|fecha de atención"
        "|fecha visita",
    ),
    **_all(
        Role.START,
        "à|a las|heure retenue|hora asignada|heure attribuée|hora confirmada|heure confirmée|heure d examen|heure de "
        "l examen|heure du rdv"
        "|heure de convocation|heure du rendez-vous|hora de la cita|hora de la prueba|hora de atención|hora cita"
        "|hora del turno|franja"
        "|heure de la consultation|heure de passage",
    ),
    **_all(
        Role.PREVIOUS,
        "cita anterior|turno anterior|fecha anterior|hora anterior|cita antigua|antes|avant|ancien créneau"
        "|ancienne date"
        "|ancien horaire|ancienne heure|estaba el|estaba para|était le|initialement|initialement prévu le"
        "|initialement prévue le|prévu initialement le"
        "|prevista inicialmente|inicialmente|rendez-vous précédent|créneau initial|date d origine|horaire d origine"
        "|fecha original|cita original",
    ),
    **_all(
        Role.IGNORED,
        "heure d arrivée|heure d accueil|présentation à|se présenter à|hora de llegada|presentarse a las|llegar a "
        "las|accueil à|arrivée à"
        "|date souhaitée|heure souhaitée|créneau souhaité|date demandée|fecha deseada|fecha solicitada|hora "
        "solicitada|hora deseada"
        "|fecha preferida|fecha de solicitud|date de la demande|date de prise de rdv|pris le|solicitado el|pedido el"
        "|reçu le|recibido el",
    ),
    **_all(
        Role.OTHER_PERSON,
        "pris par|demandé par|solicitado por|pedido por|saisi par|enregistré par|gestionado por|registrado por"
        "|adressé par|derivado por|remitido por|accompagné par|acompañado por",
    ),
    **_all(
        Role.GUEST,
        "identité|identité du patient|identité de la personne|identidad|identidad del paciente|sr|sra|señor|señora"
        "|don|doña|dña|mme|mlle|srta"
        "|reservado para|reservada para|agendado para|citado|citada|convoqué|convoquée|concerne le patient|patient "
        "concerné|paciente citado"
        "|trabajador citado|salarié concerné|salarié convoqué|agent convoqué|apellido y nombre"
        "|nombre y apellido",
    ),
    **_all(Role.DATE, "f.cita|f cita|fec.cita|fec cita|fec.atencion|f.rdv|dt rdv|d.rdv|f.visita|f.consulta|f.prevista"),
    **_all(Role.START, "h.cita|h cita|hr cita|hr.cita|h.rdv|h rdv|hr rdv|h.visita|h.consulta|h.prevista"),
    **_all(
        Role.IGNORED,
        "evento|événement|évènement|type événement|type évènement|type evenement|tipo evento|tipo de evento|type d événement|suceso"
        "|acción|accion|mouvement|movimiento|opération|operación|trámite|gestión|evenement|tipo de movimiento|type de mouvement",
    ),
    **_all(Role.SERVICE, "motief"),
    **_all(
        Role.LAST_NAME,
        "primer apellido|segundo apellido|nom de naissance|nom d usage|nom de famille|nom marital|nom usuel",
    ),
    **_all(Role.FIRST_NAME, "prénom d usage|prénom usuel|premier prénom|nombre de pila|prénom de naissance|prénom s"),
    **_all(Role.FOR, "wie|wer|qui|quién|para quién|pour qui|für wen|voor wie"),
}
