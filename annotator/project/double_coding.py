"""Double coding: the calls of `Project` that draw samples and make kits of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.layer import State
from annotator.model.scheme import Role
from annotator.project import refer
from annotator.project.review.calls import Reviewing
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.project.acts.kits import KitsMade, KitState
    from annotator.project.acts.samples import Sampled
    from annotator.project.colleagues.kits_back import KitsBack
    from annotator.project.refer import Named


class DoubleCoding(Reviewing):
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
        from annotator.model.double_coding import sampling
        from annotator.project.acts import samples as sample_acts
        from annotator.project.listed import candidate, entries

        here = self._here
        here.drain()
        known = self.samples()
        rule = sampling.Rule(
            seed=len(known) + 1 if seed is None else seed,
            n=n,
            share=None if share is None else sampling.share_of(share),
            by=tuple(dict.fromkeys(by)),
            weeks=weeks,
            since=since,
            until=until,
        )
        kept_as = sample_acts.checked_name(name, known)
        open_ones = (candidate(one) for one in entries(here) if one.state != State.EXCLUDED)
        drawn = sampling.draw(rule, open_ones)
        done = sample_acts.plan_sample(
            here.context, kept_as, rule, drawn, last_number=self.reader.last_number()
        )
        return done if dry_run else self._kept(done)

    def draw_more(self, name: str, n: int, *, dry_run: bool = False) -> Sampled:
        """Draw so many more articles of a sample's frame, as one step.

        Articles that came in since are in no frame of it; `n_later` counts them.
        """
        from annotator.model.double_coding import sampling
        from annotator.project.acts import samples as sample_acts
        from annotator.project.listed import candidate, entries

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

    def make_kits(
        self,
        coders: Iterable[str] | str,
        to: Path | str,
        *,
        sample: str | None = None,
        overlap: float | str | None = None,
        alone: float | str = 0,
        hide: Iterable[str] = (),
        given: Named | None = None,
        by: Iterable[str] = (),
        seed: int | None = None,
        dry_run: bool = False,
    ) -> KitsMade:
        """Write a project file for each coder, with the articles of a sample and nobody's marks.

        Without a `sample` one is drawn that is called “double coding”: a share (`overlap`), else a
        tenth of the articles but at least 20. `alone` is the share of the rest that each codes
        alone. `hide` names fields that nothing shows before an article is done. `given` is a
        layer whose claims' places stand in the kit, and nothing else of them. One step; with
        `dry_run` nothing is written.
        """
        from annotator.model.double_coding import sampling
        from annotator.project.kits import KitOrder, make

        here = self._here
        here.drain()
        order = KitOrder(
            coders=(coders,) if isinstance(coders, str) else tuple(coders),
            sample=sample,
            overlap=None if overlap is None else sampling.share_of(overlap),
            alone=sampling.share_of(alone),
            hides=tuple(dict.fromkeys(hide)),
            given=given,
            by=tuple(dict.fromkeys(by)),
            seed=seed,
        )
        return make(here, order, Path(to), dry_run=dry_run)

    def expected_claims(self, n_articles: int) -> int | None:
        """Give how many claims so many articles may have, going by the coder's own marks.

        None as long as the coder has marked nothing.
        """
        here = self._here
        layer_id, claim = here.context.layer.id, self.scheme.name_for(Role.CLAIM)
        n_marked = len(here.reader.counts(layer_id))
        if not n_marked:
            return None
        return round(here.reader.n_spans(layer_id, claim) / n_marked * n_articles)

    def collect_kits(
        self,
        kits: Sequence[Path | str] | Path | str,
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> KitsBack:
        """Take kits back: what was coded in them comes in as layers, as one step.

        Twice brings nothing new, a newer one replaces its layer. A kit of another project is in
        `report.refused`; raises `CannotRead` where no file is a kit of this one. With `dry_run`
        nothing is written.
        """
        from annotator.project.colleagues.kits_back import collected

        several = [kits] if isinstance(kits, Path | str) else kits
        watch = Watch(progress, cancel or Cancel())
        return collected(self._here, [Path(one) for one in several], dry_run=dry_run, watch=watch)

    def kits(self) -> tuple[KitState, ...]:
        """Give the kits that were made here, with how much of each is done in what came back."""
        from annotator.project.kits import states

        return states(self._here)

    def _kept(self, done: Sampled) -> Sampled:
        return replace(done, step=self._here.apply(done.step))
