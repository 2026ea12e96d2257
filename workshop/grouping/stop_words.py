"""Words that say nothing of what an idea is about, in Finnish (also as spoken), Swedish and English.

They name no pile and are no reason for a suggestion. Likeness by letters keeps them: frequent words weigh little there.
"""

_FINNISH = """
    ja on ei se että en et emme eivät myös kun jos niin tai mutta sekä eli vai vaikka koska kuin kuten joten jotta
    siis olla oli olis olisi olisivat ovat ole olen olet olemme ollut oisi ois oo olevan oleva saa saada saan saat
    saavat saisi saisivat sais saisko saako pitää pitäisi pitäs pitäis täytyy täytyisi tarvii tarvitaan tarvitsee
    tarvi tarvis tulee tulla tulisi tulis tulevat voi voida voisi voisivat vois voivat kannattaa haluan haluaa
    haluamme halutaan haluavat haluisin tahon tahdon toivon toivoisin toivottavasti ehdotan minä mä mää sinä sä sää
    hän me te he minun mun sinun sun hänen meidän meirän teidän heidän heitä meille minulle mulle sulle itse oma omat
    oman omaa omia se sen sitä siinä siihen siitä sillä sille ne niitä niiden niissä niihin niistä niillä niille nuo
    noita tämä tämän tätä tässä tähän tästä tällä tälle tää nämä näitä tän tuo tuon tuota tota joka jonka jota jossa
    johon josta jolla jolle jotka joita joiden joissa joihin joista joilla joille mikä minkä mitä missä mihin mistä
    millä mille mitkä kuka ketkä ketä kenen miten miksi millainen milloin jokin joku jotain jotakin jonkun joskus
    jossain jonnekin jokainen jokaisen kukaan mikään mitään muu muut muita muuta muiden toinen toisen toista eri sama
    saman samaa samat siellä siel sieltä sinne täällä täältä tänne tuolla tuolta tuonne ulos sisään sisälle ylös alas
    kaikki kaikkea kaikille kaikkien kaikkia koko paljon enemmän enempi vähemmän vähän liikaa liian lisää vain vaan
    vielä taas ihan aina ikinä koskaan nyt sitten jo heti edes ehkä kyllä kyl juuri aika kovin tosi todella oikein
    oikeesti oikeasti kunnon kunnolla hyvä hyvää hyvin hyviä hyvät parempi parempia paremmin paremmat paras parasta
    uusi uuden uutta uudet uusia vanha iso isot isompi isommat pieni pienet pitkä pois takaisin takasin mukaan mukana
    kanssa kans ilman varten ennen jälkeen välein asti saakka lähelle vieressä viereen päällä alla yli ali kautta
    takia vuoksi esimerkiksi esim ym jne yms sellainen semmoinen semmonen tällainen niinko niinku ku ettei ettei
    etteivät ei eikä yksi kaksi kolme pari moni monta moneen kerran kertaa riittävästi tarpeeksi kiitos kiitti hei moi
    terve päivä päivää tulla mennä menee meni käydä käy tehdä tekee tehty laittaa laitetaan ottaa antaa ajan aikaa
    vuosi vuotta nolla neljä viisi seitsemän kahdeksan yhdeksän kymmenen sata
"""
_SWEDISH = """
    och att det den de dem ett en är som på av för med inte till om var har hade kan kunde man ska skulle vill ville
    måste borde bör får få fick blir bli blev vara varit finns fanns göra gör ha jag du han hon vi ni oss er mig dig
    sig sin sitt sina min mitt mina din ditt dina vår vårt våra deras dess i ur ut in upp ner här där hit dit från vid
    under över mellan efter före utan mot hos bland genom längs eller men så också även bara redan ännu alltid aldrig
    nu sedan då när hur varför vad vem vilka vilken vilket vars alla allt många mycket mer mera mest färre fler flera
    mindre lite någon något några ingen inget inga varje annan annat andra samma egen eget egna ny nytt nya gammal
    gammalt gamla god gott goda bra bättre bäst stor stort stora större liten små än åt ju nog väl tack gärna snälla
    hej ta tar gång gånger
"""
_ENGLISH = """
    the a an and or but nor so of to in on at by for with from into onto over under about as than then that this these
    those it its is are was were be been being am do does did done doing have has had having not no yes none can could
    should would will shall may might must need needs want wants let lets please thanks thank make makes made get gets
    got give gives put take takes go goes come comes keep keeps like i me my mine you your yours he him his she her
    hers we us our ours they them their theirs who whom whose which what when where why how there here all any some
    every each more most less least many much few other others another same own too very also only just even still
    again ever never always now one two three new old good great nice better best big small bigger smaller up down out
    off back if because while during between through after before near more lot lots thing things really own don't
    doesn't can't
"""
_FINNISH_RELATIONS = """
    edessä eteen edestä takana taakse takaa luona luokse luota keskellä keskelle keskenään ympärillä ympärille ympäri
    vierestä välissä väliin välistä välillä päälle päältä alle alta alapuolella yläpuolella sisällä sisältä ulkona ulkoa
    ulkopuolella ulkopuolelle vastapäätä vastaan vasten kohti kohden läpi poikki pitkin myöten myötä mukaisesti
    perusteella avulla puolesta puolella sijaan sijasta lisäksi huolimatta aikana kuluessa yhdessä yksin erikseen
    kaukana kauas kauempana edelleen yhä usein useammin harvoin silloin tällöin jolloin siksi kunnes mikäli molemmat
    molempien muualla muualle muualta jossakin johonkin jostakin kaikkialla kaikkialle missään eilen tänään huomenna
    pian myöhemmin aikaisemmin aiemmin tietenkin toki varsinkin etenkin melko aivan erittäin kuitenkin silti ainakin
    melkein noin ainoastaan pelkästään vasta uudelleen uudestaan mieluummin mieluiten eteenpäin taaksepäin ylöspäin
    alaspäin sivuun mahdollisimman eniten vähiten kokonaan kerralla kiinni irti toisin usealla kauemmas
"""
_SWEDISH_RELATIONS = """
    bakom framför framåt bakåt bredvid intill nära emellan inne inuti innanför inom innan ute utanför ovanför ovanpå
    nedanför nedåt uppåt omkring runt runtomkring kring gentemot mittemot enligt trots istället förutom utom tills medan
    eftersom därför ändå dock annars kanske därifrån härifrån någonstans ingenstans överallt ofta sällan ibland genast
    strax snart tidigare senare igen tillsammans borta bort fram isär särskilt speciellt framförallt ganska nästan
    ungefär endast tyvärr dessutom båda bägge sådan sådant sådana detta dessa denna ingenting någonting alltför idag
    igår imorgon via per tvärs egentligen tillräckligt hela
"""
_ENGLISH_RELATIONS = """
    aboard above across against ahead along alongside already although amid among amongst anybody anyone anything anyway
    anywhere apart around aside away behind below beneath beside besides beyond both despite either else elsewhere
    enough etc everybody everyone everything everywhere except forward further however inside instead maybe meanwhile
    nearby neither nobody nothing nowhere often once opposite otherwise outside per perhaps quite rather round since
    somebody someone something sometimes somewhere soon therefore though throughout thus today together towards toward
    twice underneath unless until upon usually via whatever whenever whereas wherever whether within without yet
    almost cannot
"""
"""Where something is, when, how much: prepositions, postpositions and adverbs, of which a language has few more."""
STOP_WORDS = frozenset(
    " ".join((_FINNISH, _SWEDISH, _ENGLISH, _FINNISH_RELATIONS, _SWEDISH_RELATIONS, _ENGLISH_RELATIONS)).split()
)
