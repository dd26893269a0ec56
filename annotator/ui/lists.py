"""What the left pane shows: the articles and the actors, read beside the window and kept true."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject

from annotator.errors import WrongUse
from annotator.model.actor import Actor
from annotator.model.article import ArticleEntry
from annotator.project.actors.index import by_weight
from annotator.store.read import Reader
from annotator.ui.basics.building import later
from annotator.ui.basics.jobs import Jobs
from annotator.ui.bridge import Bridge
from annotator.ui.workspace import Workspace

_LATER_MS = 120
_MANY = 200
"""Of so many changed articles the list is read anew; of fewer, their lines."""
_Weighed = tuple[Sequence[Actor], Mapping[str, tuple[int, int]]]
"""The actors in the order of how often they are named, and the counts of all."""


class Lists(QObject):
    """Fills the lists of one open project."""

    def __init__(self, bridge: Bridge, jobs: Jobs, workspace: Workspace) -> None:
        """Follow a bridge; workers read."""
        super().__init__(workspace)
        self._bridge, self._jobs, self._workspace = bridge, jobs, workspace
        self._changed: set[str] = set()
        self._actors_stale = True
        self._later = later(self, _LATER_MS, self._refresh)
        bridge.actors_changed.connect(self._show_actors)
        bridge.articles_changed.connect(self._show_articles)

    def stop(self) -> None:
        """Read nothing more."""
        self._later.stop()

    def reload(self) -> None:
        """Read both lists anew."""
        self._workspace.articles.reload()
        self._show_actors()

    def find_first(self, wanted: str | None, then: Callable[[str | None], None]) -> None:
        """Tell the article to begin with: the wanted one if it is there, else the first."""

        def find(reader: Reader, _layer_id: str) -> str | None:
            if wanted is not None and reader.known_ids("article", [wanted]):
                return wanted
            return reader.article_numbered(1)

        self.ask(find, then)

    def ask(self, question: Callable[[Reader, str], Any], then: Callable[[Any], None]) -> None:
        """Let a worker put a question to the project, as the layer in view sees it."""
        layer_id, project = self._bridge.layer_id, self._bridge.project
        self._jobs.start(
            lambda _progress, _cancel: question(project.reader, layer_id),
            then,
            self._bridge.refused.emit,
        )

    def _show_articles(self, article_ids: frozenset[str] | None) -> None:
        if article_ids is None or len(article_ids) > _MANY:
            self._workspace.articles.reload()
            return
        self._changed |= article_ids
        self._later.start()

    def _show_actors(self) -> None:
        self._actors_stale = True
        self._later.start()

    def _refresh(self) -> None:
        changed, self._changed = self._changed, set()
        stale, self._actors_stale = self._actors_stale, False
        layer_id, project = self._bridge.layer_id, self._bridge.project
        actors = self._bridge.context.actors

        def read(_progress: object, _cancel: object) -> tuple[list[ArticleEntry], _Weighed | None]:
            project.open_project.drain(1.0)
            reader = project.reader
            entries = list[ArticleEntry]()
            for one in changed:
                with suppress(WrongUse):  # its import was taken back meanwhile, as was told
                    entries.append(reader.entry(one, layer_id))
            if not stale:
                return entries, None
            counts = reader.actor_counts(layer_id)
            return entries, (by_weight(actors.present(), counts), counts)

        def then(found: tuple[list[ArticleEntry], _Weighed | None]) -> None:
            for entry in found[0]:
                self._workspace.articles.model.replace(entry)
            if found[1] is not None:
                self._workspace.actors.model.show_in_order(*found[1])

        self._jobs.start(read, then)
