"""What begins a walk of questions, and what leads from one into an article and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.project.asking.walk import WHO, topics
from annotator.reading.choices import Choice
from annotator.ui.basics.messages import Offer
from annotator.ui.led_to import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.project.asking.walk import Walk
    from annotator.text.ranges import Range
    from annotator.ui.led_to import Looking


class QuestionSheets:
    """The acts *One question at a time* and *Who is it?* of one open project."""

    def __init__(self, host: Looking) -> None:
        """Work for an open project."""
        self._host = host

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        guarded = self._host.reading.guarded
        return {
            "one-question": guarded(self.choose),
            "who-is-it": guarded(partial(self.begin, WHO)),
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
        host, project = self._host, self._host.project

        def work(_progress: object, _cancel: object) -> Walk:
            return project.ask_about(what, all=all_items)

        host.jobs.start(work, self._show, host.bridge.refused.emit)

    def _show(self, walk: Walk) -> None:
        host = self._host
        if walk.items:
            self._show_sheet(walk)
        elif walk.n_all:
            offer = Offer(tr("Walk over all"), lambda: self.begin(walk.topic.what, all_items=True))
            host.reading.say(tr("All are answered: there is nothing to ask."), (offer,))
        else:
            host.reading.say(tr("There is nothing to ask: nothing of the kind is marked yet."))

    def _show_sheet(self, walk: Walk) -> None:
        from annotator.ui.question.sheet import QuestionSheet

        sheet = QuestionSheet(self._host, walk)
        sheet.article_wanted.connect(lambda *place: self._read(sheet.walk, *place))
        self._host.over.show(sheet)

    def _read(self, walk: Walk, article_id: str, at: Range) -> None:
        """Open the article at what is asked about; Esc there comes back to the question."""
        host = self._host
        lead_to(host, article_id, at, host.bridge.context.layer.id, partial(self._show_sheet, walk))


def _told(attribute: object) -> str:
    return getattr(attribute, "definition", "")
