"""What a person prefers of suggestions: which suggesters work, what they propose, what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from annotator.settings import Settings


class SuggestPreferences(NamedTuple):
    """The settings of suggestions, called as in the settings."""

    suggesters_off: tuple[str, ...] = ()
    suggest_also: tuple[str, ...] = ()
    suggest_learns: bool = True
    suggest_from: str = "likely"
    model_folder: str = ""

    @classmethod
    def of(cls, settings: Settings) -> SuggestPreferences:
        """Give those of some settings."""
        return cls(
            settings.suggesters_off,
            settings.suggest_also,
            settings.suggest_learns,
            settings.suggest_from,
            settings.model_folder,
        )

    def values(self) -> dict[str, Any]:
        """Give them by the names of the settings."""
        return self._asdict()

    def suggesters(self, every: tuple[str, ...]) -> tuple[str, ...]:
        """Give the suggesters that work, of all there are."""
        return tuple(one for one in every if one not in self.suggesters_off)
