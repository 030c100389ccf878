"""Words that look like names and are none, and names that look like words."""

import re

from booking_console.adapters.parsing.languages.words import word_set
from booking_console.adapters.parsing.names.namewords_abroad import ROMANCE
from booking_console.adapters.parsing.patterns import compiled

WORDS_NOT_IN_NAMES = (
    word_set(
        "appointment appointments booking bookings your you our new confirmed confirmation cancelled canceled "
        "cancellation reminder dear hello hi hey the this that thanks thank regards kind best sincerely clinic "
        "clinics physio physiotherapy health hospital hospitals centre center rooms room suite suites street road "
        "avenue lane square place drive house level floor wing practice medical dental surgery group limited ltd "
        "pty inc llc gmbh consulting therapy therapies remedial massage treatment consultation consult session "
        "visit follow-up initial review assessment wellness allied nhs trust foundation department service services "
        "team reception receptionist manager secretary monday tuesday wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december mon tue wed thu fri "
        "sat sun jan feb mar apr jun jul aug sep sept oct nov dec please note patient client guest date time when "
        "where who what with from subject sent to re fw fwd cc am pm noon est edt aest aedt gmt bst utc notes "
        "practice-manager location email phone mobile view event calendar invitation updated update rescheduled "
        "moved changed change details manage sydney melbourne london york australia uk osteopathy dermatology "
        "podiatry psychology orthopaedics ortho optometry dentist doctor therapist practitioner specialist provider "
        "online web website form number id status pending request action required important urgent welcome "
        "congratulations great good morning afternoon evening see we i it is are has have been was will on at for "
        "in of and or by my me no not yes all any post-op pre-op standard long short regards, cheers ta love "
        "sincerely, mit freundlichen gr\xfc\xdfen guten tag liebe lieber sehr geehrte geehrter bonjour cordialement "
        "hola "
        "saludos gr\xfc\xdf gr\xfcss gr\xfcezi beste geachte neue neuer neues neuen nieuwe nouveau nouvelle nueva "
        "nuevo "
        "buchung boeking "
        "r\xe9servation termin termine terminbest\xe4tigung absage behandlung sprechstunde patientin uhr "
        "praxis afspraak "
        "afspraken bevestiging behandeling praktijk pati\xebnt goedemorgen rendez-vous rdv annulation confirmation "
        "s\xe9ance "
        "cabinet cabinets cabinetten clinique cliniques polyclinique praxen praxisr\xe4ume praktijken cl\xednicas "
        "kliniken "
        "chambers surgeries practices hospices paseo avenida calle plaza boulevard stra\xdfe "
        "zimmer raum team sekretariat arzt kollege "
        "kollegin kamer salle "
        "sala cita citas paciente cl\xednica consulta reserva buenos buenas d\xedas duration "
        "length type fee "
        "price cost therapist, practice, parking "
        "llp plc solicitors solicitor partners acct account private confidential name mrn nhs dob ref ich du "
        "nachricht "
        "his her their its he she reply stop hoi dag moin servus salut coucou r\u00e9union \u00e9quipe d'\u00e9quipe "
        "d\u2019\u00e9quipe meeting "
        "besprechung teambesprechung teamsitzung "
        "vergadering teamoverleg overleg reuni\u00f3n equipo planning formation schulung training staff lunch jour "
        "fixe dienst urlaub "
        "vacances vacaciones vakantie job assessment assessments begutachtung untersuchung public holiday christmas "
        "easter admissions outpatient outpatients ward unit office desk front support "
        "accounts billing news bulletin newsletter security account bank mri ct xray x-ray ultrasound scan blood "
        "test skin check eye ear hearing dry needling sports deep tissue physiotherapist podiatrist psychologist "
        "block sessions diary entry list waiting sie ihr ihre ihren ihrem ihrer wir uns unser unsere unserem unseren "
        "geboren tel telefon telephone t\u00e9l fax zentrale "
        "zentrales afdeling abteilung service servicio secr\u00e9tariat secretar\u00eda sekretariat objet betreff "
        "asunto onderwerp consultant surgeon ent "
        "central scheduling schedule scheduler "
        "network care community institute laboratory imaging radiology cardiology surgical pharmacy council "
        "authority "
        "association "
        "scheduled reserved booked rearranged postponed intake mins if unless until although because whether whilst "
        "if's summary callback notification automated automatic xr "
        "xray lt rt bilat thyroid abdomen pelvis lumbar thoracic "
        "brain mammogram physical "
        "ehefrau ehemann gattin gatte mutter vater eltern tochter sohn bruder schwester moeder vader ouders dochter "
        "zoon "
        "echtgenote echtgenoot "
        "stelle up damen herren kollegen kolleginnen zusammen kollegium ggd locatie vestiging filiaal filiale "
        "standort "
        "adviser advisor tas nsw vic qld wa act gpo po box family guardian parent child organizer organiser guests "
        "attendees sprechzeit sprechzeiten \xf6ffnungszeit \xf6ffnungszeiten b\xfcrozeiten telefonzeiten "
        "servicezeiten "
        "openingstijden openingsuren spreekuur spreekuren bereikbaarheid horaire horaires ouverture horario horarios "
        "atenci\xf3n opening answering badge"
    )
    | ROMANCE
)
# Surnames that are other words, too; only a label in front of them makes them a name.
SURNAMES_TOO = word_set(
    "price house lane ward street place square bank block child guest noon good great drive level march friday "
    "monday summer winter easter "
    "christmas wing park church office desk doctor nurse sister day week best block check view event standard"
)
# First names that are other words, too.
FIRST_NAMES_TOO = word_set("floor")
# Words that begin a sentence with a capital and are no part of the name behind them.
OPENERS = word_set(
    "unfortunately regrettably sadly additionally secondly thirdly currently previously recently accordingly "
    "apparently "
    "consequently eventually hopefully initially kindly luckily obviously originally presumably probably shortly "
    "similarly subsequently thankfully ultimately usually happily clearly evidently annoyingly cancelling canceling "
    "rebooking rescheduling expecting removing instead today yesterday also then however because since as when while "
    "although "
    "per following after before due once "
    "both sorry apologies and but so now tomorrow meanwhile additionally finally lastly firstly fyi ps just "
    "only please have had got has new "
    "leider heute morgen gestern bitte wegen nachdem anbei hiermit gerne nun neu auch helaas vandaag gisteren "
    "hierbij graag "
    "malheureusement hier aujourd'hui demain suite merci veuillez desgraciadamente lamentablemente hoy ayer "
    "ma\u00f1ana "
    "patient client worker employee candidate applicant claimant member student pupil participant customer resident "
    "tenant veteran attendee "
    "invitee colleague thanks old our your my the dear with for from by at on in hi hello hey confirming confirmed "
    "booked cancelled moved rescheduled "
    "booking appointment re regarding another next later earlier again yes no ok okay as this that she he "
    "they we i could can would will may "
    "should did does do is was are were if mum dad mother father son daughter baby little young poor sending "
    "adding seeing putting moving update "
    "tambi\u00e9n adem\u00e1s ahora finalmente entonces seg\u00fan aunque cuando esta este pues as\u00ed "
    "atenci\u00f3n buenas "
    "buenos estimada estimado perd\u00f3n gracias confirmamos confirmo anulamos cancelamos lunes martes "
    "mi\u00e9rcoles jueves viernes "
    "daarnaast overmorgen eindelijk verder maandag dinsdag woensdag donderdag vrijdag let "
    "au\u00dferdem dann danach deshalb jedoch zudem achtung montag dienstag mittwoch donnerstag freitag "
    "\u00fcbermorgen "
    "\u00e9galement ensuite enfin finalement donc attention lundi mardi mercredi jeudi vendredi"
)
ALSO_NAMES = frozenset(
    {
        "may",
        "april",
        "june",
        "jun",
        "jan",
        "august",
        "mark",
        "will",
        "love",
        "long",
        "short",
        "best",
        "tag",
        "sun",
        "mar",
        "beste",
        "have",
    }
)

