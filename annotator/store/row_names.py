"""What the rows of each table are called in sentences. No SQL here."""

from annotator.language import tr


def row_in_words(table: str) -> str:
    """Give what a row of a table is called: “a span”."""
    words = {
        "layer": tr("a layer"),
        "scheme": tr("the coding scheme"),
        "article": tr("an article"),
        "region": tr("a region"),
        "progress": tr("the state of an article"),
        "actor": tr("an actor"),
        "alias": tr("an alias"),
        "role": tr("a role"),
        "span": tr("a span"),
        "part": tr("a part of a span"),
        "refers": tr("the actor of a span"),
        "reason": tr("the reason of a suggestion"),
        "link": tr("a link"),
        "attribute": tr("an attribute"),
        "note": tr("a note"),
        "decision": tr("a decision"),
        "named": tr("what was kept under a name"),
        "member": tr("an article of a sample"),
    }
    return words[table]
