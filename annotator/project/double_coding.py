"""Double coding: the calls of `Project` that draw samples."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from annotator.model import sampling
from annotator.model.article import ListQuery
from annotator.model.layer import State
from annotator.model.sampling import Candidate, Rule
from annotator.project import refer
from annotator.project.acts import samples as sample_acts
from annotator.project.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.article import ArticleEntry
    from annotator.project.acts.samples import Sampled
    from annotator.project.open_project import OpenProject

_BLOCK = 500


class DoubleCoding(Questions):
    """What a project does to have articles coded twice."""

    def draw_sample(
        self,
        name: str,
        *,
        n: int | None = None,
        share: float | str | None = None,
        weeks: int = 0,
        by: Iterable[str] = (),
        since: str = "",
        until: str = "",
        seed: int | None = None,
        dry_run: bool = False,
    ) -> Sampled:
        """Draw articles that anyone can draw again, and keep them under a name as one step.

        So many (`n`), a share of them, or all of so many days of each weekday (`weeks`; with `n`
        that many of these). `by` = outlet, month or both: cells that get places by their size.
        Days are written YYYY-MM-DD. Without a `seed` it is 1 for the first sample, then 2.
        With `dry_run` nothing is kept.
        """
        here = self._here
        here.drain()
        known = self.samples()
        rule = Rule(
            seed=len(known) + 1 if seed is None else seed,
            n=n,
            share=None if share is None else sampling.share_of(share),
            by=tuple(dict.fromkeys(by)),
            weeks=weeks,
            since=since,
            until=until,
        )
        kept_as = sample_acts.checked_name(name, known)
        drawn = sampling.draw(rule, candidates(here))
        done = sample_acts.plan_sample(
            here.context, kept_as, rule, drawn, last_number=self.reader.last_number()
        )
        return done if dry_run else self._kept(done)

    def draw_more(self, name: str, n: int, *, dry_run: bool = False) -> Sampled:
        """Draw so many more articles of a sample's frame, as one step.

        Articles that came in since are in no frame of it; `n_later` counts them.
        """
        here = self._here
        here.drain()
        sample = refer.find_sample(self.samples(), name)
        known: dict[str, str] = {}
        drawn: set[str] = set()
        n_later, last, members = 0, sample_acts.last_number(sample), {*sample.members}
        for entry in entries(here):
            mark = candidate(entry).mark
            known[mark] = entry.id
            n_later += entry.number > last
            if entry.id in members:
                drawn.add(mark)
        cells = sample_acts.frame_cells(sample)
        more = sampling.draw_more(n, cells, drawn, known)
        done = sample_acts.plan_more(here.context, sample, more, n_later=n_later)
        return done if dry_run or done.step.is_empty() else self._kept(done)

    def _kept(self, done: Sampled) -> Sampled:
        return replace(done, step=self._here.apply(done.step))


def entries(here: OpenProject) -> Iterator[ArticleEntry]:
    """Give all articles as the coder's list has them, read in blocks."""
    reader, layer_id = here.reader, here.context.layer.id
    order = reader.article_order(layer_id, ListQuery())
    blocks = (reader.entries(layer_id, order, at, _BLOCK) for at in range(0, len(order), _BLOCK))
    return filter(None, chain.from_iterable(blocks))


def candidate(entry: ArticleEntry) -> Candidate:
    """Give an article of the list as what may be drawn."""
    return Candidate(entry.id, entry.sha256, entry.outlet, entry.date, entry.group_id)


def candidates(here: OpenProject) -> Iterator[Candidate]:
    """Give the articles that may be drawn: those that the coder has not excluded."""
    return (candidate(one) for one in entries(here) if one.state != State.EXCLUDED)