# At the beginning; elsewhere "der" and "los" are parts of names.
ARTICLES = word_set(
    "das die der dem den ein eine unser unsere diese dieser het een les une los las nuestra nuestro the an im am "
    "beim ins"
)

# The many compounds of German and Dutch: Terminänderung, Buchungsnummer, Afspraakbevestiging.
# "Mo-Fr", never a single one: Do and Fr are names and titles, too.
_DAY = (
    r"(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|ma|wo|vr|za|zo|lun?|mar|mer|jeu|ven|sam|dim|mi\u00e9?|jue?"
    r"|vie?|s\u00e1b|dom)\.?"
)
NEVER_IN_NAMES = re.compile(
    r"\w{3,}(?:hinweise?|bestimmungen|bedingungen|erkl\u00e4rung|verordnung|ordnung|richtlinien?|schutz|verklaring"
    r"|voorwaarden|beleid"
    r"|confidentialit\u00e9|privacidad|nummer)$|stand$|datenschutz\w*|impressum|agb|mentions?$|r\u00e9glement"
    r"|(?:liebes|\w{3,}team)$|\w{3,}(?:versicherung|kasse|stelle|klinik|praxis|zentrum|ambulanz|ordination|station"
    r"|kontrolle|untersuchung|behandlung|gespr\u00e4ch|beratung|termine?|afspraak|controle|onderzoek|behandeling"
    r"|consult|gesprek|auftrag|verzekering|ziekenhuis|kliniek|praktijk|apotheke?|afdeling)$|\w{3,}(?:ologie|ology"
    r"|graphie|grafie|skopie|metrie|iatrie|iatry|p\u00e4die"
    r"|medizin|heilkunde|chirurgie|geneeskunde"
    r"|m\u00e9decine|ologia|olog\u00eda)$|(?:termin|buchung|afspra|bevestig|herinner|behandl|storno|storni"
    r"|best\u00e4tig)\w{2,}|appts?$"
    r"|\w{3,}(?:opaths|therapists|ologists|iatrists|opractors|dontists|surgeons|physicians|counsellors|opaten|peuten)$"
    r"|(?:dentists|associates|solutions|holdings|vat|ust|btw|tva|nif)$"
    rf"|{_DAY}[-\u2013]{_DAY}$"
)


