"""Actors and acts in CAMEO's letters and numbers, for the formats that speak them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.formats.pairs import PartyRecord
from dragoman.formats.writing import Context

# Role codes that CAMEO 1.1b3 and PLOVER share; a journalist is CAMEO's medium.
ROLES = {code: code for code in ("GOV MIL COP JUD LEG REB SPY UAF OPP AGR BUS CRM CVL EDU ELI LAB MED REF PTY").split()} | {
    "JRN": "MED"
}
# PLOVER's codes for actors of no state, as CAMEO's: role, region, known group (IGOUNO, IGOEUREEC).
INTERNATIONAL = {
    "UNO": ("IGO", "", "UNO"),
    "EUR": ("IGO", "EUR", "EEC"),
    "IGO": ("IGO", "", ""),
    "NGO": ("NGO", "", ""),
    "ISM": ("INT", "", ""),
    "IMG": ("IMG", "", ""),
    "MNC": ("MNC", "", ""),
}


@dataclass(frozen=True, slots=True)
class CameoActor:
    """An actor's code in CAMEO and the parts it is made of; all empty where there is no actor."""

    name: str = ""
    root: str = ""
    country: str = ""
    group: str = ""
    roles: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The parts as one string: RUSMIL, IGOUNO."""
        return "".join((self.root, self.country, self.group, *self.roles))


def cameo_actor(party: PartyRecord | None, context: Context, on: date) -> CameoActor:
    """A party in CAMEO's terms; a doer the text does not name is no actor."""
    if party is None or party["via"] == "implicit":
        return CameoActor()
    roles = tuple(ROLES[sector] for sector in party["sector"] if sector in ROLES)
    country = party["country"]
    if country in INTERNATIONAL:
        return CameoActor(party["name"], *INTERNATIONAL[country], roles)
    return CameoActor(party["name"], "", context.state_code(country, "cameo", on) or country, "", roles)


def root_code(code: str) -> str:
    """The first of CAMEO's three levels: "042" is of "04"."""
    return code[:2]


def base_code(code: str) -> str:
    """The second level: "0251" is of "025"; a code of the first or second level is its own."""
    return code[:3]
