"""The figures of agreement as they stood when settling began, and what has changed since."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from annotator.compare.report.as_json import agreement_as_json
from annotator.model.rows import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.compare.agreement import Agreement
    from annotator.model.agreed import AgreedRecord
    from annotator.model.article import Json
    from annotator.model.coded import CodedArticle
    from annotator.store.read import Reader

_CHUNK = 100


def figures_that_stand(reader: Reader, agreement: Agreement, at: str) -> dict[str, Json]:
    """Give what is kept before settling: the figures, the last step, a hash of each layer.

    `at` is now. The hash is SHA-256 over what the layer says in the articles that were compared:
    no ids, no order of rows.
    """
    comparison = agreement.pairs[0].comparison
    ids = [one.article_id for one in comparison.articles]
    layers = [comparison.left.id, comparison.right.id]
    sums = [hashlib.sha256(), hashlib.sha256()]
    for first in range(0, len(ids), _CHUNK):
        for article in reader.coded_chunk(ids[first : first + _CHUNK], layers):
            for n, total in enumerate(sums):
                total.update(_content(article, n).encode())
    return {
        "at": at,
        "step": reader.last_steps().number,
        "hashes": {layer: total.hexdigest() for layer, total in zip(layers, sums, strict=True)},
        "figures": agreement_as_json(agreement),
    }


def spans_since(reader: Reader, record: AgreedRecord) -> tuple[int, int]:
    """Give how many spans came to the two layers since their figures were kept, how many went."""
    step = record.stood.get("step")
    if not isinstance(step, int):
        return 0, 0
    found = reader.spans_since(step, record.of).values()
    return sum(came for came, _ in found), sum(went for _, went in found)


def _content(article: CodedArticle, n: int) -> str:
    """Give what one layer says about an article as text that ids and row order do not change."""
    coding = article.codings[n]
    spans = {
        one.id: to_json(
            {
                "type": one.type,
                "parts": [[*part] for part in one.parts],
                "attributes": dict(one.attributes),
                "actor": one.actor_id,
            }
        )
        for one in coding.spans
    }
    links: Iterable[str] = (
        to_json([one.type, spans[one.source_id], spans[one.target_id], dict(one.attributes)])
        for one in coding.links
    )
    return "\n".join((article.sha256, *sorted(spans.values()), *sorted(links), ""))
