"""Suggestions: the calls of `Project` that let suggesters work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.project.double_coding import DoubleCoding
from annotator.work import Cancel, Progress, Watch, silent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from annotator.project.refer import Named
    from annotator.project.suggesting.models import ModelChoice, Models
    from annotator.project.suggesting.running import SuggestReport


class Suggested(DoubleCoding):
    """A project that suggesters read."""

    _models: Models | None = None

    def close(self) -> None:
        """Write what is queued and close the file; end the language process."""
        if self._models is not None:
            self._models.close()
        super().close()

    def tick(self) -> None:
        """End a language process that nobody has needed for some minutes; call it now and then."""
        if self._models is not None:
            self._models.tick()

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
        Raises `Forbidden` in a kit.
        """
        from annotator.project.suggesting.running import Suggesting, chosen_suggesters
        from annotator.suggest.base import FURTHER, Options

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
        self._known_models().choose(model)
        work = Suggesting(here, chosen_suggesters(suggesters), options, self._known_models())
        return work.run(ids, Watch(progress, cancel or Cancel()))

    def _known_models(self) -> Models:
        if self._models is None:
            from annotator.project.suggesting.models import Models

            self._models = Models()
        return self._models
