"""The shipped word lists, one file a language, read and checked as a whole.

What the words are for is said in `resources/speech/en.toml`. How a language writes is asked in
this room; how it reports speech in `speech`. A person's own lists are laid over them, once, before
anything is read.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from annotator import disk, resources
from annotator.errors import CannotRead
from annotator.language import tr

_FOLDER, _ENDING = "speech", ".toml"
_OUT = "-"
"""Before a word of a person's own list: the shipped one is taken out."""
_OWN: dict[str, Mapping[str, Any]] = {}
"""A person's own lists, by language."""
ALWAYS = "en"
"""English is met on pages of any language."""
TONES = ("neutral", "emphatic", "doubting", "confronting")


_Path = tuple[str | int, ...]


class _Kind(NamedTuple):
    """What may stand behind a key: in words, a test, and what must be distinct words in it."""

    wanted: str
    fits: Callable[[Any], bool]
    lists: Callable[[Any], list[list[str]]] = lambda _: []


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_groups(value: object) -> bool:
    return isinstance(value, list) and len(value) in (7, 12) and all(map(_is_words, value))


_TEXT = _Kind(
    "a text in quotation marks", lambda value: isinstance(value, str) and bool(value.strip())
)
_FLAG = _Kind("true or false", lambda value: isinstance(value, bool))
_NUMBER = _Kind("a number above 0", lambda value: type(value) is int and value > 0)
_WORDS = _Kind("a list of words", _is_words, lambda value: [value])
_GROUPS = _Kind("twelve lists of words, or seven for the days", _is_groups, list)
_FORMS = _Kind(
    "words with commas between them",
    lambda value: isinstance(value, str),
    lambda value: [[form.strip() for form in value.split(",")]],
)
_FRAMES = frozenset({"that", "to", "of", "noun", "as", "quote", "whom"})
_KINDS = frozenset({"say", "write", "think", "judge", "want"})
_VERB = {"lemma": _TEXT, "forms": _FORMS, "frames": [_FRAMES], "weak": _FLAG}


def _words(names: str) -> dict[str, object]:
    return dict.fromkeys(names.split(), _WORDS)


_TONED = _words(" ".join(TONES))
# A table is a dict; a list of tables a list of one; a closed choice a set, several of it in a list.
_FORM: dict[str, Any] = {
    "language": _TEXT,
    "guess": {"words": _WORDS, "letters": _TEXT, "letters_per_word": _NUMBER},
    "writing": _words("elisions after_hyphen clipped that starters after_ordinal")
    | dict.fromkeys(("inward_guillemets", "same_mark_opens", "nouns_have_capitals"), _FLAG),
    "abbreviations": _words("before_name inside before_number at_end"),
    "grammar": _words(
        "determiners linkers prepositions placing auxiliaries adverbs relatives conjunctions"
        " openers times particles prefixes genitive_endings participle_endings"
        " adverb_endings past_endings pasts quotatives subordinate passives agents impersonal"
        " infinitives objects object_marks object_ends apart topics judging titled articles"
        " comparing owners accompanying attached"
        " infinitive_marks infinitive_endings passive_endings"
    )
    | dict.fromkeys(
        (
            "verb_last",
            "verb_first",
            "postpositions",
            "adjectives_follow",
            "said_inside",
            "dashes_open",
            "months_are_names",
            "separable",
            "comma_clause",
        ),
        _FLAG,
    ),
    "verbs": [{"kind": _KINDS, "tone": frozenset(TONES), "forms": [_VERB]}],
    "phrases": _TONED,
    "nouns": _TONED,
    "adjectives": _TONED,
    "names": _words(
        "titles roles subordinators bodies places offices before_place no_names role_endings"
        " countries group_endings"
    ),
    "pronouns": _words(
        "first_singular first_plural second third_singular third_male third_female third_plural"
        " indefinite"
    ),
    "lines": _words("end box loose between"),
    "words": _words(
        "sections share byline caption labels outlet agencies holders date source small rights for"
        " our notice beside_notice reader"
    ),
    "dates": _words("ordinals of year clock units relative ago numbers")
    | dict.fromkeys(("months", "solar_months", "days"), _GROUPS)
    | {"first": frozenset({"day", "month", ""})},
    "columns": _words("text title date outlet url byline language id"),
}


