"""What only many articles together tell: which are nearly the same as another one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from annotator.language import tr
from annotator.model.article import body_words
from annotator.model.bundle import Bundle, Content, NearCopy
from annotator.model.fast_values import fast_replacer
from annotator.project.listed import entries_of
from annotator.store.read import Reader
from annotator.text.near import DrawnRuns, Shingles, near_pairs, needles
from annotator.work import Cancel, Watch

_FEW = 25
"""So many new texts are looked for in all that are here by some of their words, 15 ms each for
1,000 articles; of more, all that is here is read, 0.5 s for 1,000."""

Sha256: TypeAlias = str

_compared = fast_replacer(Content, "near", "drawn")
_holding = fast_replacer(Bundle, "contents")


def with_near_copies(
    bundles: Iterable[Bundle],
    known: Mapping[Sha256, str],
    reader: Reader,
    cancel: Cancel | None = None,
) -> list[Bundle]:
    """Give what was read with what each new article is nearly the same as.

    `known` are the articles of the project whose very text is among what was read.
    """
    bundles = list(bundles)
    coming = _new_texts(bundles, known)
    if not coming:
        return [_marked(bundle, {}) for bundle in bundles]
    existing = _Existing(reader, coming)

    def text_of(sha256: Sha256) -> str:
        content = coming.get(sha256)
        return existing.words(sha256) if content is None else content.words()

    texts = ((sha256, one.drawn) for sha256, one in _watched(coming, cancel))
    found: dict[Sha256, NearCopy] = {}
    for pair in near_pairs(texts, text_of, existing.drawn(cancel)):
        other = coming.get(pair.earlier)
        title = existing.title(pair.earlier) if other is None else other.article.title
        found[pair.key] = NearCopy(pair.earlier, title, pair.likeness)
    return [_marked(bundle, found) for bundle in bundles]


def near_here(reader: Reader, watch: Watch) -> dict[str, NearCopy]:
    """Give the articles of the project that are nearly the same as an earlier one, by their ids.

    Of what they are near to the id stands in place of the sha256.
    """
    entries = {one.id: one for one in entries_of(reader, None)}
    ids = sorted(entries, key=lambda one: entries[one].number)

    def words(article_id: str) -> str:
        page = reader.page(article_id, ())
        return body_words(page.text, ((one.type, one.at) for one in page.regions))

    def drawn() -> Iterator[tuple[str, DrawnRuns | None]]:
        shingles = Shingles()
        for n, content in enumerate(reader.contents(ids, ())):
            watch.cancel.check()
            watch.progress(n, len(ids), tr("article"))
            yield content.article.id, shingles.drawn(content.words())

    pairs = [*near_pairs(drawn(), words)]
    titles = {one.earlier: entries[one.earlier].title for one in pairs}
    return {one.key: NearCopy(one.earlier, titles[one.earlier], one.likeness) for one in pairs}


def _new_texts(bundles: Iterable[Bundle], known: Mapping[Sha256, str]) -> dict[Sha256, Content]:
    found: dict[Sha256, Content] = {}
    for bundle in bundles:
        for content in bundle.texts():
            sha256 = content.article.sha256
            if sha256 not in known and not content.refused and content.article.group_id is None:
                found.setdefault(sha256, content)
    return found


def _watched(
    coming: Mapping[Sha256, Content], cancel: Cancel | None
) -> Iterator[tuple[Sha256, Content]]:
    for each in coming.items():
        if cancel is not None:
            cancel.check()
        yield each


def _marked(bundle: Bundle, found: Mapping[Sha256, NearCopy]) -> Bundle:
    """Give a bundle with the copies that were found; what they were found by is let go."""
    contents = bundle.texts()
    near = [found.get(one.article.sha256) for one in contents]
    if not any(near) and all(one.drawn is None for one in contents):
        return bundle
    both = zip(contents, near, strict=True)
    return _holding(bundle, tuple(_compared(one, copy or one.near, None) for one, copy in both))


class _Existing:
    """The articles of the project that a new one may be nearly the same as, by their texts."""

    def __init__(self, reader: Reader, coming: Mapping[Sha256, Content]) -> None:
        self._reader = reader
        self._coming = coming
        self._ids: dict[Sha256, str] = {}

    def drawn(self, cancel: Cancel | None) -> Iterator[tuple[Sha256, DrawnRuns | None]]:
        shingles = Shingles()
        ids = None
        if len(self._coming) <= _FEW:
            found: dict[str, None] = {}
            for _, content in _watched(self._coming, cancel):
                words = needles(content.words())
                found.update(dict.fromkeys(self._reader.articles_holding(words)))
            ids = sorted(found)
        for content in self._reader.contents(ids, ()):
            if cancel is not None:
                cancel.check()
            self._ids[content.article.sha256] = content.article.id
            yield content.article.sha256, shingles.drawn(content.words())

    def words(self, sha256: Sha256) -> str:
        page = self._reader.page(self._ids[sha256], ())
        return body_words(page.text, ((one.type, one.at) for one in page.regions))

    def title(self, sha256: Sha256) -> str:
        return self._reader.entry(self._ids[sha256], None).title
