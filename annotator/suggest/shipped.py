"""Reads the word lists that ship with the program, and sees that they have the form they need.

What the words are for is said in `lexicon` and `furniture`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import NoReturn

from annotator import resources
from annotator.errors import CannotRead


class Table:
    """One table of a shipped file. Every access checks the form; raises `CannotRead`."""

    __slots__ = ("_content", "_place")

    def __init__(self, content: Mapping[str, object], place: str) -> None:
        """Hold `content`; `place` says in errors where it stands."""
        self._content = content
        self._place = place

    def names(self) -> tuple[str, ...]:
        """Give the names of what the table holds, in the order of the file."""
        return tuple(self._content)

    def table(self, name: str) -> "Table":
        """Give the table of this name; an empty one if there is none."""
        found = self._content.get(name, {})
        if not isinstance(found, dict):
            self._refuse(name, "a table")
        return Table(found, f"{self._place}, {name}")

    def tables(self, name: str) -> Iterator["Table"]:
        """Give the tables of the list of this name, one after the other."""
        found = self._content.get(name, [])
        if not isinstance(found, list):
            self._refuse(name, "a list of tables")
        for number, entry in enumerate(found, start=1):
            if not isinstance(entry, dict):
                self._refuse(name, "a list of tables")
            yield Table(entry, f"{self._place}, {name} {number}")

    def words(self, name: str) -> tuple[str, ...]:
        """Give the list of words of this name; none if there is no such list."""
        found = self._content.get(name, [])
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            self._refuse(name, "a list of words")
        return tuple(found)

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Give the list of lists of words of this name."""
        found = self._content.get(name, [])
        if not isinstance(found, list):
            self._refuse(name, "a list of lists of words")
        return tuple(
            Table({name: group}, f"{self._place}, {name} {number}").words(name)
            for number, group in enumerate(found, start=1)
        )

    def word(self, name: str, among: frozenset[str] | None = None) -> str:
        """Give the word of this name, "" if there is none; it must be `among` the allowed ones."""
        found = self._content.get(name, "")
        if not isinstance(found, str):
            self._refuse(name, "a word")
        if among is not None and found not in among:
            self._refuse(name, f"one of {', '.join(sorted(among))}")
        return found

    def flag(self, name: str) -> bool:
        """Say whether the mark of this name is set."""
        found = self._content.get(name, False)
        if not isinstance(found, bool):
            self._refuse(name, "true or false")
        return found

    def _refuse(self, name: str, wanted: str) -> NoReturn:
        raise CannotRead(
            f"The program's own file {self._place} has something else than {wanted} at {name}.",
            "Install Annotator again.",
        )


def exists(folder: str, language: str) -> bool:
    """Say whether the folder has a word list for this language (a two-letter code)."""
    return (
        language.isascii() and language.isalpha() and resources.exists(folder, f"{language}.toml")
    )


def load(folder: str, language: str) -> Table:
    """Give the word list of a language; raises `CannotRead` when it is missing or spoilt."""
    name = f"{language}.toml"
    return parse(resources.read_text(folder, name), f"{folder}/{name}")


def parse(text: str, place: str) -> Table:
    """Give the word list that a TOML text holds; raises `CannotRead`, naming the `place`."""
    try:
        return Table(tomllib.loads(text), place)
    except tomllib.TOMLDecodeError as problem:
        raise CannotRead(
            f"The program's own file {place} is damaged ({problem}).", "Install Annotator again."
        ) from problem


def primary(language: str) -> str:
    """Give the language of a language code without region and script: "en" for "en-GB"."""
    return language.replace("_", "-").split("-", 1)[0].lower()