def primary(language: str) -> str:
    """Give the language of a language code without region and script: "en" for "en-GB"."""
    return language.replace("_", "-").split("-", 1)[0].lower()


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of the languages that have a word list."""
    shipped = (name.removesuffix(_ENDING) for name in resources.names(_FOLDER))
    return tuple(sorted({*shipped, *_OWN}))


def lay_over(folder: Path) -> tuple[str, ...]:
    """Lay the lists of a folder over the shipped ones; give a sentence for each that is spoilt.

    A spoilt one is left out, the others hold. To be called when the program starts: words that
    were asked for before are remembered as they were.
    """
    _OWN.clear()
    problems: list[str] = []
    for path in sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else ():
        try:
            _OWN[path.stem.lower()] = parse(disk.read_small(path), path.stem.lower(), str(path))
        except CannotRead as problem:
            problems.append(str(problem))
        except OSError as problem:
            sentence = tr(
                "The word list {name} cannot be read: {problem}.",
                name=path,
                problem=problem.strerror or problem,
            )
            problems.append(sentence)
    for remembered in (languages, _read, _table, own_or_all, _fingerprint):
        remembered.cache_clear()
    return tuple(problems)


def fingerprint(language: str) -> str:
    """Give what tells one state of a language's words from another: a hash."""
    return _fingerprint(primary(language))


