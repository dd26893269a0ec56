"""How well pages become articles: `python -m benchmarks.pages [missed] [NAME …]`.

Each page of `tests/data/pages` is its words with the truth beside; here it is dumped in six ways,
as people copy pages, and built as markup. Counted are lines of furniture and of the article that
are masked or stay, and which of the proposed fields are right. The pages in `hard` were written
before the rules that read them: live blog, paywall, comments and laws in sentences.
"""

import json
import sys
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from annotator.formats.base import ReadOptions
from annotator.formats.html import SavedPage
from annotator.formats.sources import Source
from annotator.model.article import Article, RegionType
from annotator.model.bundle import Content
from annotator.project.importing.parsing import with_proposals
from annotator.text.likeness import text_sha256
from annotator.text.script import direction, guess_language

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "pages"
HARD = FOLDER / "hard"
_SIGNS = ("# ", "! ", "? ", "- ", "= ")
_LONG_LINK = 60
_TELLING = 12
WAYS = ("lines", "blanks", "wrapped", "inline", "nodes", "selected", "saved")
FIELDS = ("title", "outlet", "date", "byline", "url")


@dataclass(frozen=True)
class TruePage:
    """A page in words: lines above, the head of the article, its body, lines below."""

    name: str
    said: dict[str, object]

    def words(self, key: str) -> list[str]:
        """Give the lines of a part."""
        held = self.said.get(key, [])
        return [line for line in held.split("\n") if line] if isinstance(held, str) else list(held)  # type: ignore[call-overload]

    @property
    def body(self) -> list[str]:
        """The lines of the article that must stay."""
        return [_bare(line) for line in self.words("body") if line[:2] not in ("! ", "? ")]

    @property
    def furniture(self) -> list[str]:
        """The lines that are no part of the article."""
        between = [line[2:] for line in self.words("body") if line[:2] == "! "]
        return [*self.words("notice"), *self.words("above"), *between, *self.words("below")]

    @property
    def tag(self) -> str:
        """What the page calls itself: its headline, and most often its outlet."""
        return str(self.said.get("tag") or f"{self.said['title']} - {self.said['outlet']}")


