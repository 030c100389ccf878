"""What French, Belgian and Swiss mails say about an appointment."""

from booking_console.adapters.parsing.languages.phrases import SOME_WORDS, Phrases, whole

_VISIT = (
    r"(?:rendez-vous|rdv|r\.?v\.?|consultation|séance|visite|examen|intervention|bilan|soin|réservation|vaccination"
    r"|admission"
    r"|entretien|téléconsultation|hospitalisation|opération|échographie|radio|radiographie|scanner|irm|contrôle"
    r"|prestation|créneau|place|horaire)"
)
_TO_WHOM = r"(?:vous|lui|leur|te|nous|m['\u2019]|l['\u2019])"
_FIXED = (
    r"donne|donnons|fixe|fixons|réserve|réservons|cale|calons|mets|mettons|note|notons"
    r"|inscris|inscrivons|programme|programmons|bloque|bloquons"
)
_HAS_FIXED = (
    r"donné|fixé|réservé|calé|mis|posé|bloqué|pris|programmé|planifié|convenu|inscrit|noté|positionné|placé|accordé"
    r"|attribué|obtenu|arrêté"
)
_ONE = r"(?:(?:un|une|le|la|l['\u2019]|son|sa|ce|cet|cette|votre|notre) ?(?:nouve\w+ |premi\w+ )?)?"
_NAMED = r"(?:m\.|mme|mr|mlle|monsieur|madame|(?-i:[A-ZÉ])\w+ (?-i:[A-ZÉ])\w+)"
_SET = (
    r"prise?|fixée?|arrêtée?|convenue?|calée?|posée?|actée?|validée?|accordée?|retenue?|notée?|enregistrée?|programmée?"
    r"|planifiée?|créée?|attribuée?|donnée?|obtenue?|organisée?|réservée?|confirmée?"
)

