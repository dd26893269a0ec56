"""What begins a walk of questions, and what leads from one into an article and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.project.asking.walk import SUGGESTIONS, WHO, topic_of, topics
from annotator.reading.choices import Choice
from annotator.ui.basics.messages import Offer
from annotator.ui.led_to import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.changes import Step
    from annotator.model.page import Page
    from annotator.project.acts.take import Verdict
    from annotator.project.asking.suggestions import SuggestedItems
    from annotator.text.ranges import Range
    from annotator.ui.question.asked_list import AskedList
    from annotator.ui.question.host import WithSuggestions
    from annotator.ui.question.suggested_list import SuggestedList
    from annotator.ui.question.walked_list import WalkedList
    from annotator.ui.review.settling.draft import Draft


class QuestionSheets:
    """The acts *One question at a time* and *Who is it?* of one open project."""

    def __init__(self, host: WithSuggestions) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        guarded = self._host.reading.guarded
        return {
            "one-question": guarded(self.choose),
            "who-is-it": guarded(partial(self.begin, WHO)),
            "suggestions-one-at-a-time": guarded(self.suggested),
        }

    def choose(self) -> None:
        """Ask what is to be asked."""
        from annotator.ui.question.words import title_of

        host = self._host
        scheme = host.bridge.context.scheme
        if host.bridge.page is None:
            raise Forbidden(tr("There is nothing to ask."), tr("Import articles and mark them."))
        choices = [Choice(title_of(one), one.what, _told(one.attribute)) for one in topics(scheme)]
        host.reading.choose(
            tr("What is to be asked?"), choices, lambda what: self.begin(str(what)), wide=True
        )

    def begin(self, what: str, *, all_items: bool = False) -> None:
        """Walk over all that has no answer to a question, or over all."""
        if what == SUGGESTIONS:
            self.suggested()
            return
        from annotator.project.asking.asked import AskedItems
        from annotator.ui.question.asked_list import AskedList

        host, context = self._host, self._host.bridge.context
        topic = topic_of(context.scheme, what)
        items = AskedItems(host.project.open_project, context.layer, topic)
        listed = AskedList(host.bridge, host.jobs, items, topic, every=all_items)
        self._once_there(listed, partial(self._show_sheet, listed), partial(self._nothing, listed))

    def _once_there(
        self,
        listed: WalkedList[Any],
        show: Callable[[], None],
        say: Callable[[], None],
        *,
        is_shown_empty: Callable[[], bool] = bool,
    ) -> None:
        """Read on; show the page as soon as there is something on it, else say that nothing is."""

        def first() -> None:
            if not listed.walk.items and not listed.is_complete:
                return
            listed.grown.disconnect(first)
            if listed.walk.items or is_shown_empty():
                show()
            else:
                listed.end()
                say()

        listed.grown.connect(first)
        listed.read_on()

    def _nothing(self, listed: AskedList) -> None:
        host, walk = self._host, listed.walk
        if walk.n_all:
            offer = Offer(tr("Walk over all"), lambda: self.begin(walk.topic.what, all_items=True))
            host.reading.say(tr("All are answered: there is nothing to ask."), (offer,))
        else:
            host.reading.say(tr("There is nothing to ask: nothing of the kind is marked yet."))

    def _show_sheet(self, listed: AskedList) -> None:
        from annotator.ui.question.sheet import QuestionSheet

        sheet = QuestionSheet(self._host, listed)
        sheet.article_wanted.connect(partial(self._read, listed))
        sheet.closed.connect(listed.end)
        self._host.over.show(sheet)

    # --- what is suggested ----------------------------------------------------------------------

    def suggested(self) -> None:
        """Walk over all that is suggested in the project and open."""
        from annotator.project.asking.suggestions import SuggestedItems

        host, here = self._host, self._host.project.open_project

        def work(_progress: object, _cancel: object) -> SuggestedItems:
            here.drain()
            return SuggestedItems(here, here.context.layer)

        host.jobs.start(work, self._list, host.bridge.refused.emit)

    def _list(self, items: SuggestedItems) -> None:
        """Read what is suggested; show the page as soon as there is something on it."""
        from annotator.ui.question.suggested_list import SuggestedList

        host, layer = self._host, items.layer
        if layer is None:
            offer = Offer(tr("Suggest"), partial(host.suggesting.run, "suggest"))
            host.reading.say(tr("Nothing is suggested in this project yet."), (offer,))
            return
        listed = SuggestedList(host.bridge, host.jobs, items, layer, host.suggesting.shows())

        self._once_there(
            listed,
            partial(self._show_suggested, listed),
            lambda: host.reading.say(tr("No suggestion is open in this project.")),
            is_shown_empty=lambda: bool(listed.open_now()),
        )

    def _show_suggested(self, listed: SuggestedList) -> None:
        from annotator.ui.question.suggested_sheet import SuggestedSheet

        host = self._host
        sheet = SuggestedSheet(host, listed)
        layer_id, back = host.bridge.context.layer.id, partial(self._show_suggested, listed)
        sheet.article_wanted.connect(
            lambda article_id, at: lead_to(host, article_id, at, layer_id, back)
        )
        sheet.change_wanted.connect(partial(self._change_first, listed))
        sheet.closed.connect(listed.end)
        host.over.show(sheet)

    def _change_first(
        self, listed: SuggestedList, item: str, page: Page, plan: Callable[[Verdict], Step]
    ) -> None:
        """Change what would be taken before it is; then go on."""
        from annotator.project.acts.take import ChosenSide, Verdict
        from annotator.ui.review.settling.draft import Draft, page_after

        host, bridge = self._host, self._host.bridge

        def keep(draft: Draft) -> None:
            step = draft.kept() if draft.is_changed else plan(Verdict(ChosenSide.RIGHT))
            listed.decided_here.add(item)
            if bridge.act_on_project(lambda _context: step) is not None:
                listed.walk.go(1)

        def show() -> None:
            step = plan(Verdict(ChosenSide.RIGHT, changed=True))
            host.over.close()
            area, layer = host.reading.area, bridge.context.layer
            after = page_after(step, page, layer)
            draft = Draft(bridge, host.jobs, area, step=step, page=after, into=layer)
            host.suggesting.change(draft, keep, partial(self._show_suggested, listed))

        host.reading.guarded(show)()

    # --- reading --------------------------------------------------------------------------------

    def _read(self, listed: AskedList, article_id: str, at: Range) -> None:
        """Open the article at what is asked about; Esc there comes back to the question."""
        host = self._host
        back = partial(self._show_sheet, listed)
        lead_to(host, article_id, at, host.bridge.context.layer.id, back)


def _told(attribute: object) -> str:
    return getattr(attribute, "definition", "")
