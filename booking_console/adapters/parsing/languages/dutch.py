"""What Dutch and Flemish mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

DUTCH = Phrases(
    language="nl",
    cancelled=whole(
        r"(?<!niet )geannuleerd|^\W*(?:annulering|annulatie)(?! (?:mogelijk|kan|tot|gratis|kosteloos|binnen|is))"
        r"|(?:annulering|annulatie) (?:van|afspraak)|afgezegd|afzegging|afgemeld|afmelding|afgelast|geschrapt"
        r"|verwijderd|afbericht",
        r"(?:afspraak|consult|behandeling|sessie|onderzoek|bezoek) (?:\S+ )?vervalt|(?:komt|komen|kan|kunnen|mag"
        r"|moet|laten|is|zijn|wordt|worden) (?:\S+ ){0,3}(?:te )?vervallen|vervallen",
        rf"gaat {SOME_WORDS}niet door|gaan (?:helaas )?niet door|niet doorgaan|zegt {SOME_WORDS}af(?=[ .,!:;]|$)"
        rf"|zeg {SOME_WORDS}af(?=[ .,!:;]|$)|meldt {SOME_WORDS}af(?=[ .,!:;]|$)|belde af|belt af",
        rf"(?:moet|moeten|moest|wil|wilde|willen|graag|gelieve|wens) {SOME_WORDS}(?:afzeggen|annuleren|afmelden"
        rf"|schrappen|laten vallen)(?! of)",
        rf"(?:willen|wilt|wil|kunnen|kunt) (?:jullie|je|u) {SOME_WORDS}(?:annuleren|schrappen|afzeggen"
        rf"|uit de agenda halen|eruit halen|verwijderen)(?! of)",
        rf"kan {SOME_WORDS}niet komen|komt {SOME_WORDS}niet(?=[.,;!]|$)|afspraak {SOME_WORDS}vervalt"
        rf"|graag {SOME_WORDS}uit de agenda halen",
        r"uitschrijving|uitgeschreven|(?:afspraak|boeking|reservering) (?:\S+ ){0,6}?(?:ingetrokken|teruggetrokken"
        r"|verwijderd|weggehaald|vervalt)",
        r"kan (?:(?!als|het|dat)\S+ ){1,10}?niet(?=[.,;!]|$)|haal (?:\S+ ){0,6}?uit(?=[ .,!]|$)",
        r"niet (?:meer )?(?:komen|verschijnen|aanwezig zijn|langskomen) (?:kan|kunnen|zal|zullen)|niet meer (?:door"
        r"|nodig|plaatsvind\w+)"
        r"|(?:plek|plaats|ruimte|kamer|tijdvak) (?:\S+ ){0,4}?(?:weer vrij(?:geven)?|vrijgeven|vrijgekomen)"
        r"|ingetrokken|doorgehaald",
        r"kan (?:helaas |toch |morgen |vandaag |er |dan )*niet (?:komen|aanwezig zijn|langskomen)|komt (?:helaas "
        r"|toch |morgen |er )*niet(?! (?:op|om)\b)|ziet af van|uit de agenda (?:gehaald|verwijderd)",
    ),
    moved=whole(
        r"verplaatst|verplaatsing|verzet|verzetting|verschoven|uitgesteld|vervroegd|naar (?:voren"
        r"|achteren) gehaald|omgezet|omgeboekt|herpland|opgeschoven",
        r"afspraak (?:is |werd |wordt )?(?:gewijzigd|aangepast|veranderd)|(?:wijziging|verandering"
        r"|aanpassing) (?:van )?(?:de |uw |een |je )?(?:afspraak|tijd|datum|tijdstip)|afspraakwijziging"
        r"|gewijzigde (?:afspraak|tijd|datum)|gewijzigd:|^\W*(?:gewijzigd|wijziging)",
        r"(?:tijds?|datum|termijn)wijziging|wijzigingsbericht|verlegd|doorgeschoven|opnieuw ingepland|nieuw moment"
        r"|(?:boeking|reservering|behandeling|sessie|consult|intake) (?:is |werd )?(?:gewijzigd|aangepast|veranderd)",
        rf"niet {SOME_WORDS}maar (?:op|aanstaande|morgen|\w+dag)",
        rf"in plaats van|schuift {SOME_WORDS}(?:naar|op)|gaat (?:van|naar) |komt (?:nu|dan|daarom|in plaats)"
        rf"|is nu op|wordt nu|wordt verplaatst|staat nu (?:op|voor)|ruilen|geruild|oorspronkelijke afspraak"
        rf"|nieuwe (?:datum|tijd|tijdstip)",
        rf"(?:graag|gelieve|willen jullie|wilt u|wil je|moeten|moet|moesten|hebben|heb|heeft|wil"
        rf"|wilde) {SOME_WORDS}(?:verzetten|verplaatsen|verschuiven|omzetten|omboeken|uitstellen"
        rf"|vervroegen)(?! of)|omzetten|^\W*verzetten|afspraak verzetten:?",
    ),
    booked=whole(
        r"(?<!niet )bevestigd|(?:afspraak|boekings|reserverings)?bevestiging|bevestigen (?:wij|we|u|hierbij"
        r"|graag)|(?:wij|we) bevestigen|ik bevestig|bij deze bevestig|hierbij (?:de )?bevestig\w*",
        r"(?<!niet )(?:ingepland|gepland|geboekt|ingeboekt|ingeschreven|gereserveerd|vastgelegd|genoteerd"
        r"|ingevoerd|vastgezet|afgesproken|toegewezen|opgeroepen|ingedeeld|geregistreerd)",
        r"nieuwe (?:online )?(?:afspraak|boeking|reservering|reservatie|patiënte?|cliënte?|klant)|(?:heeft|hebt"
        r"|hebben|heb) (?:\S+ ){0,16}(?:een|zijn|haar|uw|volgende) (?:\S+ ){0,3}afspraak",
        r"(?:is|was|werd|wordt|zijn|hebben|heb|heeft) (?:\S+ ){0,12}(?:afspraak|boeking"
        r"|reservering) (?:\S+ ){0,12}(?:gemaakt|gekregen|ontvangen)|afspraak (?:\S+ ){0,6}(?:gemaakt|vast)"
        r"|afspraak (?:staat|is) vast",
        r"een afspraak (?:\S+ ){0,4}(?:heeft|hebben)(?=[.,!;]|$)",
        r"komt (?:(?:op|om|bij|voor|naar|langs|weer|terug|dan|\S+dag|morgen|overmorgen|vandaag)|(?:mevrouw|meneer"
        r"|dhr|mw)\.? \S+)(?! niet)|wordt (?:\S+ ){0,16}verwacht|(?:ziet|behandelt|ontvangt"
        r"|onderzoekt) (?:mevrouw|meneer|mevr|mw|dhr|de heer|uw|de|op)|verwachten (?:wij|we|u|hem|haar)|(?:wij"
        r"|we) verwachten",
        r"staat (?:\S+ ){0,8}(?:ingepland|genoteerd|gepland|vast|geboekt|in de agenda)|staat vast|oproep voor"
        r"|uitnodiging voor|(?:zie|zien) (?:\S+ ){0,3}u (?:\S+ ){0,4}op|tot ziens op",
        rf"(?:graag|willen jullie|wilt u|wil je|gelieve|kunnen jullie) {SOME_WORDS}(?:inplannen|inboeken|noteren"
        rf"|reserveren|inschrijven|vastleggen|toevoegen|in de agenda zetten|opnemen)|inplannen",
        rf"staat {SOME_WORDS}in de agenda|wordt {SOME_WORDS}gezien|afspraak {SOME_WORDS}is (?:op|morgen|aanstaande"
        rf"|komende)"
        rf"|(?:hebben|heb) (?:wij|we|ik) {SOME_WORDS}(?:kamer|ruimte) nodig"
        rf"|(?:komt|ziet) (?:(?:mevr|mw|dhr)\b|(?-i:[A-Z]\w+ (?:van |de )*[A-Z]\w*))|kunt u {SOME_WORDS}(?:inboeken"
        rf"|inplannen)",
        r"(?:hebben|heb|heeft|is|zijn|werd|werden|wordt|worden) (?:\S+ ){1,24}?(?<!niet )(?:vrijgehouden|ingedeeld"
        r"|uitgenodigd|ondergebracht"
        r"|opgeroepen|toegewezen|ingelast|geregeld|aangemeld|opgenomen in de (?:agenda|planning)|vrijgemaakt"
        r"|afgestemd|georganiseerd"
        r"|ingetekend|verwacht)(?=[ .,!:;(]|$)",
        r"(?:deze |dit |die |het onderzoek |de behandeling )?vindt (?:\S+ ){0,6}?plaats|(?:je|u) bent (?:\S+ "
        r"){0,6}?aan de beurt"
        r"|(?:gegevens|details|overzicht|bevestiging) van (?:uw|je|jouw|de|deze) \w*(?:afspraak|boeking|bezoek)"
        r"|oproep(?=\W|$)"
        r"|\w*afspraak (?:\S+ ){0,10}?(?:gemaakt|vast)|ingeboekt voor",
        r"(?:je|uw|jouw|het|de) \w*(?:gesprek|afspraak|consult|controle|behandeling|intake|onderzoek|keuring|sessie"
        r"|bezoek) (?:\S+ ){0,10}?is"
        r" (?:op|gepland|om|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag)|(?:plek|plekje|plaats|plaatsje"
        r"|gaatje|moment) (?:\S+ ){0,8}?"
        r"(?:gevonden|geregeld|vrijgemaakt|gereserveerd|ingepland)|(?:bent|ben) (?:u|je) (?:\S+ ){0,5}?welkom|(?:zal"
        r"|zullen) (?:\S+ ){1,16}?worden"
        r" (?:onderzocht|gezien|behandeld|ontvangen)|\w*(?:afspraak|boeking) voor (?:onze |de )?(?:patiënte?"
        r"|cliënte?|mevrouw|meneer|dhr|mw|(?-i:[A-Z]\w+ [A-Z]))"
        r"|nieuwe? (?:agenda-?item|inschrijving|agenda-?punt)|ingelast",
        r"(?:boeking|reservering|inschrijving) (?:is|was) (?:\S+ )?(?:geslaagd|succesvol|gelukt)|succesvol "
        r"(?:geboekt|ingeschreven|ingepland|gereserveerd)"
        r"|(?:heeft|hebt|hebben) (?:\S+ ){1,16}?(?:zijn|haar|uw|je) (?:volgende|eerste|tweede|laatste) |mag (?:\S+ "
        r"){1,14}?(?<!niet )(?:komen|langskomen)"
        r"(?=[ .,!]|$)|(?:zijn|ben) (?:er )?akkoord met",
        r"nodigen (?:wij |we )?u (?:\S+ ){0,8}?uit|uitgenodigd|(?:je|u|hij|zij|ze) staat (?:\S+ ){0,14}?in de "
        r"(?:agenda|planning)"
        r"|(?:zien|verwelkomen|ontvangen|verwachten) (?:wij|we) (?:u|je|jullie)|(?:wij|we|ik) (?:zien?|verwelkomen?"
        r"|ontvangen?) (?:u|je)"
        r"|ingeroosterd|geagendeerd|(?:afspraak|boeking|reservering) is (?:rond|geregeld|gelukt|definitief|in orde)"
        r"|(?:kamer|ruimte|spreekkamer|behandelkamer) (?:\S+ ){0,8}?(?:vrijhouden|vrij te houden|vrij houden"
        r"|klaarzetten)",
        r"is (?:\S+ )?op de hoogte|weet (?:er\s?van|ervan|het al|dit al|er al van)|graag een (?:ruimte|kamer"
        r"|behandelkamer|spreekkamer) voor|akkoord(?: gegeven)?|is geïnformeerd",
    ),
    named=whole(
        r"\w*(?:afspraak|onderzoek|keuring|controle|spreekuur|consult|raadpleging|intake|echografie|echo|massage"
        r"|gesprek|bezoek|oproep|operatie"
        r"|vaccinatie|screening|meting)|afspraakka\w+|afspraakgegevens|afspraken|boeking|reservering|consult"
        r"|behandeling"
    ),
    pending=whole(
        r"afspraakverzoek|verzoek (?:om|tot|voor) (?:een )?(?:afspraak|consult)|aanvraag (?:voor|van)"
        r"|afspraakaanvraag|(?:is|was|heeft|werd) (?:\S+ ){0,4}aangevraagd|aangevraagde (?:datum|tijd|afspraak)",
        r"niet (?:te )?(?:annuleren|afzeggen|inplannen|inboeken|verplaatsen|verzetten|schrappen)(?=[.!,;]|$)"
        rf"|niet {SOME_WORDS}(?:inplannen|inboeken)(?=[.!,;]|$)"
        r"|mogelijk (?:afzeggen|annuleren|niet|later|komen)|als er (?:\S+ ){0,5}(?:vrij|plaats|plek)"
        rf"|(?:nagaan|nakijken|weten|vragen|vraagt|controleren),? {SOME_WORDS}of|overwe\w+",
        r"(?:nodigen|uitgenodigd|vragen|verzoeken|uitnodiging) (?:\S+ ){0,8}?(?:zelf )?een afspraak te (?:maken"
        r"|plannen)"
        r"|(?:bevestiging|uitnodiging|oproep) (?:\S+ ){0,8}?volgt|(?:liever|lieber)\?|weten (?:het|dit) (?:\S+ "
        r"){0,2}?(?:zeker|pas)"
        r"|(?:lezing|seminar|webinar|workshop|informatieavond|open dag)",
        r"(?:nog )?niet (?:bevestigd|definitief|geboekt|vast)|onbevestigd|onder voorbehoud|voorlopig\w*|optie"
        r"|graag (?:uw |jullie |een )?(?:bevestig\w+|reactie|terugkoppeling|antwoord)|(?<!niet )te bevestigen"
        r"|wacht(?:en)? op",
        r"(?:kunt|kun|kan) (?:u|je|jij) (?:dit|deze|mij|ons|nog|bevestigen|aangeven|laten weten)"
        r"|kunnen jullie (?:laten weten|aangeven|bevestigen|nog|op)|(?:hebben|hebt|heeft|heb) (?:jullie|u"
        r"|je) (?:nog |op |een |dan )",
        r"zou(?:den)? (?:u|je|jullie|ik|we|wij|het|hij|zij|ze)|gewenste (?:datum|tijd|dag)|misschien|wellicht"
        r"|eventueel|is (?:het|dat|dit) mogelijk|voorstel|stellen (?:wij |we )?(?:\S+ )?voor|past (?:het|dat|u"
        r"|jullie|je)|schikt|komt (?:dat|het) uit|is dat (?:goed|mogelijk|oké)|is er (?:nog )?(?:een )?(?:plaats"
        r"|plek|kamer|ruimte)",
        r"in afwachting|in behandeling|of (?:op|om|liever op|liever om)(?= (?:\d|maandag|dinsdag|woensdag"
        r"|donderdag|vrijdag|zaterdag|half|kwart))",
    ),
    reminder=whole(
        r"herinnering(?:smail|sbericht)?|afspraakherinnering|herinneren (?:wij|we|u|je|eraan)|(?:wij"
        r"|we) herinneren|ik herinner|ter herinnering|vergeet (?:uw|je|de) afspraak niet"
    ),
    condition=whole(
        r"als u|als je|als jij|indien|mocht(?:en)? (?:u|je|jij|er|het|dit)|wilt u (?:de|uw|deze|een|een nieuwe"
        r"|niet|wijzigen|annuleren|afzeggen)(?! \S+ (?:inplannen|noteren))|bent u verhinderd|verhinderd|uiterlijk"
        r"|in geval van|bij (?:verhindering|annulering|afzegging|te laat)",
        r"uur (?:van )?te ?voren|niet (?:kunt|kunnen|kan) komen,? (?:dan|bel|laat|meld|geef)|(?:kunt|kun"
        r"|kan) (?:u|je) (?:toch )?niet (?:komen|aanwezig)|afspraak (?:annuleren|wijzigen|afzeggen"
        r"|verzetten)(?: of|$| via|\?)",
        r"om (?!\d)(?:\S+ ){0,4}te (?:annuleren|wijzigen|verzetten|verplaatsen)|kunt u (?:de|uw|deze|dit tot|tot|hier"
        r"|kosteloos|online|ons|gratis|via)|kun je (?:de|je|deze|hier|kosteloos|online|gratis|via|tot)"
        r"|zonder (?:bericht|afmelding)|in rekening|brengen wij|kosteloos|(?:afzeggen|annuleren|verzetten"
        r"|wijzigen) (?:kan|is mogelijk|kunt u|tot)",
    ),
)
