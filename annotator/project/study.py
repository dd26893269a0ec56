"""Study: the calls of `Project` for the rest of a study's day: its copies of one dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project import refer
from annotator.project.acts.study.statements import plan_merge_claims, plan_split_claim
from annotator.project.answers import Carried, Done, place
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
        dry_run: bool = False,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> Carried:
        """Carry the marks of an article over to copies of it (None = all of its group), one step.

        Only marks whose words stand unchanged come over, with links, actors and values; `copies`
        says for each copy how many did, and which marks are left open for which reason. Nothing
        that somebody set in a copy is changed. With `dry_run` nothing is written.
        """
        from annotator.project.carrying import carry_plan

        here = self._here
        context = refer.context_for(here, layer)
        original = here.page(self.article_id(article), {context.layer.id})
        ids = None if to is None else [self.article_id(one) for one in refer.several(to)]
        watch = Watch(progress, cancel or Cancel())
        plan = carry_plan(here, context, original, ids, watch=watch)
        done = Done(plan.step, ()) if dry_run or plan.step.is_empty() else self._do(plan.step)
        return Carried(done.step, done.ids, plan.copies)

    def carry_mark(self, mark: Named, to: Named, at: Place) -> Done:
        """Mark a place of a copy as a mark of the original is, with actor, values and links.

        Other words may stand there; what somebody marked otherwise there is as in the original
        then. Links come along to what came over before.
        """
        from annotator.project.acts.study.carry import plan_carry_mark

        context, original, span_id = refer.item(self._here, mark)
        copy = self._here.page(self.article_id(to), {context.layer.id})
        return self._do(plan_carry_mark(context, original, copy, span_id, place(at)))

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