FRENCH = Phrases(
    language="fr",
    cancelled=whole(
        r"(?<!\bpas )(?<!\bnon )annulée?s?(?!\w)|^\W*annulation(?! (?:possible|gratuite|sans|jusqu|au plus|tardive"
        r"|en ligne"
        r"|ou))|annulation(?:s)? (?:de|du|d['\u2019]|:|rdv|rendez-vous|confirmée)|supprimée?s?(?!\w)"
        r"|suppression(?: de| du)? (?:rendez-vous|rdv|créneau)|(?<!\bnon )décommandée?s?(?!\w)",
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
        r"|de nouveau (?:libre|disponible))|se désiste|(?<!\bun )(?<!d['\u2019]un )désistement",
        r"(?:au regret|dans l['\u2019]obligation) d(?:e |['\u2019])(?:vous |devoir )?(?:annuler|décommander|supprimer)"
        r"|(?:sera|seront|est) absente?s? (?:à|au|lors|pour|le|ce|demain)|déprogrammée?s?(?!\w)|déprogrammation"
        r"|radiée?s? d|se décommande|s['\u2019]est (?:décommandée?|désistée?)"
        r"|(?:n['\u2019]est|ne sera) (?:malheureusement |finalement )?plus (?:maintenue?|d['\u2019]actualité|assurée?"
        r"|nécessaire)"
        r"|n['\u2019]aura plus lieu|ne (?:vous |nous )?(?:viendra|viendront|pourra|pourront|peut|peuvent) (?:donc "
        r"|finalement "
        r"|malheureusement |hélas )?(?:pas|plus) (?:venir|se présenter|se rendre|se déplacer|honorer|être présente?"
        r"|assister|être reçue?)"
        r"|ne (?:viendra|viendront|se présentera) (?:donc |finalement |malheureusement )?(?:pas|plus)(?! avant"
        r"| le matin)"
        r"|dans l['\u2019]impossibilité d(?:e |['\u2019])(?:se rendre|se présenter|venir|honorer|être présente?)",
        r"renonce à (?:son|sa|ce|cette|la|le)|a renoncé à|n['\u2019]a plus besoin (?:du|de son|de sa|de ce) ?"
        r"(?:rendez-vous|rdv|consultation|séance|créneau)?|(?:est |sont )?à (?:annuler|supprimer|rayer|enlever"
        r"|retirer du)(?! ou)"
        r"|(?:rayez|enlevez|retirez|effacez|ôtez|supprimez|décommandez|libérez|rayer|enlever|effacer) (?:le|la|son|sa"
        r"|ce|m|mme"
        r"|monsieur|madame|du|de)|(?:demande|prière|merci) d(?:e |['\u2019]) ?(?:annulation|libérer|rayer|enlever"
        r"|retirer|effacer)"
        r"|(?:suis|est|sommes|sont) (?:obligée?s?|contrainte?s?|forcée?s?) d(?:e |['\u2019])(?:annuler|décommander)",
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
        r"|désormais) lieu|est désormais|initialement (?:prévue?|fixée?|programmée?)(?! ?(?:le|au|pour le)? ?:)",
        rf"(?:devons|dois|doit|avons|ai|a|souhaite|merci d[e\u2019'] ?|veuillez|voudrait) {SOME_WORDS}(?:déplacer"
        rf"|reporter|décaler|repousser|avancer|modifier)(?! ou)|(?:déplace|reporte|décale|repousse|avance)(?:nt"
        rf"|ons|z)? (?:son|sa|le|la|votre|leur|au|du)",
    ),
    booked=whole(
        r"(?<!\bnon )(?<!\bpas )(?<!\bpas encore )confirmée?s?(?!\w)|confirmons|confirme (?:le|la|votre|que|bien|par|ce"
        r"|son|à|ci)|vous confirmer (?:votre|le|la|que|ce|son)|confirmation (?:de|du|d['\u2019]|:|rdv"
        r"|rendez-vous)|^\W*confirmation",
        r"(?<!\bà )réservée?s?(?!\w)|réservation (?:de|du|suivante|confirm\w+|enregistr\w+|validée|effectuée)"
        r"|validée?s?(?!\w)|(?:bien )?(?:enregistrée?|programmée?|planifiée?|notée?|inscrite?|attribuée?"
        r"|convenue?)s?(?= (?:le|pour|au|à|chez|avec|dans|sous|en|de|par|comme|dès)\b|[ ]?[.,;:!)]|$)",
        r"(?:a|avez|ont|aura|aurez|as|ai) (?:bien )?(?:un |son |une )?(?:rendez-vous|rdv|consultation|séance)"
        r"|(?:rendez-vous|rdv|consultation|séance) (?:est |a été |a bien été |sera )?(?:bien )?(?:prise?|fixée?"
        r"|prévue?|programmée?|enregistrée?|planifiée?|notée?|réservée?|créée?)",
        rf"(?:ai|avons|a) (?:bien )?(?:inscrit|noté|fixé|enregistré)|viendra (?:demain|ce)|inscrite? (?:ce|demain"
        rf"|\S+di)"
        rf"|(?:verra|recevra|verrons) (?-i:[A-ZÉ]\w*)|(?:rendez-vous|rdv) {SOME_WORDS}est (?:le|ce|demain|\S+di)"
        r"|(?:il nous faut|besoin d['\u2019]) ?une salle pour",
        r"(?:vient|viennent|venez) de (?:réserver|prendre)|a réservé|(?:je|nous|on) (?:vous |lui |leur )?(?:bloque"
        r"|bloquons|réserve|réservons|retiens|retenons"
        r"|garde|gardons) (?:le|la|ce|un|une|donc|bien)|(?:je|nous|on|j['\u2019]) ?(?:l['\u2019]|les |vous |lui "
        r"|t['\u2019])?(?:ai|avons|a) (?:bien )?(?:mise?s?|calée?s?|casée?s?"
        r"|notée?s?|inscrite?s?|placée?s?|programmée?s?|convoquée?s?|positionnée?s?)(?= (?:le|au|à|lundi|mardi"
        r"|mercredi|jeudi|vendredi|samedi|demain|pour)\b)"
        r"|serez (?:reçue?|attendue?|accueillie?|vue?|examinée?|opérée?|hospitalisée?|convoquée?|prise? en charge)"
        r"|^\W*ajout (?:au|à|dans|sur)"
        r"|(?:consultation|séance|visite|examen|intervention|bilan|rendez-vous|rdv) (?:\S+ ){0,3}?(?:est|sera) (?:le"
        r"|ce)(?= (?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi))"
        r"|(?:aura|auront) lieu(?= (?:le|ce|demain|au|à|dans|chez|\S+di)\b| ?:)|(?:est|sera|a été|sont) (?:bien "
        r"|donc )?(?:calée?|casée?|notée?"
        r"|positionnée?|placée?|mise?|bookée?|inscrite?)(?= (?:le|ce|à la|à|au|pour|demain|\S+di|chez|avec|sur)\b)"
        r"|vous (?:verrez|rencontrerez|consulterez)"
        r"|prise de (?:rendez-vous|rdv)|êtes attendue?|(?:est|sera) attendue?|vous attend\w*|attendons"
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
        r"|c['\u2019]est (?:convenu|noté|entendu|calé|bon pour|enregistré|validé|acté|posé|ok pour)",
        r"(?:note|notez|à noter|noter|inscris|inscrivez|prends note|prenez note|ajoute|ajoutez)[ ]?:",
        rf"(?:je|nous|on) (?:{_TO_WHOM} ?)?(?:{_FIXED}) (?:donc |bien )?(?:{_ONE}{_VISIT}|{_NAMED})"
        rf"|(?:ai|avons|a|ont|avez|as) (?:bien |pu |déjà |donc )?(?:{_HAS_FIXED}) (?:{_ONE}{_VISIT}|(?:pour "
        rf"|à )?{_NAMED})"
        rf"|{_VISIT}s? (?:de \S+ |d['\u2019]\S+ )?(?:lui |vous |leur )?(?:est |sont |a été |ont été |a bien été "
        rf"|sera )?(?:bien )?"
        rf"(?:{_SET})(?!\w)(?! (?:sous|dès que|si)\b)",
        rf"(?:{_VISIT}|créneau|place|horaire) (?:ci-dessous |ci-après |suivante? )?(?:vous |lui |leur )?(?:est|a été"
        rf"|a bien été|sont) "
        rf"(?:bien )?(?:attribuée?|accordée?|réservée?|fixée?|affectée?|donnée?|alloué)|(?:{_VISIT}) (?:a |est "
        rf"|a bien été )?(?:bien )?"
        r"pris(?:e)? en compte",
        r"(?:recevrai|recevrons|verrai|verrons|accueillerai|accueillerons|accueillera|examinerai|examinera"
        r"|prendrai en charge"
        r"|opérera|opèrera|vaccinera|rencontrera|consultera)(?= (?:m|mme|mlle|mr|monsieur|madame|votre|notre|le|la"
        r"|l['\u2019]|ce|cette)\b"
        r"| (?-i:[A-ZÉ]))|(?:est|sera) (?:attendue?|accueillie?|admise?|hospitalisée?|opérée?|examinée?|vaccinée?"
        r"|convoquée?|reçue?|vue?)"
        r"(?= (?:le|en|au|à|par|chez|dans|pour|ce|demain|\S+di)\b)|(?:la )?venue de (?:m|mme|mr|mlle|monsieur|madame"
        r"|votre|(?-i:[A-ZÉ])\w+)",
        r"(?:est|sera|a été|ai|avons|a) (?:bien )?(?:inscrite?|ajoutée?|notée?|mise?|placée?|portée?|positionnée?"
        r"|calée?|insérée?|rajoutée?)"
        r" (?:\S+ ){0,4}?(?:au planning|sur le planning|à l['\u2019]agenda|dans (?:l['\u2019]|votre |notre "
        r"|mon )agenda|au programme"
        r"|dans le planning|sur l['\u2019]agenda)|ajoutée? à (?:votre|l['\u2019]) ?agenda|(?:vous|on se) (?:voit"
        r"|retrouve|attend)"
        r"|on vous attend|(?:rendez-vous|rdv) (?:donné|ok|acté|posé|convenu|arrêté|retenu|accordé|obtenu|calé|validé"
        r"|attribué)"
        r"|(?:rendez-vous|rdv|rv) (?:\S+ ){0,14}?ok (?:avec|pour)|plaisir de (?:vous|le|la|les) (?:accueillir|recevoir)"
        r"|(?:dispose|bénéficie|disposez|bénéficiez) d['\u2019]un (?:rendez-vous|rdv)|nouve(?:l|au|lle) (?:examen"
        r"|bilan|inscription"
        r"|consultation|séance|visite|intervention)",
    ),
    named=whole(r"rendez-vous|rdv|réservation|consultation|séance|visite médicale|convocation|admission"),
    pending=whole(
        r"demandes? de (?:rendez-vous|rdv|réservation|consultation|report|créneau)|en attente(?! du| de paiement"
        r"| de règlement)|à (?:confirmer|valider)|souhaitée?s?(?!\w)|non confirmée?s?(?!\w)"
        r"|pas encore (?:confirmée?|validée?|fixée?)|sous réserve|provisoire\w*|sera confirmée?"
        r"|en cours de (?:validation|traitement|confirmation)",
        r"(?:merci de|veuillez|prière de|pensez à) (?:bien vouloir )?(?:nous |me )?(?:confirmer|valider|accepter"
        r"|choisir|répondre)(?! (?:réception|la réception))|serait-(?:il|ce) possible|est-il possible|pourri(?:ez"
        r"|ons)-(?:vous|nous)|pouvez-vous|pourrait-(?:il|elle|on)|auriez-vous|avez-vous|seriez-vous"
        r"|vous (?:conviendrait|convient)|conviendrait|cela vous va",
        r"ne pas (?:annuler|inscrire|noter|réserver|déplacer|supprimer|reporter)|(?:vérifier|savoir|demander|demande"
        r"|voir) si"
        r"|sans doute|(?:pense|pensons|songe|songeons) (?:à )?(?:annuler|inscrire|réserver|déplacer)",
        r"peut-être|éventuellement|probablement|proposons|propose|proposition|est-ce que|qu['\u2019]est-ce qui"
        r"|aimerai(?:t|ent|s)|voudrai(?:t|ent|s) (?:un|prendre|venir|avoir|déplacer|annuler|changer)|ou bien"
        r"|ou (?:le|alors le|plutôt le)(?= (?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi))|de préférence",
        r"pré-?réserv\w*|pré-?inscri\w*|en option|non définiti\w*|(?:accept\w+|valid\w+|confirm\w+) ou (?:de la |la "
        r"|le |de le |de )?"
        r"(?:refus\w+|déclin\w+)|attend(?:ent|ons|s)? (?:encore )?(?:votre|son|sa|leur|la|l['\u2019]) ?(?:validation"
        r"|réponse|confirmation"
        r"|accord|retour)|dans l['\u2019]attente d(?:e |['\u2019])(?:votre|son|la|une) (?:validation|réponse"
        r"|confirmation|accord|retour)"
        r"|reste à (?:confirmer|valider|fixer|définir)|à (?:prévoir|fixer|caler|programmer|planifier|convenir|définir"
        r"|préciser|déterminer)"
        r"(?! ensemble lors)|(?:vous|te|tu) (?:me|nous) (?:dis|dites|direz|confirmez|redites|confirmes)|dites-(?:moi"
        r"|nous)"
        r"|(?:indiquer|dire|préciser|signaler|confirmer|informer|savoir|faire savoir|prévenir) si (?:ce|cet|cette|cela"
        r"|ça|le|la)(?: \S+){0,4}? (?:convien\w+|va"
        r"|est possible|est bon)|(?:est|sont) proposée?s?|(?:recontact|rappel|contact)er(?:ons|ez|a"
        r"|ont) (?:\S+ ){0,4}?(?:pour|afin d[e'\u2019]) ?(?:confirmer|fixer"
        r"|convenir|valider)"
        r"|(?:sera|serez) (?:recontactée?|rappelée?|contactée?)s? (?:pour|afin|dès|dans|sous|prochainement|par)"
        r"|si (?:cela|ça|ce créneau|cet horaire|cette date) (?:vous|te"
        r"|lui) (?:convient|va)"
        r"|pas (?:encore )?(?:été )?(?:confirmée?|validée?|définiti\w+)|envisag\w+",
    ),
    reminder=whole(
        r"rappel(?: de| :|:| pour| du| rdv| rendez-vous)|^\W*rappel\b|(?:vous |nous )?rappelons|pour rappel"
        r"|rappeler (?:votre|que|le)|n['\u2019]oubliez pas (?:votre|le|ce) (?:rendez-vous|rdv)"
    ),
    condition=whole(
        r"si vous|si le|si tu|si un|s['\u2019]il|(?:politique|conditions|délai|frais) d['\u2019](?:annulation|absence)"
        r"|annulation (?:gratuite|possible|sans)|en cas d[e\u2019'] ?|pour (?:toute? )?(?:annul\w+|modifi\w+|déplacer"
        r"|reporter|report)|pour tout|au plus tard|toute? (?:annulation|absence|modification|report|retard)"
        r"|au-delà",
        r"(?:veuillez|merci de|pensez à) (?:nous |le |bien vouloir )?(?:prévenir|contacter|appeler|vous présenter"
        r"|vous munir|arriver|apporter|signaler|respecter)|(?:si|cas d['\u2019]|êtes) ?empêch\w+|heures (?:avant"
        r"|à l['\u2019]avance)|^(?:annuler|modifier|déplacer|gérer)|(?:annuler|modifier|déplacer|gérer) (?:le|mon"
        r"|votre|ce|ou) ?(?:rendez-vous|rdv|annuler|modifier|déplacer)?$"
        r"|(?:annulez|modifiez|déplacez|reportez) ou|tout rendez-vous|non (?:annulé|honoré"
        r"|excusée?|honorée?s?|décommandée?s?|annulée?s?)(?!\w)|(?:est|sera|seront|restera?|demeure) (?:due?s?"
        r"|facturée?s?)"
        r"|toute? (?:séance|consultation|visite|rendez-vous|rdv)|sera facturée?|cliquez|vous pouvez (?:annuler"
        r"|modifier|déplacer|le|gérer)",
    ),
)
