"""Test data: thousands of sentences with numbers that are not telephone numbers, as people write them in a museum's
forum; generated with a fixed seed."""

import random
import re
from collections.abc import Iterator

FRAMES = """
{} | Kaupungin elämää {} | Näyttely {} ajalta | Avajaiset {} lumisateessa | Auki {} myös pyhinä
Jos saisin {}, rakentaisin saunan
Muistan kun {} oli jo ohi | Kirja {} hyllyyn! | Hinta {} on liikaa | ehdotus: {} (vain tämä) | Turussa {}, kiitos
1) {} 2) lisää penkkejä
Soittokunta {} mukaan | Utställningen {} borde visas | Öppet {} för alla | Det kostar {} om året
Boken {} till biblioteket
Kom ihåg {}! | Ring på klockan {} | The exhibition of {} again please | Open {} every day | It costs {} a year
Remember {}
"""
NUMBERS = """
Y | Y-luvulla | 90-luvun lama ja Y | D.M.Y | D/M/Y | D-M-Y | d.m.Y | d/m/y | Y-M-D | d.m. | D.M.–D.M.Y | d.m. - d.m.Y
D.M.-D.M.
H.h-H.h | klo H.h–H.h | kl. H.h - H.h | H:h-H:h | H.h-H.h ja H.h-H.h | H:h–H:h, H:h–H:h | ma-pe H-H, la H-H su H–H
klo H h - H h
Y-Y | Y–Y | Y - Y | Y-Y-luvuilla | Y–Y, ja Y | Y, Y, Y | Y Y Y Y | Y/Y | Y ja Y
s 000 | s 000 000 | s.000.000 | s,000,000 | s000 | s000000 | s 000 € | s 000 000 euroa | +s 000 € | +s 000 000 euroa
noin s 000 kr
s000 e | s 000 kronor | s000000 markkaa | n. s 000 eur | s 000 ihmistä | s 000 000 asukasta | s 000 människor
s,000 visitors
vuonna Y s 000 | s s s,yy € | s 000 000 € vuonna Y, s 000 € vuonna Y | s % | s,y % | s 000 m2 | sxs cm | s 000 kg
s kpl | yy/yy
978-951-n-sss-n | ISBN 978-951-n-sssss-n | ISBN 951-n-sssss-n | 951-n-sssss-n | ISBN: 978-0-sss-sssss-n
ISSN 0sss-ssss | 978951sssssss
60.ssss, 22.ssss | 60.ssssss 22.ssssss | 60°yy′N 022°yy′E | N 60.sssss E 022.sssss | n.sssss | 0,sssssss | n,yy km
0.yy ja 0.yy
ssss-Y | lupa 0ssss-2019 | dnro ssss/Y | 853-sss-ssss-0001 | 091-s-s-n | 091-002-0003-0004 | LP-853-2019-sssss
FO-nummer 0ssssss-n
0ssssss-n | TMM ssssss:n | inv. 0ssssss | https://lehti.example/juttu-sssssssss.html
https://lehti.example/?id=0sssssssss
20yy0 Turku | 00yy0 Helsinki, 00yy0 Espoo | Linnankatu s A n, 20yy0 | huone yyy | n-n, n-n, n-n, n-n | n-n, n-n (n-n)
n/n
1 2 3 4 5 6 7 8 | 01 02 03 04 05 06 | 01, 02, 03, 04, 05 | 1, 2, 3, 4, 5, 6, 7, 8, 9 | 5-6-7-8-9-10
05, 6, 7, 08 ja 9 | s + s = s | s-s-s
"""
"""Y a year, D/d a day, M/m a month, H an hour, h minutes, y and n digits, s a number, ss… as many digits as letters."""
FIELD = re.compile(r"(?<![^\W\d_sy])(?:s{2,}|y{2,}|[YDdMmHhyns])(?![^\W\d_x])")


def _value(field: str, chance: random.Random) -> str:
    if len(field) > 1:
        return "".join(str(chance.randint(0, 9)) for _ in field)
    least, most, form = {
        "Y": (1229, 2129, "d"),
        "D": (1, 31, "02d"),
        "d": (1, 31, "d"),
        "M": (1, 12, "02d"),
        "m": (1, 12, "d"),
        "H": (0, 23, "02d"),
        "h": (0, 59, "02d"),
        "y": (10, 99, "d"),
        "n": (0, 9, "d"),
        "s": (1, 999, "d"),
    }[field]
    return format(chance.randint(least, most), form)


def _parts(table: str) -> list[str]:
    return [part.strip() for line in table.strip().splitlines() for part in line.split(" | ")]


def sentences(each: int) -> Iterator[str]:
    """`each` sentences with every shape of number."""
    chance, frames = random.Random(1827), _parts(FRAMES)
    for shape in _parts(NUMBERS):
        for _ in range(each):
            number = FIELD.sub(lambda found: _value(found[0], chance), shape)
            yield chance.choice(frames).format(number)
