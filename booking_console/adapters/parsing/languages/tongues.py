"""Which of German, Dutch, French and Spanish a mail is written in."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.languages.dutch import DUTCH
from booking_console.adapters.parsing.languages.french import FRENCH
from booking_console.adapters.parsing.languages.german import GERMAN
from booking_console.adapters.parsing.languages.phrases import Phrases
from booking_console.adapters.parsing.languages.spanish import SPANISH
from booking_console.adapters.parsing.languages.words import word_set

# Words that tell the language; those that other languages share are left out.
_MARKS = (
    (
        GERMAN,
        word_set(
            "dauer kunde kundin behandlung buchung neue neuer leistung und wir uhr termin termine ihr ihre ihren "
            "ihnen "
            "herr herrn frau nicht der dem den f\u00fcr bei "
            "datum uhrzeit beginn arzt \u00e4rztin behandler terminbest\u00e4tigung terminanfrage "
            "terminerinnerung liebe guten gr\u00fc\u00dfe ich am ist wurde hat einen montag dienstag mittwoch "
            "donnerstag "
            "freitag samstag januar februar märz "
            "oktober dezember kommt bitte vom zum zur des mit auf sie herzliche viele patientin patienten durch "
            "gelöscht gelöschter wer ort nachname vorname familienname vorgang bearbeiter geburtsdatum gebdat "
            "ressource terminanlage arbeitsmediziner "
            "teilnehmer teilnehmerin untersuchungsart untersuchungsdatum ende reserviert krankenkasse zweck besuch "
            "kontrolle raum ihnen pat unters "
            "zuweiser "
            "bestätigt storniert gebucht verschoben abgesagt eingetragen geändert vereinbart untersuchung grüezi "
            "servus ordination nüchtern "
            "mitarbeiterin beschäftigter klient klientin geb uhr wurden werden unsere unser dein deine dich dir"
        ),
    ),
    (
        DUTCH,
        word_set(
            "duur klant nieuwe boeking behandeling wanneer afspraak afspraken uur wij het een bij dokter mevrouw "
            "meneer "
            "beste groet groeten geachte voor "
            "niet wordt heeft op datum tijd behandelaar uw ik maandag dinsdag woensdag donderdag vrijdag zaterdag "
            "januari februari "
            "maart augustus komt graag mevr dhr meneer jullie hij haar zijn naar kunnen wij patiënt cliënt "
            "geannuleerd door wie waar tot naam achternaam voornaam duur klant tijdstip zorgverlener soort keuring "
            "keurling keuringsarts betaling arts "
            "afgemeld uitschrijving cliëntnaam oproep uw jouw je jullie onze ons geboortedatum bevestigd "
            "gemaakt verzet verplaatst ingepland medewerker betrokkene boeking behandelkamer praktijk jouw wij u hoe "
            "laat "
            "polikliniek spreekuur wordt werd zijn hebben mw"
        ),
    ),
    (
        FRENCH,
        word_set(
            "durée cliente réservation nouvelle nouveau prénom quand prestation rendez-vous rdv le les des avec vous "
            "nous "
            "bonjour cordialement madame monsieur votre est pour "
            "m\u00e9decin praticien heure horaire du au une lundi mardi mercredi jeudi vendredi samedi janvier "
            "février avril juin juillet août septembre octobre novembre décembre mme monsieur chez sera merci"
        ),
    ),
    (
        SPANISH,
        word_set(
            "duración cliente nueva reserva servicio cuándo apellidos profesional cita citas el los con usted "
            "se\u00f1or "
            "se\u00f1ora hola estimado estimada estimados saludos su "
            "doctora m\u00e9dico fecha hora paciente para del una buenos buenas d\u00edas lunes martes miércoles "
            "jueves "
            "viernes sábado enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
            "las saludo "
            "gracias sra srta que día cancelada anulada confirmada hasta"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def spoken_in(text: str) -> Sequence[Phrases]:
    """The languages besides English that a mail may be written in; one word too many costs time, not sense."""
    words = set(_WORD.findall(text.casefold()))
    return [phrases for phrases, marks in _MARKS if len(words & marks) > 1]
