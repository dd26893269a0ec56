"""Where somebody last read in each project: the article and, in each article, the caret."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annotator.project.keeping import by_project

_MOST = 500


@dataclass(frozen=True, slots=True)
class Places:
    """The article last read, and the caret's position (code points) by article id."""

    article_id: str | None = None
    positions: Mapping[str, int] = field(default_factory=dict)

    def at(self, article_id: str, position: int) -> "Places":
        """Give the places after reading stood here."""
        positions = {key: one for key, one in self.positions.items() if key != article_id}
        positions[article_id] = position
        kept = dict(list(positions.items())[-_MOST:])
        return Places(article_id, kept)

    def opened(self, article_id: str) -> "Places":
        """Give the places after an article was opened."""
        return replace(self, article_id=article_id)


def load(project_id: str) -> "Places":
    """Give where reading stood in a project; nowhere if that is not known."""
    match by_project.load(by_project.PLACES, project_id):
        case {"article": str(article_id), "positions": dict(found)}:
            good = {str(key): n for key, n in found.items() if isinstance(n, int) and n >= 0}
            return Places(article_id, good)
    return Places()


def save(project_id: str, places: Places) -> bool:
    """Keep where reading stands; say whether it could be kept (nothing depends on it)."""
    if places.article_id is None:
        return False
    content = {"article": places.article_id, "positions": dict(places.positions)}
    return by_project.save(by_project.PLACES, project_id, content)
