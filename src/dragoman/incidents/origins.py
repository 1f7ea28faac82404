"""Find the articles that are copies of one text: an origin, however many outlets carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dragoman.incidents.groups import group
from dragoman.incidents.signatures import agreement, bands, shingles, sign
from dragoman.model import Article
from dragoman.store.file import Writer

# A copy shares this much of all shingles of the two texts (resemblance), or of the shorter one's (containment) where
# neither is much longer: a round-up of two wires is a copy of neither, and must not make them one.
RESEMBLANCE, CONTAINMENT, LONGER = 0.5, 0.6, 1.8
# With the same agency credited, a paper's cut and edited version still is the agency's text.
CREDITED = 0.3
# Below this many shingles chance decides: only the whole text can be the same.
SHORTEST = 20
# A band that a whole site shares (its cookie notice, its template) would make everybody everybody's candidate; copies
# are found through any few of a group.
MOST_CANDIDATES = 50


class Signed(NamedTuple):
    """An article as its copies are looked for."""

    article_id: str
    text_sha256: str
    agency: str
    signature: tuple[int, ...]
    shingles: int
    text: str | None


class Copying(NamedTuple):
    """That two articles are of one origin, why, and how alike they are (0 to 1)."""

    why: str
    likeness: float


def signature_of(article: Article) -> dict[str, Any]:
    """What is kept of a text to find its copies, also where the text itself is not: `signature`, `shingles`."""
    parts = shingles(article.reading)
    return {"signature": sign(parts), "shingles": len(parts)}


def copying(one: Signed, other: Signed) -> Copying | None:
    """Why two articles are copies of one text, or None. Does not depend on which is named first."""
    if one.text_sha256 == other.text_sha256:
        return Copying("the same text", 1.0)
    if min(one.shingles, other.shingles) < SHORTEST:
        return None
    likeness, contained = _overlap(one, other)
    alike = max(one.shingles, other.shingles) <= LONGER * min(one.shingles, other.shingles)
    told = f"{likeness:.0%} of the five-word runs of both, {contained:.0%} of the shorter text's"
    if likeness >= RESEMBLANCE or (alike and contained >= CONTAINMENT):
        return Copying(told, likeness)
    if one.agency and one.agency == other.agency and alike and contained >= CREDITED:
        return Copying(f"both credit {one.agency}; {told}", likeness)
    return None


def _overlap(one: Signed, other: Signed) -> tuple[float, float]:
    """Resemblance and containment: exact where both texts are kept, else estimated from the signatures."""
    if one.text is not None and other.text is not None:
        a, b = shingles(one.text), shingles(other.text)
        shared = len(a & b)
        return shared / len(a | b), shared / min(len(a), len(b))
    likeness = agreement(one.signature, other.signature)
    shared_estimate = likeness / (1 + likeness) * (one.shingles + other.shingles)
    return likeness, min(1.0, shared_estimate / min(one.shingles, other.shingles))


def _signed(row: Mapping[str, Any]) -> Signed:
    text = row["text"]
    if text is not None and row["title"]:
        text = f"{row['title']}\n\n{text}"
    return Signed(row["article_id"], row["text_sha256"], row["agency"] or "", tuple(row["signature"]), row["shingles"], text)


def link_origins(store: Writer, new: Iterable[str]) -> None:
    """Give newly added articles their origin, joining origins that they show to be one.

    Call inside the transaction that added them. An origin's id is made of its first article's (by day of
    publication, then id), so it depends on the articles, not on the order they came in.
    """
    added = list(new)
    signed = {row["article_id"]: _signed(row) for row in store.stream("signed_articles", articles=added)}
    store.insert(
        "band",
        (
            {"band": band, "hash": value, "article_id": item.article_id}
            for item in signed.values()
            for band, value in bands(item.signature)
        ),
    )
    near = store.rows("copy_candidates", articles=added, most=MOST_CANDIDATES)
    others = {row["other_id"] for row in near} - signed.keys()
    signed.update((row["article_id"], _signed(row)) for row in store.stream("signed_articles", articles=sorted(others)))
    found: list[dict[str, Any]] = []
    for one, other in sorted({_ordered(row["article_id"], row["other_id"]) for row in near}):
        why = copying(signed[one], signed[other])
        if why is not None:
            found.append({"article_id": one, "other_id": other, "why": why.why, "likeness": why.likeness})
    store.insert("copy", found)
    _regroup(store, added, [(row["article_id"], row["other_id"]) for row in found])


def _ordered(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _regroup(store: Writer, added: list[str], pairs: list[tuple[str, str]]) -> None:
    touched = sorted({*added, *(name for pair in pairs for name in pair)})
    members = store.rows("origin_members", articles=touched)
    days = {row["article_id"]: (str(row["published"] or "9999"), row["article_id"]) for row in members}
    before = {row["article_id"]: row["origin_id"] for row in members if row["origin_id"]}
    together = [*pairs, *((row["article_id"], row["origin_id"]) for row in members if row["origin_id"])]
    changed = []
    for articles in group({*days, *before.values()}, together):
        own = [article for article in articles if article in days]
        origin = f"or-{min(days[article] for article in own)[1]}"
        changed += [{"article_id": article, "origin_id": origin} for article in own if before.get(article) != origin]
    store.run("forget_origins", articles=[row["article_id"] for row in changed])
    store.insert("article_origin", changed)
    store.run("link_again", articles=[row["article_id"] for row in changed])
