"""Which language model the suggesters of a project ask: any that is there, one that is named, none.

Finding and running them is in `suggest.model`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from annotator.language import tr
from annotator.suggest.model.pipelines import Pipelines, find_pipelines
from annotator.suggest.model.process import LanguageProcess, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotator.suggest.base import SuggestInput
    from annotator.suggest.model.parsed import Parse

ModelChoice: TypeAlias = "bool | str | Path"
"""True = the best that is there for each language, False = none, else a name or a folder."""


def pipelines_for(choice: ModelChoice) -> Pipelines:
    """Give the pipelines that may be used; why others may not stands in `refused`."""
    if choice is False:
        return Pipelines()
    if choice is True:
        return find_pipelines()
    folder = Path(choice)
    if folder.is_dir():
        return find_pipelines(folder)
    found = find_pipelines()
    named = tuple(one for one in found.usable if str(choice) in (one.name, one.full_name))
    if named:
        return replace(found, usable=named)
    why = [one for one in found.refused if str(choice) in one]
    said = why or [tr("There is no model “{name}” and no such folder.", name=choice)]
    return replace(found, usable=(), refused=tuple(said))


class Models:
    """The language process of an open project, made when it is first needed."""

    def __init__(self) -> None:
        """Begin without a process."""
        self._choice: ModelChoice = True
        self._process: LanguageProcess | None = None

    def choose(self, choice: ModelChoice) -> None:
        """Use other pipelines from now on."""
        if choice != self._choice:
            self.close()
            self._choice = choice

    def begin_run(self) -> None:
        """Try again what failed in the run before."""
        self._asked().begin_run()

    def name_for(self, language: str) -> str:
        """Give name and version of the pipeline for a language; "" = none, or not for this run."""
        process = self._asked()
        found = None if process.trouble else process.pipelines().for_language(language)
        return "" if found is None else found.full_name

    def parses(
        self, inputs: Iterable[SuggestInput], check: Callable[[], None]
    ) -> Iterator[Parse | None]:
        """Give what the model says of each article, in their order; None = the rules go alone."""
        return self._asked().parses(inputs, check)

    def notes(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Give sentences: what is missing for some languages, what was refused, what failed."""
        process = self._asked()
        if self._choice is False:
            return ()
        found = process.pipelines()
        missing = (found.missing(language) for language in languages)
        refused = found.refused if self._choice is not True else ()
        said = (process.trouble, shortened(process.n_shortened), *refused, *missing)
        return tuple(filter(None, dict.fromkeys(said)))

    def tick(self) -> None:
        """End what nobody has needed for some minutes; to be called now and then."""
        if self._process is not None:
            self._process.tick()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.close()

    def _asked(self) -> LanguageProcess:
        if self._process is None:
            choice = self._choice
            self._process = LanguageProcess(lambda: pipelines_for(choice))
        return self._process
