"""Swedish oaths and insults for the content filter, in the notation of `vocabulary.py`. "Fan" is an oath only in
phrases."""

ENDINGS = r"(?:en|n|a|an|ar|er|or|na|arna|erna|orna|et|t|ens|ets)?s?"
OATHS = """
    *jävel* *jävl* javla javlar javlig* javel javeln djävel* djävl* helvete* satan satans satanstyg satkär* satmar*
    fanskap* fanstyg* skiten skita skiter skitit skitstöv* skithög* skitung* skitgubb* skitkärr* skitsnack*
    skitprat* skitdål* skitstad* skitpolit* skitmuse* skitjobb* skitställ* skitsak* fitta* fittor* fitthår* fitt
    kuken kuk kukar* kukhuv* kuksug* kukjäv* kukskall* hora horor* hororna horung* horig* horhus* horbock* horjäv*
    röv röven rövhål* rövslick* rövknull* arsle~ arselhål* arselslick* knull* runkar* runkade* runkare* runka
    runkbulle* pattar pattarna porr porren porrfilm* porrtidn* porrstjärn* porrsurf* porrbild* kåt kåta kåtbock*
    rövhatt* snoppjäv* bajskorv* pisshuv* fittig* kåtare kåtast*
"""
INSULTS = """
    neger neger~ negern* negrer* negerbol* negerjäv* negerung* blatte~ blattar* blattej* svartskall* svarting*
    turkjäv* tattarpack* tattarj* tattare tattarna zigenarpack* zigenarj* judesvin* judejäv* judepack* apjäv*
    lappjäv* lappdjäv* ryssjäv* finnjäv* finnpajs* finndjäv* araberj* snedögd* bög bögar* bögen* bögjäv* bögig*
    bögsvin* flatjäv* transjäv* fjolljäv* bögfan fjolla fjollor fjollan fjollorna fjollig* lebba lebban
    lebbor lebbar lebbarna
    luder ludret hynda~ hyndor* slampa~ slampor* slyna~ slynor* subba subbor
    subborna mongo mongon mongofit* mongoj* cpung* cpskad* cpjäv* miffo~ miffon* efterbliv* idiot idioten* idioter*
    idioternas idiots idiotj* pucko puckon puckot puckona dumjäv* dumskall* imbecill* kretin kretiner retard
    retarderad* kärringj* gubbj* gubbslem* äckelgubb* äckelsvin* fettsvin* fetto fetton tjockisj* pedofilj* pedojäv*
    svinhund* svinpäls* avskum* patrask* missfoster* horunge~ hårungar knarkarj* knarkarsvin* muslimj* muslimsvin*
    muslimpack* invandrarj* invandrarpack* skäggbarn*
"""
PASSES = """
    kukkul* kukkar* rövare* horisont* horoskop* patraskin
    helvetesfall* helvetesgap* helvetesvind* helvetesgrott*
    retarderar retardera retarderas retardering retarderande idiotsäk*
    helvetesgryt* helvetesbränn* helveteskitt* idiotanstalt* idiotskol*
"""
_NEAR = r"[^.!?\x00]{0,50}\b"
_PARISH = "kyrkb[oö]|husförhör|dopbo|oäkt|släktforsk"
_DOGS = "hund|valp|kennel|avel|uppfödar"
_SAMI = "same|sami|lapp|ren(?:ar|en|sköt|hjord)|härbre|vindskydd|fjäll|enare\\b|utsjoki\\b"
PASS_PHRASES = (
    r"\b(?:dans(?:a|ar|en|ade|er)?|rumänsk|israelisk|bulgarisk|ring)[ -](?:en |vår |israelisk |rumänsk )?hora\b",
    r"\blär (?:oss|dig|er) (?:dansa )?hora\b|\bhora[ -](?:är en \w*dans|tanssi\w*|on \w*tanssi|dans\w*|musik\w*"
    r"|på (?:bröllop|torget)\w*)",
    r"\bdosto[ij]e?vsk\w+ idiot\w*|\bvon triers? (?:film )?idiot\w*",
    # Hell, of which churches and books tell; what parish registers call children, breeders their dogs, the Sami a hut.
    r"\b(?:himmel|himlen|skärseld|paradis|djävul)\w* (?:och|eller) helvet\w*",
    r"\bhelvet\w* (?:och|eller) (?:himmel|himlen|skärseld|paradis|djävul)\w*",
    r"\bhelvetet\b(?=[^.!?\x00]{0,40}\b(?:kyrkomål|kalkmål|medeltid|bibeln|folktro))",
    rf"\bhorung\w*(?={_NEAR}(?:{_PARISH}))|\b(?:{_PARISH})\w*{_NEAR}horung\w*",
    rf"\bhynd\w*(?={_NEAR}(?:{_DOGS}))|\b(?:{_DOGS})\w*{_NEAR}hynd\w*",
    rf"\bkåtan?\b(?={_NEAR}(?:{_SAMI}))|\b(?:{_SAMI})\w*{_NEAR}kåtan?\b",
    r"\bskitgubben?(?=[-\w]*[^.!?\x00]{0,30}(?:kort|spel|kväll|turnering|sago|saga|folktro|dockteater))"
    r"|\bkort\w*[^.!?\x00]{0,30}\bskitgubben?\b|\bspel(?:a|ar|ade|at) skitgubbe(?=[-.,!? ]|\Z)",
)
OATH_PHRASES = (
    # An oath before a word for a place, a post or a thing, in one compound: fittmuseum.
    r"\b(?:fitt|kuk|röv|skit)-?(?:muse|direkt|chef|styrels|politi|borgmäst|ledar|lärar|guide|konstn|utställ|stad\b|staden"
    r"|stads|kommun|jobb|ställe|folk\b|folket|idé|idio|förslag)[^\W\d_]*",
    r"(?:^|[.!?,] )fan(?=[,!.]|\Z)",
    r"\b(?:för|fy|va|vad|hur|vem|det var|inte ett|dra åt|som|ge|vete|åt|ta) fan\b(?! (?:av|of|till|club))",
    r"\bfan (?:i helvete|också|vad|ta|ska|va|heller|inte|ta dig)\b",
    r"(?<!\ba )(?<!\bthe )(?<!short )(?<!comedy )(?<!funny )(?<!little )\bskit(?:en)?\b(?! (?:by|about|show|night"
    r"|comedy|from|for)\b)",
    r"\b(?:dra|far|åk) åt (?:helvete|skogen|fanders)\b",
    r"\bhåll (?:käft|käften|truten|klaffen)\b",
    r"\bkyss mig i \w+",
)
_PEOPLE = (
    "negrer|zigenare|romer|muslimer|islamister|judar|invandrare|flyktingar|utlänningar|ryssar|finnar|araber|somalier"
    "|bögar|homosar|homon|blattar|"
    "kurder|afghaner|afrikaner|kineser|hurrar|asylsökande|svartskallar|flator|transor"
)
_VERMIN = "apor|aporna|parasiter|parasiterna|kackerlackorna|ohyran|slöddret|undermänniskor"
_SLURS = "neger|blatte|svartskalle|hurri"
_GROUPS = "ryss|zigenar|romani?|jude|muslim|arab|finn|lapp|bög|invandrar|flykting|somalier|turk|tattar|kurd"
"""How compounds about people begin: slurs, of which each word for people makes an insult, and names, of which only a
demeaning word does."""
_DEMEANING = (
    "unge\\b|ungen|ungar|svin\\b|svinen|packet|råtta|råttor|hor(?:a|or|an|orna)\\b|apa\\b|apor|slödder|patrask|jäv"
    "|käring|kärring|äckel|avskum|slyn"
)
_ATTACKED = "kärring\\w*|käring\\w*|gubb\\w*|hora\\w*|kvinn\\w*|idiot\\w*|borgmästar\\w*|politiker\\w*"
INSULT_PHRASES = (
    rf"\b(?:{_SLURS})-?(?:{_DEMEANING}|barn|kvinn|gubb|familj|flock|skol|lekis)[^\W\d_]*",
    rf"\b(?:{_GROUPS})-?(?:{_DEMEANING})[^\W\d_]*",
    rf"\b(?:{_PEOPLE})(?:na)? (?:stjäl|snor|rånar|rövar|våldtar) (?:allt|alla|allting|våra|från)\b",
    rf"\b(?:våldta|döda|skjut|häng|bränn|slå ihjäl) (?:den|de|dom)(?: där| här| jävla)* (?:{_ATTACKED})",
    r"\bcp[ -]?(?:unge|ungar|skad|jäv|stör|barn|fitt)\w*",
    r"\bdum(?:ma)? i huvudet\b",
    r"\båk (?:tillbaka|hem) till (?:afrika|ditt land|somalia|ryssland|arabien)\b",
    rf"\b(?:{_PEOPLE})(?:na)? (?:ut|bort|åk hem|åk härifrån|hem)\b(?! (?:i|på|till|och|för|från)\b)",
    rf"\b(?:döda|skjut|häng|gasa|bränn|död åt) (?:alla |de )?(?:{_PEOPLE})(?:na)?\b",
    r"\bta livet av (?:dig|er)\b|\bdöda (?:dig|er) själv\w*",
    r"\bjag (?:ska )?(?:dödar?|slår ihjäl|knivhugger|våldtar?) (?:dig|er|dem)\b",
    r"\bgå och (?:dö|häng dig)\b",
    r"(?:^|[.!?,:;] ?)dö(?: (?:bara|nu|då|din|ditt|ni|du|alla|allihop\w*))+\b(?! (?:inte|ut|för|av|i|på|en|ett|om"
    r"|när)\b)",
    r"(?:^|[.!?,:;] ?)dö(?=[\s.]*(?:!|\Z))",
    r"\b(?:snälla|(?:du|ni) (?:kan|ska|skall|måste|borde|får)|(?:kan|ska) (?:du|ni)(?: inte)?)(?: (?:bara|gärna|väl"
    r"|alla|nu))* dö\b"
    r"(?! (?:ut|av|i|för|om|när)\b)",
    r"\b(?:hoppas|önskar)(?: verkligen)?(?: att)? (?:du|ni|de) dör\b",
    # People called animals or vermin, or sent away as such.
    rf"\b(?:{_VERMIN}|(?:{_PEOPLE})(?:na)?),? (?:tillbaka|åter|hem|ut) (?:till|i) (?:afrika|somalia|ryssland"
    r"|mellanöstern|djungeln|träden|öknen|(?:sitt|ert|sina|era)(?: egna| eget)? (?:land|länder))\b",
    rf"\b(?:{_VERMIN}) (?:ut|bort) (?:ur|från) (?:sverige|finland|landet|åbo|staden)\b",
    rf"\b(?:{_PEOPLE})(?:na)? är (?:alla |bara |inget annat än |som )?(?:djur|apor|råttor|parasiter|ohyra|avskum"
    r"|kackerlackor|skadedjur|undermänniskor|slödder|pack|en pest|en cancer)\b",
    rf"\b(?:{_PEOPLE})(?:na)? hör inte hemma (?:här|i (?:sverige|finland|åbo|vårt land|vår stad))\b",
    rf"\b(?:{_PEOPLE})(?:na)? (?:borde|ska|skall|måste) (?:alla )?(?:utrotas|steriliseras|gasas|skjutas|avlivas"
    r"|slaktas|hängas|brännas)\b",
    r"\b(?:åk|gå|stick|dra|kryp) (?:tillbaka|hem) till (?:djungeln|träden|öknen|savannen|(?:ditt|ert) eget land)\b",
    r"\b(?:ni|du|de|dom) är (?:alla |bara )?(?:undermänsk\w+|undermänniskor|ohyra|skadedjur)\b"
    r"|\b(?:jävla|förbannade) apor\b|\b(?:lägre stående|underlägsen) ras\b",
)
CORE = """
    jävla jävlar jävel helvete fitta fittor hora horor kuken rövhål knulla neger negrer negern blatte svartskalle
    bögjävel satans fittan hororna kukar idioter helvetet jävlarna
"""
