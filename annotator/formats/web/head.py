"""What a page says of itself in its head: title, outlet, date, author, address, language.

Each with where it stands: JSON-LD, meta, canonical, title. Taken word for word; what it is worth
is decided by whoever proposes it.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from annotator.model.article import FieldCandidate, Json
from annotator.model.bundle import PageFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 400
_LONGEST_JSON = 1_000_000
_MOST = 2_000
_ARTICLES = re.compile(r"Article$|Posting$|^Report$|^NewsItem$")
_DATE = re.compile(r"\s*((?:1[6-9]|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title",
              "parsely-title", "sailthru.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher",
               "publisher", "citation_journal_title", "copyright"),
    "date": ("article:published_time", "og:article:published_time", "datepublished",
             "article:published", "date", "pubdate", "publishdate", "publish-date", "publish_date",
             "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued",
             "citation_publication_date", "parsely-pub-date", "sailthru.date",
             "last-modified", "article:modified_time", "og:updated_time"),
    "byline": ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
               "parsely-author", "sailthru.author", "byl"),
    "url": ("og:url", "twitter:url", "parsely-link"),
}  # fmt: skip


def facts_of(root: Any, address: str = "") -> PageFacts:
    """Give what a page says of itself; `address` is where the clipboard says it comes from."""
    title = next((_words("".join(node.itertext())) for node in root.iter("title")), "")
    fields: dict[str, list[FieldCandidate]] = {name: [] for name in _META}
    if address:
        fields["url"].append(FieldCandidate(address, "clipboard"))
    said = [("json-ld", *each) for each in _from_json(root)]
    said += [("canonical", "url", each) for each in _canonical(root)]
    said += [("meta", *each) for each in _from_meta(root)]
    for why, name, value in said:
        words = _as_field(name, value)
        if words and all(words != one.value for one in fields[name]):
            fields[name].append(FieldCandidate(words, why))
    if title:
        fields["title"].append(FieldCandidate(title, "title"))
    return PageFacts(title, {name: tuple(found) for name, found in fields.items() if found})


def language_of(root: Any) -> str:
    """Give the language that a page says it is in, as a code; "" where it says none."""
    said = str(root.get("lang") or root.get("xml:lang") or "")
    if not said:
        said = next(
            (
                str(node.get("content") or "")
                for node in islice(root.iter("meta"), _MOST)
                if _name(node) in ("og:locale", "content-language")
            ),
            "",
        )
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", said.strip())
    return code[0].lower() if code else ""


def _name(node: Any) -> str:
    said = node.get("property") or node.get("name") or node.get("itemprop")
    return str(said or node.get("http-equiv") or "").strip().lower()


def _from_meta(root: Any) -> Iterator[tuple[str, str]]:
    said: dict[str, str] = {}
    for node in islice(root.iter("meta"), _MOST):
        said.setdefault(_name(node), str(node.get("content") or ""))
    for field, names in _META.items():
        yield from ((field, said[name]) for name in names if said.get(name))
    for node in islice(root.iter("time"), 20):
        # A time that a page marks as that of its article.
        if node.get("pubdate") is not None or "datepublished" in str(node.get("itemprop")).lower():
            yield "date", str(node.get("datetime") or "")


def _canonical(root: Any) -> Iterator[str]:
    for node in islice(root.iter("link"), _MOST):
        if "canonical" in str(node.get("rel") or "").lower().split():
            yield str(node.get("href") or "")


def _from_json(root: Any) -> Iterator[tuple[str, str]]:
    for node in islice(root.iter("script"), _MOST):
        if str(node.get("type") or "").strip().lower() != "application/ld+json":
            continue
        words = node.text or ""
        if len(words) > _LONGEST_JSON:
            continue
        try:
            held: Json = json.loads(words, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _articles_in(held):
            yield from _of_article(thing)


def _articles_in(held: Json) -> Iterator[dict[str, Json]]:
    """Give what is an article in JSON-LD, wherever it stands in it."""
    waiting, n = [held], 0
    while waiting and n < _MOST:
        one, n = waiting.pop(0), n + 1
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            kinds = one.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
                yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _of_article(thing: dict[str, Json]) -> Iterator[tuple[str, str]]:
    for key, name in (("headline", "title"), ("datePublished", "date"), ("url", "url")):
        value = thing.get(key)
        if isinstance(value, str):
            yield name, value
    for key, name in (("publisher", "outlet"), ("author", "byline")):
        names = ", ".join(dict.fromkeys(_names_in(thing.get(key))))
        if names:
            yield name, names


def _names_in(held: Json | None) -> Iterator[str]:
    for one in held if isinstance(held, list) else [held]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield _words(name)


def _as_field(name: str, value: str) -> str:
    """Give a value as the field holds it; "" for one that cannot be it."""
    words = _words(value)
    if name == "date":
        found = _DATE.match(words)
        return "-".join(found.groups()) if found and _is_day(found) else ""
    if name == "url" and not re.match(r"https?://[^\s/]", words, re.IGNORECASE):
        return ""
    if name == "byline" and re.match(r"https?://", words):
        return ""
    return words


def _is_day(found: re.Match[str]) -> bool:
    return 1 <= int(found[2]) <= 12 and 1 <= int(found[3]) <= 31


def _words(value: str) -> str:
    """Give words in one line, cut where no headline is longer."""
    return " ".join(value[: 4 * _LONGEST].replace("\x00", "\ufffd").split())[:_LONGEST]