def pages(folder: Path = FOLDER) -> list[TruePage]:
    """Read all pages of a folder."""
    return [
        TruePage(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.toml"))
    ]


def dumped(page: TruePage, way: str) -> str:
    """Give a page as people copy it."""
    title = str(page.said["title"])
    top = page.tag if way in ("inline", "nodes") else ""
    above = page.words("above")
    if way == "inline":
        sign = {"glued": "", "inline": " ", "list": " | "}[str(page.said["menu"])]
        above = [sign.join(above)]
    meta = [_bare(line) for line in page.words("meta")]
    if way in ("inline", "wrapped") and len(meta) > 1:
        meta = [" | ".join(meta[:2]), *meta[2:]]
    body = [_bare(line) for line in page.words("body")]
    blocks = [top, *page.words("notice"), *above, title, *meta, *body, *page.words("below")]
    blocks = [block for block in blocks if block]
    if way == "nodes":
        return "\n".join(piece for block in blocks for piece in _pieces(block))
    if way == "selected":
        return _selected(page, title, meta)
    if way == "wrapped":
        return "\n\n".join(textwrap.fill(block, 72, break_on_hyphens=False) for block in blocks)
    return ("\n\n" if way == "blanks" else "\n").join(blocks)


def _selected(page: TruePage, title: str, meta: list[str]) -> str:
    """Give a page as a browser copies all of it: links of a list in lines of their own, blanks
    between paragraphs, parts of a row apart by tabs.
    """
    parts = ["\n\n".join(page.words("notice")), "\n".join(page.words("above")), title]
    parts += ["\n".join(meta)]
    for sign, lines in groupby(page.words("body"), lambda line: line[:2]):
        bare = [_bare(line) for line in lines]
        if sign in ("! ", "- "):
            rows = [one.replace(" ", "\t") if one[-1].isdigit() else one for one in bare]
            bare = ["\n".join(rows if sign == "- " else bare)]
        parts += bare
    parts += ["\n".join(page.words("below"))]
    return "\n\n".join(part for part in parts if part)


def _pieces(block: str) -> list[str]:
    """Cut a long paragraph at a link in it, as dumps of single nodes do."""
    words = block.split(" ")
    if len(words) < 25:
        return [block]
    return [" ".join(words[:9]), " ".join(words[9:12]), " ".join(words[12:])]


def markup(page: TruePage) -> str:
    """Give a page as its markup."""
    title = escape(str(page.said["title"]))
    menu = "".join(f"<li><a href=/m>{escape(one)}</a></li>" for one in page.words("above"))
    meta = "".join(f"<div>{escape(_bare(one))}</div>" for one in page.words("meta"))
    notice = "".join(f"<div>{escape(one)}</div>" for one in page.words("notice"))
    below = "".join(
        f"<div><a href=/b>{escape(one)}</a></div>"
        if len(one) < _LONG_LINK
        else f"<div>{escape(one)}</div>"
        for one in page.words("below")
    )
    return (
        f'<!DOCTYPE html><html lang="{page.said["language"]}"><head><meta charset="utf-8">'
        f"{_head(page)}</head><body><div class=consent>{notice}</div><ul>{menu}</ul>"
        f"<div class=content><h1>{title}</h1>{meta}{_body(page)}</div><div>{below}</div>"
    )


def saved_pages() -> list[bytes]:
    """Give all pages as browsers save them."""
    return [markup(page).encode() for page in pages()]


def _head(page: TruePage) -> str:
    said, says = page.said, page.words("says")
    head = f"<title>{escape(page.tag)}</title>"
    if "json-ld" in says:
        thing = {
            "@type": "NewsArticle",
            "headline": said["title"],
            "datePublished": said["date"],
            "publisher": {"name": said["outlet"]},
            "author": {"name": said["byline"]},
        }
        head += f'<script type="application/ld+json">{json.dumps(thing)}</script>'
    if "meta" in says:
        head += f'<meta property="og:site_name" content="{escape(str(said["outlet"]))}">'
        head += f'<meta property="article:published_time" content="{said["date"]}T10:00:00Z">'
        head += f'<link rel="canonical" href="{said["url"]}">'
    return head


def _bare(line: str) -> str:
    """Give a line without the sign that says what it is."""
    return line[2:] if line[:2] in _SIGNS else line


def _body(page: TruePage) -> str:
    kind = page.said["paragraphs"]
    found = []
    for line in page.words("body"):
        words = escape(_bare(line))
        if line.startswith("# "):
            found.append(f"<h2>{words}</h2>")
        elif line.startswith("! "):
            found.append(f"<div><a href=/r>{words}</a></div>")
        elif line.startswith("- "):
            found.append(f"<ul><li>{words}</li></ul>")
        else:
            found.append(f"{words}<br><br>" if kind == "br" else f"<{kind}>{words}</{kind}>")
    return "".join(found)


def content_of(page: TruePage, way: str) -> Content:
    """Give the article that an import makes of a page dumped in one way."""
    if way == "saved":
        source = Source("page.html", data=markup(page).encode())
        (one,) = SavedPage().read(source, ReadOptions()).bundle.contents
        return with_proposals(one)
    text = dumped(page, way)
    article = Article(
        id="", title="", text=text, sha256=text_sha256(text), language=guess_language(text),
        direction=direction(text),
    )  # fmt: skip
    return with_proposals(Content(article))


def counted(page: TruePage, way: str) -> Counter[str]:
    """Count what is right and wrong with the proposals for a page."""
    content = content_of(page, way)
    text = content.article.text
    masked = [one.at for one in content.proposed_regions if one.type is RegionType.BOILERPLATE]
    seen = "".join(text[start:end] + "\n" for start, end in _unmasked(masked, len(text)))
    flat = " ".join(seen.split())
    found: Counter[str] = Counter()
    for line in page.body:
        found["must stay"] += 1
        found["stays"] += " ".join(line.split()) in flat
    for line in {*page.furniture}:
        # A short word such as "Share" stands in the article as well.
        if len(line) >= _TELLING:
            found["strings"] += 1
            found["strings masked"] += " ".join(line.split()) not in flat
    counts = Counter(page.furniture)
    for line, n in counts.items():
        kept = min(n, sum(1 for one in _lines(seen, way) if one == " ".join(line.split())))
        if way != "inline":
            found["furniture"] += n
            found["masked"] += n - kept
    proposed = {one.field: one for one in content.proposed_fields}
    for field in FIELDS:
        truth = str(page.said.get(field) or "")
        found[f"{field} there"] += bool(truth)
        if field in proposed:
            value = proposed[field].value
            found[f"{field} proposed"] += 1
            right = value.casefold() == truth.casefold()
            right = right or (field == "date" and truth.startswith(value))
            found[f"{field} right"] += right
    return found


def _lines(seen: str, way: str) -> list[str]:
    if way == "wrapped":
        seen = f"{seen.replace(chr(10), ' ').replace('  ', chr(10))}\n{seen}"
    return [" ".join(line.split()) for line in seen.split("\n")]


def _unmasked(masked: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = 0
    for at in sorted(masked):
        yield start, max(start, at[0])
        start = max(start, at[1])
    yield start, length


def _share(found: Counter[str], part: str, whole: str) -> str:
    return f"{100 * found[part] / found[whole]:3.0f}" if found[whole] else "  –"


def figures(every: list[TruePage], way: str) -> str:
    """Give the figures of some pages, dumped in one way, as a line."""
    found: Counter[str] = sum((counted(page, way) for page in every), Counter())
    shares = [
        f"{field} {_share(found, f'{field} right', f'{field} proposed')}"
        f" {_share(found, f'{field} right', f'{field} there')}"
        for field in FIELDS
    ]
    stays, masked = _share(found, "stays", "must stay"), _share(found, "masked", "furniture")
    strings = _share(found, "strings masked", "strings")
    return f"{way:8} stay {stays}  masked {masked} {strings}  {'  '.join(shares)}"


def main() -> int:
    """Print the figures, way by way; with `missed`, each line as it is taken."""
    print("What stays and is masked, lines and strings, in % of what must;")
    print("of each field what is right, in % of what is proposed and of what there is")
    for words, folder in (("pages", FOLDER), ("harder pages", HARD)):
        every = pages(folder)
        print(f"{len(every)} {words}")
        for way in WAYS:
            print(figures(every, way))
        if "missed" in sys.argv[1:]:
            for page in every:
                if page.name in sys.argv[2:] or not sys.argv[2:]:
                    _print_page(page)
    return 0


def _print_page(page: TruePage) -> None:
    for way in WAYS:
        content = content_of(page, way)
        print(f"== {page.name} {way}")
        for one in content.proposed_fields:
            print(f"   {one.field}: {one.value} ({one.why} {one.doubt})")
        start = 0
        for line in content.article.text.split("\n"):
            end = start + len(line)
            inside = (one for one in content.proposed_regions if start <= one.at.start < end)
            if line:
                print(f"   {next((str(one.type) for one in inside), ''):12} {line[:100]}")
            start = end + 1


if __name__ == "__main__":
    sys.exit(main())
