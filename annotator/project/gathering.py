"""Several acts as one step: what was planned so far, and the project as it is after that.

Each step is applied once to the context and to the pages that are asked for, so that many acts
cost as much each as few.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.model.changes import Step
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.project.context import PlanContext

_MOST_PAGES = 64
"""More articles are seldom worked on in turns; a page that was let go is read again."""


@dataclass(slots=True)
class Gathering:
    """The steps of one `together`; `look_up` gives the article of an item that is on disk."""

    context: PlanContext
    look_up: Callable[[str], str | None]
    steps: list[Step] = field(default_factory=list)
    _by_article: dict[str, list[Step]] = field(default_factory=dict)
    _article_of: dict[str, str | None] = field(default_factory=dict)
    _pages: OrderedDict[tuple[str, frozenset[str]], tuple[Page, int]] = field(
        default_factory=OrderedDict
    )

    def add(self, step: Step) -> None:
        """Take a step."""
        self.steps.append(step)
        self.context = self.context.applied(step.changes)
        articles: dict[str, None] = {}
        owners: list[str] = []
        for change in step.changes:
            row = change.after if change.after is not None else change.before or {}
            if change.table == "article":
                articles[str(row["id"])] = None
            elif row.get("owner_kind") == Owner.ARTICLE:
                articles[str(row["owner_id"])] = None
            elif "article_id" in row:
                articles[str(row["article_id"])] = None
                if "id" in row:
                    self._article_of[str(row["id"])] = str(row["article_id"])
            else:
                owners += [str(row[name]) for name in ("span_id", "owner_id") if name in row]
        articles.update(dict.fromkeys(filter(None, map(self.article_of, owners))))
        for article_id in articles:
            self._by_article.setdefault(article_id, []).append(step)

    def article_of(self, item_id: str) -> str | None:
        """Give the article that a span, link or note is in, or None."""
        if item_id not in self._article_of:
            self._article_of[item_id] = self.look_up(item_id)
        return self._article_of[item_id]

    def page(self, article_id: str, layer_ids: frozenset[str], read: Callable[[], Page]) -> Page:
        """Give an article with some layers as it is after all steps; `read` gives it as on disk."""
        key = (article_id, layer_ids)
        page, n = self._pages.pop(key) if key in self._pages else (read(), 0)
        steps = self._by_article.get(article_id, [])
        for step in steps[n:]:
            page = page.applied(step.changes)
        self._pages[key] = page, len(steps)
        if len(self._pages) > _MOST_PAGES:
            self._pages.popitem(last=False)
        return page
