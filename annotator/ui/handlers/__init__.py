"""The acts of the reading screen: from what is selected and pressed to a planned step, and back.

`Handlers` holds all of them; the table in `actions` says which there are.
"""

from collections.abc import Callable
from functools import partial

from annotator.errors import Forbidden
from annotator.language import tr
from annotator.model.changes import Step
from annotator.model.page import Page
from annotator.project.context import PlanContext
from annotator.reading.keys import Meaning
from annotator.ui.basics import actions
from annotator.ui.basics.actions import ActRow
from annotator.ui.basics.jobs import Jobs
from annotator.ui.basics.messages import MessageBar
from annotator.ui.handlers.actor_forms import ActorForms
from annotator.ui.handlers.actors import ActorHandlers
from annotator.ui.handlers.articles import ArticleHandlers
from annotator.ui.handlers.edges import EdgeHandlers
from annotator.ui.handlers.escape import EscapeHandlers
from annotator.ui.handlers.everywhere import EverywhereHandlers
from annotator.ui.handlers.finding import FindingHandlers
from annotator.ui.handlers.history import HistoryHandlers
from annotator.ui.handlers.links import LinkHandlers
from annotator.ui.handlers.navigation import NavigationHandlers
from annotator.ui.handlers.notes import NoteHandlers
from annotator.ui.handlers.output import OutputHandlers
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.handlers.spans import SpanHandlers
from annotator.ui.handlers.statements import StatementHandlers
from annotator.ui.handlers.steps import StepHandlers
from annotator.ui.workspace import Workspace


class Handlers:
    """The handlers of one open project."""

    def __init__(
        self,
        reading: ReadingState,
        workspace: Workspace,
        jobs: Jobs,
        messages: MessageBar,
        *,
        open_then: Callable[[str, Callable[[], None]], None],
        go_on: Callable[[], None],
    ) -> None:
        """Make them; `open_then` opens an article and goes on there, `go_on` opens the next."""
        self._reading = reading
        self.spans = SpanHandlers(reading)
        self.links = LinkHandlers(reading)
        self.statements = StatementHandlers(reading, self.links)
        self.actors = ActorHandlers(reading, ActorForms(reading, jobs, open_then))
        self.navigation = NavigationHandlers(reading)
        self.edges = EdgeHandlers(reading)
        self.articles = ArticleHandlers(reading, go_on)
        self.notes = NoteHandlers(reading, jobs)
        self.everywhere = EverywhereHandlers(reading)
        self.finding = FindingHandlers(reading, workspace, jobs)
        self.history = HistoryHandlers(reading, self.edges, messages, open_then)
        self.steps = StepHandlers(reading, jobs, messages)
        self.output = OutputHandlers(reading, jobs)
        self.escape = EscapeHandlers(reading, self.edges, self.finding, messages)

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act of the table, by the act's name."""
        families = (
            self.spans, self.links, self.actors, self.navigation, self.edges, self.articles,
            self.statements, self.notes, self.everywhere, self.finding, self.history, self.steps,
            self.output, self.escape,
        )  # fmt: skip
        found = {name: run for family in families for name, run in family.handlers().items()}
        found |= {row.name: partial(self._do, row) for row in actions.ACTS if row.plan is not None}
        own = {row.name for row in actions.ACTS if actions.Need.OWN in row.needs}
        guarded, reading = self._reading.guarded, self._reading
        return {
            name: guarded(reading.own(run) if name in own else run) for name, run in found.items()
        }

    def _do(self, row: ActRow) -> None:
        """Do an act whose row says all: with the current span, with the words, or with neither."""
        reading, plan = self._reading, row.plan
        given: tuple[object, ...] = ()
        if actions.Need.SPAN in row.needs:
            given = (reading.span_or_refuse().id,)
        elif actions.Need.WORDS in row.needs:
            given = (reading.words_to_mark(),)
        if plan is None:
            return

        def what(context: PlanContext, page: Page) -> Step:
            step = plan(context, page, *given)
            if step.is_empty():
                raise Forbidden(tr("It is so already."), tr("Nothing was changed."))
            return step

        reading.act(what)

    def of_types(self) -> dict[str, Callable[[], object]]:
        """Give what marks each type of the scheme, by the act's name."""
        return {
            name: self._reading.guarded(self._reading.own(run))
            for name, run in self.spans.for_types().items()
        }

    def of_keys(self) -> dict[str, Callable[[Meaning], object]]:
        """Give what keys alone do on the page, by the act's name; False leaves it to the view."""
        families = (self.spans, self.navigation, self.edges)
        found = {name: run for family in families for name, run in family.by_key().items()}
        return {name: self._reading.guarded(run) for name, run in found.items()}
