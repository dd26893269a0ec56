"""What a person prefers on this computer: one small file, holding only what differs.

Nothing of a project is kept here but its path. Only `ui` and `cli` read settings.
"""

import json
import logging
import os
import re
import time
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from annotator import disk, paths
from annotator.errors import CannotRead, CannotWrite, DiskFull, Where, WrongUse
from annotator.language import tr
from annotator.model.ids import new_id
from annotator.model.layer import SAMPLE_CODER, Coder

_log = logging.getLogger(__name__)

Theme: TypeAlias = Literal["system", "light", "dark"]
SuggestFrom: TypeAlias = Literal["sure", "likely", "perhaps"]
SMALLEST_TEXT, LARGEST_TEXT = 60, 300
RECENT_MOST = 12
LAYOUTS_MOST = 8
"""So many screens are remembered: those of an office, a home and some beamers."""
LEFT_WIDTHS, ACTOR_HEIGHTS = (120, 800), (60, 2_000)
"""The least and the most, in logical pixels."""
_LAYOUT_PARTS, _LONGEST_NUMBER = 5, 6
NOBODY = "Coder"
"""The coder's name where none was ever given."""
_LONGEST_WAIT_S = 2.0
"""Another program holds the settings for milliseconds; one that hangs stops nobody."""
_PLAIN_ID = re.compile(r"[^\s\x00-\x1f]{1,200}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person prefers; a field's default is what is not stored.

    `coder_name` and `coder_id` are the person of this computer's window. `coders` are all who ever
    coded here, each as "ID NAME", the last one named first: a name keeps its id. `text_size` is in
    per cent. `recent` holds paths of projects, the last one first. `language` is a two-letter code,
    empty for the computer's. `window` is the window's place and size as Qt words it (base64).
    `actor_pane` and `left_width` are in logical pixels. `arrows_by_character` lets the arrow keys
    move as in other programs, as they do by themselves while a screen reader is on. `keys` are a
    person's own keys, each as "ACT KEY KEY…" (act and keys as in resources/keys.toml; no key takes
    it away). `suggesters_off` names those that do not work here, `suggest_also` what is proposed
    beside the usual; with `suggest_learns` what a coder decides changes what is; `suggest_from` is
    how sure suggestions are that are shown: sure, likely or perhaps. `model_folder` is where a
    language model of one's own lies. `also_me` are ids that a coder has on other computers, each
    as "OWN-ID OTHER-ID". `layouts` keep window and panes for each screen that was used, the last
    one first, as `layout_on` reads them.
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
    suggesters_off: tuple[str, ...] = ()
    suggest_also: tuple[str, ...] = ()
    suggest_learns: bool = True
    suggest_from: SuggestFrom = "likely"
    model_folder: str = ""
    also_me: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()

    def has_coder(self) -> bool:
        """Say whether the person has given a name."""
        return bool(self.coder_name.strip() and self.coder_id)

    def coder(self) -> Coder:
        """Give the person as the project knows them; the name is empty until they gave one."""
        return Coder(self.coder_id, self.coder_name)

    def known(self) -> dict[str, str]:
        """Give the id of each name that codes on this computer, the last one named first."""
        pairs = [one.partition(" ") for one in self.coders]
        found = {name: coder_id for coder_id, _, name in reversed(pairs)}
        known = {name: found[name] for _, _, name in pairs}
        return known | {self.coder_name: self.coder_id} if self.has_coder() else known

    def last_coder(self) -> Coder | None:
        """Give who was named last; None where nobody ever was."""
        found = (Coder(one, name) for name, one in self.known().items() if name != NOBODY)
        return next(found, None)

    def with_coder(self, name: str) -> "Settings":
        """Give the settings with the person of this name coding; a name that is known keeps its id.

        An id whose name could not be read goes to the first one who is named.
        """
        name = _clean(name)
        nameless = "" if self.coder_name else self.coder_id
        return self.coding(Coder(self.known().get(name) or nameless or new_id(), name))

    def coding(self, coder: Coder) -> "Settings":
        """Give the settings with this coder as the person of the window."""
        return replace(self.naming(coder), coder_name=coder.name, coder_id=coder.id)

    def naming(self, coder: Coder) -> "Settings":
        """Give the settings with this coder as the last one who was named."""
        former = (Coder(one, name) for name, one in self.known().items() if name != coder.name)
        return replace(self, coders=tuple(f"{one.id} {one.name}" for one in (coder, *former)))

    def elsewhere(self) -> frozenset[str]:
        """Give the ids that the person of the window has on other computers."""
        pairs = [one.split() for one in self.also_me]
        return frozenset(other for own, other in pairs if own == self.coder_id)

    def being_also(self, coder_id: str) -> "Settings":
        """Give the settings with an id that the person has on another computer."""
        if coder_id in self.elsewhere():
            return self
        return replace(self, also_me=(*self.also_me, f"{self.coder_id} {coder_id}"))

    def with_layout(self, screen: str) -> "Settings":
        """Give the settings with the present layout as that of a screen ("1366x768@1")."""
        sizes = f"{self.left_width} {self.actor_height}"
        switches = f"{self.left_folded:d} {self.inspector_open:d}"
        others = (one for one in self.layouts if one.split(" ", 1)[0] != screen)
        kept = (f"{screen} {sizes} {switches} {self.window}", *others)
        return replace(self, layouts=kept[:LAYOUTS_MOST])

    def layout_on(self, screens: Collection[str]) -> "Settings":
        """Give the settings with the layout that was last used on one of these screens, if any."""
        for one in self.layouts:
            screen, *rest = one.split(" ")
            if screen not in screens or len(rest) != _LAYOUT_PARTS:
                continue
            *numbers, window = rest
            if all(number.isdecimal() and len(number) < _LONGEST_NUMBER for number in numbers):
                left, height, folded, inspector = map(int, numbers)
                return replace(
                    self,
                    window=window,
                    left_width=_within(left, LEFT_WIDTHS),
                    actor_height=_within(height, ACTOR_HEIGHTS),
                    left_folded=bool(folded),
                    inspector_open=bool(inspector),
                )
        return self

    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Give the person's own keys by act."""
        words = [one.split() for one in self.keys]
        return {act: tuple(keys) for act, *keys in (one for one in words if one)}

    def with_project(self, path: Path) -> "Settings":
        """Give the settings with this project as the last and the first of the recent ones."""
        name = str(path)
        others = tuple(one for one in self.recent if one != name)
        return replace(self, last_project=name, recent=(name, *others)[:RECENT_MOST])

    def without_project(self, path: str) -> "Settings":
        """Give the settings without a project that is not there any more."""
        last = "" if self.last_project == path else self.last_project
        kept = tuple(one for one in self.recent if one != path)
        return replace(self, last_project=last, recent=kept)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return min(max(value, bounds[0]), bounds[1])


