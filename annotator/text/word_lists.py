"""The shipped word lists, one file a language, read and checked as a whole.

What the words are for is said in `resources/speech/en.toml`. How a language writes is asked in
this room; how it reports speech in `speech`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from annotator import resources
from annotator.errors import CannotRead
from annotator.language import tr

_FOLDER = "speech"
ALWAYS = "en"
"""English is met on pages of any language."""
TONES = ("neutral", "emphatic", "doubting", "confronting")


_Path = tuple[str | int, ...]


class _Kind(Enum):
    """What may stand behind a key."""

    TEXT = "a text in quotation marks"
    WORDS = "a list of words"
    GROUPS = "twelve lists of words, or seven for the days"
    FLAG = "true or false"
    NUMBER = "a number above 0"
    FORMS = "words with commas between them"


_FRAMES = frozenset({"that", "to", "of", "noun", "quote"})
_KINDS = frozenset({"say", "write", "think", "judge", "want"})
_VERB = {"lemma": _Kind.TEXT, "forms": _Kind.FORMS, "frames": [_FRAMES], "weak": _Kind.FLAG}


def _words(names: str) -> dict[str, object]:
    return dict.fromkeys(names.split(), _Kind.WORDS)


_TONED = _words(" ".join(TONES))
# A table is a dict; a list of tables a list of one; a closed choice a set, several of it in a list.
_FORM: dict[str, Any] = {
    "language": _Kind.TEXT,
    "guess": {"words": _Kind.WORDS, "letters": _Kind.TEXT, "letters_per_word": _Kind.NUMBER},
    "writing": _words("elisions after_hyphen clipped that starters after_ordinal")
    | dict.fromkeys(("inward_guillemets", "same_mark_opens"), _Kind.FLAG),
    "abbreviations": _words("before_name inside before_number at_end"),
    "grammar": _words(
        "determiners linkers prepositions placing auxiliaries adverbs relatives conjunctions"
        " openers times particles infinitive prefixes genitive_endings"
    )
    | dict.fromkeys(("participle_ending", "adverb_ending", "past_ending"), _Kind.TEXT)
    | dict.fromkeys(("verb_last", "adjectives_follow", "months_are_names"), _Kind.FLAG),
    "verbs": [{"kind": _KINDS, "tone": frozenset(TONES), "forms": [_VERB]}],
    "phrases": _TONED,
    "nouns": _TONED,
    "adjectives": _TONED,
    "names": _words("titles roles subordinators"),
    "pronouns": _words(
        "first_singular first_plural second third_singular third_male third_female third_plural"
        " indefinite"
    ),
    "lines": _words("end loose between"),
    "words": _words(
        "sections share byline caption labels outlet agencies date source small rights for our"
    ),
    "dates": _words("ordinals of year clock")
    | dict.fromkeys(("months", "solar_months", "days"), _Kind.GROUPS)
    | {"first": frozenset({"day", "month", ""})},
}


def primary(language: str) -> str:
    """Give the language of a language code without region and script: "en" for "en-GB"."""
    return language.replace("_", "-").split("-", 1)[0].lower()


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of the languages that have a word list."""
    return tuple(name.removesuffix(".toml") for name in resources.names(_FOLDER))


def word_list(language: str) -> Mapping[str, Any]:
    """Give the tables of a language ("en", "en-GB"); none where no list ships.

    Raises `CannotRead` when the file is spoilt.
    """
    return _read(primary(language))


@cache
def _read(code: str) -> Mapping[str, Any]:
    if code not in languages():
        return {}
    return parse(resources.read_bytes(_FOLDER, f"{code}.toml"), code)


def table_of(language: str, name: str) -> Mapping[str, Any]:
    """Give one table of a language, without reading the rest of its list; {} for none.

    Raises `CannotRead` when the file is spoilt there.
    """
    return _table(primary(language), name)


@cache
def _table(code: str, name: str) -> Mapping[str, Any]:
    if code not in languages():
        return {}
    data = resources.read_bytes(_FOLDER, f"{code}.toml")
    start = data.find(f"\n[{name}]\n".encode())
    end = data.find(b"\n[", start + 1)
    try:
        content: Mapping[str, Any] = tomllib.loads(
            data[start : end if end >= 0 else None].decode("utf-8")
        )
        _Checker("", "").check(content, _FORM, ())
    except (ValueError, CannotRead):
        content = parse(data, code)  # either it can be read as a whole, or this knows the line
    return content.get(name, {}) if start >= 0 else {}


def words_of(language: str, table: str, key: str) -> tuple[str, ...]:
    """Give the words under a key of a table; none where the list has no such key."""
    return tuple(table_of(language, table).get(key, ()))


@cache
def own_or_all(language: str, table: str, key: str) -> frozenset[str]:
    """Give the words under a key; where the language has no such table, those of all languages."""
    codes = (language,) if table_of(language, table) else languages()
    return frozenset(word for code in codes for word in words_of(code, table, key))


