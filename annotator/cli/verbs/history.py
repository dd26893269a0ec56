"""`annotator history`: the steps of a project, the newest first."""

from annotator.cli.output import Options, Output

EXAMPLES = ("annotator history study.annotator", "annotator history study.annotator --json")


def run(options: Options, output: Output) -> int:
    """Print the steps."""
    from annotator.cli.verbs.list import printed

    printed(options, "steps", output)
    return 0