class Loaded(NamedTuple):
    """Settings as read, with a sentence for each value that was passed over.

    `state` says how the file was; where it is closed to us its ids are not known at all.
    """

    settings: Settings
    notes: tuple[str, ...] = ()
    state: Literal["whole", "damaged", "closed"] = "whole"


class Known(NamedTuple):
    """A coder with the one id of their name on this computer, and what is to be said about it."""

    coder: Coder
    notes: tuple[str, ...] = ()


def settings_path() -> Path:
    """Give the path of the settings file; it may not exist yet."""
    return paths.config_folder() / "settings.json"


def load(path: Path | None = None) -> "Settings":
    """Give the settings of this computer; bad values count as not set."""
    return read(path).settings


def read(path: Path | None = None) -> Loaded:
    """Give the settings and what in their file was passed over, each in one sentence.

    Of a damaged file the names and ids are taken that can still be read.
    """
    path = path or settings_path()
    try:
        data = disk.read_small(path)
    except (FileNotFoundError, NotADirectoryError):
        return Loaded(Settings())
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        note = tr("The settings file {path} cannot be read ({why}).", path=path, why=why)
        return Loaded(Settings(), (note,), "closed")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        content = None
    if isinstance(content, dict):
        return _from_mapping(content)
    rescued = _rescued(data.decode("utf-8", "replace"))
    names = ", ".join(rescued.known()) or "–"
    note = tr("The settings file {path} is damaged. Still known: {names}.", path=path, names=names)
    return Loaded(rescued, (note,), "damaged")


