"""Group things by the pairs that belong together: the groups do not depend on the order of the pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def group(things: Iterable[Thing], pairs: Iterable[tuple[Thing, Thing]]) -> list[list[Thing]]:
    """The things in their groups: two are in one where pairs lead from one to the other; alone where none does.

    Pairs that name others than `things` are passed over.
    """
    above: dict[Thing, Thing] = {thing: thing for thing in things}

    def top(thing: Thing) -> Thing:
        while above[thing] != thing:
            above[thing] = thing = above[above[thing]]
        return thing

    for one, other in pairs:
        if one in above and other in above:
            above[top(one)] = top(other)
    found: dict[Thing, list[Thing]] = {}
    for thing in above:
        found.setdefault(top(thing), []).append(thing)
    return list(found.values())
