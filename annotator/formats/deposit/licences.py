"""Under which licence a corpus goes out: as somebody says it, never guessed.

A known name stands for its address; the law's own text is where that leads, and is not copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator import disk
from annotator.errors import WrongUse
from annotator.language import tr

KNOWN = {
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "CC-BY-NC-SA-4.0": (
        "Creative Commons Attribution-NonCommercial-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    ),
    "CC-BY-ND-4.0": (
        "Creative Commons Attribution-NoDerivatives 4.0",
        "https://creativecommons.org/licenses/by-nd/4.0/",
    ),
    "CC-BY-NC-ND-4.0": (
        "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0",
        "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    ),
    "ODbL-1.0": (
        "Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "ODC-By-1.0": (
        "Open Data Commons Attribution License 1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
    ),
}
"""By their SPDX names."""
_LARGEST = 500_000


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: the text that goes with the corpus; name and address where it is a known one."""

    text: str
    name: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """What stands where it is named in a line: its name, else where its text is."""
        return self.name or tr("see {file}", file=FILE)


FILE = "LICENCE.txt"


def licence_of(said: str) -> Licence | None:
    """Give the licence that was said, "" = none: a known name, a file with its text, own words.

    Raises `WrongUse` for one word that is neither, and for a file that is no text.
    """
    said = said.strip()
    if not said:
        return None
    for name, (title, address) in KNOWN.items():
        if said.casefold() == name.casefold():
            sentence = tr("This corpus is licensed under {title} ({name}).", title=title, name=name)
            where = tr("The text that holds: {address}", address=address)
            return Licence(f"{sentence}\n{where}\n", name, address)
    at = Path(said)
    try:
        if at.is_file():
            return Licence(_text_of(at))
    except OSError:
        pass  # words too long for a name of a file
    if len(said.split()) > 1:
        return Licence(f"{said}\n")
    raise WrongUse(
        tr("“{name}” is no licence that is known here, and no file.", name=said),
        tr("Known are {names}; or name a file with its text.", names=", ".join(KNOWN)),
    )


def _text_of(at: Path) -> str:
    data = disk.read_plain(at, _LARGEST)
    if len(data) > _LARGEST:
        data = b"\0"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or not text.strip():
        raise WrongUse(
            tr("{file} is no text of a licence.", file=at.name),
            tr("Name a text file in UTF-8 of at most {n} KB.", n=_LARGEST // 1000),
        )
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
