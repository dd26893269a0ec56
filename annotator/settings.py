"""What a person prefers on this computer: one small file, holding only what differs.

Nothing of a project is kept here but its path. Only `ui` and `cli` read settings.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from annotator import paths
from annotator.errors import CannotWrite, DiskFull, WrongUse
from annotator.language import tr
from annotator.model.ids import new_id
from annotator.model.layer import Coder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Theme: TypeAlias = Literal["system", "light", "dark"]
SMALLEST_TEXT, LARGEST_TEXT = 60, 300
RECENT_MOST = 12
_NO_SPACE = 28


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers; a field's default is what is not stored.

    `coder_id` is made once and stays the person's in every file. `text_size` is in per cent.
    `recent` holds paths of projects, the last one first. `language` is a two-letter code, empty
    for the computer's. `window` is the window's place and size as Qt words it (base64).
    `actor_pane` and `left_width` are in logical pixels. `arrows_by_character` lets the arrow keys
    move as in other programs, as they do by themselves while a screen reader is on. `coders` are
    further people who code on this computer, each as "ID NAME". `keys` are a person's own keys,
    each as "ACT KEY KEY…" (act and keys as in resources/keys.toml; no key takes it away).
    """

    coder_name: str = ""
    coder_id: str = ""
    theme: Theme = "system"
    text_size: int = 100
    last_project: str = ""
    recent: tuple[str, ...] = ()
    language: str = ""
    window: str = ""
    left_width: int = 264
    left_folded: bool = False
    actor_height: int = 300
    inspector_open: bool = False
    arrows_by_character: bool = False
    coders: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def has_coder(self) -> bool:
        """Say whether the person has given a name."""
        return bool(self.coder_name.strip() and self.coder_id)

    def coder(self) -> Coder:
        """Give the person as the project knows them; the name is empty until they gave one."""
        return Coder(self.coder_id, self.coder_name)

    def with_coder(self, name: str) -> Settings:
        """Give the settings with this coder name; an id is made with the first one."""
        return replace(self, coder_name=name.strip(), coder_id=self.coder_id or new_id())

    def coder_called(self, name: str, *, first: bool = True) -> tuple[Coder, Settings]:
        """Give the coder of this name and the settings that remember them.

        With `first`, somebody named while the settings know nobody becomes the person themselves.
        """
        clean = " ".join(name.split())
        if clean == self.coder_name and self.has_coder():
            return self.coder(), self
        for one in self.coders:
            coder_id, _, known = one.partition(" ")
            if known == clean:
                return Coder(coder_id, known), self
        if first and not self.has_coder():
            changed = self.with_coder(clean)
            return changed.coder(), changed
        coder = Coder.named(clean)
        return coder, replace(self, coders=(*self.coders, f"{coder.id} {coder.name}"))

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Give the person's own keys by act."""
        words = [one.split() for one in self.keys]
        return {act: tuple(keys) for act, *keys in (one for one in words if one)}

    def with_project(self, path: Path) -> Settings:
        """Give the settings with this project as the last and the first of the recent ones."""
        name = str(path)
        others = tuple(one for one in self.recent if one != name)
        return replace(self, last_project=name, recent=(name, *others)[:RECENT_MOST])

    def without_project(self, path: str) -> Settings:
        """Give the settings without a project that is not there any more."""
        last = "" if self.last_project == path else self.last_project
        kept = tuple(one for one in self.recent if one != path)
        return replace(self, last_project=last, recent=kept)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as read, with a sentence for each value that was passed over."""

    settings: Settings
    notes: tuple[str, ...] = ()


def settings_path() -> Path:
    """Give the path of the settings file; it may not exist yet."""
    return paths.config_folder() / "settings.json"


def load(path: Path | None = None) -> Settings:
    """Give the settings of this computer; bad values count as not set."""
    return read(path).settings


def read(path: Path | None = None) -> Loaded:
    """Give the settings and what in their file was passed over, each in one sentence."""
    path = path or settings_path()
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, ValueError, RecursionError):
        return Loaded(Settings(), (tr("The settings file cannot be read; it was passed over."),))
    if not isinstance(content, dict):
        return Loaded(Settings(), (tr("The settings file cannot be read; it was passed over."),))
    return _from_mapping(content)


def save(settings: Settings, path: Path | None = None) -> None:
    """Write what differs from the defaults, whole or not at all; raises `CannotWrite`."""
    path = path or settings_path()
    content = json.dumps(_differing(settings), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, content + "\n")


def write_whole(path: Path, content: str) -> None:
    """Write a small text file so that it is there whole or as before; raises `CannotWrite`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        family = DiskFull if problem.errno == _NO_SPACE else CannotWrite
        raise family(
            tr("The settings could not be kept in {path}.", path=path),
            tr("Everything in your project is safe; check that this folder can be written."),
        ) from problem


def _differing(settings: Settings) -> dict[str, object]:
    plain = Settings()
    found: dict[str, object] = {}
    for one in fields(settings):
        value = getattr(settings, one.name)
        if value != getattr(plain, one.name):
            found[one.name] = list(value) if isinstance(value, tuple) else value
    return found


def _from_mapping(content: Mapping[str, object]) -> Loaded:
    fitting: dict[str, Any] = {}
    notes = []
    for name, value in content.items():
        accept = _ACCEPT.get(name)
        if accept is None:
            continue
        if not accept(value):
            notes.append(
                tr(
                    "The setting “{name}” has a value that does not fit; it was passed over.",
                    name=name,
                )
            )
            continue
        fitting[name] = tuple(value) if isinstance(value, list) else value
    return Loaded(Settings(**fitting), tuple(notes))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 10_000 and "\0" not in value


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_between(least: int, most: int) -> Callable[[object], bool]:
    def fits(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most

    return fits


def _are_keys(value: object) -> bool:
    from annotator.reading.keys import Stroke  # the key table is read only when keys are set

    if not isinstance(value, list) or not all(_is_text(one) for one in value):
        return False
    try:
        for one in value:
            for key in one.split()[1:]:
                Stroke.parse(key)
    except WrongUse:
        return False
    return True


_ACCEPT: Mapping[str, Callable[[object], bool]] = {
    "coder_name": _is_text,
    "coder_id": _is_text,
    "theme": lambda value: value in get_args(Theme),
    "text_size": _is_between(SMALLEST_TEXT, LARGEST_TEXT),
    "last_project": _is_text,
    "recent": lambda value: isinstance(value, list) and all(_is_text(one) for one in value),
    "language": lambda value: isinstance(value, str) and len(value) in (0, 2),
    "window": _is_text,
    "left_width": _is_between(120, 800),
    "left_folded": _is_flag,
    "actor_height": _is_between(60, 2_000),
    "inspector_open": _is_flag,
    "arrows_by_character": _is_flag,
    "keys": _are_keys,
    "coders": lambda value: isinstance(value, list) and all(_is_text(one) for one in value),
}
