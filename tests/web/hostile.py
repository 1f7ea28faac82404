"""Articles that try to do more than be read, each by another way in; nothing of them may become more than text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dragoman.model import Article

# Told in every article, so that something is coded and its parts reach every page.
STORY = "Russian forces shelled Ukrainian troops in Kharkiv on Tuesday. China's foreign ministry condemned the attack."
OWNED = "window.owned = 1; alert(1)"
ATTACKS = {
    "script": f"<script>{OWNED}</script>",
    "closing": f"</p></td></table></main></script></style></title></textarea><script>{OWNED}</script><plaintext>",
    "handler": f'<img src=x onerror="{OWNED}"><b onmouseover={OWNED!r}>x</b>',
    "svg": f'<svg onload="{OWNED}"><a xlink:href="javascript:{OWNED}"><text>x</text></a><foreignObject><iframe srcdoc=x></foreignObject></svg>',
    "attribute": f'" autofocus onfocus="{OWNED}" x="',
    "single": f"' autofocus onfocus='{OWNED}' x='",
    "outside": '<img src="https://outside.invalid/x.png"><link rel=stylesheet href=//outside.invalid/x.css><iframe src=//outside.invalid>',
    "meta": '<meta http-equiv="refresh" content="0;url=https://outside.invalid/"><base href="https://outside.invalid/">',
    "form": '<form action="https://outside.invalid/"><input name=q><button>Search</button></form>',
    "style": "<style>body{display:none}</style><p style='position:fixed;inset:0'>x</p>",
    "comment": "<!-- --!> <![CDATA[ ]]> <?php echo 1 ?> <!--",
    "template": "{{7*191}} {% raw %} {{ config }} ${7*191} #{7*191} <%= 7*191 %>",
    "entity": "&lt;script&gt; &#60;script&#62; &amp;lt; &nbsp &#0; &#x202e;",
    "bidi": "\u202egnisrever\u202c \u2066isolate\u2069 \u200emark\u200f \u061c",
    "hidden": "zero\u200bwidth\u200c\u200d\u2060 soft\u00adhyphen \ufeffmark tag\U000e0041\U000e007f sep\u2028\u2029",
    "control": "nul\x00 bell\x07 escape\x1b[31m delete\x7f next\x85 c1\x9b31m",
    "surrogate": "half\ud800pair\udfff",
    "homograph": "Тhe Guаrdian Rеuters аррlе",
    "rtl": "وزارة الخارجية (2024) עברית",
    "long": "W" * 4_000,
    "combining": "z" + "\u0301" * 500,
    "formula": "=HYPERLINK(\"https://outside.invalid/\",\"x\")",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "carriage": "\r=1+1",
}  # fmt: skip
# Addresses that lead elsewhere than they say, or run, or are none.
URLS = (
    f"javascript:{OWNED}", f"JaVaScRiPt:{OWNED}", f" javascript:{OWNED}", f"java\tscript:{OWNED}", f"data:text/html,<script>{OWNED}</script>",
    "vbscript:x", "file:///etc/passwd", "//outside.invalid/", "https://", "http://[", "https://user:pass@outside.invalid/",
    "https://shown.invalid\\@outside.invalid/", "https://outside.invalid\\@shown.invalid/", "https://shown.invalid@outside.invalid/",
    "https://аррlе.invalid/", "https://straße.invalid/x", "https://a.invalid/\u202egnp.exe", 'https://a.invalid/"onmouseover="alert(1)',
    "https://a.invalid:99999/", "https://a.invalid/ x", "https://" + "a" * 300 + ".invalid/", "http://a.invalid/\x00\r\nX: y", "https://ok.invalid/a?b=c",
)  # fmt: skip


def hostile_articles() -> Iterator[Article]:
    """An article for each attack, which stands in every field; and one for each address and odd id."""
    for number, (name, attack) in enumerate(ATTACKS.items()):
        yield Article(
            text=f"{attack} {STORY} {attack}\n\n“{attack},” Ukrainian President Volodymyr Zelensky said, condemning Russia.",
            title=f"{attack} Russia shells Kharkiv {attack}",
            published=date(2024, 5, 1 + number % 28),
            id=f"hostile-{name}",
            url=URLS[number % len(URLS)],
            publisher=attack,
            author=attack,
            language="en",
            path=f"{attack}.txt",
            extractor=attack,
        )
    for number, url in enumerate(URLS):
        yield Article(text=STORY, title="Plain", published=date(2024, 4, 1), id=f"url-{number}", url=url, publisher="Plain Paper")
    yield Article(
        text=STORY,
        title="Russia shells Kharkiv " + "on and on " * 300,
        published=date(2024, 5, 3),
        id="long",
        publisher="M" * 100_000,
    )
    for name in ('<b id="x">', "a/b", "..", "a.json", "{{7*191}}", "\u202ex", "'\"", "%2e%2e", "?x=1#y", "="):
        yield Article(text=STORY, title="Named", published=date(2024, 4, 2), id=name, publisher="Plain Paper")


def megabyte() -> Article:
    """An article with a title of a megabyte, which is too long to be coded in a test."""
    return Article(
        text=STORY, title="<b>x</b> " + "on and on " * 100_000, published=date(2024, 5, 3), id="megabyte", publisher="Plain Paper"
    )
