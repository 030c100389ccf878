"""What a label of a German, Dutch, French or Spanish mail says of its value."""

import pytest

from booking_console.adapters.parsing.lines.found import Reading
from booking_console.adapters.parsing.lines.labels import read_labels
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import role_of
from booking_console.adapters.parsing.rungs.labelled_people import guest_of
from booking_console.domain.extraction import Rung

LABELS = {
    Role.GUEST: (
        "Patient|Patientin|Patient/in|Patient:in|Patient*in|PatientIn|Patient(in)|Kunde|Kundin|Kundin/Kunde"
        "|Kunde/Kundin|Klient|Klientin|Klient*in|Name des Patienten|Name der Patientin|Patientenname"
        "|Name Patient|Name des Kunden|Kundenname|Name des Kindes|Kind|Versicherte Person|Versicherter|Gast"
        "|Name des Gastes|Teilnehmer|Teilnehmer/in|Behandelte Person|Pat.|Patient Name|Patientenname, Vorname"
        "|Patiënt|Patiënte|Naam patiënt|Naam van de patiënt|Patiëntnaam|Cliënt|Cliënte|Naam cliënt|Cliëntnaam"
        "|Klant|Klantnaam|Naam klant|Naam kind|Naam van het kind|Deelnemer|Patient(e)|Patiente|Nom du patient"
        "|Nom de la patiente|Nom patient|Nom du client|Client|Cliente|Bénéficiaire|Usager|Assuré"
        "|Nom de l'enfant|Enfant|Personne concernée|Paciente|Nombre del paciente|Nombre de la paciente"
        "|Nombre paciente|Nombre del cliente|Clienta|Asegurado|Niño|Niño/a|Alumno|Usuario|Asistente"
        "|Nombre y apellidos del paciente|Nombre completo del paciente|Paciente/Cliente"
        "|Nom et prénom du patient|Naam en voornaam patiënt|Naam|Volledige naam"
    ),
    Role.FOR: ("Termin für|Gebucht für|Afspraak voor|Geboekt voor|Rendez-vous pour|RDV pour|Cita para|Reserva para"),
    Role.NAME: (
        "Name|Nom|Nombre|Vor- und Nachname|Vorname und Nachname|Name, Vorname|Vollständiger Name"
        "|Voor- en achternaam|Naam en voornaam|Nom et prénom|Nom, prénom|Nom complet|Nom Prénom|Prénom et nom"
        "|Nom/Prénom|Nombre y apellidos|Nombre completo|Apellidos y nombre"
    ),
    Role.FIRST_NAME: (
        "Vorname|Vorname des Patienten|Vorname des Kindes|Voornaam|Voornaam patiënt|Voornaam kind|Roepnaam"
        "|Prénom|Prénom du patient|Prénom de l'enfant|Vorname Patient"
    ),
    Role.LAST_NAME: (
        "Nachname|Familienname|Zuname|Nachname des Patienten|Nachname des Kindes|Achternaam|Familienaam"
        "|Achternaam patiënt|Achternaam kind|Nom de famille|Nom de famille du patient|Apellidos|Apellido"
        "|Primer apellido|Apellidos del paciente|Apellidos del niño"
    ),
    Role.OTHER_PERSON: (
        "Gebucht von|Mutter|Vater|Eltern|Erziehungsberechtigte|Erziehungsberechtigter|Begleitperson"
        "|Ansprechpartner|Kontaktperson|Überweiser|Überweisender Arzt|Zuweiser|Angemeldet von|Bearbeiter"
        "|Sachbearbeiter|Eingetragen von|Dolmetscher|Rechnungsempfänger|Moeder|Vader|Ouder|Ouder/verzorger"
        "|Contactpersoon|Verwijzer|Verwijzend arts|Geboekt door|Aangemaakt door|Ingevoerd door|Tolk"
        "|Begeleider|Mère|Père|Parent|Responsable légal|Représentant légal|Accompagnant|Médecin adresseur"
        "|Médecin prescripteur|Prescripteur|Réservé par|Créé par|Saisi par|Pris par|Interprète|Madre|Padre"
        "|Tutor|Tutor legal|Madre / padre / tutor|Padre/madre|Responsable|Acompañante|Médico remitente"
        "|Médico derivante|Reservado por|Creado por|Solicitado por|Intérprete|Secretaria|Titular|Von"
    ),
    Role.IGNORED: (
        "Personne de contact|Persona de contacto|Geburtsdatum|geb.|Geboren|geboren am|Geb.-Datum|Storniert am"
        "|Gebucht am|Erstellt am|Angelegt am|Eingetragen am|Erfasst am|Geändert am|Gedruckt am|Versandt am"
        "|Aktualisiert am|Eingegangen am|Stornodatum|Buchungsdatum|Datum der Stornierung|Druckdatum"
        "|Briefdatum|Überweisung vom|Stornierbar bis|Telefon|Handy|Mobil|Tel.|Fax|Telefonnummer|Ort|Adresse"
        "|Praxis|Raum|Zimmer|Standort|Preis|Kosten|Betrag|Bemerkung|Anmerkung|Hinweis|Kommentar|Notiz"
        "|Krankenkasse|Versicherung|Versichertennummer|Sprechzeiten|Öffnungszeiten|Einlass|Ankunft"
        "|Geboortedatum|Geb.datum|Geannuleerd op|Geboekt op|Aangemaakt op|Gewijzigd op|Ingevoerd op"
        "|Verzonden op|Afgedrukt op|Annuleren tot|Telefoon|Telefoonnummer|Gsm|Mobiel|Locatie|Adres|Plaats"
        "|Kamer|Ruimte|Prijs|Opmerking|Opmerkingen|Opmerking van de cliënt|Verzekeraar|Zorgverzekeraar|BSN"
        "|Openingsuren|Spreekuur|Date de naissance|Né le|Née le|Né(e) le|Annulé le|Réservé le|Créé le"
        "|Saisi le|Modifié le|Envoyé le|Imprimé le|Édité le|Date d'annulation|Date de création|Date d'édition"
        "|Annulable jusqu'au|Téléphone|Tél.|Portable|Mobile|Lieu|Cabinet|Salle|Prix|Tarif|Montant|Remarque"
        "|Commentaire|Motif d'annulation|Mutuelle|N° de sécurité sociale|N° patient|Fecha de nacimiento"
        "|F. nacimiento|Nacido el|Cancelada el|Anulada el|Reservada el|Creada el|Modificada el|Solicitada el"
        "|Fecha de cancelación|Fecha de reserva|Fecha de creación|Fecha de solicitud|Fecha de emisión"
        "|Fecha de alta|Cancelable hasta|Móvil|Teléfono móvil|Lugar|Dirección|Centro|Sala|Precio|Importe"
        "|Tarifa|Observaciones|Comentario|Comentarios|Nota|Notas|Motivo de cancelación|Motivo de la anulación"
        "|Seguro|Aseguradora|N.º historia|Nº de historia clínica|NHC|DNI|Horario de atención|Edad|Alter"
        "|Leeftijd|Âge"
    ),
    Role.SPECIALIST: (
        "Arzt|Ärztin|Arzt/Ärztin|Behandler|Behandlerin|Behandler/in|Behandler:in|Behandelnder Arzt|Therapeut"
        "|Therapeutin|Therapeut/in|Mitarbeiter|Mitarbeiterin|Mitarbeiter/in|Bei|Mit|Zahnarzt|Facharzt"
        "|Termin bei|Physiotherapeut|Durch|Arts|Behandelaar|Behandelend arts|Zorgverlener|Tandarts|Dokter|Bij"
        "|Bij wie|Met|Medewerker|Afspraak bij|Afspraak met|Specialist|Fysiotherapeut|Médecin|Praticien"
        "|Praticienne|Prestataire|Docteur|Thérapeute|Kinésithérapeute|Avec|Chez|Professionnel"
        "|Professionnel de santé|Soignant|Intervenant|Collaborateur|Rendez-vous avec|Médico|Médica|Doctor"
        "|Doctora|Doctor/a|Profesional|Especialista|Facultativo|Con|Terapeuta|Fisioterapeuta|Atendido por"
        "|Cita con|Dentista|Odontólogo|Psicóloga|Agenda de"
    ),
    Role.WHEN: (
        "Wann|Ihr Termin|Termin neu|Datum und Uhrzeit|Datum/Uhrzeit|Datum & Uhrzeit|Datum, Uhrzeit"
        "|Datum / Zeit|Tag und Uhrzeit|Wanneer|Uw afspraak|Datum en tijd|Datum en uur|Datum/tijd|Datum & tijd"
        "|Dag en uur|Nieuwe datum en tijd|Verplaatst naar|Quand|Votre rendez-vous|Date et heure|Date / heure"
        "|Date/heure|Date & heure|Jour et heure|Cuándo|Su cita|Fecha y hora|Fecha / hora|Fecha/Hora"
        "|Día y hora|Nueva fecha y hora|Fecha de la cita|Datum des Termins|Verschoben auf|Déplacé au"
        "|Reporté au|Trasladada al"
    ),
    Role.APPOINTMENT: (
        "Termin|Neuer Termin|Afspraak|Nieuwe afspraak|Rendez-vous|RDV|Nouveau rendez-vous|Nouveau RDV|Cita|Nueva cita"
    ),
    Role.START: (
        "Terminzeit|Zeitpunkt|Tijdstip|Uhrzeit|Zeit|Beginn|Startzeit|Beginnzeit|Anfang|Terminuhrzeit|Tijd|Uur"
        "|Aanvang|Begintijd|Starttijd|Begin|Aanvangstijd|Tijd afspraak|Heure|Horaire|Début|Heure de début"
        "|Heure du rendez-vous|Heure du RDV|Hora|Hora de inicio|Inicio|Hora de la cita|Hora cita|Comienzo"
    ),
    Role.DATE: (
        "Nieuwe datum|Nouvelle date|Nueva fecha|Datum|Tag|Termindatum|Terminstag|Dag|Afspraakdatum|Date|Jour"
        "|Date du rendez-vous|Date du RDV|Fecha|Día|Fecha cita|Datum afspraak|Behandlungsdatum"
        "|Datum der Behandlung"
    ),
    Role.END: ("Ende|Endzeit|Einde|Eindtijd|Fin|Heure de fin|Hora de fin|Hora fin|Hora de finalización"),
    Role.DURATION: (
        "Dauer|Termindauer|Behandlungsdauer|Duur|Tijdsduur|Duur afspraak|Durée|Durée prévue|Duración"
        "|Duración prevista|Länge"
    ),
    Role.PREVIOUS: (
        "Alter Termin|Termin alt|Bisheriger Termin|Ursprünglicher Termin|Bisher|Alt|Vorher|Statt|Altes Datum"
        "|Oude afspraak|Oorspronkelijk|Oorspronkelijke afspraak|Oude datum|Oude datum en tijd|Was"
        "|Vorige afspraak|Ancien rendez-vous|Ancien RDV|Ancienne date|Rendez-vous initial|Date initiale"
        "|Initialement|Au lieu de|Cita anterior|Fecha anterior|Antes|Cita original|Fecha original|Anterior"
        "|Hora anterior|Antigua fecha|Verschoben von|Verplaatst van|Déplacé du|Uhrzeit alt|Datum alt"
    ),
    Role.SERVICE: (
        "Grund der Absage|Reden annulering|Leistung|Behandlung|Terminart|Art des Termins|Grund|Anlass"
        "|Besuchsgrund|Untersuchung|Behandlungsart|Dienstleistung|Thema|Therapie|Fachrichtung|Behandeling"
        "|Soort|Soort afspraak|Type afspraak|Reden|Reden van bezoek|Dienst|Zorgvraag|Onderzoek|Specialisme"
        "|Motif|Motif de consultation|Prestation|Soin|Type de rendez-vous|Type de consultation|Acte|Examen"
        "|Service|Spécialité|Servicio|Tratamiento|Motivo|Motivo de la consulta|Tipo de cita|Tipo de consulta"
        "|Prueba|Especialidad|Prestación|Actividad"
    ),
    Role.REFERENCE: (
        "Patientennummer|Patiëntnummer|Buchungsnummer|Terminnummer|Referenz|Buchungscode|Vorgangsnr."
        "|Vorgangsnummer|Aktenzeichen|Zeichen|Unser Zeichen|Fall-Nr.|Fallnummer|Auftragsnummer"
        "|Reservierungsnummer|Boekingsnummer|Afspraaknummer|Referentie|Kenmerk|Ons kenmerk|Reserveringsnummer"
        "|Boekingscode|Numéro de réservation|N° RDV|N° de rendez-vous|Référence|Réf.|N/Réf.|Numéro de dossier"
        "|Dossier|N° dossier|Code de réservation|Número de reserva|N.º de cita|Número de cita|Referencia|Ref."
        "|Código|Código de reserva|Localizador|Expediente|Reserva n.º|N.º de reserva|Nº de expediente"
    ),
    Role.STATUS: (
        "Status|Terminstatus|Statut|État|Estado|Estado de la cita|Situación|Buchungsstatus"
        "|Statut du rendez-vous|Status afspraak"
    ),
    Role.EMAIL: (
        "E-Mail|Email|E-mail|E-Mail-Adresse|Mail|E-mailadres|Courriel|Adresse e-mail|Adresse mail|Correo"
        "|Correo electrónico|Correo-e|Email del paciente"
    ),
}


