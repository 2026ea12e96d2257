"""Finnish oaths and insults for the content filter, in the notation of `vocabulary.py`. Mild ones (hitto, perhana,
hemmetti, pelle) are left out."""

ENDINGS = (
    r"(?:n|a|ä|t|ta|tä|tta|ttä|na|nä|ja|jä|jen|ien|in|iin|ihin|(?:i?ss|i?st|i?ll|i?lt)[aä]|i?lle|i?ksi|ine"
    r"|[aeiouyäö]{1,2}n|h[aeiouyäö]n|itten|iden|ita|itä)?"
    r"(?:ni|si|nsa|nsä|mme|nne|an|än)?(?:kin|k[aä]{2}n|ko|kö|han|hän|pa|pä)?"
)
OATHS = """
    viddu* berkele
    vittu* wittu* vitu* vtu vttu hevonvit* homovit* äitivit* haistavit* kissanvit* *perkele* perkel* perkule* prkl
    prkle pergele* pelkele* *saatana* saatna* paska* paskiai* *paskapää* *paskapäi* hevonpaska* häränpaska* huora*
    huoria huorien huorille huoritel* suvakkihuor* homohuor* helvetti* helvetin* helvetis* helvetil* helvetik*
    jumalaut* perse~ persee* perseit* persreik* persere* kusipaa* persläpeä persläpiä persläpet persläpie* perslävet
    persläviä hevonperse* jumalavit* kusi
    kusta kuset kusen kusee kuseen kuses kusessa kusesta kusetu* kusetta* kusette* kusipä* kuspä* kusemaan kusevat
    pillu* pimppi~ pimpi~ pimpsa~ kyrpä* kyrvä* kyrvi* mulkku* mulkut* mulkun* mulkul* mulkus* mulkui* mulukku*
    mulukvist* mulkvist* mulkero~ kulli kullit kullia kulleja kulliin kullinluti* kikkeli~ pippeli~ molopä* nussi*
    nussu~ runkk* runkat* tissi~ tissej* tissien tisseil* porno* sperma~ spermaa dildo~ dildoj* suihinot* mulku
    tussu tussua pimppa~ anaali* seksiseura*
    huorik* huoriin huorista huorilta huorilla huorina fyttihelv*
    paskemp* paskemm* paskimm* paskimp* paskint* paskin perseemp* perseimm* perseimp* persein perseint*
"""
INSULTS = """
    *neekeri* *neekere* *neekru* nekru* neegeri* neegere* neekuri* nekeri* mutakuon* mutiainen mutiaiset mutiaisia
    murjaani* hottentot* rättipä* räsypä* huivipä* sontanok* vinosilm* vinkuintiaan* keltanaama* karvakä*
    kamelinnuss* kamelikusk* ählämi* ählämei* ählyt ählyjä ryssä ryssät ryssän ryssää ryssiä ryssien ryssille
    ryssältä ryssällä ryssälle ryssiltä ryssistä ryssillä ryssäksi ryssäs ryssäpaska* ryssänpen* ryssävih*
    ryssäsaas* ryssämul* ryssähu* ryssäläis* ryssa~ slobot hurrit hurreja hurrien hurreille hurripask* hurrihomo*
    manne mannea mannejen mannein mannelle mannelta mannella mannesta manneilta manneilla manneista
    äpärä äpärät äpäriä äpärien äpärille äpärän äpärää
    jutku~ jutkuja juutalaissik* juutalaissaas* juutalaispask* mustalaissaas* mustalaisvar* mannet manneja manneille
    romanisaas* somalisaas* matut matuja matujen matuille matukat matukoi* mamusaas* mamupask* suvakki* suvakit*
    suvakei* haittamaahanm* rikosmaahanm* hintti* hinttej* hinttei* hintit* hintin~
    hintiss* hintist* hintill* hintilt* hintiks* hinteil* hinteis* hinteiks* hinttari* hinttare* homppeli* homppele*
    homosaas* homopask* homoperse* homonpen* lesbopask* lesbosaas* transupask* transu~ transuj* pedari~ huorapuk*
    huoripuk* huoranpen* huorinpen* kusipä* kuspää* paskiai* mulkero~ lutka~ lutkia lutkien hutsu~ hutsuj* narttu~
    nartut narttuj* idiootti idiootit* idiootin* idiootteja* idioottien idiooteil* idiooteis* idiootiks* idioottipä*
    ääliö ääliöt* ääliöi* ääliön* imbesilli* imbesille* kretiini* kretiine* debiili* debiile* retardi* retarde*
    vajakki* vajakit* vajakin* vajakkej* vajakei* kehari~ keharit mongoloidi* mongo mongot mongoja mongoille vammane
    vammanen* vammase* vammasia* vammasii* vammasil* vammasis* vammasiks* vammasten* urpot* urpoja urpoille
    pölkkypä* paskanaam* paskasak* saastat ihmissaas* loiseläj* nisti nistit* nistejä nistien nisteille nistin
    narkkaripask* narkkarisaas* spurgut spurguja daunari* downari* läskit läskejä munapää* natsisaas* läskiperse*
    läskipä* läskipask*
"""
PASSES = """
    paskahuus* paskakusk* paskakärry* paskatunkio* paskalapio* paskakaiv* vittula~ vittulan* vittulajän* vitus
    vituksen vitukselle vituksesta saatanalli* saatanala* saatananpalvo*
    saatanankul* paskali~ huoranen huorase* huoraset helvetinjärv* helvetinkol* helvetinport* helvetinkone*
    idioottivarm* kullinen kulliset hinttilä* paskahousu* piilu* kusiai* spermahva* persev* idiootinvarm*
    idioottilait* idioottikoul* nekrutt* nekruti* huivipäin* huivipäis*
"""
_NEAR = r"[^.!?\x00]{0,50}\b"
_PARISH = "kirkonkirj|rippikirj|kastekirj|kastett|aviot|sukututki|sukukirj"
_DOGS = "koir|uros|uroks|pentu|pennu|kennel|jalostu|astutu"
PASS_PHRASES = (
    r"\bhurri-\w+(?:nen|la|lä|nie?mi)\b",
    r"\btiss\w+(?=[^.!?\x00]{0,40}\b(?:imety|vauva|äidinmai))",
    r"\bmanne (?:siegbahn|lindberg)\w*",
    r"\b[^\W\d_]+-nimi(?:nen|si|se)\w* "
    r"(?:\w*(?:saari|saare|järv|lampi|lamme|mäki|mäe|niemi|nieme|lahti|lahde|kylä|koski|koske|joki|joe|joes|joen|puro"
    r"|luoto|luodo|kallio|metsä|pelto|pello|niitty|niity|torp|talo|tila|kartano|pappila|kuja|katu|kadu|laiva|lehmä"
    r"|hevo|koira|kissa|yhty|bändi|laulu|paik|peli|kort))\w*",
    r"\b(?:hora|kulli|pimppa|mulkku)-(?:talo|torp|tila|niemi|nieme|saari|saare|mäki|mäe|kylä|suku|suvu)\w*",
    r"\b(?:dosto[ij]e?vsk\w+(?: romaani| kirja)?|kurosawan|von trierin) idio\w+|\bidioot\w+[ -]*(?:romaani|kirja"
    r"|elokuva|näytelm)\w*",
    r"\bsaatanan (?:palvont|symboli|hahmo|kirkko|kirko|morsia|kiusau|lankeemu|valtakun)\w*",
    r"\bbabylonin huor\w*|\bmurjaanien kunin[gk]\w*",
    # Hell and devils, of which churches, books and poems tell.
    r"\b(?:jeesu|kristu|juma|enkel|hiisi|hiide|piru|paholai)\w* (?:ja|vai|tai|sekä) (?:saatana|perkele)[nt]?\b",
    r"\b(?:saatana|perkele)[nt]? (?:ja|vai|tai|sekä) (?:jeesu|kristu|juma|enkel|hiisi|hiide|piru|paholai)\w*",
    r"\b(?:taiva|kiirastul|paratiis|manala|piru|paholai)\w* (?:ja|vai|tai|sekä) helvet\w*",
    r"\bhelvet\w* (?:ja|vai|tai|sekä) (?:taiva|kiirastul|paratiis|manala|piru|paholai)\w*",
    r"\b(?<!voi )(?<!hyi )(?:helvetti|helvetin porti?t?\w*)(?=[^.!?\x00]{0,40}\b(?:kirkkomaalau|kalkkimaalau|keskiaj"
    r"|fresko|raamatu|kansanusko|puupiirro|paneelimaalau|alttaritau))",
    # What parish registers call children, and breeders their dogs.
    r"\b(?:\w+-)?(?:herttua|kunin[gk]a|ruhtina)\w* äpär\w+",
    r"\b(?:runkkarin|huoran|kullin|pillun|mulkun|kyrvän|ryssän|hurrin) (?:torp(?:pa|an|as|paa)|mylly)\w*",
    rf"\bäpär\w+(?={_NEAR}(?:{_PARISH}))|\b(?:{_PARISH})\w*{_NEAR}äpär\w+",
    rf"(?<!oot )(?<!olet )(?<!senkin )\bnar(?:ttu|tu)\w*(?={_NEAR}(?:{_DOGS}))",
    rf"\b(?:{_DOGS})\w*{_NEAR}nar(?:ttu|tu)\w*\b(?! (?:oot|olet|sä\b|sinä|te\b))",
)
OATH_PHRASES = (
    r"\bpan(?:e|kaa|naan) (?:mua|minua|meitä|sua)\b",
    r"\bhaista home\b",
    r"\b(?:turpa|leipäläpi|kita|naama) (?:kiinni|umpeen|tukkoon)\b",
    r"\b(?:vedä|vetäkää) (?:vittu|kätee|käteesi|käteen|päähäs|päähäsi)\w*",
    # The name of a few places; an insult where a person is meant.
    r"\b(?:oot|olet|ootte|olette|on|ovat|oli|oon|te|sä|sinä|senkin|vitun|saatanan|helvetin|iso|ruma|haiseva|yks|yksi)"
    r"(?: \w+){0,2} persläp(?:i|eksi)\b",
    r"\bpersläpi(?: ?!| (?:pormestari|poliitik|museo|kaupungi|johtaj|ukko|äijä|akka|ämmä|naama|opettaj|poliis)\w*)",
    r"\bime (?:muna|kulli|kyrpä|mulkku|paska)\w*",
    r"\bsuksi(?:kaa)? (?:vittu|helvetti|kuuseen|kuusee|hevon|suohon)\w*",
)
_PEOPLE = (
    "mustalai|romani|somali|irakilai|muslim|musulmaan|islamist|juutalai|ulkomaalai|maahanmuuttaj|pakolai|mamu|matu"
    "|homo|lesbo|transu|venäläi|"
    "ruotsalai|virolai|arab|kurd|afgaani|afgaane|turkkilai|kiinalai|afrikkalai|turvapaikanhakij|vammai|värilli|nekru"
    "|neekeri|ryss|hurri|"
    "suomenruotsalai|kodittom|narkkari|narkkare"
)
_VERMIN = "loiset|loiseläjät|syöpäläiset|saastat|ali-?ihmiset"
_SLURS = "neekeri|nekru|ryss[äa]|ryssi|hurri|manne|mutakuono"
_GROUPS = (
    "mustalais|romani|somali|juutalais|muslimi|islamisti|venäläis|virolais|arabi|kurdi|turkkilais|pakolais|mamu|matu"
    "|maahanmuuttaja|homo|lesbo|transu?|vammais|suomenruotsalais|afrikkalais|ulkomaalais"
)
"""How compounds about people begin: slurs, of which each word for people makes an insult, and names, of which only a
demeaning word does."""
_DEMEANING = (
    "sika|sia[nt]|sioi|sikoj|apin|rott[ai]|rotat|huor|narttu|nartu|lutk|perse|saasta|paska|eluk|kuvatu|lauma|pentu"
    "|pennut|ruoja|syöpäläi|loinen|loiset"
)
_HEADS = (
    f"{_DEMEANING}|laps(?:i|et|ia|ien|en|ille|ista)\\b|lapse|kakar|pen[nt]|akka|akat|akko|ämm|äijä|ukko|ukot|uko[nt]"
    "|saki|sakki|poruk|jengi|museo|koulu|kerho|puolue|teatteri|radio|lehti|bussi|päiväkoti|perhe|suku|naama|nainen"
    "|naiset"
)
_ATTACKED = (
    "akka|akat|akkaa|ämmä\\w*|ukko|ukot|ukkoa|äijä\\w*|nainen|naiset|naista|mies|miehet|pormestari\\w*"
    "|poliitikot|lapset"
)
INSULT_PHRASES = (
    r"\b(?:oot|olet|ootte|olette|ootko|oletko|ootteko|oletteko) (?:ihan |aivan |kyllä |kaikki )?(?:vammanen|vammaset"
    r"|vammasia|homo|homoja|"
    r"lesbo|kehitysvammanen|kehitysvammainen|tyhmä|tyhmiä)\b",
    r"\b(?:painu|painukaa|mene|menkää|lähetä|lähettäkää) \w*\s?(?:takaisin )?"
    r"(?:afrikkaan|somaliaan|venäjälle|arabiaan|kotimaahas\w*|sinne mistä)\b",
    r"\b(?:heil hitler|sieg heil|rodunpuhdistu\w+|valkoinen valta)\b",
    r"\b(?:räjäytän|räjäytetään|poltan) (?:teidät|museon|tämän|kaikki|koko)\b",
    rf"\b(?:{_PEOPLE})[^\W\d_]{{0,12}} (?:pois|ulos|helvettiin|hiiteen|vittuun|kaasuun|kaasukammioon|uuniin"
    rf"|keskitysleir\w+|"
    r"takaisin kotiin|takas kotiin|kotiinsa)\b(?! (?:lukien|lähtien|jäljiltä|kuljet))",
    rf"\b(?:tappakaa|kuolema|hirttäkää|ampukaa|polttakaa|kaasuttakaa) (?:kaikki |ne |kaikille )?(?:{_PEOPLE})[^\W\d_]*",
    # A slur, or a group with a demeaning word, in one compound: homonperseet, hurri-museo.
    rf"\b(?:{_SLURS})(?:n|en|jen|ien|in)?-?(?:{_HEADS})[^\W\d_]*",
    rf"\b(?:{_GROUPS})(?:n|en|jen|ien|in|sten)?-?(?:{_DEMEANING})[^\W\d_]*",
    rf"\b(?:{_PEOPLE})[^\W\d_]{{0,12}} (?:varasta(?:a|vat)|ryöstä(?:ä|vät)|pölli(?:i|vät)|raiskaa(?:vat)?)"
    r" (?:kaik(?:ki|en|kea)|meidän|meiltä|naisia|lapsia)\b",
    r"\bsenkin (?:(?:läski|ruma|vanha|lihava|haiseva|saatanan|vitun|tyhmä) )?(?:läski|sika|siat|lehmä|lehmät|ämmä|akka"
    r"|homo|rotta|käärme|narttu|lutka|urpo|juntti|ryssä|vammai\w+|ruoja|luuseri|paskiai\w+)\b",
    r"\bläski (?:sika|lehmä|akka|ämmä|possu|perse|norsu|paska)\w*",
    r"\b(?:raiska|puukota|hirtä)(?:t?kaa|tkää|kää)? (?:se|ne|toi|tuo|noi|nuo|sitä|niitä|hänet|heidät|kaikki)\b",
    rf"\b(?:tappakaa|hakatkaa|ampukaa|polttakaa|hirttäkää|lyökää|vetäkää) (?:se|ne|toi|tuo|noi|nuo|sitä|niitä)"
    rf" (?:\w+ )?(?:{_ATTACKED})\b",
    r"\btap(?:a|pakaa) (?:ittes|itses|ittenne|itsenne|ihte)\w*",
    r"\b(?:mä |minä )?(?:tapan|hakkaan|puukotan|ammun|raiskaan) (?:sut|sinut|teidät|teiät|ne|sen|kaikki|hänet)\b",
    r"\b(?:pitäisi|pitäis|täytyy|pitää) (?:tappaa|ampua|hirttää|kaasuttaa|polttaa elävältä)\b",
    r"\b(?:kuole|kuolkaa)(?: pois| jo| saatana| nyt| va(?:i|a)?n)\b(?! (?:kerran|yhde))",
    # People called animals or vermin, or sent away as such. What is only moved back, as looted objects are, passes.
    rf"\b(?:apinat|apinalauma|paviaanit|gorillat|simpanssit|{_VERMIN}|(?:{_PEOPLE})[^\W\d_]{{0,12}}(?<!lle)),?"
    r" (?:takaisin|takasin|takas)"
    r" (?:afrikkaan|somaliaan|arabiaan|venäjälle|lähi-itään|viidakkoon|savannille|aavikolle|puuhun|puihin"
    r"|savimaj\w+|kotimaahansa|omaan maahansa)\b",
    rf"\b(?:apinat|apinalauma|{_VERMIN}),? (?:pois|ulos|hiiteen|veks)"
    r" (?:suomesta|maasta|maastamme|täältä|turusta)\b",
    r"\bkoko (?:lauma|sakki|porukka|lössi|poppoo) (?:takaisin|takas|pois|ulos)"
    r" (?:afrikkaan|somaliaan|venäjälle|suomesta|maasta|kotimaahansa)\b",
    rf"\b(?:{_PEOPLE})[^\W\d_]{{0,12}} (?:on|ovat|oo) (?:kaikki |pelkkiä |vain |ihan |kuin )?"
    r"(?:apinoi(?:ta|ia)|eläimiä|elukoita|rottia|torakoita|loisia|syöpäläisiä|tuholaisia|saastaa|roskaa|roskaväkeä"
    r"|ali-?ihmisiä|rutto|syöpä)\b",
    rf"\b(?:{_PEOPLE})[^\W\d_]{{0,12}} (?:ei|eivät) kuulu"
    r" (?:tänne|suomeen|turkuun|tähän maahan|tähän kaupunkiin)\b",
    rf"\b(?:{_PEOPLE})[^\W\d_]{{0,12}}(?<!n) (?:pitäisi|pitäis|pitää|täytyy|joutaisi|joutais|joutaa|joutavat"
    r"|sais|saisi) (?:kaikki )?(?:hävittää|tuhota|teurastaa|steriloida|pakkosteriloida|lahdata|upottaa|häkkiin"
    r"|saunan taakse)\b",
    r"\b(?:painu|painukaa|mene|menkää|häivy|häipykää|kiipeä|kiivetkää) (?:takaisin|takas)"
    r" (?:puuhun|viidakkoon|savimaj\w+|savannille|aavikolle|lähi-itään)\b",
    r"\b(?:oot|olet|ootte|olette|te|ne|nuo|nää|senkin) (?:on |ovat |ootte |olette )?(?:kaikki )?(?:ali-?ihmi\w+"
    r"|ihmissaast\w+|syöpäläisiä)\b|\bsenkin (?:apina|elukka|loinen|saasta)\w*"
    r"|\balem(?:pi|paa|pia|man) (?:rotu|rodu)\w*",
)
CORE = """
    vittu vitun vitut vittuun vituttaa perkele saatana saatanan paska paskat paskaa huora huorat pillu pillua kyrpä
    mulkku mulkut neekeri neekerit neekereitä ryssät kusipää kusipäät hinttari helvetti jumalauta mutakuono rättipää
    vittumainen vittujen vittua vitulla perkeleen saatanat helvettiin helvetin huoran huoria paskan paskalla
"""
