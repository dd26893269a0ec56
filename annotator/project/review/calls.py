"""What can be done with the codings of several people: the calls of `Project` that review.

What each needs is loaded by it: most runs review nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.agreed import AGREED
from annotator.project.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from annotator.compare.agreement import Agreement
    from annotator.compare.holders import Holders
    from annotator.compare.values import Comparison
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.span import Decision
    from annotator.project.answers import Done, Taken
    from annotator.project.refer import Named
    from annotator.project.review.settling import Settling
    from annotator.project.review.taking import Settlings


class Reviewing(Questions):
    """A project whose codings are compared and settled."""

    _kept_settlings: Settlings | None = None

    def take(
        self,
        from_: Named | None = None,
        *,
        key: str = "",
        side: str = "",
        of: tuple[Named, Named] | None = None,
        into: Named = AGREED,
        kinds: Collection[str] | None = None,
        types: Collection[str] | None = None,
        sample: str | None = None,
        articles: Iterable[Named] | None = None,
        rest: bool = False,
        without_names: bool = False,
        note: str = "",
        dry_run: bool = False,
    ) -> Taken:
        """Settle one difference by its `key`, or take all that is open from a layer, as one step.

        A suggestion is named by its id, too. `side` is left, right, both, neither or open (the
        decision is taken back); `of` are the two layers compared (None = those the agreed layer
        was begun with, else the only two people).
        The agreed layer is made first, with all that both have alike, as a step of its own;
        `without_names` makes it so. `rest` takes the done articles of a layer that nobody coded
        twice. The same decision again is no step.
        """
        from annotator.project.review.taking import TakeRequest

        if rest:
            if from_ is None:
                raise WrongUse(tr("Whose articles is not said."), tr("Name a layer."))
            return self._settlings().rest(from_, into, of, dry_run=dry_run)
        ids = None if articles is None else {self.article_id(one) for one in articles}
        if sample is not None:
            drawn = set(self.sample_articles(sample))
            ids = drawn if ids is None else ids & drawn
        asked = TakeRequest(
            into, key, side, from_, of, kinds, types, ids, without_names, note, dry_run
        )
        return self._settlings().take(asked)

    def names(self, *, show: bool = True) -> Done:
        """Show who coded what while settling without names, or hide it (`show` = False)."""
        return self._settlings().names(show=show)

    def settling(
        self,
        left: Named,
        right: Named,
        into: Named | None = None,
        *,
        articles: Iterable[Named] | None = None,
    ) -> Settling:
        """Give how two layers compare, with what was decided on a layer (None = the agreed).

        Of some articles alone it is made anew by each call.
        """
        layer = None if into is None else self.layer(into)
        ids = None if articles is None else [self.article_id(one) for one in articles]
        return self._settlings().of(self.layer(left), self.layer(right), layer, ids)

    def who_has(
        self,
        comparison: Comparison,
        layers: Iterable[Named] | None = None,
        *,
        all_articles: bool = False,
    ) -> dict[str, Holders]:
        """Give, by key of a difference, which coders have what each side has ("2 of 3 have it").

        Of the further `layers` (None = all) those of people count, in articles that they have done.
        """
        from annotator.project.review.holding import further_people, who_has

        self._here.drain()
        some = self.layers() if layers is None else [self.layer(one) for one in layers]
        others = further_people(some, comparison)
        return who_has(self.reader, comparison, others, all_articles=all_articles)

    def decided(self, comparison: Comparison) -> dict[str, Decision]:
        """Give the decisions about the differences of a comparison, by key.

        They are those of the agreed layer, else of one of the two layers themselves.
        """
        from annotator.project.review.settling import settling_of

        self._here.drain()
        found: dict[str, Decision] = {}
        for into in (comparison.left, comparison.right, None):
            found |= settling_of(self.context, comparison, self.reader, into).decided()
        return found

    def changed_since_settled(self, comparison: Comparison) -> dict[str, Decision]:
        """Give the differences that were settled, changed since and are open: how, by their keys.

        A coder has changed marks that the agreed layer has taken; of the two layers it was begun
        with, compared in all kinds and types.
        """
        from annotator.project.review.settling import settling_of

        self._here.drain()
        return settling_of(self.context, comparison, self.reader).changed()

    def plan_begin(self, settling: Settling) -> Step | None:
        """Give the step that makes the agreed layer; None where it is there already.

        The figures of agreement, as they stand, take as long as `agreement`.
        """
        here = {one.id for one in self.layers()}
        if settling.into.id in here:
            return None
        return self._settlings().begin(settling)

    def _settlings(self) -> Settlings:
        if self._kept_settlings is None:
            from annotator.project.review.taking import Settlings

            def compared(
                left: Layer, right: Layer, everywhere: bool, ids: Collection[str] | None
            ) -> Comparison:
                return self.compare(left, right, all_articles=everywhere, articles=ids)

            def agreement(left: Layer, right: Layer) -> Agreement:
                return self.agreement(left, right)

            self._kept_settlings = Settlings(self._here, compared, agreement)
        return self._kept_settlings