def parse(data: bytes, code: str) -> Mapping[str, Any]:
    """Give the tables of a word list; raises `CannotRead`, naming file and line."""
    name = f"{_FOLDER}/{code}.toml"
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        _refuse(name, line, tr("the file is not written in UTF-8."), problem)
    except tomllib.TOMLDecodeError as problem:
        line = int(_number_in(str(problem)) or text.count("\n") + 1)
        _refuse(name, line, tr("this is not TOML: {problem}.", problem=problem), problem)
    checker = _Checker(name, text)
    checker.check(content, _FORM, ())
    if content.get("language") != code:
        checker.refuse(
            ("language",), tr("“language” must be “{code}”, as the file is called.", code=code)
        )
    return content


def _number_in(problem: str) -> str | None:
    found = re.search(r"line (\d+)", problem)
    return None if found is None else found[1]


def _refuse(name: str, line: int, problem: str, cause: Exception | None = None) -> NoReturn:
    raise CannotRead(
        tr("The word list {name}, line {line}: {problem}", name=name, line=line, problem=problem),
        tr("Mend that line; if you did not write it, install Annotator again."),
    ) from cause


class _Checker:
    """Sees that what a file holds has the form that is wanted, and knows its lines."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def check(self, value: object, form: object, path: _Path) -> None:
        """Raise `CannotRead` unless the value that stands at `path` has the form."""
        match form:
            case dict():
                self._table(value, form, path)
            case [frozenset() as choice]:
                words = value.split() if isinstance(value, str) else [""]
                for word in words:
                    self.check(word, choice, path)
            case [inner]:
                if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                    self.refuse(path, tr("“{key}” must be a list of tables.", key=path[-1]))
                for n, one in enumerate(value, start=1):
                    self.check(one, inner, (*path, n))
            case frozenset():
                if value not in form:
                    allowed = ", ".join(f"“{one}”" for one in sorted(form))
                    problem = tr("“{key}” must be one of {allowed}.", key=path[-1], allowed=allowed)
                    self.refuse(path, problem)
            case _Kind():
                self._plain(value, form, path)

    def _table(self, value: object, form: Mapping[str, object], path: _Path) -> None:
        if not isinstance(value, dict):
            self.refuse(path, tr("“{key}” must be a table.", key=path[-1]))
        for key, inner in value.items():
            if key not in form:
                self.refuse((*path, key), tr("no word list has a key “{key}” here.", key=key))
            self.check(inner, form[key], (*path, key))

    def _plain(self, value: object, kind: _Kind, path: _Path) -> None:
        match kind, value:
            case (_Kind.WORDS, list()):
                self._distinct(value, path)
            case (_Kind.GROUPS, list()) if len(value) in (7, 12):
                for group in value:
                    self._plain(group, _Kind.WORDS, path)
            case (_Kind.FORMS, str()):
                forms = [form.strip() for form in value.split(",")]
                self._distinct(forms, path, in_one_text=True)
            case (_Kind.TEXT, str()) if value.strip():
                pass
            case (_Kind.FLAG, bool()):
                pass
            case (_Kind.NUMBER, int()) if value > 0 and not isinstance(value, bool):
                pass
            case _:
                self._refuse_kind(path, kind)

    def _distinct(self, words: Sequence[object], path: _Path, *, in_one_text: bool = False) -> None:
        seen: set[str] = set()
        for word in words:
            if not isinstance(word, str):
                self._refuse_kind(path, _Kind.WORDS)
            shown = None if in_one_text else word
            if not word or word != word.strip():
                problem = tr("a word in “{key}” is empty or has a blank at an end.", key=path[-1])
                self.refuse(path, problem, shown)
            if word in seen:
                problem = tr("“{word}” stands twice in “{key}”.", word=word, key=path[-1])
                self.refuse(path, problem, shown, time=2)
            seen.add(word)

    def _refuse_kind(self, path: _Path, kind: _Kind) -> NoReturn:
        self.refuse(path, tr("“{key}” must be {wanted}.", key=path[-1], wanted=tr(kind.value)))

    def refuse(self, path: _Path, problem: str, word: str | None = None, time: int = 1) -> NoReturn:
        """Raise `CannotRead` with the line where `path` leads, and there a word the n-th time."""
        at = self._at(path)
        for _ in range(time if word is not None else 0):
            at = self._after(re.escape(f'"{word}"'), at)
        _refuse(self.name, self.text.count("\n", 0, at) + 1, problem)

    def _at(self, path: _Path) -> int:
        """The place that a way through keys and numbers of entries leads to."""
        at = 0
        for before, step in zip(("", *path), path, strict=False):
            if isinstance(step, str):
                key = re.escape(step)
                at = self._after(rf"^\s*\[*{key}\s*[\]=]|[{{,]\s*{key}\s*=", at)
                continue
            header = rf"^\[\[{before}\]\]"
            has_header = re.search(header, self.text, re.MULTILINE) is not None
            at = 0 if has_header else at
            for _ in range(step):
                at = self._after(header if has_header else r"\{", at)
        return at

    def _after(self, sought: str, at: int) -> int:
        found = re.compile(sought, re.MULTILINE).search(self.text, at)
        return at if found is None else found.end()
