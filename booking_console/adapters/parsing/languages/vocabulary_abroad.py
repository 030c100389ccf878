"""More words that labels are made of: what German, Dutch, French and Spanish forms and programs print."""

from booking_console.adapters.parsing.languages.words import word_set

BIRTH = word_set(
    "geburtstag geb.-datum geb.datum geboren geburtsjahr geboortejaar leeftijd né née né(e) âge edad nacido nacida "
    "nac f.nac nacim"
)
RECORD = word_set(
    "fällig fälligkeit vervaldatum stornodatum buchungsdatum druckdatum briefdatum erstelldatum erstellungsdatum"
    " rechnungsdatum versanddatum "
    "eingangsdatum anlagedatum änderungsdatum annuleringsdatum annulatiedatum boekingsdatum printdatum aanmaakdatum "
    "briefdatum verzenddatum erfasst eingetragen gedruckt versandt gesendet verschickt aktualisiert eingegangen "
    "empfangen abgelehnt angemeldet afgedrukt verzonden ontvangen ingevoerd bijgewerkt afgezegd geregistreerd "
    "imprimé édité émis reçu reçue mis-à-jour supprimé supprimée enregistré enregistrée annulation création édition "
    "émission demandé demandée souhaité souhaitée deseada deseado preferida preferido propuesta propuesto pedida "
    "pedido impresa impreso emitida emitido recibida recibido actualizada actualizado solicitada solicitado "
    "eliminada cancelación anulación emisión creación envío alta solicitud impresión stornierung stornofrist "
    "stornierbar annulable cancelable ordonnance prescription volante rezept überweisung verwijsbrief"
)
PHONE = word_set(
    "tél telefonnummer handynummer mobilnummer rufnummer faxnummer telefoonnummer gsm gsm-nummer mobil mobiel "
    "portable tlf tfno contacto kontakt telefoonnr telefonnr mobielnummer"
)
MAIL = word_set("e-mail-adresse e-mailadresse emailadresse e-mailadres mailadresse mailadres correo-e mél")
OTHERS = word_set(
    "eltern elternteil erziehungsberechtigte erziehungsberechtigter sorgeberechtigte betreuer betreuerin "
    "ansprechpartner ansprechpartnerin kontaktperson überweiser überweiserin zuweiser zuweiserin überweisender "
    "einweiser bearbeiter bearbeiterin sachbearbeiter sachbearbeiterin dolmetscher dolmetscherin rechnungsempfänger "
    "auftraggeber versicherungsnehmer hausärztin verzorger voogd verwijzer verwijzend tolk begeleider mantelzorger "
    "aanvrager opdrachtgever représentant légal légale accompagnant accompagnante adresseur prescripteur "
    "correspondant "
    "interprète remitente derivante acompañante intérprete secretaria titular solicitante pagador secrétaire "
    "mandataire "
    "opsteller ersteller verfasser agente demandeur demandeuse demandé(e) employeur empleador empresa "
    "médecin-adresseur tomador tomadora apoderado apoderada representante accompagnateur familiar solicita pide "
    "tuteur tutrice responsables parents padres facturar"
)
GUESTS = word_set(
    "patienten kunden kindes gastes klienten kundenname patientenname patiëntnaam cliëntnaam klantnaam alumno alumna "
    "pat gäste bénéficiaire lenfant élève sportler sportlerin mitglied bewohner bewohnerin bewoner leerling lid "
    "resident residente socio socia niña mineur baby kleinkind bebé bébé consultante arbeitnehmer arbeitnehmerin "
    "beschäftigte beschäftigter proband probandin werknemer werkneemster salarié salariée betrokkene onderzochte "
    "keurling zorgvrager verzekerde "
    "employé employée trabajador trabajadora empleado empleada citado citada usagère résident résidente adhérent "
    "adhérente sociétaire convoqué convoquée examiné examinée vacciné vaccinée concerné concernée interesado "
    "interesada afiliado afiliada alumnado beneficiario beneficiaria reservante donneur donneuse donante "
    "participante participantes atendido atendida mutualista derechohabiente colegiado vacunado vacunada deportista "
    "sportif sportive stagiaire agent licencié licenciée lesionado lesionada accidentado accidentada perjudicado"
    " perjudicada víctima victime blessé blessée sinistré sinistrée expertisé expertisée opéré opérée hospitalisé"
    " hospitalisée"
)
FIRST_NAMES = word_set("vorname vornamen voornaam voornamen roepnaam prénom prénoms prenom")
LAST_NAMES = word_set(
    "nachname familienname zuname achternaam familienaam apellido apellidos famille geslachtsnaam nachnamen"
)
NAMES = word_set("vollständiger volledige complet completo completa patronyme")
SPECIALISTS = word_set(
    "gesprächspartner gesprächspartnerin untersucher untersucherin gutachter gutachterin deskundige onderzoeker"
    " arbeitsmediziner "
    "arbeitsmedizinerin masseuse teammitglied team-mitglied ansprechperson therapeute coach mitarbeiter mitarbeiterin"
    " facharzt fachärztin oberarzt oberärztin chefarzt zahnärztin physiotherapeut "
    "physiotherapeutin ergotherapeut ergotherapeutin logopäde logopädin osteopathin psychologe psychologin "
    "psychotherapeut psychotherapeutin heilpraktiker heilpraktikerin podologe podologin hebamme kollege kollegin "
    "masseurin kosmetikerin medewerker medewerkster tandarts huisarts kinesist kinesiste kinesitherapeut logopedist "
    "logopediste ergotherapeute diëtist diëtiste mondhygiënist mondhygiëniste psycholoog psychologe osteopaat "
    "verloskundige orthodontist pedicure podotherapeut arts-specialist prestataire docteur docteure intervenant "
    "intervenante collaborateur collaboratrice ostéopathe psychologue orthophoniste infirmier infirmière podologue "
    "dermatologue sage-femme chirurgien médecins odontólogo odontóloga psicólogo psicóloga osteópata podólogo "
    "podóloga "
    "logopeda enfermero enfermera matrona nutricionista quiropráctico profesionales opérateur opératrice "
    "manipulateur sophrologue diététicien diététicienne nutritionniste kinésithérapeutes cardiologue pédiatre "
    "gynécologue ophtalmologue radiologue angiologue psychomotricien psychomotricienne audioprothésiste opticien "
    "opticienne pharmacien pharmacienne hypnothérapeute naturopathe réflexologue acupuncteur chiropracteur "
    "vaccinateur examinateur examinatrice doctor doctores kinesiólogo kinesióloga klgo klga cardiólogo cardióloga "
    "pediatra ginecólogo ginecóloga oftalmólogo oftalmóloga traumatólogo traumatóloga dermatólogo dermatóloga "
    "cirujano cirujana terapeutas optometrista óptico higienista podóloga psiquiatra radiólogo radióloga técnico "
    "técnica tecnólogo fonoaudióloga fonoaudiólogo masajista perito perita expert experte prestador prestadora"
    " tratante atiende vacunador"
)
SERVICES = word_set(
    "keuring echografie scan sprechstunde spreekuur vaccinatie impfung controle kontrolle terminart behandlungsart"
    " dienstleistung untersuchung therapie fachrichtung fachbereich thema soort zorgvraag "
    "onderzoek specialisme acte actes examen spécialité prueba especialidad prestación actividad tipo art typ "
    "aanleiding "
    "intervention opération visite bilan soin soins vaccination vaccin hospitalisation entretien consultations acto "
    "exploración intervención operación cirugía visita control chequeo vacuna vacunación reconocimiento terapia "
    "sesiones procedimiento consulta consultas analítica klacht consultatie raadpleging bezoek besuch sitzung sesión "
    "séance revisión"
)
PLACES = word_set(
    "raum zimmer kamer ruimte salle sala centro cabinet plaats gebäude etage verdieping étage planta standorte sede "
    "clínica hospital centre établissement site consultorio gabinete box ubicación local accès bâtiment bâtiments "
    "sucursal ciudad ville edificio mostrador"
)
MONEY = word_set(
    "betrag kosten prijs bedrag montant tarif tarifs importe tarifa zahlung paiement pago betaling acompte honoraires"
    " coût copago abono bono coste costo valor señal anticipo règlement"
)
NOTES = word_set(
    "notiz kommentar krankenkasse versicherung versichertennummer öffnungszeiten einlass ankunft absagegrund "
    "wartezeit "
    "verzekeraar zorgverzekeraar bsn openingsuren openingstijden openingstijd spreekuur reistijd wachttijd mutuelle "
    "consigne consignes observation observations précision précisions indications indicaciones instrucciones "
    "precisiones recomendaciones requisitos ayuno précautions antécédents antecedentes diagnóstico diagnostic "
    "symptômes síntomas lien enlace enlaces annulation politique política prévoir apporter traer carte convenio obra "
    "prepaga previsión isapre message mensaje bericht nachricht seguro aseguradora historia nhc dni nif "
    "horaires-d-ouverture anmeldung "
    "vorbereitung voorbereiding préparation preparación tijdzone hausnummer zimmernummer raumnummer kamernummer"
)
PREVIOUS = word_set(
    "altes vormals ehemals ehemaliger initial initiale initialement original originale originales originele eerder "
    "eerdere voormalig précédent précédente précédemment anteriormente vorheriger vorherige vorheriges"
)
DATES = word_set(
    "journée dates fechas jornada terminstag terminsdatum behandlungsdatum afspraakdatum behandeldatum tage"
)
STARTS = word_set(
    "startzeit beginnzeit anfang anfangszeit startuhrzeit terminuhrzeit terminzeit aanvang aanvangstijd aanvangsuur "
    "franja tramo plage horas horario comienza empezar débute arrivée-prévue beginuur startuur begintijd starttijd "
    "comienzo empieza commence"
)
ENDS = word_set("eind endzeit eindtijd einduur endet eindigt finalización termina terminaison endzeitpunkt")
DURATIONS = word_set(
    "termindauer behandlungsdauer gesprächsdauer sitzungsdauer tijdsduur behandelduur afspraakduur lengte länge "
    "zeitbedarf"
)
REFERENCES = word_set(
    "nummer numéro numero número núm nro nº n.º código codigo localizador kenmerk aktenzeichen zeichen vorgang "
    "vorgangsnr fall-nr fallnr terminnr buchungsnr auftrag dossier dossiernummer expediente réf ref boekingscode "
    "reserveringscode afspraakcode folio localizador identifiant identificador confirmación confirmation"
)
NOT_OURS = word_set(
    "versichertennummer patientennummer kundennummer patiëntnummer klantnummer cliëntnummer polisnummer pat.-nr "
    "patienten-nr kunden-nr historia sécurité sociale securité social"
)
STATUSES = word_set("terminstatus buchungsstatus situación situation-du-rdv afspraakstatus")
FILLER = word_set(
    "definitiva definitivo "
    "définitive définitif retenue retenu asignada asignado concertada concertado reservada reservado confirmé "
    "confirmée confirmada confirmado agendada agendado programada programado programmée fixée fixé convenue convenu "
    "accordée attribuée attribué d l s vor voor- voor volgende folgender nächster prochain próxima prévue prevista "
    "geplant gepland für pour para"
)
