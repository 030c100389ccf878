"""What Spanish mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

SPANISH = Phrases(
    language="es",
    cancelled=whole(
        r"(?<!no )(?:cancelad|anulad|eliminad|suprimid)[ao]s?|(?:cancelación|anulación|baja)(?: de|:| confirmada"
        r"| cita)|^\W*(?:cancelación|anulación|anulada|cancelada)(?! (?:gratuita|posible|hasta|sin|gratis|o))"
        r"|(?:ha|han|he|hemos) (?:tenido que )?(?:cancelado|anulado|cancelar|anular|desconvocado|dado de baja)",
        r"(?<!no )quit(?:en|e|ad) a",
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
    ),
    moved=whole(
        r"reprogramad[ao]s?|reprogramación|aplazad[ao]s?|aplazamiento|pospuest[ao]s?|trasladad[ao]s?|(?:ha sido "
        r"|queda |hemos |se ha )?cambiad[ao]s?|adelantad[ao]s?|retrasad[ao]s?|movid[ao]s?|desplazad[ao]s?",
        r"(?:cita|reserva|sesión|consulta) (?:ha sido |ha quedado |se ha )?(?:modificad[ao]|cambiad[ao])"
        r"|cambios? (?:de|en) (?:su |la |mi |el |tu )?(?:cita|fecha|hora|horario|reserva|día)|cambio de"
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
    ),
    booked=whole(
        r"(?<!no )(?<!sin )confirmad[ao]s?|confirm(?:amos|o|an)|confirmarle|confirmación (?:de|:)"
        r"|^\W*confirmación|(?<!no )reservad[ao]s?|(?:tiene|tendrá|tienes|tenemos|tenía|tienen"
        r"|tengo) (?:\S+ ){0,6}(?:cita|consulta|sesión|visita|hora)",
        r"(?:nueva|próxima) (?:\S+ )?(?:cita|reserva|sesión)|nuev[ao] (?:paciente|client[ea])|cita (?:ha sido "
        r"|ha quedado |está |queda )?(?:programada|agendada|asignada|registrada|concertada|fijada|creada|dada"
        r"|confirmada)|se ha (?:reservado|agendado|registrado|creado|programado|concertado|asignado)",
        r"(?:vendrá|acudirá|asistirá|viene|irá|pasará consulta)(?= (?:a|al|el|con|mañana|acompañad\w+|para|por"
        r"|este|a las)\b)|acude|(?<!no )(?:agendad|programad|concertad|registrad|apuntad|anotad|fijad|acordad"
        r"|asignad|convocad)[ao]s?|queda (?:citad|fijad|convocad|apuntad)[ao]",
        rf"(?:den|dad|dé) (?:cita|hora) a|citad[ao] (?:este|mañana)|cita {SOME_WORDS}es (?:el|este|mañana)|la tiene el"
        r"|necesit(?:amos|o) una sala para",
        r"reserva (?:realizada|registrada|efectuada|de (?:cita|sala|consulta))|(?:hemos|he|han|ha) (?:reservado"
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
    ),
    named=whole(r"citas?|reserva|consulta|sesión"),
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
        r"|¿|le viene bien|os viene bien|le va bien|o (?:bien )?el (?=lunes|martes|miércoles|jueves|viernes|\d)",
        r"(?:quisiera|quería|querría|desearía|gustaría|desea|quiere) (?:una |pedir |solicitar |reservar "
        r"|concertar )(?:\S+ )?(?:cita|hora|consulta)?",
    ),
    reminder=whole(
        r"recordatorio|recordamos|recordarle|recordarte|le recuerd[ao]|te recuerdo|no olvides? (?:su|tu"
        r"|la) (?:cita|reserva)"
    ),
    condition=whole(
        r"si (?:no|desea|necesita|tiene|usted|quiere|va|lo|prefiere|ya|por|le|no puede|surge)|en caso de"
        r"|caso contrario|para (?:cancelar|cambiar|anular|modificar|cualquier|gestionar|reprogramar)"
        r"|con (?:al menos|un mínimo|una antelación|suficiente)|de antelación|a más tardar|de no ser",
        r"rogamos (?:que )?(?:nos )?(?:avise|llame|llegue|traiga|comunique)|^(?:cancelar|cambiar|modificar|anular"
        r"|gestionar)|(?:cancelar|anular|modificar|cambiar) (?:la |mi |su |esta )?(?:cita|reserva)$"
        r"|toda cancelación|las (?:cancelaciones|anulaciones)|puede (?:cancelar|anular|modificar|cambiar|gestionar)"
        r"|no (?:presentarse|asistir)|se cobrará|será cobrad[ao]|recuerde que",
    ),
)
