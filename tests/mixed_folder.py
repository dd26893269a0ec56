"""A folder as a researcher has it on Monday: pages of several outlets, dumped, saved and in a
table, near copies and files that are none. With the truth of each article.
"""

from __future__ import annotations

import csv
import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SAID = tomllib.loads((Path(__file__).parent / "data" / "monday.toml").read_text(encoding="utf-8"))
"""Names, and by language places, things, sentences, menus."""


@dataclass(frozen=True)
class Truth:
    """What is true of an article: its headline, its day, its outlet; `words` stand in it alone."""

    title: str
    date: str
    outlet: str
    words: str


@dataclass(frozen=True)
class Story:
    """An article in the making."""

    title: str
    day: date
    author: str
    paragraphs: tuple[str, ...]


class MixedFolder:
    """Writes files into a folder; `truths` say what is in them."""

    def __init__(self, folder: Path, n: int, seed: int = 7) -> None:
        """Write about `n` files, each kind in its share."""
        self.folder, self.truths = folder, list[Truth]()
        self._rng, self._n = random.Random(seed), 0  # noqa: S311 - words, not secrets
        folder.mkdir()
        kinds = (
            *(self._courier, self._record, self._kueste),
            *(self._estuaire, self._sahel, self._capital),
        )
        n_others = 5 + 3
        for number in range(n - n_others):
            kinds[number % len(kinds)]()
        self._copies()
        self._table(max(3, n // 10))
        self._wrong()

    def story(self, language: str) -> Story:
        """Make up an article."""
        rng, said = self._rng, SAID[language]
        self._n += 1

        def filled(words: str) -> str:
            return words.format(place=rng.choice(said["places"]), thing=rng.choice(said["things"]),
                                name=rng.choice(SAID["names"]), n=rng.randint(3, 980))  # fmt: skip

        sentences = rng.sample(said["sentences"], 5)
        first = filled(sentences[0])
        title = filled(rng.choice(said["headlines"]))
        paragraphs = [f"{first} {filled(sentences[1])}", *(filled(one) for one in sentences[2:])]
        # A Tuesday or the day after: the council decides on a Tuesday.
        day = date(2024, 1, 2) + timedelta(days=7 * rng.randrange(48) + rng.randrange(2))
        return Story(title, day, rng.choice(SAID["names"]), tuple(paragraphs))

    def _keep(self, story: Story, outlet: str) -> None:
        self.truths.append(Truth(story.title, story.day.isoformat(), outlet, story.paragraphs[0]))

    def _write(self, name: str, words: str) -> None:
        (self.folder / name).write_text(words, encoding="utf-8")

    def _dump(
        self, name: str, language: str, outlet: str, story: Story, *head: str, top: str = ""
    ) -> None:
        menu, foot = _around(language, outlet)
        lines = [top, *menu, story.title, *head, *story.paragraphs, *foot]
        self._write(f"{name}-{self._n:03}.txt", "\n".join(line for line in lines if line))
        self._keep(story, outlet)

    def _courier(self, story: Story | None = None) -> None:
        story, outlet = story or self.story("en"), "Northshore Courier"
        meta = (f"By {story.author}", f"{story.day:%d %B %Y}, 9:20am", "4 comments")
        self._dump("courier", "en", outlet, story, *meta, top=f"{story.title} | {outlet}")

    def _kueste(self) -> None:
        story = self.story("de")
        meta = (f"Von {story.author}", f"{story.day:%d.%m.%Y}, 17.34 Uhr")
        top = f"{story.title} - Küstenbote"
        self._dump("kueste", "de", "Küstenbote", story, *meta, top=top)

    def _sahel(self) -> None:
        story = self.story("fa")
        self._dump("sahel", "fa", "ساحل نیوز", story, f"{story.day:%Y-%m-%d}", "چاپ",
                   top=f"{story.title} | ساحل نیوز")  # fmt: skip

    def _capital(self, story: Story | None = None) -> None:
        story = story or self.story("en")
        meta = (f"{story.day:%d/%m/%Y}", f"By {story.author}")
        self._dump("capital", "en", "Capital Post", story, *meta)

    def _record(self, story: Story | None = None) -> None:
        story, outlet = story or self.story("en"), "Basin Record"
        when = f"{story.day.isoformat()}T10:00:00Z"
        said = f'<meta property="og:site_name" content="{outlet}">'
        said += f'<meta property="article:published_time" content="{when}">'
        self._page("record", "en", outlet, story, said, f"<div>by {story.author}</div>")

    def _estuaire(self) -> None:
        story = self.story("fr")
        month = SAID["months"][story.day.month - 1]
        meta = f"<div>Publié le {story.day.day} {month} {story.day.year} à 06h00</div>"
        self._page("estuaire", "fr", "Le Quotidien de l’Estuaire", story, "", meta)

    def _page(
        self, name: str, language: str, outlet: str, story: Story, said: str, meta: str
    ) -> None:
        around = _around(language, outlet)
        menu, foot = (
            "".join(f"<li><a href=/m>{escape(one)}</a></li>" for one in lines) for lines in around
        )
        body = "".join(f"<p>{escape(one)}</p>" for one in story.paragraphs)
        title = escape(story.title)
        self._write(
            f"{name}-{self._n:03}.html",
            f'<!DOCTYPE html><html lang={language}><head><meta charset="utf-8">{said}'
            f"<title>{title} - {outlet}</title></head><body><ul>{menu}</ul><article>"
            f"<h1>{title}</h1>{meta}{body}</article><footer><ul>{foot}</ul></footer>",
        )
        self._keep(story, outlet)

    def _copies(self) -> None:
        """Print the same dispatch in three outlets."""
        story = self.story("en")
        kinds: tuple[Callable[[Story], None], ...] = (self._courier, self._record, self._capital)
        for kind in kinds:
            kind(story)

    def _table(self, n: int) -> None:
        with (self.folder / "monday.csv").open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=";")
            rows.writerow(("Headline", "Date", "Outlet", "URL", "Text"))
            for number in range(n):
                story = self.story("en")
                address = f"https://letter.example/{number}"
                rows.writerow((story.title, story.day.isoformat(), "The Letter", address,
                               "\n".join(story.paragraphs)))  # fmt: skip
                self._keep(story, "The Letter")

    def _wrong(self) -> None:
        self._write("empty.txt", "")
        links = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(60))
        self._write("index.html", f"<html><title>Sections</title><ul>{links}</ul></html>")
        (self.folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
        (self.folder / "broken.xlsx").write_bytes(b"PK\x03\x04 no table at all")


def _around(language: str, outlet: str) -> tuple[list[str], list[str]]:
    """Give the lines above and below the articles of an outlet."""
    said = SAID[language]
    return said["menu"], [one.format(outlet=outlet) for one in said["foot"]]
