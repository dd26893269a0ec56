"""`annotator check`: check a project file through and through."""

from pathlib import Path

from annotator.cli.output import Options, Output, counted
from annotator.model.article import Json

EXAMPLES = ("annotator check study.annotator", "annotator check study.annotator --json")


def run(options: Options, output: Output) -> int:
    """Check the file; 1 when it is damaged inside."""
    from annotator.store.check import check

    health = check(Path(options.file))
    word = "sound" if health.ok else "damaged"
    numbers = {"article": health.n_articles, "span": health.n_spans, "step": health.n_steps}
    found: dict[str, Json] = {f"{what}s": n for what, n in numbers.items()}
    said = f"{', '.join(counted(n, what) for what, n in numbers.items())}: {word}."
    problems: list[Json] = [*health.problems]
    output.answer({"ok": health.ok, "problems": problems, **found}, *health.problems, said)
    return 0 if health.ok else 1
