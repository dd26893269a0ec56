"""`annotator scheme`: show, export, import or check a coding scheme."""

import argparse
from pathlib import Path

from annotator.cli.output import Options, Output
from annotator.errors import TargetExists, WrongUse

FILE = ""
EXAMPLES = (
    "annotator scheme show study.annotator",
    "annotator scheme export study.annotator --to scheme.toml",
)
_FORMS = "show FILE · export FILE --to PATH · import FILE SCHEME · check SCHEME"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("action", choices=("show", "export", "import", "check"), help=_FORMS)
    parser.add_argument("file", metavar="FILE", help="the project; for check a scheme")
    parser.add_argument("scheme", metavar="SCHEME", nargs="?", help="a shipped scheme or TOML file")
    parser.add_argument("--to", metavar="PATH", help="where to write the scheme")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")


def run(options: Options, output: Output) -> int:
    """Do what `action` says."""
    actions = {"show": _show, "export": _export, "import": _import, "check": _check}
    return actions[options.action](options, output)


def _show(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened
    from annotator.model.scheme_file import scheme_to_json, scheme_to_toml

    with opened(options, read_only=True) as project:
        scheme = project.scheme
    output.answer(scheme_to_json(scheme), *scheme_to_toml(scheme).rstrip("\n").split("\n"))
    return 0


def _export(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened
    from annotator.cli.schemes import write_file
    from annotator.model.scheme_file import scheme_to_toml

    if not options.to:
        raise WrongUse("Where to write the scheme is not said.", "Add --to PATH.")
    target = Path(options.to)
    if target.exists() and not options.overwrite:
        raise TargetExists(f"{target} is there already.", "Choose another name, or --overwrite.")
    with opened(options, read_only=True) as project:
        text = scheme_to_toml(project.scheme)
    write_file(text, target)
    if output.as_json:
        output.json({"file": str(target)})
    else:
        output.say(f"Wrote {target}.")
    return 0


def _import(options: Options, output: Output) -> int:
    from annotator.cli.answers import answer_of
    from annotator.cli.projects import opened
    from annotator.cli.schemes import scheme_called

    if not options.scheme:
        raise WrongUse("Which scheme is not said.", f"The forms: {_FORMS}")
    scheme = scheme_called(options.scheme, output.say)
    with opened(options) as project:
        done = project.set_scheme(scheme)
        version = project.scheme.version
    if output.as_json:
        output.json({**answer_of(done), "version": version})
    else:
        output.say(f"The scheme is now version {version}.")
    return 0


def _check(options: Options, output: Output) -> int:
    from annotator.cli.schemes import scheme_called

    scheme = scheme_called(options.file, output.say)
    n_types, n_links = len(scheme.types), len(scheme.links)
    sound = f"{n_types} types, {n_links} links: the scheme is sound."
    output.answer({"ok": True, "types": n_types, "links": n_links}, sound)
    return 0
