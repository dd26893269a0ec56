"""Study: the calls of `Project` for the rest of a study's day: its copies of one dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project import refer
from annotator.project.acts.study.statements import plan_merge_claims, plan_split_claim
from annotator.project.answers import Carried, Done
from annotator.project.refer import id_of
from annotator.project.schemes.calls import Scheming
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.project.answers import Place
    from annotator.project.refer import Named


class Study(Scheming):
    """A project as the researcher works on it for two years."""

    def carry(
        self,
        article: Named,
        to: Iterable[Named] | Named | None = None,
        layer: Named | None = None,
        *,
        mark: Named | None = None,
        at: Place | None = None,
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Carried:
        """Carry the marks of an article over to copies of it (None = all of its group), one step.

        Only marks whose words stand unchanged come over, with links, actors and values; `copies`
        says for each copy how many did, and which marks are left open for which reason. Nothing
        that somebody set in a copy is changed. With `dry_run` nothing is written.
        With `mark` that one alone comes over, to the place `at` of one copy: other words stand
        there, or it was marked otherwise; it is as in the original then.
        """
        from annotator.project.carrying import carry_mark_plan, carry_plan

        here = self._here
        context = refer.context_for(here, layer)
        original = here.page(self.article_id(article), {context.layer.id})
        ids = None if to is None else [self.article_id(one) for one in refer.several(to)]
        if mark is not None:
            step = carry_mark_plan(here, context, original, ids, id_of(mark), at)
            one = Done(step, ()) if dry_run or step.is_empty() else self._do(step)
            return Carried(one.step, one.ids)
        watch = Watch(progress, cancel or Cancel())
        plan = carry_plan(here, context, original, ids, watch=watch)
        done = Done(plan.step, ()) if dry_run or plan.step.is_empty() else self._do(plan.step)
        return Carried(done.step, done.ids, plan.copies)

    def _join_claims(self, claims: Sequence[Named]) -> Done:
        if len(claims) != 2:
            raise WrongUse(tr("Two claims are joined at a time."), tr("Name two claims."))
        context, page, kept = refer.item(self._here, claims[0])
        return self._do(plan_merge_claims(context, page, kept, id_of(claims[1])))

    def _split_claim(self, claim: Named, at: int | None) -> Done:
        context, page, claim_id = refer.item(self._here, claim)
        if at is None:
            raise WrongUse(
                tr("Where the claim is to be split is not said."),
                tr("Say where its second part begins: a place between start and end."),
            )
        return self._do(plan_split_claim(context, page, claim_id, at))
