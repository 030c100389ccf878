"""German, Dutch, French and Spanish words with a capital that stand behind a name and are no part of it."""

from booking_console.adapters.parsing.languages.words import word_set

THINGS = word_set(
    "kontrolle vorgespr\u00e4ch erstgespr\u00e4ch gespr\u00e4ch untersuchung therapie massage besprechung beratung nachsorge vorsorge "
    "blutabnahme impfung operation op mrt ct r\u00f6ntgen sitzung physiotherapie ergotherapie logop\u00e4die anamnese erstberatung reha "
    "begutachtung aufkl\u00e4rung wundkontrolle verbandswechsel akupunktur befund befundbesprechung check-up einlage raum zimmer platz "
    "slot kalender plan vormittag nachmittag morgen abend mittag wochenende montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "mi\u00e9rcoles jueves viernes s\u00e1bado cabinet centre cl\u00ednica clinique h\u00f4pital maison p\u00f4le "
    "service unit\u00e9 salle sala consulta "
    "kamer ruimte controle onderzoek praktijk klinik praxis ordination haus station abteilung uhr termin behandlung op-tag"
)
