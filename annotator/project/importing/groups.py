"""Groups of articles that are nearly the same: which one comes into which, found when asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from annotator.model.article import GROUP_WHY, ArticleFields
from annotator.model.bundle import Bundle, NearCopy
from annotator.model.changes import Change, Step, differences
from annotator.model.rows import ARTICLE
from annotator.project.acts.shared import step_of
from annotator.project.context import PlanContext


class Groups:
    """Which articles are nearly the same: each by the sha256 of the first text of its group."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    def look(self, bundles: Iterable[Bundle], known: Collection[str]) -> None:
        """Note what is near to what is here or comes before it; codings say their groups."""
        before = {*known}
        for bundle in bundles:
            for content in bundle.texts():
                sha256, near = content.article.sha256, content.near
                if near is not None and near.sha256 in before and sha256 not in before:
                    self._first[sha256] = self._first.get(near.sha256, near.sha256)
                before.add(sha256)
        self._firsts = frozenset(self._first.values())

    def first_of(self, sha256: str) -> str | None:
        """Give the first text of the group of a text: itself, where it is that."""
        return self._first.get(sha256, sha256 if sha256 in self._firsts else None)

    def id_of(self, first: str) -> str | None:
        """Give the id of the group with this first text, once it has one."""
        return self._ids.get(first)

    def call(self, first: str, group_id: str) -> None:
        """Say what id a group has."""
        self._ids[first] = group_id


def plan_groups(
    context: PlanContext, articles: Iterable[ArticleFields], near: Mapping[str, NearCopy]
) -> Step:
    """Give the step that groups articles of the project; those that are in a group stay in it.

    `articles` as they came in; `near` by the id of an article, with that of an earlier one in
    place of the sha256.
    """
    groups: dict[str, str] = {}
    firsts = {one.sha256 for one in near.values()}
    changes: list[Change] = []
    n = 0
    for one in articles:
        copy = near.get(one.id)
        if one.group_id is not None:
            groups[one.id] = one.group_id
            continue
        if copy is None and one.id not in firsts:
            continue
        groups[one.id] = one.id if copy is None else groups[copy.sha256]
        why = {} if copy is None else {GROUP_WHY: copy.share}
        after = replace(one, group_id=groups[one.id], meta={**one.meta, **why})
        changes += differences([ARTICLE.row(one)], [ARTICLE.row(after)])
        n += copy is not None
    return step_of(context, "group-near", changes, n=n)
