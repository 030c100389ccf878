"""The words that close a letter; the names behind them are the writer's."""

import re

SIGN_OFF = re.compile(
    r"(?im)^[ ]*(?:with )?(?:kind(?:est)? regards|best(?: wishes| regards)?|warm(?:est)? (?:regards|wishes)"
    r"|many thanks|with (?:thanks|best|kind)[^\n]{0,30}|regards|thanks(?: so much| again| very much)?"
    r"|thank you|cheers|ta|yours (?:sincerely|faithfully|truly)|sincerely|"
    r"mit freundlichen gr\u00fc\u00dfen|cordialement|met vriendelijke groet(?:en)?|saludos|atentamente"
    r"|viele gr\u00fc\u00dfe|love|see you(?: soon)?|speak soon|all the best"
    r"|(?:bien |tr\u00e8s )?(?:cordialement|confraternellement|amicalement|sinc\u00e8rement"
    r"|respectueusement)(?: votre)?|bien \u00e0 (?:vous|toi)"
    r"|(?:(?:meilleures|sinc\u00e8res|cordiales) )?salutations(?: (?:distingu\u00e9es|cordiales|confraternelles))?"
    r"|c(?:or)?d(?:ia)?l?t|bien confraternellement"
    r"|bonne (?:journ\u00e9e|r\u00e9ception|soir\u00e9e|fin de journ\u00e9e)|merci(?: (?:d['\u2019]avance"
    r"|et bonne journ\u00e9e|beaucoup|bien|\u00e0 vous))?"
    r"|\u00e0 (?:bient\u00f4t|tr\u00e8s vite|tr\u00e8s bient\u00f4t)|(?:un )?(?:cordial "
    r"|afectuoso )?saludos?(?: cordial(?:es)?| afectuosos?)?|cordialmente|atte\.?"
    r"|(?:muchas |mil )?gracias(?: de antemano| y un saludo| por todo)?|un (?:abrazo|beso)|besos"
    r"|quedamos a su disposici\u00f3n"
    r"|reciba un cordial saludo)[ ,.!]*$|^--[ ]?$"
)