def coder_called(name: str, *, here: str = "", path: Path | None = None) -> Known:
    """Give the coder of this name with the one id the name has on this computer, and keep it.

    `here` is the id that a project knows a name by which is new on this computer. The first name
    that is ever given becomes the person of the window. Raises `WrongUse` without a name, and
    `CannotRead` where the settings may know an id but cannot be read.
    """
    path, name = path or settings_path(), _clean(name)
    if not name:
        raise WrongUse(tr("A coder needs a name."), tr("Initials are enough."))
    with _alone(path):
        loaded = read(path)
        if loaded.state == "closed":
            if here:
                return Known(Coder(here, name), loaded.notes)
            raise CannotRead(
                loaded.notes[0],
                tr("So it is not known who “{name}” is: make it readable.", name=name),
                Where(str(path)),
            )
        settings = loaded.settings
        known = settings.known().get(name) or here
        coder = Coder(known, name) if known else settings.with_coder(name).coder()
        is_second = settings.has_coder() or name == NOBODY
        now = settings.naming(coder) if is_second else settings.coding(coder)
        notes = loaded.notes
        is_new = coder.id not in (known, settings.coder_id)
        if is_new and (notes or settings.coder_name == name):
            notes += (tr("“{name}” gets a new id.", name=name),)
        try:
            if now != settings or loaded.state == "damaged":
                _write(now, path, loaded)
        except CannotWrite as problem:
            if is_new:
                hint = tr("So “{name}” will have another id the next time.", name=name)
                notes += (f"{problem.message} {hint}",)
        return Known(coder, notes)


def save(settings: Settings, path: Path | None = None) -> "Settings":
    """Write what differs from the defaults, whole or not at all; raises `CannotWrite`.

    Who was named meanwhile by another program stays known: gives the settings as they are kept.
    """
    path = path or settings_path()
    with _alone(path):
        loaded = read(path)
        if loaded.state == "closed":
            raise CannotWrite(loaded.notes[0], tr("So nothing new was kept in it."))
        known = settings.known()
        others = {n: one for n, one in loaded.settings.known().items() if n not in known}
        coders = (*settings.coders, *(f"{one} {name}" for name, one in others.items()))
        kept = replace(settings, coders=coders)
        _write(kept, path, loaded)
    return kept


def _write(settings: Settings, path: Path, before: Loaded) -> None:
    """Write the settings; a damaged file is kept beside them."""
    if before.state == "damaged":
        try:
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
        except OSError:
            _log.info("a damaged settings file could not be kept")
    content = json.dumps(_differing(settings), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, content + "\n")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other program change the settings meanwhile, where the disk knows locks."""
    from annotator.store import lock

    handle = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock.lock_path(path), lock.FLAGS, 0o600)
        end = time.monotonic() + _LONGEST_WAIT_S
        while lock.try_to_hold(handle) is False and time.monotonic() < end:
            time.sleep(0.005)
    except OSError:
        _log.info("the settings cannot be locked")
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def write_whole(path: Path, content: str) -> None:
    """Write a small text file so that it is there whole or as before; raises `CannotWrite`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(path, content, mode=0o600)
    except OSError as problem:
        family = DiskFull if disk.is_full(problem) else CannotWrite
        raise family(
            tr("The settings could not be kept in {path}.", path=path),
            tr("Everything in your project is safe; check that this folder can be written."),
        ) from problem


