"""Oaths and insults of other languages heard in Turku, the clearest ones, for the content filter, in the notation of
`vocabulary.py`."""

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
PASS_PHRASES: tuple[str, ...] = ()
OATH_PHRASES: tuple[str, ...] = ()
INSULT_PHRASES: tuple[str, ...] = ()
CORE = ""
