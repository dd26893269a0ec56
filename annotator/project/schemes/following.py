"""What else names things of the scheme, called as edits call them: searches, mappings, decisions.

A decision about a difference, or about a suggestion, is found by a key that is made of content,
types and values in it: both codings are compared as they are called before and after, and the keys
laid side by side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.compare.differences import Compared
from annotator.model.agreed import agreed_record
from annotator.model.coded import CodedArticle, CodedArticles, Coding
from annotator.model.layer import layer_of_suggestions
from annotator.model.named import NamedKind
from annotator.model.rows import added, changed
from annotator.model.scheme_edits.paths import LINK, SchemePath
from annotator.model.scheme_edits.recoding import called
from annotator.model.span import Owner
from annotator.project.acts.mapping import names_in
from annotator.project.comparing import ComparedLayers, Scope
from annotator.project.review.suggested import suggestions_by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from annotator.compare.rules import Rules
    from annotator.compare.values import ArticleComparison, Difference
    from annotator.model.changes import Change
    from annotator.model.coded import CodedLink, CodedSpan, Values
    from annotator.model.layer import Layer
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.recoding import Recoding
    from annotator.model.span import Decision
    from annotator.project.context import PlanContext
    from annotator.store.read import Reader
    from annotator.work import Watch

_OF_DIFFERENCE = "difference"
_IN = "in"


def following(
    reader: Reader,
    context: PlanContext,
    scheme: Scheme,
    recodings: Sequence[Recoding],
    watch: Watch,
) -> Iterator[Change]:
    """Give the changes of all that names things of the scheme; `scheme` is the one to come."""
    if not recodings:
        return
    for kind, renamed in ((NamedKind.SEARCH, _search), (NamedKind.MAPPING, _mapping)):
        for one in reader.named(kind):
            yield from changed(one, renamed(one, recodings))
    layers = {one.id: one for one in context.layers}
    for layer_id, decisions in _decided(reader).items():
        sides = _sides(layers, layer_id)
        if sides is not None:
            subjects = {one.subject for one in decisions}
            keys = _keys(reader, sides, subjects, _Names(recodings, scheme), watch)
            yield from _moved(decisions, keys, context.new_id)


# --- what is kept under a name --------------------------------------------------------------------


def _search(kept: NamedSet, recodings: Sequence[Recoding]) -> NamedSet:
    """Let a search look inside spans of the type that is meant."""
    within = kept.body.get(_IN)
    if not isinstance(within, str) or not within:
        return kept
    now = called(SchemePath(Owner.SPAN, within), recodings)[0]
    return replace(kept, body={**kept.body, _IN: now.type})


def _mapping(kept: NamedSet, recodings: Sequence[Recoding]) -> NamedSet:
    """Let what a colleague's things become be called as we call it now."""
    names = names_in(kept)
    ours = {path: _ours(path, names) for path in names}
    after = {path: _name_of(called(one, recodings)[0]) for path, one in ours.items() if one}
    return replace(kept, body={**kept.body, "names": {**names, **after}}) if names else kept


def _ours(path: str, names: Mapping[str, str | None]) -> SchemePath | None:
    """Give what of ours a thing of theirs becomes; None = it is added, or stays as it is called."""
    if not names[path]:
        return None
    theirs = SchemePath.of(path)
    kind = SchemePath(theirs.kind, theirs.type)
    own = names.get(str(kind)) or str(kind)
    found = kind._replace(type=own.removeprefix(LINK))
    if theirs.attribute is not None:
        attribute = kind._replace(attribute=theirs.attribute)
        found = found._replace(attribute=names.get(str(attribute)) or theirs.attribute)
    if theirs.value is not None:
        found = found._replace(value=names.get(path) or theirs.value)
    return found


def _name_of(path: SchemePath) -> str:
    """Give a name as a mapping has it: of a type or link its path, else its own."""
    return str(path) if path.depth == 1 else path.name


# --- decisions ------------------------------------------------------------------------------------


def _decided(reader: Reader) -> dict[str, list[Decision]]:
    """Give the decisions about differences and suggestions by the layer they are on."""
    found: dict[str, list[Decision]] = {}
    for one in reader.decisions():
        if one.subject_kind == _OF_DIFFERENCE:
            found.setdefault(one.layer_id, []).append(one)
    return found


def _sides(layers: Mapping[str, Layer], layer_id: str) -> tuple[str, str] | None:
    """Give which layers differ in what was decided on one: a coder's own from what is suggested."""
    layer, suggested = layers.get(layer_id), layer_of_suggestions(layers.values())
    record = None if layer is None else agreed_record(layer)
    if record is not None:
        return record.of if all(one in layers for one in record.of) else None
    return None if layer is None or suggested in (None, layer) else (layer_id, suggested.id)


