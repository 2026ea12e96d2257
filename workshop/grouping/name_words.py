"""How well a word, as somebody wrote it, names a theme: a noun in its basic form does, a verb or an adverb does not.

There is no dictionary here. Finnish says by its endings what a word is, and short lists name what endings do not tell;
Swedish and English have lists and a few endings. Where a form may be two things ("kuvaa": of a picture, or describes),
it counts as the one that names less. Names of people and places are told by their capital inside a sentence.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from workshop.grouping.model_text import prepared
from workshop.grouping.words import WORD

BASIC, INFLECTED, OBLIQUE, NONE = 1.0, 0.6, 0.25, 0.0
"""What a form counts: the basic one, the partitive of a noun ("kuvia"), one that says for whom
("lapsille") or is like a verb ("tilaa"), and one that names nothing."""
WORD_CHARACTERS = 25
"""Characters of a word that names something: three of them and two commas fit into a theme's name (80)."""
_INSIDE = re.compile(r"(?:[\w,;]|\b(?:t|esim|mm)\.) \Z", re.IGNORECASE)
"""What stands before a word inside a sentence."""

_FINNISH_VERBS_AND_ADVERBS = """
    pääsee pääse päästä pääsisi pääsevät ehtii ehdi ehtiä mahtuu mahdu mahtua tietää tiedä tiedetä puhuu puhua puhuta
    puhutaan kertoo kertoa kerro kerrotaan kerrottu kerrottuna näkee näe nähdä näkyy näkyä näy näkyisi näyttää näytti
    näytetään kuulee kuulla kuule kuuluu kuulua katsoo katsoa katso kysyä kysyy kysy lukea lukee lue kirjoittaa istua
    istuu istu seisoa seisoo seison odottaa odotti odota kävellä kävelee kävele kulkea kulkee kulje pyöräillä ajaa
    ajella aja ajetaan juoda juo juodaan syödä syö syödään nukkua nukkuu yöpyä yöpyy asua asuu asu elää elävä löytää
    löydä löytyy löytyä löydy jäädä jää jäisi jättää jätä lähtee lähteä lähde hakea hakee hae vie viedä viedään tuo
    tuoda tuodaan koskea koske kosketaan kokeilla kokeile kokeillaan tehtäis tehtäisiin tehdään teki tekis maksaa maksa
    maksoi maksetaan ostaa osta ostetaan lainata lainaa lainataan varata varaa varataan palauttaa palauta vuokrata
    vuokraa rakentaa rakenna rakennetaan korjata korjaa korjataan siivota siivoaa siivotaan opettaa opeta oppia oppii
    opi auttaa autetaan auta soittaa soita laulaa laula laulaisi tanssia pelata pelaa pelataan leikkiä leikitään uida
    uimaan hypätä heittää heitä nostaa nosta laskea laske sulkea sulje suljetaan avata avaa avataan alkaa alkuun loppua
    loppuu loppu toimii toimia toimi toimisi käyttää käytetään käytä käyttöön käytyä kestää kestä kantaa mahdollistaa
    järjestää järjestetään tarjota tarjoaa pyytää pyydä muistaa muista unohtaa unohda uskaltaa uskalla jaksaa jaksa
    viitsii haluta halua toivotaan tykkää tykätä rakastaa pitäkää pidä pidetään säilyttää säilytetään kuolee kuolla
    palaa palataan tapahtuu tapahtua muuttaa muutetaan liikkua liikkuu luulla sanoa sanoo sano sanotaan saattaa pistää
    pistetään panna pannaan pane lopettaa lopetetaan jonottaa jonotetaan törmää kiertää kiertelee kierrellä moikata
    lakkauttaa kiinni rikki esille esillä käytössä vapaasti yhdessä yksin erikseen jatkossa aikaisin myöhään mielellään
    mielelläni kaikkialla kaikkialle ohi läpi selvästi nopeasti aidosti ainakin yleensä usein iltaisin aamuisin tänään
    eilen huomenna kotona kotiin töissä varrella varrelle luoksepääsy alkaen lähtien mieluummin kirkas selkeä selkeät
    selkeitä leveä leveät leveitä tavallinen tavallisen tavallisten nykyinen nykyiset yleinen yleiseen hiljainen
    hiljanen tyhjä tyhjää rauhallinen helppo helposti vaikea turha tärkeä kaunis kiva kivoja hauska hauskoja upea hieno
    hienoja mukava mukavia nopea halpa halvempi kallis kalliit ilmainen ilmais ilmaiseksi vapaa täynnä kova kovia pelkkä
    pelkkiä pelkät sopiva suora lyhyt korkea matala lämmin kylmä kuuma valmis tuttu oikea väärä yhteinen yhteistä
    yhteiset erilainen erilaisia monipuolinen pimeä siisti siisteiksi puhdas likainen turvallinen johonki johonkin
    lentele luo sellanen ikävä oottaa saapuu saapua yhtä työikäsille asui jäi pysy pysyä pysyy tarttis klo eka ekan
    muutama muutamat muutaman semmoset semmoisia paljonko maar molemmat molemmilta molempien pitkiä vanhoja vanhat isoja
    uusia hyviä oikeita paikka paikat paikkoja paikan enempää vuonna vuodet vuoden vuosien vuotias vuotiaille minuutti
    minuutin minuuttia tunti tuntia tunnin viikko viikossa kuukausi kertaa kappale kappaletta metriä euro euroa
    prosenttia miljoonaa puoli parin asia asiat asioita juttu jutut juttuja homma tyyppi tapa tavalla paikkansa kukin
    tyypit alue osa
"""
_SWEDISH_VERBS_AND_ADJECTIVES = """
    sitta sitter stå står gå går komma kommer köra kör åka åker cykla cyklar se ser såg höra hör läsa läser skriva
    skriver tala talar prata pratar berätta berättar berättas visa visar visas röra rör leka leker spela spelar bada
    badar äta äter dricka dricker sova bo bor leva lever hitta hittar veta vet känna känns köpa köper låna lånar betala
    betalar kosta kostar bygga bygger laga lagar städa städar stänga stänger öppna öppnar öppet börja börjar sluta
    slutar vänta väntar hjälpa hjälper lära lär använda använder behöva behöver behövs lämna lämnar hålla håller ställa
    sätta sätter låta låter orka orkar hinna hinner tycka tycker tro tror hoppas önskar ordna ordnas fungera fungerar
    riktig riktigt tyst tysta lugn lugnt ljus ljust ren rent rena fin fint fina rolig roligt roliga viktig viktigt
    gratis billig billigt dyr dyrt lätt svår tydlig tydligt tydliga varm varmt kall kallt ledig öppen stängd trygg
    tryggt vanlig vanligt vanliga samt hundra tusen år åren året dag dagar timme timmar minut minuter vecka veckan
    människor människa folk saker sak sätt plats
"""
_ENGLISH_VERBS_AND_ADJECTIVES = """
    see sees seen look looks looking hear hears read reads reading write sit sits sitting stand walk walks walking ride
    drive drives play plays playing eat eats drink sleep live lives living find know knows known feel feels buy buys
    borrow pay pays cost costs build builds fix clean cleans open opens close closes closed start starts stop wait waits
    waiting help helps learn learns teach use uses used using leave leaves hold show shows shown tell tells telling told
    touch try bring brings move moves run runs come work works working think say says said ask asks change changes rains
    bored real actually properly enough bookable cheap expensive free easy hard clear quiet loud warm cold safe nice
    important different whole public normal ordinary local young people person everyone year years minute minutes hour
    hours day days week weeks time times place places stuff way ways area end
"""
_OWN_PLACES = frozenset(("turku", "turkuun", "turun", "turussa", "åbo", "suomi", "suomen", "suomessa", "finland"))
"""Where this program is at home: people write these in small letters too."""


