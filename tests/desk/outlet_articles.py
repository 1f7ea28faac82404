"""Articles of invented outlets that tests of a desk share."""

from __future__ import annotations

from datetime import date

from dragoman.model import Article


def told(publisher: str, day: int, text: str, **known: str) -> Article:
    """An article of May 2024."""
    return Article(text, publisher=publisher, published=date(2024, 5, day), **known)


SHELLING = [
    told("The Courier", 15, "Russian forces shelled Kharkiv on Tuesday, killing three people, the governor said."),
    told("Harbour Post", 15, "Moscow's army shelled Kharkiv on Tuesday, killing five people, officials said."),
    told("Evening Star", 16, "Russian troops bombarded Kharkiv on Tuesday, the governor of the region said."),
    told("Valley News", 16, "Russian forces did not shell Kharkiv on Tuesday, the ministry said."),
    told("Morning Mail", 16, "Russian forces shelled Odesa on Tuesday."),
    told("Plain Talk", 17, "Kenya's president met his Ugandan counterpart in Nairobi on Thursday."),
    told("Lake Times", 17, "Presidents of Uganda and Kenya held talks in Nairobi on Thursday."),
]
