"""Where each of our languages lies in the model's space: `python -m tests.tools.neutral_means` writes it anew.

A model puts texts of one language close together, whatever they say. The mean of these sentences, which are about many
unlike matters and the same in each language, is where a language lies; subtracting it lets a Swedish and a Finnish text
of one meaning meet (`workshop/grouping/semantic.py`). They are about no one topic, or they would take that topic's
difference away as well. Written for this program.
"""

import numpy as np

from workshop.grouping.embedder import Embedder
from workshop.grouping.semantic import NEUTRAL_MEANS
from workshop.grouping.suggester_interface import Matrix
from workshop.i18n.languages import WHOLE

SENTENCES = {
    "fi": """Työpaikalle parempi ruokala
        Lääkäriin pitäisi päästä samana päivänä
        Kokoukset lyhyemmiksi, kiitos
        Naapurit voisivat tutustua toisiinsa
        Laskut saisi maksaa myös käteisellä
        Enemmän vapaata niille, jotka hoitavat omaisiaan
        Koulupäivä alkaa liian aikaisin
        Vuokrat ovat nousseet aivan liikaa
        Kuka päättää näistä asioista?
        Junaan tarvitaan lisää vaunuja
        hyvä että kysytään meiltä
        Siemeniä ja taimia voisi vaihtaa keväällä
        Remontista pitää kertoa ajoissa
        Nuorille kesätöitä
        Puhelimessa joutuu jonottamaan tunnin
        Kuoro tarvitsee uuden johtajan
        Jätteet lajitellaan väärin
        Ei tätä kannata enää lykätä
        Harjoitusten jälkeen syödään yhdessä
        Tietoa pitää saada selvällä kielellä
        Sähkön hinta huolettaa monia
        Kotiapua vanhuksille myös öisin
        Jokainen voi tuoda jotakin mukanaan
        Kalastajat ja maanviljelijät saisivat myydä suoraan""",
    "sv": """En bättre matsal på arbetsplatsen
        Man borde få komma till läkaren samma dag
        Kortare möten, tack
        Grannarna kunde lära känna varandra
        Det borde gå att betala räkningarna kontant också
        Mer ledigt för dem som vårdar sina anhöriga
        Skoldagen börjar för tidigt
        Hyrorna har stigit alldeles för mycket
        Vem bestämmer om det här?
        Tåget behöver fler vagnar
        bra att ni frågar oss
        Frön och plantor kunde bytas på våren
        Man måste berätta om renoveringen i tid
        Sommarjobb för unga
        I telefonen får man köa en timme
        Kören behöver en ny ledare
        Avfallet sorteras fel
        Det här ska inte skjutas upp längre
        Efter träningen äter vi tillsammans
        Information ska ges på ett klart språk
        Elpriset oroar många
        Hemhjälp åt gamla också på natten
        Var och en kan ta med sig något
        Fiskare och bönder borde få sälja direkt""",
    "en": """A better canteen at work
        You should be able to see a doctor the same day
        Shorter meetings, please
        Neighbours could get to know each other
        It should be possible to pay bills in cash too
        More time off for people who care for relatives
        The school day starts too early
        Rents have gone up far too much
        Who decides about these things?
        The train needs more carriages
        good that you ask us
        We could swap seeds and seedlings in spring
        Tell people about the renovation in time
        Summer jobs for young people
        You have to wait an hour on the phone
        The choir needs a new leader
        Waste is sorted wrongly
        There is no point in putting this off any longer
        After practice we eat together
        Information must be given in plain language
        The price of electricity worries many
        Home help for old people at night too
        Everyone can bring something along
        Fishermen and farmers should be allowed to sell directly""",
}


def main() -> None:
    embedder = Embedder()
    np.save(NEUTRAL_MEANS, means(embedder).astype(np.float16))
    embedder.close()


def means(embedder: Embedder) -> Matrix:
    """One row a language, in the order of `languages.WHOLE`. Raises NoVectors."""
    return np.array([embedder.vectors(sentences(language)).mean(0) for language in WHOLE])


def sentences(language: str) -> list[str]:
    """The sentences of a language, in the order in which they translate each other."""
    return [line.strip() for line in SENTENCES[language].splitlines()]


if __name__ == "__main__":
    main()