# Begutachtung, Nachricht; as a surname "Jung" is one.
NO_FIRST_NAME = compiled(r"\w{5}(?:ung|ungen|keit|heit|schaft|tion|termin)$")

# At the end of what looks like a name they belong to the next one.
ADDRESSES = word_set("mr mrs ms dr prof herr frau mme")

# With these a sentence begins; the name comes behind them.
BEGINNERS = (
    r"sadly|leider|helaas|graag|bitte|malheureusement|lamentablemente|desgraciadamente|hierbij|gerne"
    r"|finalement|regrettably|unfortunately|finally|lastly|cancelling|canceling|confirming|rebooking"
    r"|rescheduling|moving|booking|re-booking|seeing|sending|expecting|adding|removing|instead|also|scrap|drop"
    r"|strike|remove|cancel|delete|apparently|hopefully|ideally|should|could|would|can|does|did|is|are|has"
    r"|have|somebody|either|take|little|young|cancelled|confirmed|booked|moved|rescheduled|rebooked|added"
    r"|scheduled|then|now|so|but|and"
)

# Letters behind a name.
# Jack Ma, Linh Do and Kim Do-Hyun end in a name: what may be one must stand behind a comma, or in capitals behind small letters.
POSTNOMINAL = re.compile(
    r",[ ]?(?:md|phd|psyd|lcsw|rd|dpt|lac|frcs|rn|np|do|dds|bds|dc|rmt|pt|lmft|lpc|mbbs|facs|fracs|fracp"
    r"|mcsp|hcpc|msc|bsc|ba|ma|dip|frcp)(?![\w-]).*$"
    r"|[ ](?:md|phd|psyd|lcsw|dpt|frcs|rn|dds|bds|rmt|lmft|lpc|mbbs|facs|fracs|fracp|mcsp|hcpc|msc|bsc|dip|frcp)"
    r"(?![\w-]).*$"
    r"|(?-i:(?<=[^\W\d_A-Z])[ ](?:RD|LAC|LAc|NP|DO|DC|PT|BA|MA))(?![\w-]).*$",
    re.IGNORECASE,
)
