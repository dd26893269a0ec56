"""Comments of a Word file as marks: authors become layers, what a comment says becomes a code.

`claim`, `claim: …`, `claim · …` and `#claim …` name a code; all else is a comment with its words.
Which codes the scheme of a project has is not known here.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where
from annotator.formats.moments import moment_of
from annotator.formats.word_in.stories import said
from annotator.language import tr, trn
from annotator.model.ids import derived_id
from annotator.model.layer import Layer, LayerKind
from annotator.model.scheme import Scheme, SpanType
from annotator.model.scheme_edits.codes import made_name
from annotator.model.span import MOST_MARKS, How, Note, Owner, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from annotator.formats.word_in.articles import WordText
    from annotator.formats.word_in.package import WordFile
    from annotator.formats.word_in.stories import Story
    from annotator.text.ranges import Range

COMMENT = "comment"
"""What a comment is that names no code."""
_ORIGIN = "word"
_CODE = re.compile(r"(#?)([^\W\d_][\w-]{0,39})(.*)", re.DOTALL)
_BEHIND = (":", "：", "·", "|")
_PART = re.compile(r"(.*) · (\d{1,6}) \D+ (\d{1,6})", re.DOTALL)
_DAY = len("2026-03-02")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with what was answered to it."""

    id: str
    author: str
    at: str
    text: str
    is_resolved: bool = False

    @property
    def code(self) -> str:
        """The code that it names."""
        found = _CODE.match(self.text.strip())
        if found is None:
            return COMMENT
        rest = found[3].lstrip()
        is_code = not rest or rest.startswith(_BEHIND) or (found[1] and found[3][0].isspace())
        return found[2].casefold() if is_code else COMMENT


@dataclass(slots=True)
class MarksOfText:
    """The marks on one text."""

    spans: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Commented:
    """What comes of all comments of a file: marks by text, in their order."""

    marks: list[MarksOfText]
    layers: tuple[Layer, ...] = ()
    scheme: Scheme | None = None
    n_answers: int = 0
    n_without: int = 0
    n_empty: int = 0
    n_resolved: int = 0

    def notes(self, name: str) -> Iterator[str]:
        """Give what is to be said of the comments of this file."""
        if self.n_without:
            yield trn(
                "{name}: {n} comment marks no words; it is a note on the article.",
                "{name}: {n} comments mark no words; they are notes on the article.",
                self.n_without,
                name=name,
            )
        if self.n_empty:
            yield trn(
                "{name}: {n} comment is left out: it has no words and marks none.",
                "{name}: {n} comments are left out: they have no words and mark none.",
                self.n_empty,
                name=name,
            )
        if self.n_resolved:
            yield trn(
                "{name}: {n} comment was resolved there; it comes in like the others.",
                "{name}: {n} comments were resolved there; they come in like the others.",
                self.n_resolved,
                name=name,
            )
        if self.n_answers:
            yield trn(
                "{name}: {n} answer stands in the note on what it answers.",
                "{name}: {n} answers stand in the notes on what they answer.",
                self.n_answers,
                name=name,
            )


def commented(
    found: tuple[list[Comment], int], texts: Sequence[WordText], sums: Sequence[str], name: str
) -> Commented:
    """Give what `comments_of` a file gives as marks on its texts, whose sha256 are `sums`."""
    comments, n_answers = found
    made = Commented([MarksOfText() for _ in texts], n_answers=n_answers)
    if len(comments) > MOST_MARKS:
        raise CannotRead(
            tr("{name} has more than {n} comments.", name=name, n=f"{MOST_MARKS:,}"),
            tr("Divide it into smaller files."),
            Where(file=name),
        )
    seen: Counter[str] = Counter()
    waiting = _Parts()
    in_text = {number: n for n, text in enumerate(texts) for number in text.marks}
    in_text |= {number: n for n, text in enumerate(texts) for number in text.ranges}
    for one in comments:
        made.n_resolved += one.is_resolved
        n = in_text.get(one.id, 0)
        at = texts[n].ranges.get(one.id)
        if at is None and not one.text:
            made.n_empty += 1
            continue
        if at is None:
            made.marks[n].notes.append(_on_article(one, sums[n], seen))
            made.n_without += 1
            continue
        for comment, parts in waiting.add(one, at, n, is_ours=texts[n].is_ours):
            _mark(made.marks[n], comment, parts, (texts[n].text, sums[n]), seen)
    for n, comment, part in waiting.rest():
        _mark(made.marks[n], comment, (part,), (texts[n].text, sums[n]), seen)
    authors = dict.fromkeys(one.author for one in comments)
    made.layers = tuple(map(_layer, authors))
    return _with_types(made)


def _with_types(made: Commented) -> Commented:
    """Give marks with a type for each code instead of its words."""
    codes = dict.fromkeys(span.type for marks in made.marks for span in marks.spans)
    names: dict[str, str] = {}
    for code in codes:
        names[code] = made_name(code, {*names.values()})
    for marks in made.marks:
        marks.spans = [replace(one, type=names[one.type]) for one in marks.spans]
    types = tuple(SpanType(name, label=code) for code, name in names.items())
    made.scheme = Scheme(types=types) if types else None
    return made


