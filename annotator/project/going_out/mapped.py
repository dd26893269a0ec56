"""Articles on their way out, each changed as it goes by: nothing of the corpus is held."""

from __future__ import annotations

from operator import length_hint
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from annotator.model.bundle import Content


def nothing() -> None:
    """Begin nothing anew."""


class Mapped:
    """Contents as they go out; each walk through them changes them anew."""

    def __init__(
        self,
        contents: Iterable[Content],
        made: Callable[[Content], Content],
        begin: Callable[[], None] = nothing,
    ) -> None:
        """Change `contents` as `made` does; `begin` is called before each walk."""
        self._contents, self._made, self._begin = contents, made, begin

    def __iter__(self) -> Iterator[Content]:
        """Walk through them."""
        self._begin()
        return map(self._made, self._contents)

    def __length_hint__(self) -> int:
        """Say about how many there are."""
        return length_hint(self._contents)
