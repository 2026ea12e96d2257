"""The licences under which a house may give out its results (setting WORKSHOP_LICENCE), by their SPDX identifiers in
small letters.

The house decides, not each evening: a museum gives out all its results in one way.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """`short` is what people read, `url` the text of the licence, `authority` its entry in the EU's authority table
    for licences, which DCAT-AP asks for; `names_source`: who uses the data must name the organiser."""

    short: str
    url: str
    authority: str
    names_source: bool = True

    @property
    def brief(self) -> str:
        """Its name and its address, for places that have no room for a sentence."""
        return f"{self.short}, {self.url}"


_EU = "http://publications.europa.eu/resource/authority/licence"
LICENCES = {
    "cc-by-4.0": Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", f"{_EU}/CC_BY_4_0"),
    "cc-by-sa-4.0": Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/", f"{_EU}/CC_BYSA_4_0"),
    "cc0-1.0": Licence(
        "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/", f"{_EU}/CC0", names_source=False
    ),
}
USUAL_LICENCE = "cc-by-4.0"
"""Asks no more of who uses the data than to name the organiser: what Finland recommends for public data (JHS 189)."""
