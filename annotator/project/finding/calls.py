"""Finding: the calls of `Project` that look for words, mark what was found, keep searches."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.named import NamedKind
from annotator.project import refer
from annotator.project.answers import Done, new_ids, place
from annotator.project.importing.calls import Importing
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotator.model.changes import Step
    from annotator.model.named import NamedSet
    from annotator.model.page import Page
    from annotator.project.acts.mark import SpanLike
    from annotator.project.answers import Place
    from annotator.project.finding.answer import FindAnswer
    from annotator.project.finding.search import Search
    from annotator.project.finding.searching import ArticleHits, HitPlace, Searcher
    from annotator.project.refer import Named
    from annotator.store.searching.folded_texts import FoldedTexts
    from annotator.text.ranges import Range


class Finding(Importing):
    """A project whose texts are searched."""

    _folded: FoldedTexts | None = None

    def close(self) -> None:
        """Write what is queued and close the files."""
        if self._folded is not None:
            self._folded.close()
        super().close()

    def find(
        self,
        words: str | Search,
        *,
        whole: bool = False,
        case: bool = False,
        regex: bool = False,
        in_type: str | None = None,
        said_by: Named | None = None,
        notes: bool = False,
        unmarked: bool = False,
        limit: int | None = None,
        after: str | None = None,
        mark: str | None = None,
        attributes: Mapping[str, str] | None = None,
        actor: Named | None = None,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> FindAnswer:
        """Find words in all texts; `a | b` finds either. Folded, unless `case`.

        `regex` is Python’s `re` on the text. `in_type`, `said_by`: the whole hit within one
        part of a span of that type, of a claim of that actor; `notes` finds in notes too;
        `unmarked` only where nothing is marked (as `mark`, if that is named). At most `limit` hits
        behind the cursor `after`. `mark` marks all hits of the search as one step, but those that
        have that type and those on page furniture. Raises `WrongUse` for what is no search, and for
        an expression that takes too long.
        """
        from annotator.project.finding.answer import FindAnswer
        from annotator.project.finding.search import Search

        search = words
        if not isinstance(search, Search):
            search = Search(str(words), whole, case, regex, in_type or "", "", notes, unmarked)
        if said_by is not None:
            search = replace(search, said_by=refer.actor_id(self._here, said_by))
        watch = Watch(progress, cancel or Cancel())
        searcher = self.searcher(search, mark=mark, watch=watch)
        start = self._place(after)
        if limit is not None and limit < 0:
            raise WrongUse(tr("A limit is a number of hits."), tr("Give 1 or more."))
        if mark is None:
            return FindAnswer(searcher.walk, limit=limit, after=start)
        from annotator.project.finding.searching import behind

        found = [*searcher.walk()]
        step = self._mark_found(searcher, found, (attributes or {}, actor))
        return FindAnswer(lambda at: behind(found, at), limit=limit, after=start, step=step)

    def searcher(
        self, search: Search, *, mark: str | None = None, watch: Watch | None = None
    ) -> Searcher:
        """Give what goes through the texts for a search; raises `WrongUse` for what is none.

        For whoever shows hits as they come: one search, in the thread that asks.
        """
        from annotator.model.checks import span_type
        from annotator.project.finding.searching import Searcher

        here = self._here
        here.drain()
        for name in filter(None, (search.in_type, mark)):
            span_type(here.context.scheme, name)
        search.alternatives()
        return Searcher(
            here.reader, here.context, self.folded_texts(), search, mark, watch or Watch()
        )

    def folded_texts(self) -> FoldedTexts:
        """Give the folded texts of this project in the cache folder."""
        from annotator.store.searching.folded_texts import FoldedTexts

        self._here.guard_open()
        if self._folded is None:
            self._folded = FoldedTexts(self.id)
        return self._folded

    def mark_places(
        self,
        type: str,  # noqa: A002 - the field's word
        places: Mapping[str, Sequence[Place]],
        attributes: Mapping[str, str] | None = None,
        actor: Named | None = None,
        *,
        words: str = "",
        watch: Watch | None = None,
    ) -> Done:
        """Mark places of some articles (by their ids) as one step; what is marked so stays.

        `words` name them in the history. Raises `WrongUse` where nothing is left to mark.
        """
        at = {article: [place(one) for one in some] for article, some in places.items()}
        step = self._marking(type, words, at, (attributes or {}, actor), watch or Watch())
        if step is None:
            raise WrongUse(
                tr("These places are marked as {type} already.", type=type),
                tr("There is nothing more to mark."),
            )
        return Done(step, new_ids(step.changes))

    def _mark_found(
        self,
        searcher: Searcher,
        found: Sequence[ArticleHits],
        how: tuple[Mapping[str, str], Named | None],
    ) -> Step | None:
        from annotator.project.finding.searching import is_furniture

        at = {
            one.article.article.id: [
                each for each in one.places if not is_furniture(one.article, each)
            ]
            for one in found
            if one.article is not None
        }
        type_name, words = searcher.mark or "", searcher.search.words
        return self._marking(type_name, words, at, how, searcher.watch)

    def _marking(
        self,
        type_name: str,
        words: str,
        places: Mapping[str, Sequence[Range]],
        how: tuple[Mapping[str, str], Named | None],
        watch: Watch,
    ) -> Step | None:
        """Mark places that no mark of the type touches; give the step, None where none is left."""
        from annotator.project.acts.actors import actor_meant
        from annotator.project.acts.mark import SpanLike, plan_everywhere

        here, (attributes, actor) = self._here, how
        made, actor_id = actor_meant(here.context, None if actor is None else refer.id_of(actor))
        like = SpanLike(words, type_name, attributes, actor_id)
        context = here.context.applied(made)
        free = self._free(like, places, watch)
        first = next(free, None)
        if first is None:
            return None
        return here.apply(plan_everywhere(context, chain([first], free), like, made=made))

    def _free(
        self, like: SpanLike, places: Mapping[str, Sequence[Range]], watch: Watch
    ) -> Iterator[tuple[Page, list[Range]]]:
        from annotator.reading.everywhere import is_marked

        here = self._here
        layer = here.context.layer.id
        page_of = here.pages_ahead([one for one, some in places.items() if some], {layer})
        for done, (article_id, some) in enumerate(places.items()):
            watch.cancel.check()
            watch.progress(done, len(places), tr("article"))
            page = page_of(article_id) if some else None
            free = (
                []
                if page is None
                else [at for at in some if not is_marked(page, at, like.type, layer)]
            )
            if page is not None and free:
                yield page, free

    def _place(self, cursor: str | None) -> HitPlace | None:
        from annotator.project.finding.searching import HitPlace

        found = None if cursor is None else HitPlace.of(cursor)
        if cursor is not None and found is None:
            raise WrongUse(
                tr("“{cursor}” is no cursor.", cursor=cursor),
                tr("Give the one that the answer before has."),
            )
        return found

    # --- searches that are kept ------------------------------------------------------------------

    def searches(self) -> tuple[NamedSet, ...]:
        """Give the searches that are kept under a name, the oldest first."""
        return self.reader.named(NamedKind.SEARCH)

    def keep(self, name: str, search: Search | None = None) -> Done:
        """Keep a search under a name, in place of one that has it; None forgets that one."""
        from annotator.project.finding.kept import plan_forget_search, plan_keep_search

        here, kept = self._here, self.searches()
        if search is None:
            step = plan_forget_search(here.context, kept, name)
        else:
            search.alternatives()
            if search.said_by:
                search = replace(search, said_by=refer.actor_id(here, search.said_by))
            step = plan_keep_search(here.context, kept, name, search.as_json())
        return Done(here.apply(step), ())
