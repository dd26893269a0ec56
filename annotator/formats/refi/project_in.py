"""A REFI-QDA project of ours, read back element by element; nothing is held.

Only what `project_out` writes is known here; files of other programs are not read yet.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree

from annotator.formats.refi.codes import Code
from annotator.formats.refi.project_out import INTERNAL, NAME, SPACE
from annotator.formats.refi.sources import CodedPart, RefiCase, RefiLink, RefiNote, RefiSource

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_IN = f"{{{SPACE}}}"
_DESCRIPTION, _CODING, _CODE = (f"{_IN}{name}" for name in ("Description", "Coding", "CodeRef"))
_LISTS = {
    f"{_IN}{name}" for name in ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links")
}


def elements(archive: zipfile.ZipFile) -> Iterator[tuple[str, Element]]:
    """Give users, codes, variables, cases, sources, notes and links in the order of the file.

    Each with its name, bare of the namespace; the project itself comes last. Raises `ValueError`
    for what is no such XML.
    """
    with archive.open(NAME) as file:
        yield from _elements(file)


def _elements(file: IO[bytes]) -> Iterator[tuple[str, Element]]:
    open_ones: list[Element] = []
    try:
        for event, one in ElementTree.iterparse(file, ("start", "end")):  # noqa: S314 - our own
            if event == "start":
                open_ones.append(one)
                continue
            open_ones.pop()
            holder = open_ones[-1] if open_ones else None
            if holder is None:
                yield one.tag.removeprefix(_IN), one
            elif holder.tag in _LISTS:
                yield one.tag.removeprefix(_IN), one
                holder.remove(one)
    except ElementTree.ParseError as problem:
        raise ValueError(str(problem)) from problem


def layer_of(one: Element) -> tuple[str, str]:
    """Give the GUID of a layer, and its name."""
    return one.attrib["guid"], one.attrib["name"]


def project_of(one: Element) -> tuple[str, tuple[str, ...]]:
    """Give the name of the project, and the notes that nothing else refers to."""
    return one.attrib["name"], _targets(one, "NoteRef")


def code_of(one: Element) -> Code:
    """Give a code with those below it, of a project or of a codebook."""
    space = one.tag.removesuffix("Code")
    return Code(
        guid=one.attrib["guid"],
        name=one.attrib["name"],
        description=one.findtext(f"{space}Description") or "",
        colour=one.get("color"),
        is_codable=one.attrib["isCodable"] == "true",
        below=tuple(map(code_of, one.findall(f"{space}Code"))),
    )


def case_of(one: Element, variables: dict[str, str]) -> RefiCase:
    """Give an actor; `variables` = their names by GUID."""
    return RefiCase(
        guid=one.attrib["guid"],
        name=one.attrib["name"],
        description=_text(one, "Description"),
        fields=_values(one, variables),
        selections=_targets(one, "SelectionRef"),
    )


def source_of(one: Element, archive: zipfile.ZipFile, variables: dict[str, str]) -> RefiSource:
    """Give an article, its text as it stands in its file; what else refers to it is not in it."""
    path = one.attrib["plainTextPath"].removeprefix(INTERNAL)
    return RefiSource(
        guid=one.attrib["guid"],
        name=one.attrib["name"],
        text=archive.read(f"sources/{path}").decode("utf-8"),
        description=_text(one, "Description"),
        at=one.get("creationDateTime"),
        fields=_values(one, variables),
        selections=tuple(map(_selection, one.findall(f"{_IN}PlainTextSelection"))),
        quotes=(),
        links=(),
        notes=(),
        own_notes=_targets(one, "NoteRef"),
        occurs=(),
    )


def note_of(one: Element) -> RefiNote:
    """Give a note."""
    held = one.attrib
    return RefiNote(
        held["guid"],
        _text(one, "PlainTextContent"),
        _text(one, "Description"),
        held.get("creatingUser"),
        held.get("creationDateTime"),
    )


def link_of(one: Element) -> RefiLink:
    """Give a link."""
    held = one.attrib
    notes = _targets(one, "NoteRef") if len(one) else ()
    return RefiLink(held["guid"], held["name"], held["originGUID"], held["targetGUID"], notes)


def _selection(one: Element) -> CodedPart:
    held, below = one.attrib, [*one]
    description = below.pop(0).text or "" if below and below[0].tag == _DESCRIPTION else ""
    coding, *notes = below
    (code,) = coding
    if coding.tag != _CODING or code.tag != _CODE:
        raise ValueError(coding.tag)
    return CodedPart(
        held["guid"],
        coding.attrib["guid"],
        int(held["startPosition"]),
        int(held["endPosition"]),
        held["name"],
        description,
        held["creatingUser"],
        held["creationDateTime"],
        code.attrib["targetGUID"],
        tuple([each.attrib["targetGUID"] for each in notes]),
    )


def _text(one: Element, name: str) -> str:
    return one.findtext(f"{_IN}{name}") or ""


def _targets(one: Element, name: str) -> tuple[str, ...]:
    return tuple([each.attrib["targetGUID"] for each in one.findall(f"{_IN}{name}")])


def _values(one: Element, variables: dict[str, str]) -> dict[str, str]:
    found = {}
    for each in one.findall(f"{_IN}VariableValue"):
        (variable,) = _targets(each, "VariableRef")
        found[variables[variable]] = _text(each, "TextValue")
    return found
