"""Reading copies as HTML: an article with its marks and cards, then what stands behind them all.

The same elements for browsers and for paper; `ReadingPage.is_for_paper` says which, since Qt draws
neither bars nor letters by style alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.formats.reading_copy import style
from annotator.formats.reading_copy.content import CopyMaker
from annotator.formats.reading_copy.markup import OWN, table, tag, words
from annotator.formats.reading_copy.scheme_words import scheme_words
from annotator.language import tr
from annotator.model.article import RegionType
from annotator.model.layer import State
from annotator.model.looks.mark_styles import is_under, letter_of, style_of
from annotator.model.looks.palette import colours_of
from annotator.model.scheme import Role
from annotator.model.statement import ActorCounts, statements_among
from annotator.text.words import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.formats.reading_copy.content import (
        ArticleCopy,
        LinkWords,
        MarkedPiece,
        MarkWords,
        Paragraph,
    )
    from annotator.model.bundle import Bundle, Content, Loss

_FIRST_WORDS = 90
_PART = 24_000
"""So much of a page is laid out at a stretch: the window waits no longer than 20 ms for it."""
_STATES = {State.IN_PROGRESS: "in progress", State.DONE: "done", State.EXCLUDED: "excluded"}


class ReadingPage:
    """Makes the parts of a page and counts on its way what stands at its end."""

    def __init__(self, bundle: Bundle, *, is_for_paper: bool = False) -> None:
        """Look up once what all articles share."""
        self.is_for_paper = is_for_paper
        self.maker = CopyMaker(bundle)
        self.scheme, self.bundle = self.maker.scheme, bundle
        self.counts = ActorCounts(self.maker.actors)
        self.n_spans: Counter[tuple[str, str]] = Counter()
        self.n: Counter[str] = Counter()
        self._classes = style.type_classes(self.scheme)

    # --- before and behind the articles -------------------------------------------------------

    def top(self) -> str:
        """Give what stands above the articles: whose they are, which layers, how marks look."""
        layers = [
            (tag("span", words(self.maker.letters.get(one.id, "")), class_="chip") + " ")
            * bool(self.maker.letters)
            + self._apart(words(one.name))
            for one in self.bundle.layers
        ]
        kinds = [
            tag("mark", words(one.name), class_=self._class(one.name, 0, "b e"))
            for one in self.scheme.offered_types
        ]
        parts = [
            tag("h1", words(self.bundle.project_title), dir=OWN),
            tag("p", f"{words(tr('Layers'))}: {', '.join(layers)}", class_="facts"),
            "" if self.is_for_paper else tag("p", "  ".join(kinds), class_="facts"),
        ]
        return tag("div", "\n".join(parts))

    def navigation(self) -> str:
        """Give the links to what stands behind the articles."""
        ends = {
            "articles": tr("Articles"),
            "statements": tr("Statements"),
            "actors": tr("Actors"),
            "scheme": tr("Coding scheme"),
            "figures": tr("Figures"),
            "this-copy": tr("About this copy"),
        }
        return tag(
            "nav", " ".join(tag("a", words(name), href=f"#{at}") for at, name in ends.items())
        )

    def figures(self) -> str:
        """Give how much there is, of all articles and by type and layer."""
        n = self.n
        facts = [
            (tr("articles"), n["article"]),
            (tr("characters"), n["character"]),
            (tr("spans"), n["span"]),
            (tr("statements"), n["statement"]),
            (tr("links"), n["link"]),
        ]
        rows = [(words(name), f"{number:,}") for name, number in facts]
        found = table((), rows, (1,))
        layers = self.bundle.layers
        types = dict.fromkeys(
            (*(one.name for one in self.scheme.types), *(kind for kind, _ in self.n_spans))
        )
        by_type = [
            (words(name), *(f"{self.n_spans[name, one.id]:,}" for one in layers)) for name in types
        ]
        heads = (tr("type"), *(one.name for one in layers))
        return found + table(heads, by_type, range(1, len(layers) + 1))

    def actors(self) -> str:
        """Give the actors that marks refer to."""
        rows = []
        for one in sorted(self.maker.actors.present(), key=lambda actor: actor.name.casefold()):
            if self.counts.spans[one.id]:
                others = "; ".join(alias.name for alias in one.aliases)
                roles = "; ".join(role.role for role in one.roles)
                n = (f"{some[one.id]:,}" for some in (self.counts.spans, self.counts.claims))
                rows.append((*map(words, (one.name, one.kind, others, roles)), *n))
        heads = (tr("actor"), tr("kind"), tr("other names"), tr("roles"))
        return table((*heads, tr("spans"), tr("statements")), rows, (4, 5))

    def coding_scheme(self) -> str:
        """Give the scheme in words."""
        return scheme_words(self.scheme)

    def about(self, filters: Iterable[str], losses: Iterable[Loss], program: str) -> str:
        """Give what was chosen, what a copy to read cannot hold, and what made it."""
        made = tr("Made by {program}, to be read; it is no backup of the project.", program=program)
        rows = [
            (words(one.item), f"{one.n:,}", f"{one.of:,}", words(one.fate), words(one.how))
            for one in losses
        ]
        heads = (tr("what"), tr("n"), tr("of"), tr("what becomes of it"), tr("how"))
        chosen = "".join(tag("p", words(one)) for one in filters)
        return tag("p", words(made)) + chosen + table(heads, rows, (1, 2))

    # --- one article --------------------------------------------------------------------------

    def article(self, content: Content) -> str:
        """Give one article, and count what is in it."""
        article, number = content.article, self.n["article"] + 1
        above, rows = self._inside(content)
        return tag(
            "article",
            "\n".join([*above, tag("div", "\n".join(rows), class_="text")]),
            id=f"a{number}",
            lang=article.language if article.language != "und" else None,
            dir=article.direction,
            data_id=article.id,
            data_sha256=article.sha256,
        )

    def parts_for_paper(self, content: Content) -> list[str]:
        """Give one article in parts that are laid out one after the other, and count it."""
        above, rows = self._inside(content)
        parts: list[list[str]] = [[]]
        size = 0
        for one in rows:
            if size > _PART:
                parts.append([])
                size = 0
            parts[-1].append(one)
            size += len(one)
        first, *further = (tag("div", "\n".join(some), class_="text") for some in parts)
        return ["\n".join([*above, first]), *further]

    def _inside(self, content: Content) -> tuple[list[str], list[str]]:
        """Give what stands above an article, and its paragraphs."""
        copy, article = self.maker.copy(content), content.article
        self._count(content)
        number = self.n["article"]
        paragraphs = copy.paragraphs
        if self.is_for_paper and paragraphs[-1].at.length == 0:
            paragraphs = paragraphs[:-1]  # an empty sheet is no use
        rows = [self._row(copy, number, one) for one in paragraphs]
        n_of_all = f"{number} · " if not self.is_for_paper else ""
        title = tag("h2", n_of_all + tag("bdi", words(article.title)))
        return [title, *self._facts(content)], rows

    def entry(self, content: Content) -> str:
        """Give the line of an article, made already, in the list of articles."""
        article, number = content.article, self.n["article"]
        link = tag("a", words(article.title or str(number)), href=f"#a{number}")
        facts = (tag("bdi", words(one)) for one in (article.outlet, article.date) if one)
        return tag("li", f"{tag('bdi', link)} {tag('span', ' · '.join(facts), class_='small')}")

    def statements(self, content: Content) -> Iterator[str]:
        """Give a row of the list of statements for each claim of an article, made already."""
        number, runs = self.n["article"], content.article.direction
        for n, one in enumerate(self.maker.copy(content).marks):
            if one.role is Role.CLAIM:
                claim = self._leading(words(one.span.text()), f"#m{number}-{n}")
                values = ", ".join(value for _, value in one.values if value)
                others = "; ".join(f"{link.label} {link.words}" for link in _further(one))
                at = self._leading(str(number), f"#a{number}")
                before = (at, one.letter, words(", ".join(one.who)))
                cells = [tag("td", cell, dir=OWN) for cell in before]
                cells.append(tag("td", claim, dir=runs))
                cells += [tag("td", words(cell), dir=OWN) for cell in (values, others)]
                yield tag("tr", "".join(cells), data_statement=one.span.id)

    def _apart(self, inside: str) -> str:
        """Give words whose direction is their own; Qt knows the signs for that, not the element."""
        return f"\u2068{inside}\u2069" if self.is_for_paper else tag("bdi", inside)

    def _leading(self, inside: str, to: str) -> str:
        """Give words that lead somewhere, where there is anything to press."""
        return inside if self.is_for_paper else tag("a", inside, href=to)

    def statements_head(self) -> str:
        """Give the head row of the list of statements."""
        heads = (tr("article"), tr("layer"), tr("who"), tr("what"), tr("how"), tr("links"))
        return tag("thead", tag("tr", "".join(tag("th", words(one)) for one in heads)))

    def _count(self, content: Content) -> None:
        for span in content.spans:
            self.counts.add_span(span)
            self.n_spans[span.type, span.layer_id] += 1
        for one in statements_among(content.spans, content.links, self.scheme):
            self.counts.add_statement(one)
            self.n["statement"] += 1
        self.n["article"] += 1
        self.n["character"] += len(content.article.text)
        self.n["span"] += len(content.spans)
        self.n["link"] += len(content.links)

    def _facts(self, content: Content) -> Iterator[str]:
        article = content.article
        facts = (article.outlet, article.date, article.byline, article.url)
        said = " · ".join(self._apart(words(one)) for one in facts if one)
        if said:
            yield tag("p", said, class_="facts")
        names = self.maker.layers
        states = [
            tr("{layer}: {state}", layer=isolated(names[one]), state=tr(_STATES[state]))
            for one, state in content.states.items()
            if one in names
        ]
        if states:
            yield tag("p", " · ".join(self._apart(words(one)) for one in states), class_="small")

    def _row(self, copy: ArticleCopy, number: int, paragraph: Paragraph) -> str:
        """Give a paragraph, and beside it the cards of what begins there."""
        waiting = [*paragraph.first]
        inside: list[str] = []
        for piece in paragraph.pieces:
            while waiting and copy.marks[waiting[0]].span.start <= piece.start:
                inside.append(self._place(copy, number, waiting.pop(0)))
            inside.append(self._piece(copy, piece))
        # What begins with a line end has its place behind the words.
        inside += [self._place(copy, number, n) for n in waiting]
        kind = "" if paragraph.kind is RegionType.BODY else f" {paragraph.kind}"
        text = tag("p", "".join(inside), class_=f"text{kind}")
        alone = [(n, copy.marks[n]) for n in paragraph.first if copy.marks[n].is_alone]
        is_rtl = copy.content.article.direction == "rtl"
        cards = [
            self._card(number, n, one, is_rtl=is_rtl) for n, one in alone if one.role is Role.CLAIM
        ]
        others = [self._other(one) for _, one in alone if one.role is not Role.CLAIM]
        if others:
            cards.append(self._line(others))
        beside = "\n".join(cards)
        if self.is_for_paper:
            return text + beside
        return tag("div", text + (tag("aside", beside) if cards else ""), class_="row")

    # --- marks --------------------------------------------------------------------------------

    def _place(self, copy: ArticleCopy, number: int, n: int) -> str:
        """Give the anchor where a mark begins; it says what the mark is."""
        if self.is_for_paper:
            return ""
        one = copy.marks[n]
        return tag(
            "a",
            "",
            id=f"m{number}-{n}",
            data_n=str(n),
            data_id=one.span.id,
            data_type=one.span.type,
            data_layer=one.layer,
            data_parts=" ".join(f"{start}-{end}" for start, end in one.span.parts),
        )

    def _piece(self, copy: ArticleCopy, piece: MarkedPiece) -> str:
        """Give a stretch of words inside its marks, the outermost first."""
        found = words(copy.content.article.text[piece.start : piece.end])
        marks = [(n, copy.marks[n]) for n in piece.marks]
        if self.is_for_paper:
            return self._piece_on_paper(found, piece, [one for _, one in marks])
        n_lines = 0
        for n, one in reversed(marks):
            begins, ends = _edges(one, piece)
            kind = one.span.attributes.get("kind")
            letter = letter_of(one.span.type, kind, self.scheme) if ends else ""
            found = tag(
                "mark",
                found,
                class_=self._class(one.span.type, n_lines, "b " * begins + "e" * ends),
                data_n=str(n),
                data_l=one.letter if begins and one.letter else None,
                data_k=letter or None,
                title=one.said(_part_at(one, piece)) if begins else None,
            )
            n_lines += is_under(style_of(one.span.type, self.scheme))
        return found

    def _piece_on_paper(self, found: str, piece: MarkedPiece, marks: list[MarkWords]) -> str:
        """Give words as Qt can draw them: edges of claims and letters stand there as signs."""
        before = after = ""
        for one in marks:
            begins, ends = _edges(one, piece)
            kind = one.span.attributes.get("kind")
            letter = letter_of(one.span.type, kind, self.scheme)
            if begins:
                sign = self._apart(words(one.letter)) if one.letter else ""
                sign += "▌" if one.role is Role.CLAIM else ""
                before += tag("sup", sign, class_="chip") if sign else ""
            if ends and letter:
                after += tag("sub", self._apart(words(letter)), class_="chip")
        kinds = [self.scheme.type(one.span.type) for one in marks]
        look = style.on_paper([one for one in kinds if one is not None], self.scheme)
        return before + (tag("span", found, style=look) if look else found) + after

    def _card(self, number: int, n: int, one: MarkWords, *, is_rtl: bool) -> str:
        """Give the card of a statement."""
        who = ", ".join(one.who) or tr("no speaker")
        said = " ".join(one.span.text().split())
        if len(said) > _FIRST_WORDS:
            said = said[:_FIRST_WORDS].rstrip() + " …"
        values = " · ".join(filter(None, (value for _, value in one.values)))
        chip = self._chip(one)
        links = [f"{words(link.label)}: {self._apart(words(link.words))}" for link in _further(one)]
        first = words(said)
        if self.is_for_paper:
            said_by = tag("b", self._apart(words(who)))
            name = " · ".join(filter(None, (said_by, self._apart(words(values)) * bool(values))))
            return self._card_on_paper(one, [chip + name, first, *links], is_rtl=is_rtl)
        first = self._leading(first, f"#m{number}-{n}")
        who_says = tag("b", words(who), dir=OWN)
        ends = "".join(tag("li", one) for one in links)
        how = tag("span", words(values), class_="how") if values else ""
        inside = f"{how} {chip}{who_says}<br>{first}" + (tag("ul", ends) if ends else "")
        class_ = f"card {self._colours(one.span.type)}"
        return tag("div", inside, class_=class_, id=f"c{number}-{n}")

    def _card_on_paper(self, one: MarkWords, lines: list[str], *, is_rtl: bool) -> str:
        """Give a card as a table: Qt draws a bar at its start as a cell."""
        line = colours_of(self.scheme.type(one.span.type), is_dark=False).line
        blank = tag("td", "", width="4")
        cells = [tag("td", "", bgcolor=line, width="3"), blank, tag("td", "<br>".join(lines))]
        return tag(
            "table",
            tag("tr", "".join(reversed(cells) if is_rtl else cells)),
            align="right" if is_rtl else "left",
            class_="card",
            cellspacing="0",
            cellpadding="3",
        )

    def _chip(self, one: MarkWords) -> str:
        """Give the letter of a mark's layer, where there are several."""
        blank = "\u00a0" if self.is_for_paper else ""
        letter = self._apart(words(one.letter))
        return tag("span", letter, class_="chip") + blank if one.letter else ""

    def _other(self, one: MarkWords) -> str:
        """Give the line of a mark that belongs to no statement."""
        chip = self._chip(one)
        text, names = one.span.text(), ", ".join(one.who)
        said = [one.span.type, *(value for _, value in one.values if value)]
        said += [names] if names and names != text else []
        said += [f"{link.label} {link.words}" for link in one.links]
        how = ", ".join(self._apart(words(each)) for each in said)
        return f"{chip}{self._apart(words(text))} ({how})"

    def _line(self, others: list[str]) -> str:
        if self.is_for_paper:
            return tag("p", "; ".join(others), class_="others")
        return tag("ul", "".join(tag("li", one) for one in others), class_="others")

    def _colours(self, type_name: str) -> str:
        return self._classes.get(type_name, style.UNKNOWN)

    def _class(self, type_name: str, under: int, edges: str) -> str:
        drawn = style.class_of(style_of(type_name, self.scheme), under)
        return f"{drawn} {self._colours(type_name)} {edges}".rstrip()


def _edges(one: MarkWords, piece: MarkedPiece) -> tuple[bool, bool]:
    """Say whether a part of a mark begins, and whether one ends, with a piece."""
    parts = one.span.parts
    return any(part.start == piece.start for part in parts), any(
        part.end == piece.end for part in parts
    )


def _part_at(one: MarkWords, piece: MarkedPiece) -> int:
    """Give which part of a mark begins with a piece."""
    return next(n for n, part in enumerate(one.span.parts) if part.start == piece.start)


def _further(one: MarkWords) -> list[LinkWords]:
    """Give the links of a mark but those that say who says it: that stands above them."""
    return [link for link in one.links if link.role is not Role.SAID_BY]