_NO_NOUNS = frozenset(
    " ".join((_FINNISH_VERBS_AND_ADVERBS, _SWEDISH_VERBS_AND_ADJECTIVES, _ENGLISH_VERBS_AND_ADJECTIVES)).split()
)
_RULES: dict[str, tuple[tuple[re.Pattern[str], float], ...]] = {
    "fi": tuple(
        (re.compile(rf"(?:{ends})\Z"), value)
        for ends, value in (
            # Nouns that end as verbs, adjectives or other cases do.
            (
                "kuvat?|(?:^|s)lavat|(?:^|[^aeiouyäöt])tavat|päivät?|rata|kansa|idea|puu|kuu|luu|suu|syy|tee|työ|yö|vyö",
                BASIC,
            ),
            ("(?:^|.{3})maa|.pää|.{3}sää|.{3}jää|minen|hevonen|ihminen", BASIC),
            ("(?:l[aä]i|kui|nai|ika)(?:nen|set)", BASIC),
            ("eläin|puhelin|avain|istuin|valaisin|[iuyo]tin|ostin", BASIC),
            ("^(?:silta|ilta|valta|kulta|lista|kassa|villa)", BASIC),
            ("nta[aä]|ntää|apua|kuvaa|(?:l[aä]i|kui|nai|ika)si[aä]", INFLECTED),
            # Adverbs.
            ("[aeiouyäö]sti|isin|tt[aä]in|mmin|lloin", NONE),
            # Verbs: conditional, infinitives, passive, persons, participles, with a question's ending.
            (".{3}isi(?:n|t|mme|tte|v[aä]t)?|[aäeuyo]is|[aeiouyäöh]d[aä]|(?<!e)ell[aä]|(?<!a)ata|(?<!ä)ätä", NONE),
            ("[aeiouyäö]taan|[aeiouyäö]tään|daan|dään|ttiin|mme|nsa|nsä|v[aä]t|ee|ii|oo|uu|yy|öö", NONE),
            ("n[uy]t|neet|tt[uy]n?|yty[aä]|[^e]e[aä]|t[aä]v[aä]|[ieo]v[aä]|.{4}[aä]k[oö]|ttua|ttyä", NONE),
            # Adjectives.
            ("mpi|mpaa|mpää|mpi[aä]|mm[aä]t|t[oö]n|tt[oö]m[aä]t|[iao]nen|[iao]set|isi[aä]", NONE),
            # Where something is or goes, and as what.
            (
                "ss[aä]|st[aä]|ll[aä]|lt[aä]|ksi|[äöei]nä|oina|ttona|[aäoöeiuy]h[aäoöeiuy]n|(aa|ää|ee|ii|oo|uu|yy|öö)n|seen",
                NONE,
            ),
            # The partitive.
            ("[ij][aä]|[oöei]it[aä]|[aeiouyäö]t[aä]|[tnr]t[aä]", INFLECTED),
            # Whose.
            ("(?<!ne)n", NONE),
            # For whom, or the partitive, which is like many verbs.
            ("lle|[ouyö][aä]|aa|ää", OBLIQUE),
        )
    ),
    "sv": ((re.compile(r"(?:l?igt?|l?iga|ande|ade)\Z"), NONE),),
    "en": ((re.compile(r"(?:.{3}ly|.{3}ed|able|ful)\Z"), NONE),),
}
"""For each language endings and what a word with one counts; the first that fits. A word without any is a noun."""


def worth(form: str, language: str) -> float:
    """What a form, in small letters, counts as a name: BASIC, INFLECTED, OBLIQUE or NONE."""
    if form in _NO_NOUNS or form[1:2] == "-" or len(form) > WORD_CHARACTERS:
        return NONE
    return next((value for ends, value in _RULES.get(language, ()) if ends.search(form)), BASIC)


class ProperNames:
    """Names of people and places in texts: words that stand inside a sentence with a capital more often than
    without."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._lead = Counter[str]()
        for text in texts:
            for word in WORD.finditer(prepared(text)):
                if _INSIDE.search(word.string[: word.start()]):
                    self._lead[word[0].lower()] += 1 if word[0][:1].isupper() and word[0][1:].islower() else -1

    def has(self, forms: Collection[str]) -> bool:
        """Whether a word, of which these are the forms, is one."""
        return not _OWN_PLACES.isdisjoint(forms) or sum(self._lead[form] for form in forms) > 0
