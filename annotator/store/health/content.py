"""Texts against their checksums, and what points into a text against its words.

What is wrong comes as sentences. Asked by `check`, and of one moment of a project before anything
goes out of it.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.language import tr
from annotator.store import torn
from annotator.store.connection import damaged
from annotator.store.uids import Uids, UnknownOrigin
from annotator.work import Watch

_PLACES = (
    'SELECT id, start, "end", quote FROM span WHERE article_id = :article'
    ' UNION ALL SELECT p.span_id, p.start, p."end", p.quote FROM span s'
    " CROSS JOIN part p ON p.span_id = s.id WHERE s.article_id = :article"
)


def wrong_texts(connection: sqlite3.Connection, watch: Watch) -> Iterator[str]:
    """Give a sentence for each text and each place in one that is not as it was written.

    Raises sqlite3.Error, and ValueError for what is no text.
    """
    uid = _words_of(Uids(connection))
    texts = connection.execute("SELECT rowid, sha256 FROM text").fetchall()
    for n, (number, sha256) in enumerate(texts):
        watch.cancel.check()
        watch.progress(n, len(texts), tr("article"))
        sql = "SELECT body, length FROM text WHERE rowid = ?"
        body, length = connection.execute(sql, (number,)).fetchone()
        # The length too: of a file that can only be read SQLite looks at no constraint.
        if length != len(body) or hashlib.sha256(body.encode()).hexdigest() != sha256:
            yield tr("The text {sum} was changed.", sum=sha256[:12])
        article = connection.execute(
            "SELECT id FROM article WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if article is not None:
            yield from _wrong_places(connection, article[0], body, uid)


def _wrong_places(
    connection: sqlite3.Connection, number: int, body: str, uid: Callable[[int], str]
) -> Iterator[str]:
    for span_id, start, end, quote in connection.execute(_PLACES, {"article": number}).fetchall():
        if body[start:end] != quote:
            yield tr(
                "The words of span {span} are not those of article {article} there.",
                span=uid(span_id),
                article=uid(number),
            )
    for region_id, end in connection.execute(
        'SELECT id, "end" FROM region WHERE article_id = ?', (number,)
    ).fetchall():
        if end > len(body):
            yield tr(
                "Region {region} ends behind the end of article {article}.",
                region=uid(region_id),
                article=uid(number),
            )


def _words_of(uids: Uids) -> Callable[[int], str]:
    """Give what words a public id for a sentence, whatever stands there."""

    def text(number: int) -> str:
        try:
            return uids.text(number)
        except UnknownOrigin:
            return str(number)

    return text


def refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    """See that what goes out of a project is what was once put into it.

    Pages with their indexes, texts by their checksums, quotations, the last step. Raises
    `DamagedProject` with the first that is wrong, or sqlite3.Error.
    """
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != ("ok",):
        raise damaged(path, tr("its pages do not fit together"))
    torn.check_last_step(connection, path)
    wrong = next(wrong_texts(connection, Watch()), None)
    if wrong is not None:
        raise damaged(path, wrong.removesuffix("."))
