"""What is said about an article: regions, the line above the headline, how far one is."""

from collections.abc import Callable, Mapping, Sequence

from annotator.errors import AnnotatorError, Forbidden
from annotator.language import tr, trn
from annotator.model.article import MASTHEAD_FIELDS
from annotator.model.checks import Lack, lacks
from annotator.model.layer import State
from annotator.project.acts.articles import plan_fields, plan_state
from annotator.project.acts.regions import plan_region, plan_restore
from annotator.reading.choices import Choice, Finder, fitting, region_choices
from annotator.text.ranges import Range
from annotator.text.words import paragraph_at, shortened
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.popups.masthead import MastheadLine, own_names

_SOURCE_LENGTH = 80


class ArticleHandlers:
    """The acts about the article itself."""

    def __init__(self, reading: ReadingState, go_on: Callable[[], None]) -> None:
        """Act on what is read; `go_on` opens the next article."""
        self._reading = reading
        self._go_on = go_on

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {
            "region": self.region,
            "restore-furniture": self.restore_nearest,
            "masthead": self.masthead,
            "done": self.done,
            "not-done": self.not_done,
            "exclude": self.exclude,
        }

    # --- regions --------------------------------------------------------------------------------

    def region(self) -> None:
        """Ask what the selection is, else the paragraph or the folded furniture at the caret."""
        reading = self._reading
        at = self._stretch()
        current = reading.page.region_at(at.start)
        choices = region_choices(current.type if current is not None else None)
        choices += self._folded_choices()

        def picked(value: object) -> None:
            if isinstance(value, tuple):
                reading.act(lambda context, page: plan_restore(context, page, value[0].id))
            else:
                reading.act(lambda context, page: plan_region(context, page, str(value), at))

        reading.choose(tr("What is this?"), choices, picked)

    def _folded_choices(self) -> list[Choice]:
        """A line for each folded run of furniture: the caret never comes into one."""
        reading = self._reading
        layout = reading.view.page_layout
        if layout is None:
            return []
        found: list[Choice] = []
        for fold in layout.content.closed_folds:
            regions = tuple(one for one in reading.page.regions if one.id in fold.region_ids)
            if regions:
                words = shortened(regions[0].at.of(reading.page.text))
                label = tr("Not furniture: “{words}”", words=words)
                lines = trn("{n} folded line", "{n} folded lines", fold.n_lines)
                found.append(Choice(label, regions, lines))
        return found

    def _stretch(self) -> Range:
        reading = self._reading
        chosen = reading.view.selection()
        if chosen is not None:
            return chosen
        caret = reading.view.caret()
        region = reading.page.region_at(caret)
        paragraph = paragraph_at(reading.page.text, caret)
        if region is not None and region.at.covers(paragraph):
            return region.at
        if paragraph.is_empty:
            raise Forbidden(tr("This line is empty."), tr("Go to a paragraph, or select words."))
        return paragraph

    def restore_nearest(self) -> None:
        """Make the run of furniture nearest to the caret body text again, the folded ones first."""
        reading = self._reading
        layout = reading.view.page_layout
        folds = layout.content.folds if layout is not None else ()
        if layout is None or not folds:
            raise Forbidden(
                tr("This article has no page furniture."), tr("B says what a paragraph is.")
            )
        regions = {one.id: one for one in reading.page.regions}
        caret = reading.view.caret()

        def far(region_id: str) -> int:
            at = regions[region_id].at
            return max(at.start - caret, caret - at.end, 0)

        nearest = min(
            layout.content.closed_folds or folds,
            key=lambda fold: min(far(one) for one in fold.region_ids),
        )
        self.restore_furniture(nearest.region_ids[0])

    def restore_furniture(self, region_id: str) -> None:
        """Make the whole run of furniture that a region belongs to body text again, as one step."""
        reading = self._reading
        region = next((one for one in reading.page.regions if one.id == region_id), None)
        step = reading.act(lambda context, page: plan_restore(context, page, region_id))
        if step is not None and region is not None:
            words = shortened(region.at.of(reading.page.text))
            reading.say(tr("Text again: “{words}”. Undo folds it.", words=words))

    # --- the line above the headline ------------------------------------------------------------

    def masthead(self, name: str = "") -> None:
        """Edit the line above the headline, a field at a time; Enter confirms all."""
        reading = self._reading
        article = reading.page.article
        values = {one: article.value(one) for one in (*MASTHEAD_FIELDS, *own_names(article))}
        popup = MastheadLine(reading.host, values, self.keep_fields)
        popup.shown.connect(lambda field: popup.say_source(self.light_source(field)))
        reading.open_popup(popup, reading.area.place_of_masthead)
        reading.bring_top()
        popup.show_field(name)

    def keep_fields(self, fields: Mapping[str, str]) -> bool:
        """Keep fields of the line above the headline; say whether they can be."""
        reading = self._reading
        try:
            plan_fields(reading.bridge.context, reading.page, fields)
        except AnnotatorError as problem:
            reading.bridge.refused.emit(problem)
            return False
        reading.act(lambda context, page: plan_fields(context, page, fields))
        return True

    def light_source(self, name: str) -> str:
        """Light the words that a proposed field comes from; give them where they are not seen."""
        reading = self._reading
        article = reading.page.article
        proposal = article.proposed().get(name)
        at = None if proposal is None else proposal.at
        if reading.light(at) or at is None or at.is_empty:
            return ""
        line = shortened(at.of(article.text), _SOURCE_LENGTH)
        return tr("proposed from: {line}", line=line)

    # --- how far --------------------------------------------------------------------------------

    def done(self) -> None:
        """Say that the article is done and go on; what is still missing is offered first."""
        reading = self._reading
        found = list(lacks(reading.page, reading.scheme, reading.bridge.layer_id))
        if not found:
            self._set_done()
            return
        choices = [Choice(tr("Done all the same"), None)]
        kinds: dict[str, list[Lack]] = {}
        for lack in found:
            kinds.setdefault(lack.what, []).append(lack)
        choices += [Choice(lack_words(what, some), some[0]) for what, some in kinds.items()]

        def picked(value: object) -> None:
            if value is None:
                self._set_done()
            elif isinstance(value, Lack):
                self.go_to_lack(value)

        reading.choose(tr("Still missing"), choices, picked)

    def go_to_lack(self, lack: Lack) -> None:
        """Go to the span that something is missing on, with that attribute framed."""
        reading = self._reading
        span = reading.page.span(lack.span_id)
        if span is None:
            return
        framed = reading.frame_for(span)
        if framed is not None:
            framed = framed.at(lack.what.removeprefix("no-"))
        reading.go_to(span, framed)

    def _set_done(self) -> None:
        self._set_state(State.DONE, then=self._go_on)

    def not_done(self) -> None:
        """Set the article back to "in progress"."""
        reading = self._reading
        before = reading.page.progress(reading.bridge.layer_id)
        if before is not None and before.state is State.IN_PROGRESS:
            reading.say(tr("The article is in progress already."))
        self._set_state(State.IN_PROGRESS)

    def _set_state(
        self, state: State, *, reason: str = "", then: Callable[[], None] | None = None
    ) -> None:
        reading = self._reading
        before = reading.page.progress(reading.bridge.layer_id)
        if before is not None and before.state is state and not reason:
            if then is not None:
                then()
            return
        reading.act(
            lambda context, page: plan_state(context, page, state, reason=reason),
            then=lambda _step: then() if then is not None else None,
        )

    def exclude(self) -> None:
        """Set the article aside; the reason is asked first."""
        reading = self._reading
        usual = [tr("off topic"), tr("no article"), tr("the same text again"), tr("too short")]

        def picked(value: object) -> None:
            self._set_state(State.EXCLUDED, reason=str(value), then=self._go_on)

        reading.choose(
            tr("Why is this article set aside?"),
            with_own_words(usual),
            picked,
            placeholder=tr("a reason of your own"),
        )


def with_own_words(usual: list[str]) -> Finder:
    """Give a finder over some usual answers that also offers what was typed."""

    def find(typed: str) -> Sequence[Choice]:
        own = " ".join(typed.split())
        found = fitting([Choice(one, one) for one in usual], own)
        return [Choice(own, own), *found] if own and own not in usual else found

    return find


def lack_words(what: str, some: list[Lack]) -> str:
    """Give what is missing, in words."""
    n = len(some)
    match what:
        case "no-speaker":
            return trn("{n} claim has no speaker", "{n} claims have no speaker", n)
        case "no-cue":
            return trn("{n} claim has no cue", "{n} claims have no cue", n)
        case "no-actor":
            return trn("{n} speaker has no actor", "{n} speakers have no actor", n)
    name = what.removeprefix("no-")
    return trn("{n} span without {name}", "{n} spans without {name}", n, name=tr(name))