def _differing(settings: Settings) -> dict[str, object]:
    values = {one.name: getattr(settings, one.name) for one in fields(settings)}
    return {name: value for name, value in values.items() if value != getattr(_PLAIN, name)}


def _clean(name: str) -> str:
    """Give a coder's name in the one form that is compared and kept."""
    return unicodedata.normalize("NFC", " ".join(name.replace("\0", " ").split()))


def _from_mapping(content: Mapping[str, object]) -> Loaded:
    fitting: dict[str, Any] = {}
    notes = []
    for name, value in content.items():
        if name not in _NAMES:
            continue
        if _fits(name, value):
            fitting[name] = tuple(value) if isinstance(value, list) else value
            continue
        note = tr(
            "The setting “{name}” has a value that does not fit; it was passed over.", name=name
        )
        notes.append(note)
        if name == "coders" and isinstance(value, list):
            fitting[name] = tuple(one for one in value if _is_coder(one))
    settings = Settings(**fitting)
    if settings.coder_id == SAMPLE_CODER.id:
        notes.append(tr("The person had the id of the sample's coder, which is in every copy."))
        settings = replace(settings, coder_id="")
    return Loaded(settings, tuple(notes))


def _rescued(text: str) -> "Settings":
    """Give the names and ids that can still be read in a damaged file."""
    words = r'"((?:[^"\\\x00-\x1f]|\\.)*)"'
    found = {
        name: _plain(match[1])
        for name in ("coder_name", "coder_id")
        if (match := re.search(rf'"{name}"\s*:\s*{words}', text))
    }
    entries = text.partition('"coders"')[2].partition("]")[0]
    coders = tuple(one for one in map(_plain, re.findall(words, entries)) if _is_coder(one))
    return _from_mapping({**found, "coders": list(coders)}).settings


def _plain(written: str) -> str:
    """Give a JSON string's text; nothing for one that is none."""
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:
        return ""


def _is_coder(value: object) -> bool:
    if not _is_text(value):
        return False
    coder_id, _, name = str(value).partition(" ")
    return bool(_PLAIN_ID.fullmatch(coder_id)) and _clean(name) == name != ""


def _are_two_ids(value: object) -> bool:
    ids = str(value).split(" ") if _is_text(value) else []
    return len(ids) == 2 and all(map(_PLAIN_ID.fullmatch, ids))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 10_000 and "\0" not in value


def _are_keys(value: object) -> bool:
    from annotator.reading.keys import Stroke  # the key table is read only when keys are set

    if not isinstance(value, list) or not _are_all(_is_text, value):
        return False
    try:
        for key in chain.from_iterable(one.split()[1:] for one in value):
            Stroke.parse(key)
    except WrongUse:
        return False
    return True


def _are_all(fits: Callable[[object], bool], value: object) -> bool:
    return isinstance(value, list) and all(fits(one) for one in value)


def _fits(name: str, value: object) -> bool:
    """Say whether a value fits a setting: by its own rule, else by the kind of its default."""
    if name in _BETWEEN:
        least, most = _BETWEEN[name]
        return type(value) is int and least <= value <= most
    if name in _RULES:
        return _RULES[name](value)
    match getattr(_PLAIN, name):
        case bool():
            return isinstance(value, bool)
        case str():
            return _is_text(value)
    return _are_all(_is_text, value)


_PLAIN = Settings()
_NAMES = frozenset(one.name for one in fields(Settings))
_BETWEEN = {
    "text_size": (SMALLEST_TEXT, LARGEST_TEXT),
    "left_width": (120, 800),
    "actor_height": (60, 2_000),
}
_RULES: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: value in get_args(Theme),
    "suggest_from": lambda value: value in get_args(SuggestFrom),
    "language": lambda value: isinstance(value, str) and len(value) in (0, 2),
    "keys": _are_keys,
    "coders": lambda value: _are_all(_is_coder, value),
    "also_me": lambda value: _are_all(_are_two_ids, value),
}
