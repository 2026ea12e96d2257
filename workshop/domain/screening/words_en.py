"""English oaths and insults for the content filter, in the notation of `vocabulary.py`. Words that are also decent
(dick, ass) only in phrases."""

ENDINGS = r"(?:s|es|ed|er|ers|ing|in|y|ies|ish|head|heads|face|'s)?"
OATHS = """
    *fuck* fukk* fck fcking fuk fuking fukin phuck* fvck* mofo mofos motherf* muthaf* wtf stfu gtfo shit~ shitt* shite~
    shithol* shithea* bullshit* horseshit* dipshit* shitpos* shitshow* shitfac* shitload* shiit cunt~ cuntf* twat
    twats asshol* arsehol* arse arses arsewip* asshat* asswip* dumbass* jackass* smartass* badass* fatass* jerkoff*
    jackoff* dickhea* dicks dickfac* dickwe* cocksuck* cockhead* cumshot* blowjob* handjob* rimjob* wank wanks
    wanker wankers wanki* tosser tossers bollock* bellend* knobhead* goddam* crap craps crappy pussy pussies tits
    titties titty boobs boobies boner boners jizz* cumming porn pornog* dildo dildos milf milfs gangbang*
    crappier crappiest cunty cunti*
"""
INSULTS = """
    *nigger* nigga* nigg niglet* sandnig* wog wogs golliwog* darkie darkies jigaboo* chink chinks chinky gook gooks
    spics wetback* beaner beaners paki pakis raghead* towelhead* kike kikes yid yids gyppo gyppos pikey pikeys
    redskin redskins japs squaw honkey honky fag fags faggy *faggot* poofter* poof poofs nigs pricks tranny trannies
    shemale* lezzie* lezbo* homos retard retards retarded retardi spastic spaz spazz* mong mongs cripples cretin
    cretins imbecile imbeciles moron morons moronic idiot idiots idiotic bitch* bastard bastards whore whores
    whorehou* slutty skank skanks skanky hoes scumbag* scum douche* twerp twerps fatso fatties pedo pedos paedo
    paedos kys incel incels dyke dykes dykey skankie* sluttier sluttiest faggi*
"""
PASSES = """
    snigger* niggard* fuckar*
    shitterton* shitlington* shittim* shittah* shittlehope* bitchut* bitchfield* bitche retarding dickhaut* fuckersberg*
"""
PASS_PHRASES = (
    r"\b(?:offa's|van|antonine) dykes?\b|\bdykes?(?=[^.!?\x00]{0,60}\b(?:water|sea|river|canals?|dams?|floods?|holland"
    r"|polders?|netherlands|dutch|fens?)\b)",
    r"\b(?:water|sea|river|canals?|dams?|floods?|holland|polders?|dutch|fens?)\b[^.!?\x00]{0,40}\bdykes?\b",
    r"\bdykes? and (?:harbou?r|sea|river|town|city|stone|flood)[ -]?walls?\b"
    r"|\b(?:(?:harbou?r|sea|river|town|city|stone|flood)[ -]?walls?|embankments?|sluices?|locks|piers?) and dykes?\b"
    r"|\bdykes? and (?:embankments?|sluices?|locks|piers?|ditch(?:es)?)\b|\bdry[ -]?stone dykes?\b",
    r"\bpussy[ -](?:willows?|cats?|hats?|riot|galore|bows?|toes)\b",
    r"\b(?:great|blue|coal|marsh|willow|crested|tailed|bearded|garden) tits?\b",
    r"\btits?\b(?=[^.!?\x00]{0,60}\b(?:birds?|nest(?:s|ing)?|feeders?|sing)\b)",
    r"\b(?:birds?|nests?|feeders?|sparrows?|finches|robins?)\b[^.!?\x00]{0,40}\btits\b",
    r"\bidiot(?:'s)?[ -](?:proof\w*|guides?|boards?|savants?)\b",
    r"\b(?:dosto[ij]e?vsky\w*'?s?) (?:the )?idiot\b|\bidiot by dosto\w+|\bamerican idiot\b",
    r"\bretard(?:s|ed|ing)? (?:the|its|their|growth|ageing|aging|decay|fires?|flames?|rot|rust|spread|progress"
    r"|corrosion)\b"
    r"(?! (?:retard|idiot|moron))",
    r"\b(?:fire|flame)[ -]retard(?:ed|s)?\b",
    r"\bchinks? (?:in|of)\b|\bfaggots (?:and peas|of (?:wood|sticks|twigs))\b",
    r"\bbitch(?:es)? (?:had|has|with|and her) (?:\w+ )?(?:puppies|pups|litter)\b",
    r"\btitty hill\b|\btitty-(?:vaina|tädi|täti|mummo|mumm|muori)|\bdildo,? newfoundland\b|\bthe idiot (?:by|of) \w+",
    r"\b(?:rakes?|spades?|shovels?|forks?|garden\w*|tools?)\b[^.!?\x00]{0,30}\bhoes\b",
    r"\bhoes\b[^.!?\x00]{0,30}\b(?:rakes?|spades?|shovels?|forks?|garden\w*|tools?)\b",
    r"\b(?:william|john|charles|henry) the bastard\b|\bbastard (?:sons?|daughters?|child(?:ren)?|line) (?:of|in)\b",
    r"\bwhore of babylon\b|\bpancake tossers?\b|\bcripples by (?:pieter )?brueg\w+",
    r"\bbitch(?:es)?(?=[^.!?\x00]{0,40}\b(?:kennels?|breed|breeds|breeders|breeding|puppies|litters?|spaniels?"
    r"|terriers?)\b)|\bbest bitch(?:es)? (?:in|of) (?:show|breed)\b",
    r"\b(?:pond|soap|algal|lake|the river's) scum\b",
    r"\bpricks (?:up|my finger|your finger|the)\b|\bspastic (?:paralysis|diplegia|muscles?|gait)\b",
    r"\bblue[ -]footed boob(?:y|ies)\b|\b(?:alan|david|e\. ?e\.|mrs?\.?|captain|lord|lady|sir|and|mr|ms|dr"
    r"|sur-?name(?:d| is)?|family name|gordon|william|john|james|robert|george|alexander|mansfield)[- ]cumming\w*",
    r"\bcumming's\b|\bcumming (?:letters?|family|papers|archives?|collection|house|brothers|estate|museum|street|road"
    r"|foundation|trust|photographs?|portraits?)\b",
    r"\bsperm whales?\b|\bbastard (?:sword|toadflax|balm)\w*",
    r"\ban ass\b(?=[^.!?\x00]{0,30}\b(?:ox|cart|donkey|horse|mule|stable|nativity)\b)|\b(?:ox|donkey|horse"
    r"|mule) and an ass\b",
)
OATH_PHRASES = (
    r"\b(?:dick|knob|shit|fuck|butt|cock) ?heads?\b|\b(?:cock|dick) ?suck\w*|\b(?:ass|arse) ?holes?\b"
    r"|\bmother ?f[\w*@#]{1,3}k\w*",
    r"\b(?:kiss|lick|bite) my ass\b|\b(?:your|my|his|her|dumb|stupid|lazy|fat|big|bad) ass(?:es)?\b|\ban ass\b"
    r"|\bass(?:es)? off\b",
    r"\bsuck (?:my|his|a|on my) \w+|\bsuck it\b",
    r"\b(?:my|his|your|a big|a|big|little|tiny) (?:dick|cock)s?\b(?! (?:tracy|turpin|van|whittington|fosbury))",
    r"\b(?:what the|bloody|go to|to|from|the fuck|burn in) hell\b",
    r"\bscrew (?:you|off)\b|\bpiss(?:ed)? off\b|\bsod off\b|\bbugger off\b|\bshut (?:the (?:hell|fuck) )?up\b"
    r"|\bson of a\s+\w*itch\b",
    r"\bdamn (?:you|it|them|this|the|these|city|museum|idiots?)\b",
)
_PEOPLE = (
    "muslims?|jews?|immigrants?|foreigners?|refugees?|migrants?|gypsies|gypsys|gays?|homos|blacks?|arabs?|russians?"
    "|somalis?|africans?|queers?|"
    "trannies|kurds?|afghans?|swedes|chinese|mexicans?|fags|niggers|lesbians"
)
_NAMED = (
    "muslims?|jew(?:ish|s)?|arabs?|russians?|somalis?|africans?|gypsy|gypsies|gays?|lesbians?|immigrants?|refugees?"
)
_ATTACKED = "woman|bitch|girls?|guy|mayor|director|teachers?|politicians?|whores?"
_VERMIN = "monkeys|apes|baboons|cockroaches|vermin|parasites|savages|subhumans"
INSULT_PHRASES = (
    rf"\b(?:{_NAMED}) (?:pigs|rats|scum|filth|vermin|trash|apes|monkeys|whores|bitch|bitches)\b",
    rf"\b(?:filthy|stinking|thieving|fucking|goddamn|dirty) (?:{_NAMED})\b",
    rf"\b(?:{_PEOPLE}) (?:steal|rob|rape) (?:everything|all|our|from)\b",
    r"\b(?:fat|ugly|dirty|stupid|silly|cheap|you)(?: \w+)? slags?\b(?![ -]heap)",
    rf"\b(?:rape|stab|shoot|kill|hang) (?:that|this|the|those) (?:\w+ )?(?:{_ATTACKED})\b(?!'s| of)",
    r"\bgo back to (?:your (?:own )?country|africa|russia|somalia|where you came from)\b",
    r"\b(?:white|trailer) trash\b|\bwhite power\b|\bcamel jockeys?\b",
    r"\b(?:you|a|dirty|stupid|fucking|cheap) sluts?\b(?! på)",
    rf"\b(?:{_PEOPLE}) (?:out|go home|get out|must die|should die)\b(?! (?:of|and|in|on|to|with|there)\b)",
    rf"\b(?:kill|gas|shoot|hang|burn|deport|death to|no more) (?:all |the |all the |those |these )?(?:{_PEOPLE})\b",
    r"\bkill your?\s?sel(?:f|ves)\b|\bgo (?:and )?die\b|\bgo hang your?self\b",
    r"\bjust die already\b|(?:^|[.!?,:;] ?)(?:just )?die (?:already|now|you)\b|\bi hope you (?:all )?die\b",
    r"\bi(?:'ll| will|'m going to| am going to|ma) (?:kill|stab|shoot|rape) (?:you|them|him|her|all)\b",
    r"\byou (?:people )?(?:are|re) (?:all )?(?:stupid|trash|vermin|animals|subhumans?|worthless|monkeys|parasites"
    r"|savages)\b",
    # People called animals or vermin, or sent away as such.
    rf"\b(?:{_VERMIN}|{_PEOPLE}),? (?:go )?back to (?:africa|somalia|russia|mexico|the (?:jungle|trees|zoo|desert)"
    r"|where (?:they|you) (?:came|come|belong)|their (?:own )?countr\w+)\b",
    rf"\bsend (?:all )?(?:the |these |those )?(?:{_VERMIN}|{_PEOPLE}) (?:back|home)\b",
    rf"\b(?:{_VERMIN}) out of (?:finland|turku|our (?:city|country|town)|this (?:city|country|town))\b",
    rf"\b(?:{_PEOPLE}) are (?:all |just |nothing but |like )?(?:animals|monkeys|apes|rats|vermin|parasites|cockroaches"
    r"|savages|sub-?humans?|scum|filth|trash|a plague|a cancer|a disease|an infestation)\b",
    rf"\b(?:{_PEOPLE}) (?:do not|don't|dont) belong (?:here|in (?:finland|turku|europe|(?:our|this)"
    r" (?:city|country|town)))\b",
    rf"\b(?:{_PEOPLE}) should (?:all )?be (?:exterminated|gassed|shot|hanged|hung|put down|sterili[sz]ed|wiped out"
    r"|killed|caged)\b",
    r"(?:^|[.!?] ?)(?:go|get|crawl) back to (?:the|your) (?:jungle|trees|mud hut|cage|cave)\b"
    r"|\b(?:inferior|lesser) race\b",
)
CORE = """
    fuck fucking fucked fucker shit shitty bullshit cunt cunts bitch bitches nigger niggers nigga faggot faggots
    asshole bastard whore wanker retard
"""