def _moved(
    decisions: Sequence[Decision], keys: Mapping[str, str], new_id: Callable[[], str]
) -> Iterator[Change]:
    """Give what lets decisions be found by their new keys.

    Where two change places, one comes as a new row: no key stands twice at any time. One whose
    place is taken by what was decided long ago stays where it is.
    """
    before = {one.subject for one in decisions}
    for one in decisions:
        key = keys.get(one.subject, one.subject)
        if key not in before:
            yield from changed(one, replace(one, subject=key))
        elif keys.get(key, key) != key:
            yield from (*changed(one, None), *added(replace(one, id=new_id(), subject=key)))


def _keys(
    reader: Reader,
    sides: tuple[str, str],
    wanted: AbstractSet[str],
    names: _Names,
    watch: Watch,
) -> dict[str, str]:
    """Give, of the differences of two layers, these keys as they will be, by what they are now.

    All that the right one has alone counts, taken or not: of suggestions the key stays the same.
    """
    layers = ComparedLayers(reader, sides, Scope(all_articles=True), watch)
    rules: Rules = replace(layers.rules, scheme=names.scheme)
    found: dict[str, str] = {}
    for some in layers.chunks():
        if len(found) == len(wanted):
            break
        before, renamed = [*some], [*map(names.article, some)]
        pairs = zip(
            Compared(some, layers.rules).comparisons,
            Compared(CodedArticles.of(renamed), rules).comparisons,
            strict=True,
        )
        every = [names.keys(*two) for two in pairs]
        for one, other in zip(before, renamed, strict=True):
            now = {id_: key for key, id_ in suggestions_by_key(other, 1, rules).items()}
            own = suggestions_by_key(one, 1, layers.rules)
            every.append({key: now[id_] for key, id_ in own.items() if id_ in now})
        found |= {key: now for keys in every for key, now in keys.items() if key in wanted}
    return found


class _Names:
    """Calls codings as recodings do, under the scheme to come; asks once for each name."""

    def __init__(self, recodings: Sequence[Recoding], scheme: Scheme) -> None:
        self._recodings, self.scheme = recodings, scheme
        self._known: dict[SchemePath, SchemePath] = {}

    def _called(self, path: SchemePath) -> SchemePath:
        if path not in self._known:
            self._known[path] = called(path, self._recodings)[0]
        return self._known[path]

    def article(self, article: CodedArticle) -> CodedArticle:
        """Give an article with its codings called so."""
        codings = tuple(
            Coding(tuple(map(self._span, one.spans)), tuple(map(self._link, one.links)))
            for one in article.codings
        )
        return replace(article, codings=codings)

    def _span(self, span: CodedSpan) -> CodedSpan:
        path = SchemePath(Owner.SPAN, span.type)
        values = self._values(path, span.attributes)
        return span._replace(type=self._called(path).type, attributes=values)

    def _link(self, link: CodedLink) -> CodedLink:
        path = SchemePath(Owner.LINK, link.type)
        values = self._values(path, link.attributes)
        return link._replace(type=self._called(path).type, attributes=values)

    def _values(self, path: SchemePath, values: Values) -> Values:
        if not values:
            return values
        every = (self._called(path._replace(attribute=name, value=one)) for name, one in values)
        return tuple(sorted((one.attribute or "", one.value or "") for one in every))

    def keys(self, before: ArticleComparison, after: ArticleComparison) -> dict[str, str]:
        """Give the keys of an article's differences after, by those before."""
        now = {_what(one, one.type, one.name): one.key for one in after.differences}
        found = {}
        for one in before.differences:
            key = now.get(_what(one, *self._of(one)))
            if key is not None:
                found[one.key] = key
        return found

    def _of(self, one: Difference) -> tuple[str, str]:
        """Give the type and the name of a difference as they are called afterwards."""
        end = one.left if one.left is not None else one.right
        path = SchemePath(Owner.LINK if isinstance(end, tuple) else Owner.SPAN, one.type)
        if not one.name:
            return self._called(path).type, ""
        found = self._called(path._replace(attribute=one.name))
        return found.type, found.attribute or ""


def _what(one: Difference, kind: str, name: str) -> tuple[object, ...]:
    """Give what a difference is about, whatever it is called: its ends, its kind, its names."""
    return (one.kind, one.left, one.right, kind, name)
