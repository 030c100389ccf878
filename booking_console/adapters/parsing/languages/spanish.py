"""What Spanish mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

_VISIT = (
    r"(?:citas?|turnos?|horas?|horita|reservas?|consultas?|sesi(?:ón|ones)|visitas?|pruebas?|ecografía|resonancia"
    r"|radiografía|tac|rx"
    r"|intervención|operación|cirugía|revisi(?:ón|ones)|tratamiento|exploración|reconocimiento|vacunación|vacuna"
    r"|analítica|extracción"
    r"|entrevista|videoconsulta|teleconsulta|estudio|examen|control|chequeo|terapia|masaje|limpieza)"
)
_SET = (
    r"(?:asignad|otorgad|concedid|dad|fijad|agendad|programad|concertad|registrad|cread|gestionad|tramitad|cerrad"
    r"|adjudicad|apuntad"
    r"|anotad|citad|reservad|confirmad|pedid|sacad|conseguid|puest|bloquead|grabad|generad|validad|aceptad|planificad"
    r"|señalad"
    r"|coordinad|pactad|acordad|establecid)"
)
_NAMED = (
    r"(?:don|doña|d\.|dña\.?|sra?\.?|señora?|la sra|el sr|la señora|el señor"
    r"|nuestr[oa]|su|tu|mi|la|el|vuestr[oa]|(?-i:[A-ZÁÉÍÓÚÑ])\w+)"
)
_NOT_COMING = (
    r"(?:(?:venir|ir|acudir|asistir|presentarse|personarse|desplazarse|estar|llegar|atender(?:la|le|lo)?)(?!\w)"
    r"|a (?:la|su|esta|dicha) (?:cita"
    r"|consulta|sesión|visita))"
)

SPANISH = Phrases(
    language="es",
    cancelled=whole(
        r"(?<!\bno )(?:cancelad|anulad|eliminad|suprimid)[ao]s?|(?:cancelación|anulación|baja)(?: de|:| confirmada"
        r"| cita)|^\W*(?:cancelación|anulación|anulada|cancelada)(?! (?:gratuita|posible|hasta|sin|gratis|o))"
        r"|(?:ha|han|he|hemos) (?:tenido que )?(?:cancelado|anulado|cancelar|anular|desconvocado|dado de baja)",
        r"(?<!\bno )quit(?:en|e|ad) a",
        r"qued(?:a|ará|an) (?:sin efecto|anulad[ao]|cancelad[ao]|libre)|se (?:cancela|anula|suspende)"
        r"|suspendid[ao]s?|no (?:tendrá|va a tener) lugar|no se (?:celebrará|realizará)|desconvocad[ao]",
        r"(?:ruego|rogamos|pido|pide|solicita|pedimos) que (?:la|lo|le|se|me)? ?(?:anulen|cancelen|anuléis"
        r"|canceléis|quiten|borren|den de baja)|(?:cancel|anul)(?:e|en|ad|éis) (?:la|el|esta|su|mi|dicha"
        r"|por favor)|(?:cancel|anul)a(?:mos|n)? (?:la|el|su|mi|esta|nuestra)|(?:borrad|quitad|quite|borre"
        r"|dad de baja) (?:a|la|el)",
        r"(?:tiene que|debe|desea|quiere|quisiera|necesit\w+|ha tenido que|tengo que|he de|tenemos que"
        r"|se ve obligad[ao] a|prefiere) (?:cancelar|anular)(?! o)",
        r"no (?:puede|podrá|puedo|podré|va a poder|podremos|vendrá|viene|acudirá|asistirá"
        r"|le es posible) ?(?:venir|ir|acudir|asistir|a la cita|el|mañana)?|renuncia a|el hueco (?:vuelve a estar"
        r"|queda|está) (?:libre|disponible)",
        rf"(?:dar|dado|dada|dan|damos|doy|den|dad|darse|se da|causa|causar) (?:\S+ )?de baja|baja (?:de |en )?(?:la "
        rf"|su |una |mi )?{_VISIT}|"
        rf"desprogramad[ao]s?|desprogramación|desistid[ao]|desist\w+ de|renuncian? a|(?:ya )?no (?:necesita|precisa"
        rf"|requiere|va a necesitar) "
        rf"(?:ya )?(?:la |su |esta |el )?{_VISIT}|ya no (?:vendrá|viene|acudirá|asistirá|irá|procede|va a venir"
        rf"|quiere venir)"
        rf"|no (?:le |me |les |nos )?(?:va a ser|será|es|resulta|ha sido) posible {_NOT_COMING}|(?:le|me) (?:es"
        rf"|resulta|será) imposible "
        rf"{_NOT_COMING}|no (?:puede|podrá|puedo|podré|pueden|podrán|va a poder|van a poder) {_NOT_COMING}",
        rf"(?:anul|cancel|borr|elimin|suprim|quit|tach|liber|desmarc)(?:en|ad|ar|e|emos|ando|id|an|a"
        rf"|ar[ée]is) (?:por favor,? )?(?:la |el |su "
        rf"|esta |este |mi |dicha )?{_VISIT}(?! o\b)|(?:dej|qued|d[ée]j)\w+ (?:la |el |su )?(?:\S+ )?(?:sin efecto"
        rf"|libre)|(?:liber|qued)\w+ "
        rf"(?:el|su|ese|este) hueco|(?:tach|borr|elimin|quit)(?:ad|e|en|ar|a) a {_NAMED}|{_VISIT} (?:queda|quedó|está"
        rf"|ha quedado) "
        rf"(?:anulad|cancelad|eliminad|suprimid)[ao]",
    ),
    moved=whole(
        r"reprogramad[ao]s?|reprogramación|aplazad[ao]s?|aplazamiento|pospuest[ao]s?|trasladad[ao]s?|(?:ha sido "
        r"|queda |hemos |se ha )?cambiad[ao]s?|adelantad[ao]s?|retrasad[ao]s?|movid[ao]s?|desplazad[ao]s?",
        r"(?:cita|reserva|sesión|consulta) (?:ha sido |ha quedado |se ha )?(?:modificad[ao]|cambiad[ao])"
        r"|cambios? (?:de|en) (?:su |la |mi |el |tu )?(?:cita|fecha|hora|horario|reserva|día)|cambio de (?:planes"
        r"|hueco|sesión|consulta|reserva)"
        r"|modificación (?:de|en) (?:su |la )?(?:cita|reserva)|^\W*(?:cambio|modificación|modificada"
        r"|actualizad[ao])|nueva (?:fecha|hora)|nuevo horario",
        rf"no {SOME_WORDS}sino (?:el|este|mañana)",
        r"(?:cita )?pasa (?:al|del|a|para)|pasará (?:al|del|a)|se (?:le |la |les )?(?:cambia|traslada|aplaza|pasa"
        r"|mueve|retrasa|adelanta|pospone|reprograma)|en (?:lugar|vez) de(?:l)?|(?:hemos|ha|han"
        r"|he) (?:tenido que )?(?:cambiado|pasado|movido|cambiar|aplazar|trasladar|mover|retrasar|adelantar)",
        r"(?:la|lo|le|se la|se lo) (?:cambiamos|pasamos|movemos|trasladamos|hemos cambiado|hemos pasado)"
        r"|(?:cambiad|cambie|cambien|moved|mueva|muevan|pasad|pase|pasen) (?:la|el|a|su|esta)"
        r"|(?:nos vemos obligados a|tenemos que|debemos|quiere|desea|necesita|prefiere) (?:cambiar|aplazar|mover"
        r"|adelantar|retrasar|posponer|reprogramar|modificar)(?! o)|viene ahora|antes (?:\S+ ){1,8}(?:ahora|pasa)"
        r"|^\W*(?:atención,? )?cambio|ahora será|será ahora",
        rf"(?:reagendad|recitad|reubicad|postergad|atrasad|diferid|prorrogad|corrid|recolocad|reasignad"
        rf"|modificad)[ao]s?|reagend\w+"
        rf"|(?:re)?agendamiento nuevo|(?:mov|pas|cambi|traslad|aplaz|posterg|adelant|atras|retras|reprogram|reubic"
        rf"|posp[ou]n)(?:emos|imos|amos"
        rf"|o|en|an|a) (?:la |su |el |tu |esta )?{_VISIT}|(?:le|se le|te|os|les) (?:hemos |han |ha )?(?:movido"
        rf"|adelantado|retrasado|trasladado"
        rf"|aplazado|pasado|cambiado|pospuesto|reprogramado|postergado) (?:la |su |el |tu )?{_VISIT}|{_VISIT} (?:pasa"
        rf"|se pasa|se mueve"
        rf"|se traslada|se corre|se adelanta|se retrasa|queda) (?:a ser|al|para el(?= (?:nuevo)))|(?:nuevo"
        rf"|nueva) (?:horario|turno|día)(?= asignad)"
        rf"|cambio de (?:hora|día|fecha|turno|cita|horario)|anula y sustituye"
        rf"|sustituye a la anterior",
    ),
    booked=whole(
        r"(?<!\bno )(?<!\bsin )confirmad[ao]s?|confirm(?:amos|o|an)|confirmarle|confirmación (?:de|:)"
        r"|^\W*confirmación|(?<!\bno )reservad[ao]s?|(?:tiene|tendrá|tienes|tenemos|tenía|tienen"
        r"|tengo) (?:\S+ ){0,6}(?:cita|consulta|sesión|visita|hora)",
        r"(?:nueva|próxima) (?:\S+ )?(?:cita|reserva|sesión)|nuev[ao] (?:paciente|client[ea])|cita (?:ha sido "
        r"|ha quedado |está |queda )?(?:programada|agendada|asignada|registrada|concertada|fijada|creada|dada"
        r"|confirmada)|se ha (?:reservado|agendado|registrado|creado|programado|concertado|asignado)",
        r"(?:vendrá|acudirá|asistirá|viene|irá|pasará consulta)(?= (?:a|al|el|con|mañana|acompañad\w+|para|por"
        r"|este|a las)\b)|acude|(?<!\bno )(?:agendad|programad|concertad|registrad|apuntad|anotad|fijad|acordad"
        r"|asignad|convocad)[ao]s?|queda (?:citad|fijad|convocad|apuntad)[ao]",
        rf"(?:den|dad|dé) (?:cita|hora) a|citad[ao] (?:este|mañana)|cita {SOME_WORDS}es (?:el|este|mañana)|la tiene el"
        r"|necesit(?:amos|o) (?:una |la |el |un )(?:sala|box|consulta|despacho|gabinete|cabina)",
        r"será (?:el|este|mañana)(?= (?:\d|lunes|martes|miércoles|jueves|viernes|sábado|día))|acaba de (?:reservar"
        r"|pedir|coger|sacar)|(?:ha|han) reservado|reservó"
        r"|(?:reservo|bloqueo|guardo|reservamos|bloqueamos|guardamos) (?:el|la|un|una|este)|(?:serás?"
        r"|serán) (?:atendid|recibid|vist)[ao]s?"
        r"|tendrá lugar|se (?:celebrará|realizará|llevará a cabo|efectuará|hará)(?= (?:el|este|mañana|en|a))|(?:ha"
        r"|han) sido (?:citad|programad|agendad"
        r"|convocad|incluid|admitid|apuntad|inscrit|emplazad)[ao]s?|es (?:el|este|mañana) (?=\d|lunes|martes|miércoles"
        r"|jueves|viernes|sábado)"
        r"|reserva (?:realizada|registrada|efectuada|de (?:cita|sala|consulta))|(?:hemos|he|han|ha) (?:reservado"
        r"|programado|agendado|citado|apuntado|dado|asignado|concertado)|citad[ao] (?:para|el|a)|le (?:esperamos"
        r"|damos hora)|(?:verá|atenderá|recibirá|examinará|visitará) al?(?= )|esperamos a|hemos dado|(?:viene"
        r"|vendrá) (?-i:[A-ZÁÉÍÓÚÑ])\w+|les (?:esperamos"
        r"|hemos dado|damos|citamos)|les? esperamos|te esperamos|convocatoria|citación",
        r"(?:ap[uú]nt(?:ad|e|en|a)(?:me|nos|le)?|an[oó]t(?:ad|e|en|a)(?:me|nos|le)?|ag[eé]nd(?:ad|e|en|a)(?:me"
        r"|nos|le)?|reserv(?:ad|e|en)(?:me|nos|le)?|p[oó]n(?:ed|ga|gan)?(?:me|nos|le)?|cit(?:ad|e|en)(?:me|le)?"
        r"|inclu(?:id|ya|yan)|meted)(?:,? por favor,?)? (?:a|al|el|la|una|cita|hora|sala|consulta)",
        rf"(?:podéis|pueden|puedes|puede) (?:apuntar|anotar|agendar|poner|citar|incluir) a {SOME_WORDS}"
        rf"|(?:ya )?est(?:á|án) (?:avisad|informad)[ao]s?|ya lo sabe|está al corriente|está de acuerdo|queda(?:mos"
        rf"|n)? en (?:que|verse|el)",
        rf"{_VISIT} (?:\S+ ){{0,6}}?(?:le |se |te )?(?:ha |han |hemos )?(?:sido |quedado |quedó |queda |está |fue "
        rf"|es )?(?:ya |correctamente "
        rf"|debidamente )?{_SET}[oa]s?(?! (?:por error|a falta))|(?:ha|han|hemos|he) (?:sido )?{_SET}o (?:la |una |su "
        rf"|el |un )?(?:nueva )?"
        rf"(?:{_VISIT}|a {_NAMED})|se (?:le |te |les )?(?:ha|han) {_SET}o|se (?:le|te|les) (?:asigna|cita|convoca"
        rf"|espera|concede|otorga|reserva)"
        rf"|se (?:cita|convoca) a|(?:ha quedado|quedó|queda|quedan) (?:usted |ustedes )?(?:debidamente "
        rf"|correctamente )?{_SET}[oa]s?",
        r"(?:apunta|anota|agenda|apuntad|anotad|agendad|apunte|anote|toma nota|tomad nota|apúntate|apúntame)[ ]?:",
        rf"(?:os|te|le|les|lo|la|me|nos) (?:apunto|anoto|agendo|pongo|meto|cito|reservo|incluyo|coloco|programo"
        rf"|apuntamos|anotamos|agendamos"
        rf"|ponemos|citamos|reservamos|damos|doy|dieron|han dado|asignamos|programamos)(?= (?:a|al|en|para|cita|hora"
        rf"|turno|una|el|este|mañana)\b)"
        rf"|(?:cito|apunto|anoto|agendo|programo|citamos|agendamos|programamos) (?:a|al) {_NAMED}",
        rf"(?:deberá|deberán|debe|deben) (?:acudir|presentarse|personarse|asistir)|(?:nos vemos|(?:lo|la|los|las|le|te"
        rf"|os|les) esperamos)"
        rf"|(?:ya )?(?:tengo|tenemos|tiene|tienen|tienes) (?:ya )?{_VISIT}|(?:pedí|saqué|conseguí|he sacado|he pedido"
        rf"|ha pedido|ha cogido|cogió"
        rf"|ha sacado|sacó|reservó|hemos conseguido|he conseguido) (?:una |la |un )?{_VISIT}|(?:le|la|lo|les|te"
        rf"|os) (?:veré|veremos|visitaré"
        rf"|atenderé|atenderá|recibiré|recibirá|verá|atenderemos)|(?:veré|veremos|visitaré|atenderé|recibiré"
        rf"|atenderemos|recibiremos) a {_NAMED}"
        rf"|será (?:atendid|visitad|vist|operad|intervenid|ingresad|vacunad|explorad|recibid|valorad|examinad)[oa]"
        rf"|ingresará",
        r"(?:reserva|cita|turno) (?:completad|efectuad|exitos|realizad|ok|lista|hech)[oa]?|(?:reserva|cita|turno"
        r"|hora) con éxito|con éxito"
        r"|alta de (?:cita|turno|reserva)|nuev[oa] (?:turno|hora|visita|consulta|sesión|paciente agendad[oa])"
        r"|(?:cita|turno|hora) (?:concedid|cerrad|hech|cogid|list|ok)[oa]?",
    ),
    named=whole(r"citas?|turnos?|reserva|consulta|sesión|videoconsulta|convocatoria|citación"),
    pending=whole(
        r"solicitud(?:es)? (?:de|pendiente|recibida)|solicitad[ao]s?(?! por el paciente)"
        r"|(?<!pago )(?<!importe )(?<!saldo )(?<!cobro )(?<!abono )pendientes?(?! de (?:pago|cobro|abono))"
        r"|por confirmar|sin confirmar|no confirmad[ao]|a confirmar|a la espera|en espera|en trámite",
        r"(?:aún|todavía) no (?:está|ha|se|tiene|hay)|provisional\w*|le rogamos (?:que )?confirme|(?:por favor"
        r"|rogamos|ruego),? (?:\S+ ){0,2}confirm\w+|confirme (?:su|la|por favor|asistencia|si)|necesitamos (?:su "
        r"|que )?confirm\w+",
        r"no (?:anul|cancel|apunt|anot|cit|cambi|quit|reserv)(?:e|en|ad|éis|es)|(?:comprueb|comprob|sab|mir|pregunt"
        r"|averigu)\w+ si|si hay"
        r"|probablemente|(?:piens\w+|pensamos|pensando) (?:en )?(?:anular|cancelar|citar|cambiar)",
        r"podría(?:n|mos|is)?|sería posible|es posible|quizás?|tal vez|a lo mejor|posiblemente|propuesta"
        r"|proponemos|propongo|preferencia|preferentemente|tendrí(?:a|an|ais) (?:una|libre|disponible|hueco|hora)"
        r"|¿|le viene bien|os viene bien|le va bien|o (?:bien )?el(?= (?:lunes|martes|miércoles|jueves|viernes|\d))",
        r"(?:quisiera|quería|querría|desearía|gustaría|desea|quiere) (?:una |pedir |solicitar |reservar "
        r"|concertar )(?:\S+ )?(?:cita|hora|consulta)?",
        r"pre-?(?:cita|reserva|inscri)\w*|prerreserva\w*|preconfirmad\w*|sujet[ao]s? a (?:confirmación|validación"
        r"|aprobación|disponibilidad)"
        r"|a falta de (?:confirm\w+|su|validar|aprob\w+)|por (?:asignar|validar|aceptar|aprobar|definir|fijar"
        r"|concretar|determinar)"
        r"|(?:acept|confirm|aprueb|aprob|valid)\w+ o (?:rechaz|declin|deneg|proponga)\w+|en revisión|tentativ[ao]\w*"
        r"|propuest[ao]s?|sugerid[ao]s?"
        r"|a la espera de|(?:me|nos) (?:decís|dices|dice|dicen|confirmáis|confirmas|confirma|confirman)|(?:dime"
        r"|decidme|dígame|díganos|decidnos)"
        r"|reservad[oa] provisionalmente|pendient\w+ de (?:confirm|valid|aprob|asign)\w+|(?:contactar|llamar)(?:emos|á"
        r"|án) (?:\S+ ){0,4}?para "
        r"(?:confirmar|fijar|concretar|concertar)|(?:indi\w+|dec\w+|confirm\w+|avis\w+|precis\w+) si (?:la|el|esta"
        r"|este|le|les|os|te)(?: \S+){0,3}? (?:vien\w+ bien|convien\w+|es posible|va bien|encaja)"
        r"|se (?:le |les )?(?:propone|ofrece|sugiere)|si (?:te|le|os|les) (?:viene|va|parece) bien|si (?:le|te"
        r"|os) conviene",
    ),
    reminder=whole(
        r"recordatorio|recordamos|recordarle|recordarte|le recuerd[ao]|te recuerdo|no olvides? (?:su|tu"
        r"|la) (?:cita|reserva)"
    ),
    condition=whole(
        r"si (?:no|dese\w*|necesit\w*|tien\w*|ten[eé]s|usted|quier\w*|quer[eé]s|quisier\w*|va|vas|lo|prefier\w*|ya|por"
        r"|le|te|pued\w*|pod[eé]s|hubiera|hay"
        r"|tuvier\w*|requier\w*|surge|surg\w*|ocurr\w*|cambi\w*)|política de|condiciones de|(?:cancelación"
        r"|anulación) (?:gratis|gratuita|sin)|en caso de"
        r"|caso contrario|para (?:cancelar|cambiar|anular|modificar|cualquier|gestionar|reprogramar)"
        r"|con (?:al menos|un mínimo|una antelación|suficiente)|de antelación|a más tardar|de no ser",
        r"rogamos (?:que )?(?:nos )?(?:avise|llame|llegue|traiga|comunique)|^(?:cancelar|cambiar|modificar|anular"
        r"|gestionar)|(?:cancelar|anular|modificar|cambiar) (?:la |mi |su |esta )?(?:cita|reserva)$"
        r"|toda cancelación|las (?:cancelaciones|anulaciones)|puede (?:cancelar|anular|modificar|cambiar|gestionar)"
        r"|no (?:presentarse|asistir)|se cobrará|será cobrad[ao]|recuerde que",
    ),
)
