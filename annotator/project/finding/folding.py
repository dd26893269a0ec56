"""Folding all texts of a project ahead of the first search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.store.read import Reader
    from annotator.store.searching.folded_texts import FoldedTexts
    from annotator.work import Cancel

_BLOCK, _AT_ONCE = 2_000, 50


def fold_texts(reader: Reader, folded: FoldedTexts, cancel: Cancel) -> int:
    """Fold the texts that are not folded yet; give how many. Raises `Cancelled`."""
    n, last, texts = 0, None, reader.which_texts()
    while block := reader.text_keys(last, _BLOCK):
        last = block[-1]
        known = folded.known([key.sha256 for key in block])
        new = [key for key in block if key.sha256 not in known]
        for at in range(0, len(new), _AT_ONCE):
            cancel.check()
            some = new[at : at + _AT_ONCE]
            articles = {
                one.article.id: one for one in reader.searched([k.article_id for k in some], "")
            }
            folded.add(
                (key.sha256, articles[key.article_id].text)
                for key in some
                if key.article_id in articles
            )
            n += len(some)
    if not n and texts == reader.which_texts():
        folded.found_complete(texts)  # else the next one sees what could not be kept, too
    return n
