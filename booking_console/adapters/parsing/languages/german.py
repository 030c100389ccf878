"""What German and Austrian mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

GERMAN = Phrases(
    language="de",
    cancelled=whole(
        r"(?:termin)?stornierung|storno|(?<!nicht )storniert|gelöscht|annulliert|abgesagt|abgemeldet|abgesetzt",
        r"(?:termin|kurs|stunden)?absage (?:des|der|eines|ihres|deines|seines|vom|von|für|am)"
        r"|^\W*(?:termin)?absage(?! (?:bis|möglich|kostenlos|bitte|nur|innerhalb|oder))|terminabsage",
        r"(?<!nicht )(?:gestrichen|aufgehoben|ausgetragen|ausgefallen)|ersatzlos|hinfällig|gegenstandslos"
        r"|nimmt (?:den|ihren|seinen) termin nicht wahr",
        r"(?:termin|behandlung|sitzung|sprechstunde|stunde|untersuchung|therapie|besuch|er|sie) entfällt"
        r"|entfällt (?:leider|daher|somit|ersatzlos)",
        rf"muss (?:leider )?entfallen|fällt {SOME_WORDS}aus|findet {SOME_WORDS}nicht statt|nicht stattfinden"
        rf"|absagen müssen",
        rf"(?:sage|sagen|sagt|sagte|sagten|melde|melden|meldet) {SOME_WORDS}ab(?=[ .,!:;]|$)",
        rf"(?:muss|müssen|musste|mussten|möchte|möchten|will|wollte) {SOME_WORDS}(?:absagen|stornieren"
        rf"|abmelden)(?! oder)",
        rf"bitte {SOME_WORDS}(?:austragen|streichen|stornieren|absagen|löschen|herausnehmen|rausnehmen"
        rf"|annullieren)(?! oder)",
        rf"bitte {SOME_WORDS}(?:streicht|löscht|storniert|nehmen sie {SOME_WORDS}heraus|nehmt {SOME_WORDS}raus"
        rf"|streichen sie|stornieren sie|löschen sie)",
        rf"kann {SOME_WORDS}nicht (?:kommen|wahrnehmen|erscheinen)|kommt {SOME_WORDS}nicht(?=[.,;!]|$)"
        rf"|\w*termin {SOME_WORDS}entfällt",
        r"kann (?:leider |doch |heute |morgen |krankheitsbedingt )*(?:nicht|doch nicht|keinesfalls) kommen"
        r"|kommt (?:leider |doch |morgen |heute |jetzt )*nicht(?! (?:am|um|zum)\b)",
        r"\w*(?:termin|buchungs)löschung|gelöschte[rns]?|(?:stornierte|abgesagte|entfallene|ausgefallene)[rns]? "
        r"(?:\w*termin|buchung)",
        r"kann (?:(?!wenn|falls)\S+ ){1,10}?nicht(?=[.,;!]|$)|nehmen sie (?:\S+ ){0,8}?heraus|(?:termin|sie|ihn) "
        r"(?:wieder )?raus(?=[.!]|$)",
        r"(?:buchung|termin|reservierung|anmeldung) (?:\S+ ){0,6}?(?:zurückgezogen|zurückgenommen|zurückgegeben"
        r"|widerrufen|aufgelöst|entfernt)"
        r"|\w*terminausfall|ausfall (?:des|der|von|eines)|schaff(?:t|e|en) (?:\S+ ){0,14}?nicht(?=[ .,!;]|$)"
        r"|aus (?:dem|der) (?:plan|kalender|agenda|liste|terminbuch) (?:nehmen|streichen|löschen|austragen|entfernen)",
        r"nicht (?:mehr )?(?:kommen|erscheinen|wahrnehmen|teilnehmen|einhalten|antreten) (?:kann|können|könne|wird"
        r"|werden)"
        r"|kommt (?:\S+ ){0,16}?nicht (?:mehr )?(?:zur?|zum|in die|zu uns|zu ihnen|vorbei)(?= )"
        r"|findet (?:\S+ ){0,12}?nicht mehr statt|wird (?:\S+ ){0,10}?nicht mehr (?:benötigt|gebraucht|stattfinden)"
        r"|(?:nimmt|nehmen) (?:\S+ ){0,12}?nicht wahr|anderweitig vergeben",
        r"wird (?:leider |doch )*nicht (?:kommen|erscheinen)|(?:raum|zimmer|platz|termin|slot) (?:wieder |bitte "
        r"|wird |ist |wurde )*(?:freigeben|freigegeben)",
    ),
    moved=whole(
        r"verschoben|verschiebung|verlegt|verlegung|umgebucht|umbuchung|umgelegt|vorverlegt|vorgezogen"
        r"|nach hinten|hinausgeschoben|umterminiert",
        r"umplanung|umgeplant|neu (?:angesetzt|terminiert|disponiert|eingeplant)|neuterminierung|terminwechsel"
        r"|ausweichtermin"
        r"|(?:eintrag|buchung|reservierung|sitzung|behandlung|kalendereintrag) (?:wurde |ist |hat sich )?(?:ge"
        r"|ver)ändert"
        r"|ih[rn]e?n? (?:neue[nr]? (?:termin|zeitpunkt) (?:ist|lautet|für ihren)|ersatztermin)|neue[nr]? zeitpunkt "
        r"für",
        r"terminänderung|terminverlegung|terminverschiebung|terminumbuchung|(?:termin|uhrzeit|zeit) (?:wurde "
        r"|hat sich |ist )*(?:geändert|getauscht)",
        r"(?:geänderte[rn]?|aktualisierte[rn]?) (?:termin|uhrzeit|beginn|zeit)|neue (?:uhrzeit|terminzeit)"
        r"|änderung (?:des|ihres|eures|deines|eines|der) (?:termin\w*|behandlung\w*|uhrzeit)",
        r"statt (?:wie (?:bisher|geplant|ursprünglich) )?(?:am|um|vom|wie)|anstatt (?:am|um)|anstelle (?:von|des)"
        r"|nicht (?:wie geplant )?(?:am|um) (?:\S+ ){1,8}sondern",
        rf"(?:müssen|mussten|muss|musste|haben|hat|wird|werden|möchten|wollen) {SOME_WORDS}(?:verlegen|verschieben"
        rf"|umbuchen|vorziehen|umlegen|ändern)",
        rf"bitte {SOME_WORDS}(?:verlegen|verschieben|umbuchen|umlegen|umtragen|verlegt|verschiebt)(?! oder)"
        rf"|verschiebt sich|rückt (?:vor|auf|nach)|rutscht",
        rf"(?:verlege|verlegen|verschiebe|verschieben|legen|buchen|tausche|tauschen) (?:ich|wir|sie|ihn|den|ihren"
        rf"|seinen|deren|dessen|bitte) {SOME_WORDS}(?:auf|um(?! (?:\d|halb|viertel))|zum)",
        r"kommt (?:jetzt|nun|stattdessen|dafür|doch erst|erst)|wechselt|bisher (?:\S+ ){1,8}(?:neu|jetzt|nun)"
        r"|änderung:|^\W*(?:achtung,? )?(?:termin)?änderung|(?:bisheriger|ursprünglicher"
        r"|alter) termin|(?:ist|steht) (?:jetzt|nun) (?:am|auf|für)",
    ),
    booked=whole(
        r"(?<!nicht )bestätigt(?! werden)|bestätigen (?:wir|ihnen|hiermit|den|ihren|euch|folgend\w+|gern\w*)"
        r"|bestätige (?:ich|ihnen|hiermit|den|euch|dir|gern\w*)|wir bestätigen",
        r"(?:termin|buchungs|reservierungs|anmelde)bestätigung|bestätigung (?:ihres|ihrer|des|der|zu|für|eines)"
        r"|zugesagt|sagen ihnen (?:\S+ ){0,6}zu",
        r"(?<!nicht )(?:gebucht|vereinbart|ausgemacht|abgemacht|abgesprochen|eingetragen|eingeplant|angelegt"
        r"|eingebucht|festgelegt|angesetzt|einbestellt|terminiert|eingeteilt|zugeteilt)",
        r"\w*termin (?:\S+ ){0,8}(?:vergeben|reserviert|notiert|gemacht|gefunden|freigehalten|bekommen|erhalten"
        r"|zugewiesen)|fest (?:für \S+ )?(?:reserviert|eingeplant|zugesagt|gebucht)",
        rf"(?:termin|behandlung|sitzung) {SOME_WORDS}(?:ist|findet) (?:am|um|morgen|kommenden|diesen)"
        rf"|(?:brauchen|benötigen|brauche|benötige) (?:wir|ich) {SOME_WORDS}(?:raum|zimmer)|kommt (?-i:[A-ZÄÖÜ]\w+ "
        rf"[A-ZÄÖÜ]\w*)"
        rf"|(?:sieht|behandelt|untersucht) (?-i:[A-ZÄÖÜ]\w+ [A-ZÄÖÜ]\w*)",
        r"neue[rns]? (?:online-?)?(?:termin|buchung|reservierung|kunde|patient|patientin|kundin)|(?:raum|termin"
        r"|online)buchung|einladung zu[rm]? |geladen (?:zu|für)|vorladung",
        r"(?:hat|haben|habe|hast) (?:\S+ ){0,16}(?:einen|ihren|seinen|folgenden|den) (?:\S+ ){0,4}termin",
        r"stell(?:t|en) sich (?:\S+ ){0,14}vor(?=[ .,!:;(]|$)"
        r"|(?:einen|ihren|seinen) (?:\S+ ){0,3}termin (?:\S+ ){0,4}(?:hat|haben|bekommen hat|erhalten hat)(?=[.,!;]"
        r"|$)",
        r"kommt (?:(?:sie|er|zu|zur|zum|am|um|an|mein\w*|wieder|erstmals|morgen|heute|übermorgen|dann|bitte|wie)"
        r"|(?:frau|herr) \S+)(?! nicht)|vorgesehen",
        rf"findet {SOME_WORDS}statt|wird {SOME_WORDS}(?:erwartet|gesehen|behandelt|untersucht|vorgestellt)"
        rf"|erwarten wir|wir erwarten|(?:sieht|behandelt|untersucht|empfängt) (?:herrn?|frau|ihre[nr]?|den|die|am)"
        rf"|freuen uns (?:auf|darauf)",
        rf"(?:tragt|trag|trage|tragen|notiert|notieren|notiere|plant|plane|planen|bucht|buchen|buche|nehmt|nehmen"
        rf"|schreibt|setzt|setzen) (?:sie |mir |ich |wir |uns |bitte |euch )*(?:für |den |die |herrn? |frau "
        rf"|folgende\w* ){SOME_WORDS}(?:ein|auf|an|vor)(?=[ .,!:;(]|$)",
        rf"bitte {SOME_WORDS}(?:eintragen|einplanen|einbuchen|buchen|aufnehmen|einschieben|notieren|reservieren"
        rf"|blocken|belegen)(?! oder)|eintragen",
        rf"(?:tragen|planen|buchen) sie {SOME_WORDS}ein(?=[ .,!:;(]|$)|(?:termin )?steht (?:fest|so)"
        rf"|\w*termin (?:\S+ ){{0,6}}steht(?=[:.,!])|steht (?:am"
        rf"|für|um) (?:\S+ ){{1,10}}(?:im kalender|im plan|fest)|fix(?:iert)?(?= )",
        rf"haben (?:wir|ich|sie) {SOME_WORDS}(?:gebucht|reserviert|eingetragen|vorgesehen|notiert|vergeben)"
        rf"|weiß (?:schon |bereits |darüber )*bescheid|ist (?:bereits |schon )?(?:informiert|verständigt"
        rf"|benachrichtigt)",
        r"(?:haben|hat|ist|sind|wurde|wurden|wird|werden) (?!sich\b)(?:\S+ ){1,20}?(?<!sich )angemeldet(?! haben)"
        r"|aufgebot|aufgeboten"
        r"|sich (?:\S+ ){0,10}?einzufinden|finden sie sich (?:\S+ ){0,14}?ein(?=[ .,!:;(]|$)|erfolgt (?:\S+ "
        r"){0,3}?(?:am|um)"
        r"|termin(?:mitteilung|zusage|vergabe|zuteilung|zettel|karte|info|information)|gesichert",
        r"(?:haben|habe|hat|wurde|wurden|ist|sind|wird|werden) (?:\S+ ){1,24}?(?<!nicht )(?:freigehalten"
        r"|untergebracht|einbestellt|vorgeladen"
        r"|geladen|gelegt|festgehalten|festgemacht|fixiert|zugewiesen|eingeschoben|vergeben|organisiert|arrangiert"
        r"|verabredet|ausgewählt"
        r"|eingereiht|eingeladen|einberufen|notiert|vorgemerkt und bestätigt|zugesichert|geblockt|geplant)(?=[ "
        r".,!:;(]|$)",
        r"(?:laden|lade|lädt) (?:wir |ich |sie )(?:\S+ ){0,14}?ein(?=[ .,!:;(]|$)|(?:platz|termin) ist (?:sicher"
        r"|gesichert|fix|reserviert|gebucht)"
        r"|kommen sie (?:bitte |also |dann )*(?:am|um|morgen|nächsten)|(?:erwartet|empfängt|begrüßt|nimmt sich) "
        r"(?:sie|dich|für sie|für dich|frau|herr)"
        r"|^\W*(?:fest |verbindlich )?(?:reserviert|eingebucht|fixiert)|einbestellung|ladung zu[rm]?|terminladung"
        r"|(?:daten|details|angaben|überblick)"
        r" (?:zu |für |über )?(?:ihre[nmrs]?|deine[nmrs]?|den|dem|des) \w*(?:termin\w*|buchung|besuch\w*)|\w*termin "
        r"im überblick"
        r"|\w*termin (?:\S+ ){0,10}?(?:hat|haben)(?=[.,!;]|$)",
        r"(?:\w*termin|\w*buchung|sitzung) für (?:unsere?[nrm]? |den |die |das )?(?:gemeinsame[nr]? |neue[nr]? "
        r")?(?:patient\w*|klient\w*|herrn?|frau|(?-i:[A-ZÄÖÜ]\w+ [A-ZÄÖÜ]))"
        r"|wird (?:\S+ ){1,16}?(?<!nicht )(?:erscheinen|vorstellig|eintreffen)(?=[ .,!:;(]|$)|neue[rns]? (?:kalender"
        r"|termin)?eintrag"
        r"|bitte (?:\S+ ){0,8}?(?:übernehmen|einpflegen|vermerken)(?! oder)|freu(?:e|en) (?:mich|uns),? (?:\S+ "
        r"){1,14}?(?:begrüßen|sehen|dürfen|kennenzulernen)"
        r"|(?:ihr|dein|der|die|ihre|deine) \w*(?:termin|gespräch|untersuchung|kontrolle|behandlung|sitzung"
        r"|begutachtung) (?:\S+ ){0,8}?(?:ist|findet|liegt)"
        r" (?:am|um|auf|für|montag|dienstag|mittwoch|donnerstag|freitag|samstag)|(?:sind|bist) (?:sie|du) (?:\S+ "
        r"){0,5}?willkommen",
        r"(?:buchung|reservierung|anmeldung|terminbuchung) (?:war|ist) (?:\S+ )?erfolgreich|erfolgreich (?:gebucht"
        r"|angemeldet|reserviert|vereinbart)"
        r"|zugewiesene[rn]?|(?:hat|hast|haben) (?:\S+ ){1,16}?(?:seine?n?|ihre?n?|deine?n?) (?:nächste|erste|zweite"
        r"|letzte)[nr]? "
        r"|(?:darf|soll|möge) (?:\S+ ){1,14}?(?<!nicht )kommen(?=[ .,!]|$)",
        r"sehen (?:wir )?uns (?:\S+ ){0,4}?(?:am|um|morgen|nächst\w*|kommend\w*)|\w*termin (?:\S+ ){0,4}?ergeben"
        r"|(?:slot|zeitfenster|platz|zeit|termin) (?:\S+ ){0,6}?(?:reserviert|vergeben|zugeteilt|fixiert|geblockt"
        r"|belegt)"
        r"|(?:kalender|plan|tagesplan|agenda|terminbuch|terminkalender) (?:\S+ ){0,3}?(?:aufgenommen|übernommen"
        r"|eingefügt"
        r"|gesetzt|geschrieben)|verbucht|eingepflegt|disponiert|einberufen",
        r"(?:ist|sind) (?:\S+ ){0,12}bei (?:ihnen|euch|uns) (?:angemeldet|eingetragen|gebucht|eingeplant)"
        r"|angemeldet (?:für|am|zur|zum)|angenommen",
    ),
    named=whole(
        r"\w*(?:untersuchung|kontrolle|gespräch|visite|vorsorge|beratung|einbestellung|massage|screening"
        r"|begutachtung|anlage|aufnahme)"
        r"|check-up|besuch|\w*termin(?:e|s|en)?|buchung(?:en)?|sprechstunde|behandlung|sitzung|reservierung",
    ),
    pending=whole(
        r"(?:termin|buchungs|reservierungs|raum)anfragen?|anfrage (?:von|für|eines|wegen|zu)|angefragt|anzufragen"
        r"|wunschtermin|terminwunsch|terminvorschl[aä]ge?",
        rf"nicht {SOME_WORDS}(?:absagen|stornieren|streichen|eintragen|einplanen|einbuchen|buchen|verschieben"
        rf"|verlegen)(?=[.!,;]|$)",
        rf"(?:überlegen|überlegt|prüfen sie|nachsehen|wissen|fragt|gefragt|klären|sagen sie uns),? {SOME_WORDS}(?:ob"
        rf"|abzusagen|einzutragen)",
        r"(?:aufgebot|(?:termin)?bestätigung|(?:termin)?einladung|terminmitteilung) (?:\S+ ){0,12}?(?:folgt|folgen"
        r"|erhalten sie|erst)"
        r"|oder ist (?:ihnen|dir|euch)|(?:ihnen|dir|euch) (?:\S+ ){0,4}lieber|\w*termin (?:zu vereinbaren"
        r"|vereinbaren "
        r"sie|auszumachen)"
        r"|(?:vortrag|seminar|webinar|workshop|infoabend|tag der offenen tür|vernissage)",
        r"(?:noch|bisher) nicht (?:bestätigt|gebucht|fest|fix|endgültig|vergeben|verbindlich)|unbestätigt"
        r"|nicht bestätigt|vorläufig\w*|unter vorbehalt|vorgemerkt|unverbindlich\w*",
        r"bitte (?:um )?(?:\S+ ){0,3}(?:bestätig\w+|rückmeldung|rückbestätigung|rückruf|antwort|terminvorschl\w+)"
        r"|(?<!nicht )zu bestätigen|bestätigung (?:steht noch aus|ausstehend|erforderlich|nötig)|ausstehend",
        r"könnten (?:sie|wir|ihr)|könntest du|können (?:sie|wir) (?:uns|mir|bitte|da|das|am|um)"
        r"|könnt ihr(?! (?:\S+ ){0,24}?(?:eintragen|notieren|aufschreiben|freigeben|austragen|streichen"
        r"|löschen))(?!\.)"
        r"|wäre (?:es|das|am|um|ein|der)|würde (?:es|das|der|ihnen|euch)|hätten sie|hättet ihr|habt ihr"
        r"|haben sie (?:noch |am |einen |da )",
        r"passt (?:es|das|euch|ihnen|dir|der|ihm|ihr)|was passt|wann (?:passt|hätten|haben|könnte)|ist (?:noch "
        r"|da )?(?:etwas|ein|der|das) (?:\S+ )?(?:zimmer|raum|termin|platz) (?:noch )?frei|noch frei",
        r"schlagen (?:wir )?(?:\S+ )?vor|schlage (?:\S+ ){0,3}vor|vorschlag|voraussichtlich|eventuell|evtl"
        r"|vielleicht|womöglich|möglicherweise|gegebenenfalls|alternativ",
        r"(?:möchte|möchten|würde|hätte) (?:gern\w* )?(?:einen? |ihren |seinen |den |meinen )?(?:\S+ )?(?:termin"
        r"|verschieben|absagen|umbuchen|vereinbaren|haben)(?! absagen)|oder (?:am|um|lieber am|lieber um"
        r"|erst am)(?= (?:\d|montag|dienstag|mittwoch|donnerstag|freitag|samstag|halb|viertel))|in bearbeitung"
        r"|wird geprüft|warten (?:noch )?auf",
    ),
    reminder=whole(
        r"termin-?erinnerung|erinnerung (?:an|zu|für)|^\W*erinnerung|erinnern (?:wir |ich |daran)?(?:sie|dich"
        r"|euch|gerne?|daran)?|(?:möchten|wollen|dürfen) (?:sie |wir sie |dich |wir dich )?(?:\S+ ){0,8}erinnern"
        r"|zur erinnerung|denken sie an (?:ihren|den|unseren) termin|termin nicht vergessen",
    ),
    condition=whole(
        r"falls|wenn|sollten|sollte (?:ihnen|dir|sie|der|das|ein)|sofern|bei (?:verhinderung|nichterscheinen"
        r"|absagen?|verspätung|krankheit|rückfragen)|im falle",
        r"bitte (?:sagen|rufen|geben|kommen|bringen|beachten|teilen|informieren|erscheinen|melden|planen|nutzen"
        r"|wenden|seien|klicken)",
        r"absagen (?:bitte|sind|müssen|können|werden|bis)|um (?!\d)(?:\S+ ){0,4}(?:abzusagen|zu ändern|zu verschieben"
        r"|zu stornieren|umzubuchen)",
        r"(?:termin )?(?:absagen|ändern|verschieben|stornieren|umbuchen|verwalten)$|nicht (?:wahrnehmen"
        r"|einhalten) (?:können|kann|könnt)|nicht wahrnehmen können|ausfallhonorar|stornogebühr\w*|ausfallgebühr",
        r"spätestens|stunden (?:vor|vorher|im voraus)|(?:können|dürfen) sie (?:den|ihren|diesen|hier|über|online"
        r"|bis|jederzeit|kostenlos|kostenfrei|unter)|hier (?:absagen|ändern|verschieben|klicken)|kostenfrei"
        r"|kostenlos|nicht rechtzeitig",
    ),
)
