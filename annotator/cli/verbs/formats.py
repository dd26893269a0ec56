"""`annotator formats`: what can be read and written, and what is lost."""

from annotator.cli.output import Options, Output
from annotator.model.article import Json

FILE = ""
EXAMPLES = ("annotator formats", "annotator formats --json")


def run(options: Options, output: Output) -> int:
    """Print the list."""
    from annotator.formats import FORMATS

    rows: list[dict[str, Json]] = [
        {
            "name": one.name,
            "title": one.title,
            "summary": one.summary,
            "read": one.can_read,
            "write": one.can_write,
            "endings": list(one.endings),
            "target": one.target,
            "purpose": str(one.purpose) if one.can_write else None,
            "exports": [
                {"title": line.title, "summary": line.summary, "options": {**line.chosen}}
                for line in (one.offered() if one.can_write else ())
            ],
            "losses": list(one.always_lost),
            "missing": list(one.missing()),
        }
        for one in FORMATS
    ]
    if output.as_json:
        output.json([*rows])
    else:
        output.table(rows, ("name", "title", "read", "write", "endings", "target"))
        for one in FORMATS:
            for sentence in one.missing():
                output.warn(f"{one.name}: {sentence}")
    return 0
