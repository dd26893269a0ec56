"""`annotator info`: facts about a project file."""

from annotator.cli.output import Options, Output
from annotator.model.article import Json

EXAMPLES = ("annotator info study.annotator", "annotator info study.annotator --json")


def run(options: Options, output: Output) -> int:
    """Print the facts."""
    from annotator.cli.projects import opened

    with opened(options, read_only=True) as project:
        reader = project.reader
        facts = reader.facts()
        rows: dict[str, Json] = {
            "file": str(project.path),
            "id": project.id,
            "title": project.title,
            "format": facts.format,
            "program": facts.program,
            "created": facts.created,
            "bytes": project.path.stat().st_size,
            "articles": reader.n_articles(),
            "layers": len(project.layers()),
            "actors": len(project.actors()),
            "spans": sum(sum(reader.counts(one.id).values()) for one in project.layers()),
            "steps": len(reader.steps()),
            "scheme": project.scheme.version,
        }
    output.answer(rows, *(f"{name:10} {value}" for name, value in rows.items()))
    return 0