def comments_of(file: WordFile) -> tuple[list[Comment], int]:
    """Give the comments of a file with their answers, and how many answers there are."""
    stories = file.comments()
    by_paragraph = {one.last_paragraph: one for one in stories if one.last_paragraph}
    answers: dict[str, list[str]] = {}
    answering: set[str] = set()
    for story in stories:
        first = _first_of(story.last_paragraph, file, by_paragraph.keys())
        if first != story.last_paragraph:
            author, day = said(story.said, "author"), _at(story, file)[:_DAY]
            who = f"{author or '–'} ({day})" if day else author
            words = f"{who}: {story.text.strip()}" if who else f"– {story.text.strip()}"
            answers.setdefault(first, []).append(words)
            answering.add(story.last_paragraph)
    found = []
    for story in stories:
        if not story.last_paragraph or story.last_paragraph not in answering:
            whole = (story.text.strip(), *answers.get(story.last_paragraph, ()))
            author, is_resolved = said(story.said, "author"), story.last_paragraph in file.resolved
            text = "\n".join(whole)
            found.append(Comment(story.id, author, _at(story, file), text, is_resolved))
    return found, len(answering)


def _at(story: Story, file: WordFile) -> str:
    """Give when a comment was written: in UTC where the file says that, else by its clock."""
    return moment_of(file.moments.get(story.last_paragraph)) or moment_of(said(story.said, "date"))


def _first_of(paragraph: str, file: WordFile, known: Collection[str]) -> str:
    """Give the comment that begins a conversation, by its last paragraph.

    Of comments that answer each other in a circle one begins, so that none is lost.
    """
    seen = {paragraph}
    while True:
        above = file.parents.get(paragraph)
        if above is None or above not in known:
            return paragraph
        if above in seen:
            return min(seen)
        seen.add(above)
        paragraph = above


class _Parts:
    """Puts the comments on several parts of one mark together again: “1 of 2”, “2 of 2”."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[object, ...], list[tuple[int, Comment, Range]]] = {}

    def add(
        self, one: Comment, at: Range, n: int, *, is_ours: bool
    ) -> Iterator[tuple[Comment, tuple[Range, ...]]]:
        """Give the marks that are whole now."""
        found = _PART.fullmatch(one.text) if is_ours else None
        if found is None:
            yield one, (at,)
            return
        number, of = int(found[2]), int(found[3])
        key = (n, one.author, one.at, found[1], of)
        before = self._waiting.setdefault(key, [])
        before.append((n, one, at))
        if len(before) < of or number != of:
            return
        parts = sorted(part for _, _, part in before)
        if all(left.end <= right.start for left, right in itertools.pairwise(parts)):
            del self._waiting[key]
            whole = Comment(one.id, one.author, one.at, found[1])
            yield whole, tuple(parts)

    def rest(self) -> Iterator[tuple[int, Comment, Range]]:
        """Give what waits for parts that never came."""
        for every in self._waiting.values():
            yield from every


def _coder(author: str) -> str:
    return derived_id(_ORIGIN, "coder", author)


def _layer(author: str) -> Layer:
    name = author.strip() or tr("no author")
    return Layer(_layer_id(author), LayerKind.IMPORT, name, _coder(author), origin="import")


def _layer_id(author: str) -> str:
    return derived_id(_ORIGIN, "layer", author)


def _id(kind: str, words: tuple[str, ...], seen: Counter[str]) -> str:
    """Give an id that is the same whenever the same comment comes: by what it says, and where."""
    made = derived_id(_ORIGIN, kind, *words)
    seen[made] += 1
    return made if seen[made] == 1 else derived_id(made, str(seen[made]))


def _mark(
    marks: MarksOfText,
    one: Comment,
    parts: tuple[Range, ...],
    of: tuple[str, str],
    seen: Counter[str],
) -> None:
    text, sha256 = of
    places = ";".join(f"{part.start}-{part.end}" for part in parts)
    span = Span(
        id=_id("span", (sha256, one.author, one.at, places, one.text), seen),
        article_id="",
        layer_id=_layer_id(one.author),
        type=one.code,
        parts=parts,
        quotes=tuple(text[part.start : part.end] for part in parts),
        how=How.IMPORT,
        by=_coder(one.author),
        created=one.at,
    )
    marks.spans.append(span)
    if one.text:
        note = derived_id(span.id, "note")
        marks.notes.append(Note(note, Owner.SPAN, span.id, one.text, span.by, one.at))


def _on_article(one: Comment, sha256: str, seen: Counter[str]) -> Note:
    made = _id("note", (sha256, one.author, one.at, one.text), seen)
    return Note(made, Owner.ARTICLE, "", one.text, _coder(one.author), one.at)