@pytest.mark.parametrize("role", LABELS, ids=lambda role: role.name)
def test_every_label_of_the_four_languages_has_its_role(role):
    wrong = {label: role_of(label, "").name for label in LABELS[role].split("|") if role_of(label, "") is not role}
    assert wrong == {}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Datum der Buchung", Role.UNKNOWN),  # when it was booked, or the day of the visit
        ("Buchungsdatum", Role.IGNORED),
        ("Telefonnummer", Role.IGNORED),
        ("Vorname der Mutter", Role.IGNORED),
        ("Geburtsdatum des Patienten", Role.IGNORED),
        ("Leeftijd", Role.IGNORED),
        ("Wartezeit", Role.IGNORED),
        ("Médico remitente", Role.OTHER_PERSON),
    ],
)
def test_a_label_that_only_sounds_like_another_is_not_taken_for_it(label, role):
    assert role_of(label, "") is role


@pytest.mark.parametrize(
    ("said", "guest"),
    [
        ("Vorname des Kindes: Mila\nNachname des Kindes: Oberhuber", ("Mila Oberhuber", 1.0)),
        ("Nombre del niño/a: Iker\nApellidos del niño/a: Olano Ruiz", ("Iker Olano Ruiz", 1.0)),
        ("Nom et prénom : BRASSEUR Élodie", ("Élodie Brasseur", 1.0)),
        ("Name, Vorname: Oberhuber, Mila", ("Mila Oberhuber", 1.0)),
        ("Nom et prénom : Martin Claude", ("Martin Claude", 0.5)),
        ("Vorname der Mutter: Eva\nNachname der Mutter: Brandl", None),
    ],
)
def test_a_name_in_parts_is_put_together_and_doubted_where_its_order_is_open(said, guest):
    found = guest_of(said, read_labels(said), Reading(Rung.LABEL))
    assert (found and (found.value, found.confidence)) == guest
