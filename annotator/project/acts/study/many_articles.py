"""Fields of many articles changed alike: what becomes of each, and what is lost by it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.article import MASTHEAD_FIELDS
from annotator.model.changes import ChangesToCome, Step, differences
from annotator.model.rows import ARTICLE
from annotator.project.acts.articles import checked_value, with_fields
from annotator.project.acts.shared import step_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from annotator.model.article import ArticleFields, Json
    from annotator.project.context import PlanContext
    from annotator.work import Watch

CHANGED_TOGETHER = (*MASTHEAD_FIELDS[1:], "language")
"""What articles may have alike: all but the headline, which is an article's own."""
_PACKED = 2_000
"""So many changes lie unpacked, whatever the number of articles."""


def field_value(article: ArticleFields, name: str) -> str:
    """Give what stands in a field, the language too."""
    return article.language if name == "language" else article.value(name)


@dataclass
class ManyArticles:
    """Changes of the same fields in many articles, and what they come to.

    `values` are the new ones by field, "" = none; `instead_of` says of some fields that they change
    only where this stands now. `own` are the names of the corpus's own fields.
    """

    values: Mapping[str, str]
    instead_of: Mapping[str, str] = field(default_factory=dict)
    own: Collection[str] = ()
    changes: ChangesToCome = field(default_factory=lambda: ChangesToCome(_PACKED))
    n: int = 0
    """How many articles change."""
    overwritten: Counter[tuple[str, str]] = field(default_factory=Counter)
    """In how many articles a value goes, by field and value."""

    def __post_init__(self) -> None:
        """Raise `Forbidden` for what no article can have, before any is looked at."""
        for name, value in self.values.items():
            checked_value(name, " ".join(value.split()))
        if "title" in self.values:
            raise Forbidden(
                tr("A headline is an article's own: it is not given to several."),
                tr("Change it on the page of the article."),
            )
        lost = sorted({*self.instead_of} - {*self.values})
        if lost:
            raise Forbidden(
                tr("What comes in place of “{text}” is not said.", text=self.instead_of[lost[0]]),
                tr("Give a value for “{name}” too.", name=lost[0]),
            )

    def take(self, articles: Iterable[ArticleFields], total: int, watch: Watch) -> None:
        """Look at all articles; raises `Forbidden` where a field is hidden until one is done."""
        for n, one in enumerate(articles):
            if n % 200 == 0:
                watch.cancel.check()
                watch.progress(n, total, tr("article"))
            self._take(one)

    def _take(self, article: ArticleFields) -> None:
        given = {
            name: value
            for name, value in self.values.items()
            if field_value(article, name) == self.instead_of.get(name, field_value(article, name))
        }
        after = with_fields(article, given, self.own) if given else article
        found = differences([ARTICLE.row(article)], [ARTICLE.row(after)])
        if not found:
            return
        self.changes.add(found)
        self.n += 1
        for name in given:
            before = field_value(article, name)
            if before and before != field_value(after, name):
                self.overwritten[name, before] += 1

    def step(self, context: PlanContext) -> Step:
        """Give the one step that changes them."""
        names: list[Json] = [*sorted(self.values)]
        changes = self.changes.behind()
        return step_of(context, "change-articles", changes, n=self.n, fields=names)
