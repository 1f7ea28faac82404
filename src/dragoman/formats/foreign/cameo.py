"""CAMEO in other coders' files: event codes that may have lost a zero, and actor codes written in one string.

A spreadsheet takes "042" for the number 42. A code whose zero is gone is mended where only one reading is
possible, and each mended code is told with its count: "42" can only be 042, for no root is above 20 and no root
has one digit more; "211" only 0211; "4" only 04. "10" to "20" are roots and may also be 010 to 020: the row's
own root code decides where the file has one. Where it has none and the file has lost zeros elsewhere, the code
stays as written and has no type. A code that CAMEO does not have stays as written, has no type, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.formats.foreign.context import Context
from dragoman.model import ForeignParty

# An actor code is a row of codes of this length: USAGOVMIL.
PART = 3


def lost_zero(code: str, context: Context) -> bool:
    """Whether a code can only be one that lost its leading zero."""
    known = context.knowledge.ontology.cameo
    return code not in known and f"0{code}" in known


def mend(code: str, root: str, lost: bool, context: Context) -> tuple[str, bool]:
    """A CAMEO event code with its zero, and whether its reading is sure.

    `root` is the root code of the same row, or ""; `lost` says that the file lost zeros elsewhere.
    """
    known = context.knowledge.ontology.cameo
    readings = [reading for reading in (code, f"0{code}") if reading in known]
    if root and len(readings) > 1:
        readings = [reading for reading in readings if reading[:2] == root.zfill(2)] or [code]
        lost = False
    if not readings:
        context.tell(f"no CAMEO code {code!r}: kept without a type")
        return code, False
    if len(readings) > 1 and lost:
        context.tell(f"CAMEO code {code!r} in a file that lost leading zeros may be {readings[1]}: kept without a type")
        return code, False
    if readings[0] != code:
        context.tell(f"CAMEO code {code!r} read as {readings[0]}: a leading zero was lost")
    return readings[0], True


def type_of(code: str, sure: bool, context: Context) -> tuple[str, str]:
    """PLOVER type and mode of a CAMEO code by our crosswalk; "" for both where it has none."""
    row = context.knowledge.ontology.cameo.get(code) if sure else None
    return (row.type, row.mode) if row else ("", "")


def parts_of(code: str) -> list[str]:
    """The codes in a joined actor code: "USAGOVMIL" is USA, GOV, MIL."""
    return [code[index : index + PART] for index in range(0, len(code), PART)]


def party(name: str, code: str, parts: Iterable[str], on: date | None, context: Context) -> ForeignParty:
    """An actor from its CAMEO codes: the first that is a state or an international code, and what sectors stand with it.

    Codes of regions, religions, peoples and single groups have no field here; they stay in `code`. CAMEO's EUR is
    the continent, not the European Union, and has no country.
    """
    country = ""
    roles: list[str] = []
    for part in parts:
        row = context.theirs("cameo", "country", part)
        found = row.country if row else ("" if country else context.country_of_code("iso3", part, on))
        if found and (not country or (country == "IGO" and found == "UNO")):
            country = found  # IGOUNO: the United Nations are more than some organisation
        elif not found:
            roles.append(part)
    return ForeignParty(name, code, country, context.sectors(roles, "cameo"))
