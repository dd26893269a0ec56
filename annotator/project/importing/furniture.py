"""Page furniture by corpus: lines that recur in the articles of an outlet, folded in all of them.

What was found, and what somebody said of a line, is kept under names and used at later imports.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.article import Origin, Region, RegionProposal, RegionType
from annotator.model.changes import ChangesToCome, Step
from annotator.model.layer import State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, changed, removed
from annotator.project.acts.shared import step_of
from annotator.project.answers import Done
from annotator.suggest.pages.lines import lines as page_lines
from annotator.suggest.pages.recurring import line_key, outside_lines, recurring

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.model.bundle import Bundle, Content, OutsideLine
    from annotator.model.changes import Change
    from annotator.model.page import Page
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader
    from annotator.text.ranges import Range
    from annotator.work import Watch

SET_BY = "recurring"
"""Who has set a region that was found because its line recurs."""
_EVERYWHERE = ""
"""Stands for all outlets, and for articles of none."""


@dataclass(frozen=True, slots=True)
class RecurringLine:
    """A line that is furniture in several articles: of an outlet, "" = whatever the outlet.

    `places` = how many lines would be folded, in articles that nobody has done; `first` names the
    first of these. `done` are the ids of articles with that line that somebody has done.
    """

    words: str
    outlet: str
    places: int
    first: str
    done: tuple[str, ...] = ()


class KnownFurniture:
    """What a project keeps of lines: always furniture, or never, of an outlet or of all."""

    def __init__(self, named: Iterable[NamedSet]) -> None:
        """Read what is kept under names; other things are passed over."""
        self._always: set[tuple[str, str]] = set()
        self._never: set[tuple[str, str]] = set()
        for one in named:
            if one.kind is NamedKind.FURNITURE:
                where = str(one.body.get("outlet", "")), line_key(str(one.body.get("line", "")))
                (self._never if one.body.get("never") is True else self._always).add(where)

    def is_furniture(self, outlet: str, key: str) -> bool:
        """Say whether a line is known to be furniture; “never” wins."""
        return not self.is_never(outlet, key) and any(
            (one, key) in self._always for one in (outlet, _EVERYWHERE)
        )

    def is_never(self, outlet: str, key: str) -> bool:
        """Say whether somebody said that a line is no furniture."""
        return any((one, key) in self._never for one in (outlet, _EVERYWHERE))


def kept_line(words: str, outlet: str, *, never: bool) -> NamedSet:
    """Give what is kept of a line: its name says which line it is, of which outlet."""
    name = f"{outlet}: {line_key(words)}" if outlet else line_key(words)
    return NamedSet(
        "", NamedKind.FURNITURE, name, {"line": words, "outlet": outlet, "never": never}
    )


# --- at import ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Coming:
    """One article that comes in: its outlet, the story it is of, its lines outside the body."""

    outlet: str
    group: str
    lines: tuple[OutsideLine, ...]
    source: str
    folded: list[OutsideLine] = field(default_factory=list)


def with_furniture(
    bundles: Iterable[Bundle], known: KnownFurniture
) -> tuple[list[Bundle], tuple[RecurringLine, ...]]:
    """Give what was read with the lines that recur as boilerplate, and which lines these are.

    They recur in three or more stories of one outlet, or of this whole import.
    """
    bundles = list(bundles)
    stories = _stories(one for bundle in bundles for one in _texts(bundle))
    texts = [_coming(bundle, one, stories) for bundle in bundles for one in _texts(bundle)]
    coming = [one for one in texts if one is not None]
    pages = [(one.outlet, one.group, {line.key for line in one.lines}) for one in coming]
    of_outlet = recurring(page for page in pages if page[0])
    of_all = recurring((_EVERYWHERE, group, keys) for _, group, keys in pages)
    every = of_all.get(_EVERYWHERE, frozenset())
    found: dict[tuple[str, str], list[tuple[_Coming, OutsideLine]]] = {}
    for one in coming:
        for line in one.lines:
            own = of_outlet.get(one.outlet, frozenset())
            is_here = line.key in every or line.key in own
            if known.is_never(one.outlet, line.key):
                continue
            if is_here or known.is_furniture(one.outlet, line.key):
                one.folded.append(line)
                where = one.outlet if line.key in own else _EVERYWHERE
                if is_here:
                    found.setdefault((where, line.key), []).append((one, line))
    if not any(one.folded for one in coming):
        return bundles, ()
    waiting = iter(texts)
    marked = [_with_folded(bundle, waiting) for bundle in bundles]
    lines = tuple(
        RecurringLine(some[0][1].words, outlet, len(some), some[0][0].source)
        for (outlet, _), some in found.items()
    )
    return marked, lines


def recurring_in(content: Content, lines: Iterable[RecurringLine]) -> tuple[RecurringLine, ...]:
    """Give which of the lines that recur stand in an article that is coming in, in text order."""
    known = {(one.outlet, line_key(one.words)): one for one in lines}
    outlet, text = content.outlet(), content.article.text
    folded = (
        line_key(one.at.of(text))
        for one in content.proposed_regions
        if known and one.type is RegionType.BOILERPLATE
    )
    found = (known.get((outlet, key)) or known.get((_EVERYWHERE, key)) for key in folded)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _with_folded(bundle: Bundle, waiting: Iterator[_Coming | None]) -> Bundle:
    texts = _texts(bundle)
    lines = [[] if one is None else one.folded for one in islice(waiting, len(texts))]
    if not any(lines):
        return bundle
    contents = tuple(_folded(one, some) for one, some in zip(texts, lines, strict=True))
    return replace(bundle, contents=contents)


def _texts(bundle: Bundle) -> tuple[Content, ...]:
    """Give the articles of a bundle of bare texts: codings come with their regions."""
    return bundle.texts() if bundle.scheme is None else ()


def _stories(contents: Iterable[Content]) -> dict[str, str]:
    """Give for each text the first of its story: a copy may be nearest to another copy."""
    found: dict[str, str] = {}
    for one in contents:
        earlier = one.article.sha256 if one.near is None else one.near.sha256
        found[one.article.sha256] = found.get(earlier, earlier)
    return found


def _coming(bundle: Bundle, content: Content, stories: Mapping[str, str]) -> _Coming | None:
    """Give an article with its lines outside the body; None for one that has none."""
    article, lines = content.article, content.outside
    group = stories[article.sha256]
    if lines == ():
        return None
    if lines is None:
        regions = [(one.type, one.at) for one in content.regions]
        regions += [(one.type, one.at) for one in content.proposed_regions]
        lines = outside_lines(article.text, regions)
    gave = [one.at for one in content.proposed_fields if one.at is not None] if lines else ()
    free = tuple(line for line in lines if not _touches(line.at, gave))
    return _Coming(content.outlet(), group, free, bundle.source or article.source)


def _touches(at: Range, others: Iterable[Range]) -> bool:
    return any(one.start < at.end and at.start < one.end for one in others)


def _folded(content: Content, lines: list[OutsideLine]) -> Content:
    if not lines:
        return content
    more = [RegionProposal(RegionType.BOILERPLATE, line.at) for line in lines]
    every = sorted((*content.proposed_regions, *more), key=lambda one: one.at)
    return replace(content, proposed_regions=tuple(every))


def keeping(
    bundles: list[Bundle], lines: Iterable[RecurringLine], named: Iterable[NamedSet]
) -> list[Bundle]:
    """Give what comes in with what the project is to keep of the lines that recur in it."""
    known = {one.name for one in named if one.kind is NamedKind.FURNITURE}
    every = [kept_line(one.words, one.outlet, never=False) for one in lines]
    fresh = tuple(one for one in every if one.name not in known)
    first = next((n for n, one in enumerate(bundles) if _texts(one)), None)
    if first is None or not fresh:
        return bundles
    bundle = bundles[first]
    with_lines = replace(bundle, named=(*bundle.named, *fresh))
    return [*bundles[:first], with_lines, *bundles[first + 1 :]]


# --- in the project -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FurnitureDone(Done):
    """What `furniture` did, or would do: the lines with their places; the ids of new regions."""

    lines: tuple[RecurringLine, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichLines:
    """Which lines are meant: one by its words, of an outlet or ("" ) of all; None = all that recur.

    `never` takes them out of the furniture, `done` goes into articles too that somebody has done.
    """

    line: str | None = None
    outlet: str = _EVERYWHERE
    never: bool = False
    done: bool = False

    def check(self) -> None:
        """Raise `WrongUse` for what is no line."""
        if self.line is not None and not any(map(str.isalnum, self.line)):
            raise WrongUse(tr("This is no line of words."), tr("Choose a line of the article."))
        if self.line is None and self.never:
            raise WrongUse(
                tr("It is not said which line is never furniture."), tr("Choose a line.")
            )


@dataclass(slots=True)
class _Hits:
    """The places of one line in the project."""

    words: str
    outlet: str
    at: list[tuple[str, Range]] = field(default_factory=list)


def furniture_step(
    context: PlanContext, reader: Reader, which: WhichLines, watch: Watch
) -> tuple[Step, tuple[RecurringLine, ...]]:
    """Give the step that folds lines in all articles, or unfolds them, and what it would touch.

    Lines with a mark, and what somebody set by hand, stay as they are. Raises `WrongUse`.
    """
    which.check()
    plan = _Folding(context, reader, which)
    if which.line is None:
        found = _recurring(reader, KnownFurniture(plan.named), watch)
    else:
        found = _named_line(reader, which, watch)
    lines = tuple(line for hits in found for line in plan.add(hits))
    act = "never-furniture" if which.never else "fold-lines"
    places = sum(one.places for one in lines)
    step = step_of(context, act, (), n=len(lines), places=places)
    return replace(step, changes=plan.changes.behind()), lines


class _Folding:
    """What folding or unfolding lines would change, line by line."""

    def __init__(self, context: PlanContext, reader: Reader, which: WhichLines) -> None:
        self.changes = ChangesToCome()
        self.named = reader.named()
        self._context, self._reader, self._which = context, reader, which
        self._layer_ids = {one.id for one in context.layers}

    def add(self, hits: _Hits) -> Iterator[RecurringLine]:
        """Plan one line; give it where anything is to be folded or to be asked."""
        done: list[str] = []
        places = 0
        first = ""
        for article_id, at in hits.at:
            page = self._reader.page(article_id, self._layer_ids)
            made = self._unfolded(page, at) if self._which.never else self._folded(page, at)
            if not made:
                continue
            is_done = State.DONE in self._reader.progress(article_id).values()
            if is_done and not self._which.done:
                done.append(article_id)
                continue
            first = first or page.article.title
            self.changes.add(made)
            places += 1
        if places or done:
            yield RecurringLine(hits.words, hits.outlet, places, first, tuple(done))
        if places or self._which.line is not None:
            self._keep(hits)

    def _folded(self, page: Page, at: Range) -> tuple[Change, ...]:
        is_free = not any(one.at.start < at.end and at.start < one.at.end for one in page.regions)
        if not is_free or page.parts_between(at.start, at.end):
            return ()
        by_hand = self._which.line is not None
        return added(
            Region(
                id=self._context.new_id(),
                article_id=page.article.id,
                type=RegionType.BOILERPLATE,
                at=at,
                origin=Origin.CONFIRMED if by_hand else Origin.PROPOSED,
                set_by=self._context.coder.id if by_hand else SET_BY,
            )
        )

    def _unfolded(self, page: Page, at: Range) -> tuple[Change, ...]:
        """Take away what masks this very line, but for what somebody set by hand."""
        return removed(
            *(
                one
                for one in page.regions
                if one.type is RegionType.BOILERPLATE
                and one.origin is not Origin.HAND
                and (one.at.start, one.at.end) == (at.start, at.end)
            )
        )

    def _keep(self, hits: _Hits) -> None:
        kept = kept_line(hits.words, hits.outlet, never=self._which.never)
        same = (one for one in self.named if (one.kind, one.name) == (kept.kind, kept.name))
        before = next(same, None)
        if before is not None and before.body.get("never") is self._which.never:
            return
        made = replace(
            kept,
            id=self._context.new_id() if before is None else before.id,
            by=self._context.coder.id,
            created=self._context.now(),
        )
        self.changes.add(changed(before, made))


def _named_line(reader: Reader, which: WhichLines, watch: Watch) -> list[_Hits]:
    key = line_key(which.line or "")
    hits = _Hits(which.line or "", which.outlet)
    for content in _contents(reader, watch):
        if which.outlet not in (_EVERYWHERE, content.article.outlet):
            continue
        every = page_lines(content.article.text)
        hits.at += [(content.article.id, one.at) for one in every if line_key(one.text) == key]
    return [hits]


def _recurring(reader: Reader, known: KnownFurniture, watch: Watch) -> list[_Hits]:
    """Give the lines that recur in an outlet; articles without one belong to their import."""
    pages: list[tuple[tuple[str, str], str, dict[str, OutsideLine], str]] = []
    for content in _contents(reader, watch):
        article = content.article
        regions = [(one.type, one.at) for one in content.regions]
        gave = [one.at for one in article.proposed().values() if one.at is not None]
        lines = {
            line.key: line
            for line in outside_lines(article.text, regions)
            if not _touches(line.at, gave) and not known.is_never(article.outlet, line.key)
        }
        scope = (article.outlet, "" if article.outlet else article.imported_at)
        pages.append((scope, article.group_id or article.id, lines, article.id))
    of_scope = recurring((scope, group, lines) for scope, group, lines, _ in pages)
    found: dict[tuple[str, str], _Hits] = {}
    for scope, _, lines, article_id in pages:
        for key, line in lines.items():
            if key in of_scope.get(scope, ()) or known.is_furniture(scope[0], key):
                hits = found.setdefault((scope[0], key), _Hits(line.words, scope[0]))
                hits.at.append((article_id, line.at))
    return [*found.values()]


def _contents(reader: Reader, watch: Watch) -> Iterator[Content]:
    of = reader.n_articles()
    for n, content in enumerate(reader.contents(None, ())):
        watch.cancel.check()
        watch.progress(n, of, tr("article"))
        yield content
