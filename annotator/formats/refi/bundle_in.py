"""A REFI-QDA project or codebook of any program as a bundle, with what could not be kept of it.

Types stand for codes, with their whole paths as labels: what they become here is asked later.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from annotator.formats import sources
from annotator.formats.base import Reading
from annotator.formats.counting import Calibration, counting_of
from annotator.formats.refi.archive import RefiArchive, scheme_elements, wrong
from annotator.formats.refi.contents import RefiContents
from annotator.formats.refi.index import codes_index, index_of
from annotator.formats.refi.marks import actor_id, answering, coder_id, layer_id, note_of
from annotator.language import tr, trn
from annotator.model.actor import Actor, Alias
from annotator.model.bundle import Bundle, Loss, LossKind
from annotator.model.ids import derived_id
from annotator.model.layer import Layer, LayerKind
from annotator.model.scheme import Scheme
from annotator.model.span import Note, Owner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.formats.base import ReadOptions
    from annotator.formats.counting import FoundCounting
    from annotator.formats.refi.index import RefiIndex, RefiPerson
    from annotator.formats.sources import Source
    from annotator.model.article import Json
    from annotator.model.bundle import Content

_IN_MEMORY = 50_000_000
"""Larger projects are read article by article each time: then there is no list before they come."""
_N_OTHERS = 3
"""So many projects that are not read are named."""
_KIND, _ALIASES, _EXTERNAL = "kind", "aliases", "external id"
_LOST = {
    "coding.picture": (
        "span",
        "coding",
        "{n} coding of a picture, a sound, a film or a page of a PDF is left out",
        "{n} codings of pictures, sounds, films or pages of a PDF are left out",
    ),
    "coding.whole": (
        "span",
        "coding",
        "{n} coding of a whole source is left out: it has no place in the text",
        "{n} codings of whole sources are left out: they have no place in the text",
    ),
    "coding.codeless": (
        "span",
        "coding",
        "{n} coding is left out: the file does not say what its code is",
        "{n} codings are left out: the file does not say what their codes are",
    ),
    "coding.wordless": (
        "span",
        "coding",
        "{n} coding in a source without words is left out",
        "{n} codings in sources without words are left out",
    ),
    "coding.empty": (
        "span",
        "coding",
        "{n} coding of no character is left out",
        "{n} codings of no character are left out",
    ),
    "coding.bare": (
        "span",
        "coding",
        "{n} place without a code is left out: nothing is said of it",
        "{n} places without a code are left out: nothing is said of them",
    ),
    "coding.note": (
        "span",
        "coding",
        "{n} coding of a note is left out: notes have no marks",
        "{n} codings of notes are left out: notes have no marks",
    ),
    "note.lost": (
        "note",
        "note",
        "the words of {n} note are left out: they are not in the file, or no text",
        "the words of {n} notes are left out: they are not in the file, or no text",
    ),
    "case.code": (
        "case",
        "case.code",
        "{n} code of a whole case is left out: it has no place in a text",
        "{n} codes of whole cases are left out: they have no place in a text",
    ),
    "link.lost": (
        "link",
        "link",
        "{n} link is left out: it does not tie two codings of one text",
        "{n} links are left out: they do not tie two codings of one text",
    ),
    "Set": ("set", "Set", "{n} set is left out", "{n} sets are left out"),
    "Graph": ("graph", "Graph", "{n} drawing is left out", "{n} drawings are left out"),
}
"""What is counted under a name, the thing it is, what it is part of, and the words for it."""


_BESIDE = ("picture", "wordless", "bare", "note")
"""What is left out of codings that no text has."""


def read_project(source: Source, options: ReadOptions) -> Reading:
    """Give what a project holds; raises `CannotRead`, `WrongUse` for a reading that is none."""
    asked = counting_of(options.reading) if options.reading else None
    archive = RefiArchive.opened(sources.lasting(source), source.name, options.watch)
    index = index_of(archive)
    if not index.n["article"] and not index.types and not index.n["source.left"]:
        raise wrong(source.name, tr("there are neither codes nor texts in it"))
    positions = index.calibration.positions(index.usual, asked, index.made_for)
    index.calibration = Calibration(())  # it has a hundred and seventy bytes of each article
    contents = RefiContents(source.name, index, positions, options.now(), options.watch)
    if positions is not None and positions.n_misfits and not positions.is_asked:
        for _ in contents:
            pass  # raises where the first one is
    size = sum(one.file_size for one in archive.archive.infolist())
    bundle = Bundle(
        contents=tuple(contents) if size <= _IN_MEMORY else contents,
        scheme=Scheme(types=index.offered(), links=tuple(index.link_types.values())),
        layers=tuple(_layers(index, positions, PurePath(source.name).stem)),
        actors=tuple(_actor(one, is_ours=index.is_ours) for one in index.cases),
        notes=tuple(_notes(index)),
        by_ids=True,
        n_coded={one.name: index.used[guid] for guid, one in index.types.items()},
        sums=index.sums,
        left=contents.left,
    )
    return Reading(
        bundle,
        notes=tuple(_said(index, positions, source.name)),
        losses=tuple(_losses(index, positions)),
        positions=positions,
    )


def read_scheme(source: Source) -> Reading:
    """Give the codes of a codebook as types; raises `CannotRead`."""
    index = codes_index(source.name, scheme_elements(source.read(), source.name))
    if not index.types:
        raise wrong(source.name, tr("there are no codes in it"), tr("a REFI-QDA coding scheme"))
    contents: tuple[Content, ...] = ()
    notes = tuple(_notes(index))
    bundle = Bundle(contents, scheme=Scheme(types=index.offered()), notes=notes)
    said, lost = _said(index, None, source.name), _losses(index, None)
    return Reading(bundle, notes=tuple(said), losses=tuple(lost))


def _layers(index: RefiIndex, positions: FoundCounting | None, stem: str) -> Iterator[Layer]:
    record: dict[str, Json] = {}
    if positions is not None and positions.is_doubtful:
        record = {"positions": "doubtful", "reading": positions.counting.said()}
    for user in index.marking:
        name = index.users.get(user) or stem
        coder = coder_id(user) or None
        yield Layer(layer_id(user), LayerKind.IMPORT, name, coder, origin="import", record=record)


def _actor(one: RefiPerson, *, is_ours: bool) -> Actor:
    fields = dict(one.fields)
    uid = actor_id(one.guid)
    kind = fields.pop(_KIND, "") if is_ours else ""
    names = fields.pop(_ALIASES, "").split("; ") if is_ours else ()
    external = fields.pop(_EXTERNAL, "") if is_ours else ""
    lines = [] if is_ours else [f"{name}: {value}" for name, value in fields.items()]
    return Actor(
        uid,
        one.name,
        kind or "other",
        tuple(Alias(derived_id(uid, x), x, origin="import") for x in names if x),
        attributes=fields if is_ours else {},
        external_id=external,
        note="\n".join(filter(None, (one.description, *lines))),
    )


def _notes(index: RefiIndex) -> Iterator[Note]:
    about = [(each, Owner.ACTOR, actor_id(one.guid)) for one in index.cases
             for each in one.notes]  # fmt: skip
    about += [(each, Owner.SCHEME, name) for each, name in index.code_notes]
    about += [(each, Owner.SCHEME, "") for each in index.about_project]
    found: dict[str, Note] = {}
    for guid, kind, owner in about:
        memo = index.notes.get(guid)
        if memo is not None and not memo.is_empty:
            note = note_of(guid, memo, kind, owner)
            found[note.id] = note
    yield from answering(found.values())


def _losses(index: RefiIndex, positions: FoundCounting | None) -> Iterator[Loss]:
    n = index.n
    if positions is not None and positions.counting.end:
        n["coding.empty"] = 0
    lost = n["source.left"]
    if lost:
        how = trn(
            "{n} source is left out: it is no text, or its text is not in the file",
            "{n} sources are left out: they are no texts, or their texts are not in the file",
            lost,
        )
        yield Loss("article", lost, lost + n["article"], LossKind.DROPPED, how)
    if positions is not None and positions.is_asked and positions.n_misfits:
        left_out = positions.n_misfits
        how = trn(
            "{n} coding is left out: it leaves its text or cuts a character",
            "{n} codings are left out: they leave their texts or cut a character",
            left_out,
        )
        yield Loss("span", left_out, n["coding"], LossKind.DROPPED, how)
    for name, (item, of, one, many) in _LOST.items():
        if n[name]:
            beside = sum(n[f"coding.{one}"] for one in _BESIDE)
            total = max(n[of], n[name]) if of != "coding" else n[of] + beside
            how = trn(one, many, n[name])
            yield Loss(item, n[name], max(total, n[name]), LossKind.DROPPED, how)


def _said(index: RefiIndex, positions: FoundCounting | None, name: str) -> Iterator[str]:
    """Give sentences for the report."""
    if index.not_read:
        yield trn(
            "{name}: {project} is read; another project that lies in it is not: {other}.",
            "{name}: {project} is read; {n} other projects that lie in it are not: {other}.",
            len(index.not_read),
            name=name,
            project=index.project,
            other=", ".join(index.not_read[:_N_OTHERS]),
        )
    if positions is not None:
        yield tr(
            "{name}: positions are {counting} ({score} of 100 points, the next best {next}).",
            name=name,
            counting=positions.counting.in_words(),
            score=positions.score,
            next=positions.next,
        )
        if positions.others:
            yield trn(
                "{name}: {n} text counts otherwise than the others.",
                "{name}: {n} texts count otherwise than the others.",
                len(positions.others),
                name=name,
            )
        if positions.is_doubtful:
            yield tr("{name}: its positions are doubtful; its layers say so.", name=name)
    for title in index.not_texts:
        yield _left_out(index, title).format(name=name, title=title)
    if index.n["source.wordless"]:
        yield trn(
            "{name}: {n} source without words is left out.",
            "{name}: {n} sources without words are left out.",
            index.n["source.wordless"],
            name=name,
        )
    if index.n["code.group"]:
        yield trn(
            "{name}: {n} code only groups others; it is no type, and stands in their paths.",
            "{name}: {n} codes only group others; they are no types, and stand in their paths.",
            index.n["code.group"],
            name=name,
        )
    if index.n["code.nameless"]:
        yield trn(
            "{name}: {n} code has no name; it is called “{called}”.",
            "{name}: {n} codes have no name; they are called “{called}”.",
            index.n["code.nameless"],
            name=name,
            called=tr("code without a name"),
        )


def _left_out(index: RefiIndex, title: str) -> str:
    if title in index.rtf_alone:
        return tr(
            "{name}: “{title}” is there as RTF alone, and is left out. Export it again with "
            "its plain text, or turn it into a Word file there."
        )
    if title in index.transcripts:
        return tr(
            "{name}: “{title}” is a sound or a film, and is left out with its transcript. Make a "
            "text of the transcript there, and export it again."
        )
    return tr("{name}: “{title}” is no text that can be read, and is left out.")
