"""Going through a project's texts for a search, article by article, in the order they came in.

Which texts may hold the words is asked of the folded texts in the cache; those it does not know yet
are read, and known from then on.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from annotator.language import tr
from annotator.model.article import RegionType
from annotator.model.scheme import Role
from annotator.model.statement import statements
from annotator.project.finding.search import Hit
from annotator.project.finding.words import find_words
from annotator.reading.covered import covered, seen_text
from annotator.reading.everywhere import place_of
from annotator.store.searching.values import SearchedArticle, TextKey
from annotator.text.likeness import fold
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from annotator.model.span import Note
    from annotator.project.context import PlanContext
    from annotator.project.finding.search import Search
    from annotator.store.read import Reader
    from annotator.store.searching.folded_texts import FoldedTexts
    from annotator.store.searching.values import PlacedMark
    from annotator.text.ranges import Range

_BLOCKS = (400, 2_000, 8_000)
"""So many articles are asked about at once: few first, so that the first page comes at once."""
_ASKED_SINGLY = 2
"""So many of these blocks are asked about text by text; then all texts at once, if all are known:
what comes first takes as long as it did, and what stands nowhere no longer than the texts are."""
_CHUNKS = (8, 16, 32, 64)
"""So many texts are read at once."""
_BEHIND_ALL = 1 << 62
AROUND = 70
"""So many characters before and after a hit are shown, cut at blanks."""


class HitPlace(NamedTuple):
    """Where a hit stands in the order of all: behind it a search goes on."""

    number: int
    article_id: str
    start: int = -1
    note_id: str = ""

    def cursor(self) -> str:
        """Give it in words, to go on from later."""
        return ":".join((str(self.number), self.article_id, str(self.start), self.note_id))

    @classmethod
    def of(cls, cursor: str) -> HitPlace | None:
        """Read what `cursor` gave; None for what is none."""
        match cursor.split(":"):
            case [number, article_id, start, note_id] if _is_number(number) and _is_number(start):
                return cls(int(number), article_id, int(start), note_id)
        return None


def _is_number(words: str) -> bool:
    return words.removeprefix("-").isdecimal() and len(words) < 20


class NoteHit(NamedTuple):
    """A place in a note."""

    note: Note
    at: Range


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """The hits in one article and in the notes about it; without an article, in other notes."""

    key: TextKey
    article: SearchedArticle | None
    places: Sequence[Range] = ()
    notes: Sequence[NoteHit] = ()

    def __len__(self) -> int:
        """Count them."""
        return len(self.places) + len(self.notes)

    def in_order(self) -> Iterator[tuple[HitPlace, Hit]]:
        """Give each hit with its place."""
        number, article_id, _ = self.key
        for at in self.places:
            if self.article is not None:
                yield HitPlace(number, article_id, at.start), hit_of(self.article, at)
        for note, at in self.notes:
            yield HitPlace(number, article_id, at.start, note.id), note_hit(note, at, article_id)


def hit_of(article: SearchedArticle, at: Range) -> Hit:
    """Give a place of an article with what stands around it."""
    seen = place_of(seen_text(article), at, around=AROUND)
    ids = dict.fromkeys(mark.span_id for mark in article.touching(at))
    return Hit(article.article.id, at, seen.before, seen.words, seen.after, tuple(ids))


def note_hit(note: Note, at: Range, article_id: str) -> Hit:
    """Give a place of a note with what stands around it."""
    seen = place_of(note.text, at, around=AROUND)
    return Hit(article_id or None, at, seen.before, seen.words, seen.after, note=note.id)


def marked_by(
    context: PlanContext, article: SearchedArticle, at: Range, type_name: str | None
) -> PlacedMark | None:
    """Give the mark that a place has: one of a type; without a type any that is no claim.

    Claims hold others' marks, so that one around a word marks no word.
    """
    claim = context.scheme.name_for(Role.CLAIM) if type_name is None else None
    return next(
        (
            mark
            for mark in article.touching(at)
            if (mark.type != claim if type_name is None else mark.type == type_name)
        ),
        None,
    )


def is_furniture(article: SearchedArticle, at: Range) -> bool:
    """Say whether a place lies on page furniture, which nobody marks."""
    return any(
        one.type is RegionType.BOILERPLATE and one.at.overlaps(at) for one in article.regions
    )


@dataclass(slots=True)
class Searcher:
    """One search in one project, as it is on disk. The layer is the coder's own.

    `mark` is the type whose marks `unmarked` asks about; None = those of any type but claims.
    """

    reader: Reader
    context: PlanContext
    folded: FoldedTexts
    search: Search
    mark: str | None = None
    watch: Watch = field(default_factory=Watch)
    _said: frozenset[str] | None = None
    _notes: dict[str, list[Note]] = field(default_factory=dict)

    def walk(self, after: HitPlace | None = None) -> Iterator[ArticleHits]:
        """Give the articles that have hits, from a place on; raises `WrongUse`, `Cancelled`."""
        self._ask_ahead()
        with self._places() as places:
            for block, held in self._blocks(after):
                yield from self._in_block(block, held, places, after)
            rest = TextKey(_BEHIND_ALL, "", "")
            notes = self._note_hits(self._notes.get("", ()), places)
            found = behind_in(ArticleHits(rest, None, (), notes), after)
            if found:
                yield found

    def _ask_ahead(self) -> None:
        self.search.alternatives()
        if self.search.said_by:
            ids = self.reader.articles_of_actor(self.search.said_by, self.context.layer.id)
            self._said = frozenset(ids)
        if self.search.notes:
            lines = sorted(self.reader.note_lines(), key=lambda one: one.note.id)
            for line in lines:
                self._notes.setdefault(line.article_id or "", []).append(line.note)

    @contextmanager
    def _places(self) -> Iterator[Callable[[Sequence[str]], list[list[Range]]]]:
        """Give what finds the places in some texts."""
        if not self.search.regex:
            yield lambda texts: [find_words(one, self.search) for one in texts]
            return
        from annotator.project.finding.patterns import Patterns

        patterns = Patterns(self.search, self.watch.cancel)
        try:
            yield patterns.places
        finally:
            patterns.close()

    def _blocks(self, after: HitPlace | None) -> Iterator[tuple[list[TextKey], Mapping[str, bool]]]:
        """Give the articles in blocks, with the texts that hold the words or do not, if known."""
        words, texts = self._folded_words(), self.reader.which_texts()
        last, of, done = None, texts[0], 0
        is_complete, can_skip = after is None, not self._notes
        if after is not None:
            last = TextKey(after.number, after.article_id, "")
            done = min(after.number, of)
            yield [last], {}
        for n, size in enumerate(_growing(_BLOCKS)):
            self.watch.cancel.check()
            rest = self._rest(last, words, texts) if n == _ASKED_SINGLY and can_skip else None
            if rest is not None:
                yield from self._of_rest(rest, done, of)
                return
            block = self.reader.text_keys(last, size)
            if not block:
                if is_complete and texts == self.reader.which_texts():
                    self.folded.found_complete(texts)
                return
            held = self.folded.may_hold([key.sha256 for key in block], words)
            is_complete = is_complete and all(key.sha256 in held for key in block)
            yield block, held
            last, done = block[-1], done + len(block)
            self.watch.progress(done, of, tr("article"))

    def _rest(
        self, last: TextKey | None, words: Sequence[str], texts: tuple[int, int]
    ) -> list[TextKey] | None:
        """Give all articles behind one that may hold the words; None where not all are known."""
        if not self.folded.is_complete_for(texts):
            return None
        holding = self.folded.all_that_may_hold(words)
        return None if holding is None else self.reader.keys_of_texts(last, holding)

    def _of_rest(
        self, rest: list[TextKey], done: int, of: int
    ) -> Iterator[tuple[list[TextKey], Mapping[str, bool]]]:
        n = _BLOCKS[_ASKED_SINGLY]
        for at in range(0, len(rest), n):
            some = rest[at : at + n]
            yield some, dict.fromkeys((key.sha256 for key in some), True)
            self.watch.cancel.check()
            now = done + (of - done) * (at + len(some)) // len(rest)
            self.watch.progress(now, of, tr("article"))

    def _folded_words(self) -> list[str]:
        """Give the words that a folded text must hold one of; of an expression there are none."""
        words = [] if self.search.regex else [fold(one) for one in self.search.alternatives()]
        return words if self.search.case else [*filter(None, words)]

    def _in_block(
        self,
        block: list[TextKey],
        held: Mapping[str, bool],
        places: Callable[[Sequence[str]], list[list[Range]]],
        after: HitPlace | None,
    ) -> Iterator[ArticleHits]:
        wanted = [
            key
            for key in block
            if key.article_id in self._notes
            or (held.get(key.sha256, True) and (self._said is None or key.article_id in self._said))
        ]
        for some in _chunks(wanted):
            self.watch.cancel.check()
            ids = [key.article_id for key in some]
            read = self.reader.searched(ids, self.context.layer.id)
            articles = {one.article.id: one for one in read}
            keys = [key for key in some if key.article_id in articles]
            self.folded.add(
                (key.sha256, articles[key.article_id].text)
                for key in keys
                if key.sha256 and key.sha256 not in held and not self.search.regex
            )
            texts = [seen_text(articles[key.article_id]) for key in keys]
            for key, found in zip(keys, places(texts), strict=True):
                article = articles[key.article_id]
                notes = self._note_hits(self._notes.get(key.article_id, ()), places)
                hits = ArticleHits(key, article, self._fitting(article, found), notes)
                if hits := behind_in(hits, after):
                    yield hits

    def _note_hits(
        self, notes: Sequence[Note], places: Callable[[Sequence[str]], list[list[Range]]]
    ) -> list[NoteHit]:
        wish = self.search
        if not notes or wish.in_type or wish.said_by or wish.unmarked:
            return []
        found = places([note.text for note in notes])
        return [NoteHit(note, at) for note, some in zip(notes, found, strict=True) for at in some]

    def _fitting(self, article: SearchedArticle, found: Sequence[Range]) -> Sequence[Range]:
        """Give those places that stand where they must."""
        if not found:
            return found
        hidden, wish = covered(article), self.search
        fitting = [at for at in found if not any(one.overlaps(at) for one in hidden)]
        if wish.in_type:
            inside = [mark.at for mark in article.marks if mark.type == wish.in_type]
            fitting = [at for at in fitting if any(one.covers(at) for one in inside)]
        if wish.said_by:
            inside = self._said_parts(article.article.id) if fitting else []
            fitting = [at for at in fitting if any(one.covers(at) for one in inside)]
        if wish.unmarked:
            fitting = [
                at
                for at in fitting
                if marked_by(self.context, article, at, self.mark) is None
                and not is_furniture(article, at)
            ]
        return fitting

    def _said_parts(self, article_id: str) -> list[Range]:
        """Give the parts of claims that the actor makes, joins followed."""
        page = self.reader.page(article_id, {self.context.layer.id})
        actors = self.context.actors
        wanted = actors.get(self.search.said_by)
        return [
            part
            for one in statements(page, self.context.scheme)
            if wanted is not None
            and any(actors.get(each.actor_id) is wanted for each in one.speakers)
            for part in one.claim.parts
        ]


def behind_in(hits: ArticleHits, after: HitPlace | None) -> ArticleHits:
    """Give the hits behind a place."""
    if after is None or hits.key.article_id != after.article_id:
        return hits
    places = [at for at in hits.places if not after.note_id and at.start > after.start]
    notes = [
        one
        for one in hits.notes
        if (one.note.id, one.at.start) > (after.note_id, after.start if after.note_id else -1)
    ]
    return ArticleHits(hits.key, hits.article, places, notes)


def behind(found: Iterable[ArticleHits], after: HitPlace | None) -> Iterator[ArticleHits]:
    """Give what stands behind a place, of hits that are known."""
    is_before = after is not None
    for one in found:
        if after is not None and one.key.article_id == after.article_id:
            is_before = False
        if not is_before and (left := behind_in(one, after)):
            yield left


def _growing(sizes: Sequence[int]) -> Iterator[int]:
    yield from sizes
    while True:
        yield sizes[-1]


def _chunks(keys: list[TextKey]) -> Iterator[list[TextKey]]:
    at = 0
    for size in _growing(_CHUNKS):
        if at >= len(keys):
            return
        yield keys[at : at + size]
        at += size
