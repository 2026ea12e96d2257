"""Oaths and insults of other languages heard in Turku, the clearest ones, for the content filter, in the notation of
`vocabulary.py`; and titles of works in any language."""

ENDINGS = r"(?:[aeiouyõäöü]{0,2}[a-zõäöü]{0,3})?"
OATHS = """
    kurat kuradi* vitupea* cyka blyat* blyad* bljad* pizdec* pizdet* pizda nahui nahuj naxuy huilo* huylo* хуй* хуе*
    хуи* *пизд* *бляд* *блят* сука суки ебать ебан* ебал* нахуй нахуя мудак* kurwa* chuj pierdol* jebac* spierdal*
    scheiss* arschl* hurensoh* fotze* wichser* verpiss* putain merde connard* salope* encul* mierda* puta putas
    pendejo* cabron* gilipol* joder cazzo stronz* vaffancul* siktir* orospu* كسمك شرموطة
"""
INSULTS = """
    пидор* пидар* пидр* ниггер* жид жиды жидов* чурк* уебок урод уроды pidor* pidar* churka* neegrid tibla tiblad*
    kanacke* schwuchtel* maricon*
"""
PASSES = ""
_TITLES = (
    (r"dosto[ij]e?[vw]sk\w+|kurosawa\w*|(?:von )?trier\w*|iggy pop\w*", r"idio\w+"),
    (r"bulgako[vw]\w*", r"saatana\w*"),
    (r"dante\w*|rodin\w*|bosch\w*|haavikon", r"helvet\w+"),
    (r"rushdie\w*", r"saatan\w+"),
    (r"christie\w*", r"(?:neekeri|neger|nigger)\w*"),
    (r"conrad\w*", r"(?:neekeri|neger|nigger)\w*"),
    (r"manzoni\w*", r"paska\w*|skit|shit"),
)
"""Authors, and the word in the title of a work of theirs that would be rude elsewhere."""
_WORKS = (
    "romaani|novelli|näytelm|ooppera|elokuv|maalau|taulu|alttaritau|veisto|runo|pilaleh|huumorileh"
    "|roman|novell|pjäs|film|målning|tavla|altartavla|skulptur|dikt|novel|play|painting|altarpiece|poem|sculpture"
)
_OF_TITLES = r"idioot\w+|idiot\w*|saatana\w*|helvet\w+|huora\w*|hora|bastard\w*|perkele\w*|paskapaperi\w*"
PASS_PHRASES: tuple[str, ...] = (
    *(
        rf"\b(?:{author})(?: \w+){{0,2}} (?:{word})\b|\b(?:{word})(?: \w+){{0,2}},? \(?(?:{author})"
        for author, word in _TITLES
    ),
    r"\bsaatana saapuu moskov\w*",
    # A title that is joined to the kind of work: Saatana-novelli, "Huora"-näytelmä.
    rf"\b(?:{_OF_TITLES})[\"'”’»]?-(?=(?:{_WORKS}))",
    # Where a sentence begins, with the kind of work beside it: Saatanan kiusaus (alttaritaulu 1650-luvulta).
    rf"(?:^|[.!?,:;] ?)(?:the )?(?:{_OF_TITLES})(?: \w+){{0,2}} (?=\((?:an? |en |ett )?(?:{_WORKS}))",
)
OATH_PHRASES: tuple[str, ...] = ()
INSULT_PHRASES: tuple[str, ...] = ()
CORE = ""
