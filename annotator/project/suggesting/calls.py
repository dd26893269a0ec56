"""Suggestions: the calls of `Project` that let suggesters work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project.answers import Done
from annotator.project.double_coding import DoubleCoding
from annotator.text.words import shortened
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from annotator.project.refer import Named
    from annotator.project.suggesting.beside import SuggestersBeside
    from annotator.project.suggesting.memory import Memory
    from annotator.project.suggesting.models import ModelChoice, Models
    from annotator.project.suggesting.running import SuggestReport
    from annotator.suggest.learnt import Learnt


class Suggested(DoubleCoding):
    """A project that suggesters read."""

    _models: Models | None = None
    _memory: Memory | None = None
    _beside: SuggestersBeside | None = None

    def close(self) -> None:
        """Write what is queued and close the file; end the processes beside this one."""
        for one in (self._models, self._beside):
            if one is not None:
                one.close()
        super().close()

    def suggest_beside(self) -> None:
        """Let suggesters work in a process of their own from now on: this one has a window."""
        self._here.guard_open()
        if self._beside is None:
            from annotator.project.suggesting.beside import SuggestersBeside

            self._beside = SuggestersBeside()

    def tick(self) -> None:
        """End processes that nobody has needed for some minutes; call it now and then."""
        self._here.guard_open()
        for one in (self._models, self._beside):
            if one is not None:
                one.tick()

    def suggest(
        self,
        suggesters: Collection[str] | None = None,
        articles: Iterable[Named] | None = None,
        with_: Collection[str] = (),
        model: ModelChoice = True,
        *,
        progress: Progress = silent,
        cancel: Cancel | None = None,
    ) -> SuggestReport:
        """Let suggesters (names, None = all) read the articles (None = all) that are due.

        What they propose fills layers of their own and, together, the layer `suggestions`; it is
        no step, and nothing is written on anybody's layer: `take` does that. `with_` adds what is
        not usually proposed: reported, thoughts, nested, numbers. `model` = True takes the best
        pipeline that is installed for a language, False none; else it is a name or a folder. One
        that is refused, crashes or hangs is a sentence in `notes`, and the rules go on alone.
        What the coder's marks and decisions teach counts where `memory` is among the suggesters.
        Raises `Forbidden` in a kit.
        """
        from annotator.project.suggesting.running import Suggesting, chosen_suggesters
        from annotator.suggest.base import FURTHER, Options
        from annotator.suggest.learnt import Learnt
        from annotator.suggest.memory import MEMORY

        unknown = set(with_).difference(FURTHER)
        if unknown:
            raise WrongUse(
                tr("“{word}” is nothing that can be proposed too.", word=min(unknown)),
                tr("There are: {words}.", words=", ".join(FURTHER)),
            )
        here = self._here
        here.drain()
        ids = here.reader.article_ids() if articles is None else map(self.article_id, articles)
        options = Options(**dict.fromkeys(with_, True))
        chosen = chosen_suggesters(suggesters)
        models = self._known_models()
        models.choose(model)
        learns = any(one is MEMORY for one in chosen)
        rules = self._known_memory().learnt() if learns else Learnt()
        work = Suggesting(here, chosen, options, models, rules)
        if self._beside is not None:
            work.engine = self._beside.suggest
        return work.run(ids, Watch(progress, cancel or Cancel()))

    def learnt(self) -> Learnt:
        """Give what the coder's marks and decisions have taught the suggesters, as rules."""
        self._here.drain()
        return self._known_memory().learnt()

    def rule(self, id: str, *, on: bool) -> Done:  # noqa: A002 - the field's word
        """Switch a learnt rule off or on, as one step; raises `WrongUse` for one there is not."""
        from annotator.project.suggesting.rules import plan_rule

        learnt = self.learnt()
        found = next((one for one in learnt.rules if one.id == id), None)
        if found is None and id not in learnt.off:
            raise WrongUse(
                tr("There is no rule {id}.", id=id), tr("“annotator list FILE rules” shows them.")
            )
        words = id if found is None else found.words
        named = self.reader.named()
        step = plan_rule(self.context, named, id, shortened(words), on=on)
        return Done(step if step.is_empty() else self._here.apply(step), ())

    def _known_memory(self) -> Memory:
        if self._memory is None:
            from annotator.project.suggesting.memory import Memory

            self._memory = Memory(self._here)
        return self._memory

    def _known_models(self) -> Models:
        if self._models is None:
            from annotator.project.suggesting.models import Models

            self._models = Models()
        return self._models