@cache
def _fingerprint(code: str) -> str:
    words = json.dumps(word_list(code), sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def word_list(language: str) -> Mapping[str, Any]:
    """Give the tables of a language ("en", "en-GB"); none where no list ships.

    Raises `CannotRead` when the file is spoilt.
    """
    return _read(primary(language))


@cache
def _read(code: str) -> Mapping[str, Any]:
    if code not in languages():
        return {}
    name = f"{code}{_ENDING}"
    shipped = parse(resources.read_bytes(_FOLDER, name), code) if _ships(code) else {}
    return laid_over(shipped, _OWN[code]) if code in _OWN else shipped


def _ships(code: str) -> bool:
    return resources.exists(_FOLDER, f"{code}{_ENDING}")


def table_of(language: str, name: str) -> Mapping[str, Any]:
    """Give one table of a language, without reading the rest of its list; {} for none.

    Raises `CannotRead` when the file is spoilt there.
    """
    return _table(primary(language), name)


@cache
def _table(code: str, name: str) -> Mapping[str, Any]:
    if code not in languages():
        return {}
    if code in _OWN:
        own: Mapping[str, Any] = word_list(code).get(name, {})
        return own
    data = resources.read_bytes(_FOLDER, f"{code}.toml")
    start = data.find(f"\n[{name}]\n".encode())
    end = data.find(b"\n[", start + 1)
    try:
        whole = data[start : end if end >= 0 else None].decode("utf-8")
        content: Mapping[str, Any] = tomllib.loads(whole)
        _check(content, _FORM, ())
    except (ValueError, _Fault):
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


def laid_over(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Give the tables of a list with a person's own words: added, or with “-” before taken out.

    A form of one of their verbs is no longer that of a shipped one; what is no list of words is
    theirs.
    """
    made = dict(shipped)
    for key, value in own.items():
        before = shipped.get(key)
        if key == "verbs":
            made[key] = [*_without_forms(before or [], _forms_in(value)), *value]
        elif isinstance(value, dict) and isinstance(before, dict):
            made[key] = laid_over(before, value)
        elif _is_words(value):
            gone = {word[1:] for word in value if word.startswith(_OUT)}
            words = [*(before or []), *(word for word in value if not word.startswith(_OUT))]
            made[key] = [word for word in dict.fromkeys(words) if word not in gone]
        else:
            made[key] = value
    return made


def _forms_in(groups: Iterable[Mapping[str, Any]]) -> set[str]:
    return {
        form.strip()
        for group in groups
        for entry in group["forms"]
        for form in entry["forms"].split(",")
    }


def _without_forms(
    groups: Iterable[Mapping[str, Any]], gone: set[str]
) -> Iterator[Mapping[str, Any]]:
    for group in groups:
        kept = []
        for entry in group["forms"]:
            forms = [form for form in entry["forms"].split(",") if form.strip() not in gone]
            if forms:
                kept.append({**entry, "forms": ",".join(forms)})
        yield {**group, "forms": kept}


def parse(data: bytes, code: str, name: str = "") -> Mapping[str, Any]:
    """Give the tables of a word list; raises `CannotRead`, naming file and line.

    `name` is that of a person's own list, "" for a shipped one.
    """
    try:
        text = data.decode("utf-8")
        content = tomllib.loads(text)
        _check(content, _FORM | {"language": frozenset({code})}, ())
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise _refused(code, line, tr("the file is not written in UTF-8."), name) from fault
    except tomllib.TOMLDecodeError as fault:
        at = re.search(r"line (\d+)", str(fault))
        line = int(at[1]) if at else text.count("\n") + 1
        raise _refused(
            code, line, tr("this is not TOML: {problem}.", problem=fault), name
        ) from fault
    except RecursionError as fault:
        raise _refused(
            code, 1, tr("its tables or lists lie too deep in each other."), name
        ) from fault
    except _Fault as fault:
        raise _refused(code, fault.line_in(text), fault.problem, name) from fault
    return content


def _refused(code: str, line: int, problem: str, name: str) -> CannotRead:
    shown = name or f"{_FOLDER}/{code}{_ENDING}"
    hint = tr("Mend that line; if you did not write it, install Annotator again.")
    return CannotRead(
        tr("The word list {name}, line {line}: {problem}", name=shown, line=line, problem=problem),
        tr("Mend that line.") if name else hint,
    )


class _Fault(Exception):
    """What is wrong where a way through keys and entries leads, or at a word's n-th time there."""

    def __init__(self, path: _Path, problem: str, word: str | None = None, time: int = 1) -> None:
        super().__init__(problem)
        self.path, self.problem, self.word, self.time = path, problem, word, time

    def line_in(self, text: str) -> int:
        """Give the line that the way leads to."""
        at = 0
        for before, step in zip(("", *self.path), self.path, strict=False):
            if isinstance(step, str):
                key = re.escape(step)
                at = _after(text, rf"^\s*\[*{key}\s*[\]=]|[{{,]\s*{key}\s*=", at)
                continue
            header = rf"^\[\[{before}\]\]"
            has_header = re.search(header, text, re.MULTILINE) is not None
            at = 0 if has_header else at
            for _ in range(step):
                at = _after(text, header if has_header else r"\{", at)
        for _ in range(0 if self.word is None else self.time):
            at = _after(text, re.escape(f'"{self.word}"'), at)
        return text.count("\n", 0, at) + 1


def _after(text: str, sought: str, at: int) -> int:
    found = re.compile(sought, re.MULTILINE).search(text, at)
    return at if found is None else found.end()


def _check(value: object, form: object, path: _Path) -> None:
    """Raise `_Fault` unless the value that stands at `path` has the form."""
    key = path[-1] if path else ""
    match form:
        case dict():
            _check_table(value, form, path)
        case [frozenset() as choice]:
            for word in value.split() if isinstance(value, str) else [""]:
                _check(word, choice, path)
        case [inner]:
            if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                raise _Fault(path, tr("“{key}” must be a list of tables.", key=key))
            for n, one in enumerate(value, start=1):
                _check(one, inner, (*path, n))
        case frozenset():
            if not isinstance(value, str) or value not in form:
                allowed = ", ".join(f"“{one}”" for one in sorted(form))
                problem = tr("“{key}” must be one of {allowed}.", key=key, allowed=allowed)
                raise _Fault(path, problem)
        case _Kind():
            _check_plain(value, form, path)


def _check_table(value: object, form: dict[str, Any], path: _Path) -> None:
    if not isinstance(value, dict):
        raise _Fault(path, tr("“{key}” must be a table.", key=path[-1]))
    for name, inner in value.items():
        if name not in form:
            raise _Fault((*path, name), tr("no word list has a key “{key}” here.", key=name))
        _check(inner, form[name], (*path, name))


def _check_plain(value: object, kind: _Kind, path: _Path) -> None:
    if not kind.fits(value):
        problem = tr("“{key}” must be {wanted}.", key=path[-1], wanted=tr(kind.wanted))
        raise _Fault(path, problem)
    for words in kind.lists(value):
        for n, word in enumerate(words):
            shown = word if isinstance(value, list) else None
            if not word or word != word.strip():
                problem = tr("a word in “{key}” is empty or has a blank at an end.", key=path[-1])
                raise _Fault(path, problem, shown)
            if word in words[:n]:
                problem = tr("“{word}” stands twice in “{key}”.", word=word, key=path[-1])
                raise _Fault(path, problem, shown, time=2)
