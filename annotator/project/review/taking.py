"""Taking, asked in words of the field: one difference by its key, or all of a layer.

Comparisons are kept while nothing but settling happens, so that a thousand keys cost one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.compare.values import ArticleComparison
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.agreed import AGREED, Nameless, agreed_layer, agreed_record
from annotator.model.ids import now
from annotator.model.layer import SUGGESTIONS, LayerKind, State, layer_of_suggestions
from annotator.project import refer
from annotator.project.acts.settle import (
    new_agreed_layer,
    plan_names,
    plan_rest,
    plan_take_back,
)
from annotator.project.acts.shared import step_of
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.answers import Done, Taken, new_ids
from annotator.project.refer import Named, find_layer, id_of
from annotator.project.review.settling import Settling, settling_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from annotator.compare.agreement import Agreement
    from annotator.compare.values import Comparison, Difference
    from annotator.model.changes import Step
    from annotator.model.layer import Layer
    from annotator.model.span import Decision
    from annotator.project.open_project import OpenProject


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """What is to be taken: a `key` on a `side`, or what `from_` has of some kinds, types, articles.

    `of` are the two layers that are compared; None = those the agreed layer was begun with, else
    the only two of people.
    """

    into: Named
    key: str = ""
    side: str = ""
    from_: Named | None = None
    of: tuple[Named, Named] | None = None
    kinds: Collection[str] | None = None
    types: Collection[str] | None = None
    articles: Collection[str] | None = None
    without_names: bool = False
    note: str = ""
    dry_run: bool = False


class Settlings:
    """The comparisons that are being settled, each with its decisions."""

    def __init__(
        self,
        here: OpenProject,
        compare: Callable[[Layer, Layer, bool, Collection[str] | None], Comparison],
        agreement: Callable[[Layer, Layer], Agreement],
    ) -> None:
        """Compare with `compare`: two layers, whether articles need not be done, and which.

        `agreement` gives the figures that are kept before settling.
        """
        self._here = here
        self._compare = compare
        self._agreement = agreement
        self._known: dict[tuple[str, str, str], Settling] = {}
        self._known_at: tuple[object, ...] = ()

    # --- the calls ----------------------------------------------------------------------------

    def of(
        self,
        left: Layer,
        right: Layer,
        into: Layer | None = None,
        articles: Collection[str] | None = None,
    ) -> Settling:
        """Give how two layers compare, with what was decided on a layer (None = the agreed).

        `articles` are their ids (None = all); what is asked of some alone is not kept.
        """
        self._forget_what_moved()
        layer = into or agreed_layer(self._here.context.layers)
        name = (left.id, right.id, "" if layer is None else layer.id)
        if articles is None and name in self._known:
            return self._known[name]
        everywhere = layer is not None and layer.kind is not LayerKind.AGREED
        comparison = self._compare(left, right, everywhere, articles)
        context = self._here.context
        settling = settling_of(context, comparison, self._here.reader, layer)
        for step in self._here.gathered()[1]:
            settling.heard(step.changes)
        if articles is None:
            self._known[name] = settling
        return settling

    def take(self, asked: TakeRequest) -> Taken:
        """Do what is asked, as one step behind the one that makes the agreed layer."""
        into = self._into(asked.into)
        left, right = self._sides(asked, into)
        settling = self.of(left, right, into)
        n_identical = 0
        ids: list[str] = []
        if into is None:
            if asked.without_names:
                names = Nameless(seed=self._here.context.new_id(), since=now())
                settling.into = new_agreed_layer(self._here.context, settling.sides, names)
            begun = self._written(settling, self.begin(settling), dry_run=asked.dry_run)
            n_identical = _counted(begun)
            ids += new_ids(begun.changes)
        gone = settling.decisions.get(asked.key)
        if gone is not None and settling.difference(asked.key) is None:
            return self._decided_again(settling, gone, asked)
        differences, verdict = self._asked(settling, asked)
        articles = dict.fromkeys(one.article_id for one in differences)
        page = self._here.pages_ahead(articles, settling.layer_ids)
        step = settling.plan(self._here.context, page, differences, verdict)
        done = self._written(settling, step, dry_run=asked.dry_run)
        ids += new_ids(done.changes)
        return Taken(done, tuple(ids), n_identical, len(differences), len(articles))

    def _decided_again(self, settling: Settling, known: Decision, asked: TakeRequest) -> Taken:
        """Do what is asked of a difference that is none any more, since one side was taken."""
        side = _side(asked.side)
        context = self._here.context.on_layer(settling.into)
        article_id = next(filter(None, map(self._here.article_of, known.results)), None)
        if side is not ChosenSide.OPEN and side is not settling.sides.side_of(known):
            raise WrongUse(
                tr("This was decided otherwise, and what was taken is there."),
                tr("Open it again first: “side”: “open”."),
            )
        if side is not ChosenSide.OPEN or article_id is None:
            step = step_of(context, "settle", ())
        else:
            page = self._here.page(article_id, settling.layer_ids)
            step = plan_take_back(context, page, known, settling.decisions.values())
        done = self._written(settling, step, dry_run=asked.dry_run)
        n = 0 if done.is_empty() else 1
        return Taken(done, (), 0, n, n)

    def rest(
        self,
        from_: Named,
        into: Named,
        of: tuple[Named, Named] | None = None,
        *,
        dry_run: bool,
    ) -> Taken:
        """Take a layer's done articles that nobody coded twice; `of` as in `take`."""
        here = self._here
        layer = find_layer(here.context.layers, id_of(from_))
        n_identical = 0
        agreed = self._into(into)
        if agreed is None:
            settling = self.of(*self._sides(TakeRequest(into, from_=from_, of=of), None))
            begun = self._written(settling, self.begin(settling), dry_run=dry_run)
            n_identical, agreed = _counted(begun), settling.into
        articles = self._coded_once(layer, agreed)
        wanted = {layer.id, agreed.id}
        pages = (here.page(one, wanted) for one in articles)
        context = here.context.on_layer(agreed)
        step = plan_rest(context, layer, pages, lambda one: ArticleComparison(one))
        done = step if dry_run or step.is_empty() else here.apply(step)
        n_spans = step.args.get("spans")
        n = n_spans if isinstance(n_spans, int) else 0
        return Taken(done, new_ids(step.changes), n_identical, n, len(articles))

    def names(self, *, show: bool) -> Done:
        """Hide who coded what while settling, or show it again."""
        here = self._here
        agreed = agreed_layer(here.context.layers)
        context = here.context if agreed is None else here.context.on_layer(agreed)
        step = plan_names(context, show=show, seed=context.new_id())
        self._known.clear()
        return Done(step if step.is_empty() else here.apply(step), ())

    # --- what is meant ------------------------------------------------------------------------

    def _into(self, said: Named) -> Layer | None:
        """Give the layer taken into; None = the agreed one, which is not there yet."""
        if id_of(said) == AGREED:
            return agreed_layer(self._here.context.layers)
        layers = self._here.context.layers
        if any(id_of(said) in (one.id, one.name) for one in layers):
            return find_layer(layers, id_of(said))
        return refer.context_for(self._here, said).layer

    def _sides(self, asked: TakeRequest, into: Layer | None) -> tuple[Layer, Layer]:
        layers = self._here.context.layers
        if asked.of is not None:
            left, right = (refer.layer_of(self._here, one) for one in asked.of)
            return left, right
        begun = None if into is None else agreed_record(into)
        source = None if asked.from_ is None else find_layer(layers, id_of(asked.from_))
        if into is not None and into.kind is not LayerKind.AGREED:
            suggested = layer_of_suggestions(layers)
            return into, source or suggested or find_layer(layers, SUGGESTIONS)
        if begun is not None and (source is None or source.id in begun.of):
            left, right = (find_layer(layers, one) for one in begun.of)
            return left, right
        if into is not None and source is not None:
            return into, source
        people = [one for one in layers if one.kind is LayerKind.PERSON]
        if len(people) != 2:
            raise WrongUse(
                tr("It is not clear which two layers are compared."),
                tr("Say which: “--of A B”, in a script “of”: [A, B]."),
            )
        return people[0], people[1]

    def _asked(self, settling: Settling, asked: TakeRequest) -> tuple[list[Difference], Verdict]:
        if asked.key:
            one = settling.difference(asked.key) or settling.suggested(asked.key)
            if one is None:
                raise WrongUse(
                    tr("There is no difference {key}.", key=asked.key),
                    tr("Give a key that “annotator compare” shows."),
                )
            return [one], Verdict(_side(asked.side), asked.note)
        side = asked.side or self._side_of(settling, asked.from_)
        some = [one for one in settling.open() if _is_wanted(one, asked)]
        return some, Verdict(_side(side), asked.note)

    def _side_of(self, settling: Settling, from_: Named | None) -> str:
        if from_ is None:
            raise WrongUse(
                tr("It is not said what to take."), tr("Name a layer, or a key and a side.")
            )
        layer = find_layer(self._here.context.layers, id_of(from_))
        if layer.id not in (settling.sides.left, settling.sides.right):
            raise WrongUse(
                tr("The layer “{name}” is not one of the two.", name=layer.name),
                tr("Take from one of the layers that are compared."),
            )
        return ChosenSide.LEFT if layer.id == settling.sides.left else ChosenSide.RIGHT

    def _coded_once(self, layer: Layer, agreed: Layer) -> list[str]:
        """Give the articles that a layer has done and no other person, nor the agreed layer."""
        people = [one.id for one in self._here.context.layers if one.kind is LayerKind.PERSON]
        found = []
        for block in self._here.reader.article_id_blocks():
            for article_id in block:
                states = self._here.reader.progress(article_id)
                others = [one for one in people if one != layer.id]
                done = [one for one in others if states.get(one) is State.DONE]
                if states.get(layer.id) is State.DONE and not done and agreed.id not in states:
                    found.append(article_id)
        return found

    # --- steps --------------------------------------------------------------------------------

    def begin(self, settling: Settling) -> Step:
        """Give the step that makes the agreed layer, with the figures as they stand."""
        from annotator.project.review.stood import figures_that_stand

        context, comparison = self._here.context, settling.comparison
        found = self._agreement(comparison.left, comparison.right)
        stood = figures_that_stand(self._here.reader, found, now())
        ids = [one.article_id for one in comparison.articles]
        page = self._here.pages_ahead(ids, settling.layer_ids)
        return settling.plan_begin(context, page, stood)

    def _written(self, settling: Settling, step: Step, *, dry_run: bool) -> Step:
        if step.is_empty() or dry_run:
            return step
        done = self._here.apply(step)
        self._known = {_name(settling): settling}
        settling.heard(step.changes)
        for change in step.changes:
            if change.table == "layer" and change.after is not None:
                settling.into = find_layer(self._here.context.layers, settling.into.id)
        self._moved_on()
        return done

    def _forget_what_moved(self) -> None:
        """Forget all when the project was changed by another act than settling, undo too."""
        self._here.drain()
        if self._moment() != self._known_at:
            self._known.clear()
        self._moved_on()

    def _moved_on(self) -> None:
        self._known_at = self._moment()

    def _moment(self) -> tuple[object, ...]:
        """Give what tells one state of the project from another.

        What is on disk is asked too: one may look before the notice of a step has been heard.
        """
        here = self._here
        return (here.reader.place_in_history(), here.n_heard, here.gathered()[0])


def _name(settling: Settling) -> tuple[str, str, str]:
    return (settling.sides.left, settling.sides.right, settling.into.id)


def _side(said: str) -> ChosenSide:
    try:
        return ChosenSide(said)
    except ValueError as problem:
        raise WrongUse(
            tr("There is no side “{said}”.", said=said),
            tr("The sides: {sides}.", sides=", ".join(ChosenSide)),
        ) from problem


def _is_wanted(one: Difference, asked: TakeRequest) -> bool:
    return (
        (asked.kinds is None or one.kind in asked.kinds)
        and (asked.types is None or one.type in asked.types)
        and (asked.articles is None or one.article_id in asked.articles)
    )


def _counted(step: Step) -> int:
    n = step.args.get("n")
    return n if isinstance(n, int) else 0
