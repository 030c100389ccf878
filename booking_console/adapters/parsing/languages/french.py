"""What French, Belgian and Swiss mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

FRENCH = Phrases(
    language="fr",
    cancelled=whole(
        r"(?<!pas )annulée?s?(?!\w)|^\W*annulation(?! (?:possible|gratuite|sans|jusqu|au plus|tardive|en ligne"
        r"|ou))|annulation(?:s)? (?:de|du|d['\u2019]|:|rdv|rendez-vous|confirmée)|supprimée?s?(?!\w)"
        r"|suppression(?: de| du)? (?:rendez-vous|rdv|créneau)|décommandée?s?(?!\w)",
        r"n['\u2019]aura (?:finalement )?pas lieu|ne pourra (?:pas )?avoir lieu|a décommandé|décommande\w*|(?:a"
        r"|ai|ont|avons) (?:dû )?annulé|annule(?:nt)? (?:son|sa|le|la|leur|ce|notre|mon)|annulons|sans effet"
        r"|nul et non avenu",
        rf"(?:dois|doit|devons|devoir|devra|souhaite|souhaitons|veuillez|merci d[e\u2019'] ?|prière d[e\u2019'] ?"
        rf"|je vous prie d[e\u2019'] ?|obligée? d[e\u2019'] ?|contraint\w* d[e\u2019'] ?"
        rf"|demande d[e\u2019'] ?)[ ]?{SOME_WORDS}(?:annuler|supprimer|décommander)(?! ou)",
        r"annulez (?:le|la|son|sa|mon|ce|donc|svp)|supprimez|(?:viendra|viendrai|viendrons|viendront|pourra|peut"
        r"|pourront) (?:donc |finalement |malheureusement )*pas(?: venir| se présenter| être là| honorer|(?=[.,;]"
        r"| (?:le|ce|demain|lundi|mardi|mercredi|jeudi|vendredi)\b))",
        r"libérer (?:le|la|son|ce) (?:créneau|salle|cabinet|bureau|place)|créneau (?:est )?(?:libéré"
        r"|de nouveau (?:libre|disponible))|se désiste|désistement",
    ),
    moved=whole(
        r"déplacée?s?(?!\w)|déplacement (?:de|du) (?:votre |son )?(?:rendez-vous|rdv)|reportée?s?(?!\w)"
        r"|report (?:de|du) (?:votre |son )?(?:rendez-vous|rdv)|décalée?s?(?!\w)|avancée? (?:au|du|à|de)"
        r"|retardée? (?:au|à)|reprogrammée?s?(?!\w)|replanifiée?s?(?!\w)|repoussée?s?(?!\w)",
        r"(?:changement|modification) (?:de |du |d['\u2019] ?|dans )?(?:votre |son |la |l['\u2019]"
        r"|notre )?(?:rendez-vous|horaire|date|heure|rdv|planning)|^\W*(?:modification|changement|modifié|déplacé"
        r"|report)|(?:rendez-vous|rdv) (?:a été |est |a bien été )?(?:modifié|changé)|(?:nouvelle (?:date|heure)"
        r"|nouvel horaire)",
        rf"ne {SOME_WORDS}pas {SOME_WORDS}mais (?:le|ce|demain|lundi|mardi|mercredi|jeudi|vendredi)",
        r"au lieu d[ue\u2019']|à la place d[ue]|passe (?:au|du|de|à|donc|désormais)|est passée? (?:au|à|du)"
        r"|passera (?:au|du|de|à)|remplacée? par|viendra (?:finalement|plutôt|désormais)|aura (?:finalement"
        r"|désormais) lieu|est désormais|initialement (?:prévue?|fixée?|programmée?)",
        rf"(?:devons|dois|doit|avons|ai|a|souhaite|merci d[e\u2019'] ?|veuillez|voudrait) {SOME_WORDS}(?:déplacer"
        rf"|reporter|décaler|repousser|avancer|modifier)(?! ou)|(?:déplace|reporte|décale|repousse|avance)(?:nt"
        rf"|ons|z)? (?:son|sa|le|la|votre|leur|au|du)",
    ),
    booked=whole(
        r"(?<!non )(?<!pas )(?<!pas encore )confirmée?s?(?!\w)|confirmons|confirme (?:le|la|votre|que|bien|par|ce"
        r"|son|à|ci)|vous confirmer (?:votre|le|la|que|ce|son)|confirmation (?:de|du|d['\u2019]|:|rdv"
        r"|rendez-vous)|^\W*confirmation",
        r"(?<!à )réservée?s?(?!\w)|réservation (?:de|du|suivante|confirm\w+|enregistr\w+|validée|effectuée)"
        r"|validée?s?(?!\w)|(?:bien )?(?:enregistrée?|programmée?|planifiée?|notée?|inscrite?|attribuée?"
        r"|convenue?)s?(?= (?:le|pour|au|à|chez|avec|dans|sous|en|de|par|:)\b|[.,;:!)]|$)",
        r"(?:a|avez|ont|aura|aurez|as|ai) (?:bien )?(?:un |son |une )?(?:rendez-vous|rdv|consultation|séance)"
        r"|(?:rendez-vous|rdv|consultation|séance) (?:est |a été |a bien été |sera )?(?:bien )?(?:prise?|fixée?"
        r"|prévue?|programmée?|enregistrée?|planifiée?|notée?|réservée?|créée?)",
        rf"(?:ai|avons|a) (?:bien )?(?:inscrit|noté|fixé|enregistré)|viendra (?:demain|ce)|inscrite? (?:ce|demain|\S+di)"
        rf"|(?:verra|recevra|verrons) (?-i:[A-ZÉ]\w*)|(?:rendez-vous|rdv) {SOME_WORDS}est (?:le|ce|demain|\S+di)"
        r"|(?:il nous faut|besoin d['\u2019]) ?une salle pour",
        r"prise de (?:rendez-vous|rdv)|êtes attendue?|(?:est|sera) attendue?|vous attend\w*|attendons"
        r"|création(?: de| du)? (?:rendez-vous|rdv)|convoquée?(?!\w)|convocation|invitons à vous présenter"
        r"|invitation (?:à|au|pour)",
        r"verra (?:m|mme|mlle|monsieur|madame|votre|le|la)|recevra|sera (?:vue?|reçue?|prise? en charge)"
        r"|viendra (?:en|le|à|voir|chez|vous|pour|\S+di|consulter|accompagn\w+)|vient (?:en|le|voir|chez"
        r"|consulter|\S+di|demain) ?|nouve(?:au|lle) (?:rendez-vous|réservation|rdv|patiente?|cliente?)|(?:a|avez"
        r"|ai) pris (?:un )?(?:rendez-vous|rdv)",
        rf"(?:merci d[e\u2019'] ?|veuillez |prière d[e\u2019'] ?|je vous prie d[e\u2019'] ?"
        rf"|vous pouvez )(?:bien vouloir )?(?:lui |me |nous )?(?:inscrire|noter|ajouter|réserver|bloquer"
        rf"|programmer|enregistrer|prévoir)(?! que| bien| les?s? coord){SOME_WORDS}",
        r"(?:notez|inscrivez|ajoutez|réservez)(?:-(?:lui|moi|nous))? (?:le|la|m|mme|monsieur|madame|un|une|pour)"
        r"|est (?:bien |déjà )?(?:au courant|prévenue?|informée?|avertie?|d['\u2019]accord)"
        r"|(?:ai|a|avons|avez|ont) obtenu|(?:est|sera|a été) (?:bien |donc |désormais )?(?:fixée?|prévue?"
        r"|programmée?|planifiée?|convenue?|placée?)(?= (?:au|le|pour|à|chez|avec|ce|demain|du)\b)"
        r"|c['\u2019]est (?:convenu|noté|entendu|calé|bon pour)",
    ),
    named=whole(r"rendez-vous|rdv|réservation|consultation|séance"),
    pending=whole(
        r"demandes? de (?:rendez-vous|rdv|réservation|consultation|report|créneau)|en attente(?! du| de paiement"
        r"| de règlement)|à (?:confirmer|valider)|souhaitée?s?(?!\w)|non confirmée?s?(?!\w)"
        r"|pas encore (?:confirmée?|validée?|fixée?)|sous réserve|provisoire\w*|sera confirmée?"
        r"|en cours de (?:validation|traitement|confirmation)",
        r"(?:merci de|veuillez|prière de|pensez à) (?:bien vouloir )?(?:nous |me )?(?:confirmer|valider|accepter"
        r"|choisir|répondre)(?! (?:réception|la réception))|serait-(?:il|ce) possible|est-il possible|pourri(?:ez"
        r"|ons)-(?:vous|nous)|pouvez-vous|pourrait-(?:il|elle|on)|auriez-vous|avez-vous|seriez-vous"
        r"|vous (?:conviendrait|convient)|conviendrait|cela vous va",
        r"ne pas (?:annuler|inscrire|noter|réserver|déplacer|supprimer|reporter)|(?:vérifier|savoir|demander|demande|voir) si"
        r"|sans doute|(?:pense|pensons|songe|songeons) (?:à )?(?:annuler|inscrire|réserver|déplacer)",
        r"peut-être|éventuellement|probablement|proposons|propose|proposition|est-ce que|qu['\u2019]est-ce qui"
        r"|aimerai(?:t|ent|s)|voudrai(?:t|ent|s) (?:un|prendre|venir|avoir|déplacer|annuler|changer)|ou bien"
        r"|ou (?:le|alors le|plutôt le)(?= (?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi))|de préférence",
    ),
    reminder=whole(
        r"rappel(?: de| :|:| pour| du| rdv| rendez-vous)|^\W*rappel\b|(?:vous |nous )?rappelons|pour rappel"
        r"|rappeler (?:votre|que|le)|n['\u2019]oubliez pas (?:votre|le|ce) (?:rendez-vous|rdv)"
    ),
    condition=whole(
        r"si vous|si le|s['\u2019]il|en cas d[e\u2019'] ?|pour (?:toute? )?(?:annul\w+|modifi\w+|déplacer"
        r"|reporter|report)|pour tout|au plus tard|toute? (?:annulation|absence|modification|report|retard)"
        r"|au-delà",
        r"(?:veuillez|merci de|pensez à) (?:nous |le |bien vouloir )?(?:prévenir|contacter|appeler|vous présenter"
        r"|vous munir|arriver|apporter|signaler|respecter)|(?:si|cas d['\u2019]|êtes) ?empêch\w+|heures (?:avant"
        r"|à l['\u2019]avance)|^(?:annuler|modifier|déplacer|gérer)|(?:annuler|modifier|déplacer|gérer) (?:le|mon"
        r"|votre|ce|ou) ?(?:rendez-vous|rdv|annuler|modifier|déplacer)?$"
        r"|(?:annulez|modifiez|déplacez|reportez) ou|tout rendez-vous|non (?:annulé|honoré"
        r"|excusé)|sera facturée?|cliquez|vous pouvez (?:annuler|modifier|déplacer|le|gérer)",
    ),
)
