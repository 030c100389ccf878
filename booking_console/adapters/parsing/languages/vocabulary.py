"""The words that labels are made of, in the languages that confirmations come in."""

from booking_console.adapters.parsing.languages import vocabulary_abroad as abroad
from booking_console.adapters.parsing.languages.words import word_set

BIRTH = (
    word_set("birth dob d.o.b born geburtsdatum geboortedatum naissance nacimiento geb birthday birthdate age")
    | abroad.BIRTH
)
RECORD = (
    word_set(
        "submission creation registration modification "
        "submitted created printed received sent issued invoice due statement generated letter expires expiry "
        "expiration requested "
        "cancelled canceled deadline payment paid deposit referral referred admitted accident injury onset last "
        "reminder "
        "storniert gel\u00f6scht abgesagt gebucht angelegt ge\u00e4ndert best\u00e4tigt geannuleerd geboekt "
        "aangemaakt gewijzigd bevestigd "
        "annul\u00e9 annul\u00e9e r\u00e9serv\u00e9 cr\u00e9\u00e9 cr\u00e9\u00e9e saisi saisie modifi\u00e9 "
        "modifi\u00e9e envoy\u00e9 cancelada cancelado anulada anulado creada "
        "creado reservada reservado modificada modificado registrada enviada approved rejected answered "
        "registered updated modified made notified logged entered confirmed published erstellt discharge"
    )
    | abroad.RECORD
)
PHONE = (
    word_set(
        "phone mobile telephone tel cell fax telefon telefono t\u00e9l\u00e9phone telefoon handy m\u00f3vil phones contact"
    )
    | abroad.PHONE
)
MAIL = word_set("email e-mail mail courriel correo emailadres") | abroad.MAIL
OTHERS = (
    word_set(
        "parent guardian carer mother father gp referrer referring referred contact kin emergency interpreter "
        "account holder payer "
        "secretary entered organizer organiser host booker requester requested escort insurer insured sender "
        "agent coordinator "
        "manager responsible payor caller taken introducer spouse partner clerk operator by companion accompanied "
        "madre padre tutor tutora m\u00e8re p\u00e8re mutter vater eltern moeder vader ouder ouders responsable "
        "begleitperson contactpersoon "
        "receptionist registrar adjuster opr operator agente par door von por"
    )
    | abroad.OTHERS
)
GUESTS = (
    word_set(
        "patient patients client clients guest invitee attendee kind who whom child kunde kundin patientin "
        "cli\u00ebnt clientnaam paciente "
        "claimant customer participant member resident naam pati\u00ebnt patientenname user b\u00e9n\u00e9ficiaire "
        "visitor patiente pt athlete student klant cli\u00ebnte pati\u00ebnte patientes paciente clienta cliente cliente "
        "klient klientin enfant ni\u00f1o ni\u00f1a "
        "gesch\u00e4digte gesch\u00e4digter verzekerde assur\u00e9 assur\u00e9e asegurado asegurada dependant "
        "dependent kunde/kundin wer qui "
        "candidate applicant inductee appointee attending attends person individual examinee claimant employee worker "
        "pupil infant usager usuario "
        "usuaria asistente teilnehmer teilnehmerin gast besucher bezoeker deelnemer versicherter versicherte "
        "personne persona veteran traveller traveler beneficiary consumer"
    )
    | abroad.GUESTS
)
NAMES = word_set("name names full nom nombre naam") | abroad.NAMES
SPECIALISTS = (
    word_set(
        "practitioner doctor clinician provider therapist staff physio physiotherapist consultant specialist "
        "podiatrist dentist nurse "
        "with behandler behandlerin arzt \u00e4rztin m\u00e9decin praticien m\u00e9dico m\u00e9dica behandelaar "
        "arts dr surgeon psychologist osteopath "
        "counsellor counselor chiropractor midwife dietitian audiologist optometrist physician coach masseur "
        "clinic-lead hygienist "
        "profesional doctora doktor dokter zahnarzt hausarzt tandarts huisarts dentiste kin\u00e9sith\u00e9rapeute "
        "kin\u00e9 terapeuta fisioterapeuta dentista especialista therapeut therapeutin fysiotherapeut "
        "zorgverlener facultativo facultativa praticienne interviewer soignant behandlerin/behandler "
        "doctora th\u00e9rapeute seen psychiatrist resource professional professionnel acupuncturist "
        "trainer practitioners examining seeing treating treats behandelnder behandelnde traitant examiner assessor "
        "instructor expert "
        "hcp gp-specialist behandelend behandlung-durch"
    )
    | abroad.SPECIALISTS
)
SERVICES = (
    word_set(
        "assessment assessments appraisal intake screening fitting "
        "service services what why reason purpose treatment procedure leistung motif session visit type "
        "behandlung grund dienst servicio soin soins tratamiento behandelsoort zorg "
        "motivo consultation consult anlass event therapy offering behandeling terminart prestation reden "
        "product item activity besuchsgrund examination exam bezoekreden"
    )
    | abroad.SERVICES
)
PLACES = (
    word_set(
        "where location place address venue room site clinic ort adresse lieu lugar locatie suite building "
        "practice branch facility "
        "standort praxis directions parking map website url link adres direcci\u00f3n campus waar wo o\u00f9 "
        "d\u00f3nde department hospital "
        "organisation organization company"
    )
    | abroad.PLACES
)
MONEY = (
    word_set(
        "cost price fee fees amount total charge payment balance deposit tax preis kosten prix precio medicare "
        "insurance fund currency"
    )
    | abroad.MONEY
)
NOTES = (
    word_set(
        "notes note comments comment message questions question remarks instructions details information info "
        "bemerkung preparation opmerking opmerkingen anmerkung anmerkungen bemerkungen hinweis commentaire remarque comentario "
        "comentarios observaciones observaci\u00f3n nota notas "
        "sprechzeiten kantooruren permanence horario url browser device ip "
        "history areas injuries about allergies medication medicines diagnosis symptoms gender sex language "
        "title nhs number-of medical "
        "insurance questionnaire policy existing subject tags source how cancellation hours bring please "
        "important new-patient parents "
        "opening address intake concerns condition goals"
    )
    | abroad.NOTES
)
PREVIOUS = (
    word_set(
        "urspr\u00fcnglich urspr\u00fcnglicher urspr\u00fcngliche oorspronkelijke antes antiguos "
        "old previous previously former formerly original originally was earlier instead alt alter bisher vorher "
        "ancien ancienne anciennement anterior oud oude before prior bisheriger bisherig vorige anteriores previa "
        "previo antigua antiguo alte alten oorspronkelijk"
    )
    | abroad.PREVIOUS
)
DATES = word_set("date day datum fecha tag dag jour d\u00eda dia termindatum") | abroad.DATES
WHENS = word_set(
    "when wann quand cu\u00e1ndo cuando wanneer termin rendez-vous cita afspraak rdv scheduled slot date/time datetime"
)
STARTS = (
    word_set(
        "hour uur "
        "time start starts begin begins beginning uhrzeit zeit heure hora tijd tijdstip beginn d\u00e9but inicio "
        "commences from at horaire horaires zeitraum zeitpunkt"
    )
    | abroad.STARTS
)
ENDS = word_set("end ends stop until finish finishes finishing ende fin einde concludes to till") | abroad.ENDS
DURATIONS = word_set("mins minutes duration length long dauer dur\u00e9e duraci\u00f3n duur") | abroad.DURATIONS
REFERENCES = (
    word_set(
        "ref reference id code number no nr booking-id confirmation buchungsnummer referenz referencia "
        "r\u00e9f\u00e9rence referentie # num n\u00b0"
    )
    | abroad.REFERENCES
)
NOT_OURS = (
    word_set(
        "nhs medicare phone mobile hospital member policy insurance membership invoice order vat abn provider "
        "chart mrn patient client account room ward customer card claim licence pin meeting"
    )
    | abroad.NOT_OURS
)
STATUSES = word_set("status state zustand statut estado \u00e9tat") | abroad.STATUSES
APPOINTMENTS = word_set("appointment appt booking reservation buchung reserva r\u00e9servation appointments")
ZONES = word_set("timezone time-zone zeitzone fuseau tz")
FILLER = (
    word_set(
        "y et und en nuevas nuevos neuer neue neues neuen nieuw nieuwe nouveau nouvelle nouvel nueva nuevo du des "
        "los las "
        "chosen selected agreed the your our of and & a an my this is de del der die das la le el on new date/time-zone"
    )
    | abroad.FILLER
)
URGENCIES = word_set(
    "urgency priority triage dringlichkeit priorit\u00e4t urgentie spoed urgence priorit\u00e9 urgencia prioridad"
)
FIRST_NAMES, LAST_NAMES = abroad.FIRST_NAMES, abroad.LAST_NAMES
