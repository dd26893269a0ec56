"""`annotator scheme`: show, export, import, edit or check a coding scheme."""

import argparse
from pathlib import Path

from annotator.cli.output import Options, Output
from annotator.errors import CannotWrite, TargetExists, WrongUse

FILE = ""
EXAMPLES = (
    "annotator scheme show study.annotator",
    "annotator scheme export study.annotator --to scheme.toml",
)
_FORMS = (
    "show FILE [--version N] · export FILE --to PATH · import FILE SCHEME [--dry-run]"
    " · edit FILE EDIT… [--note N] [--dry-run] · check SCHEME"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    actions = ("show", "export", "import", "edit", "check")
    parser.add_argument("action", choices=actions, help=_FORMS)
    parser.add_argument("file", metavar="FILE", help="the project; for check a scheme")
    parser.add_argument(
        "scheme", metavar="SCHEME", nargs="*", help="a ready scheme or TOML file; for edit JSON"
    )
    parser.add_argument("--to", metavar="PATH", help="where to write the scheme")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that is there")
    parser.add_argument("--version", metavar="N", type=int, help="an older version to show")
    parser.add_argument("--note", metavar="N", default="", help="why the scheme is edited")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def run(options: Options, output: Output) -> int:
    """Do what `action` says."""
    actions = {
        "show": _show,
        "export": _export,
        "import": _import,
        "edit": _edit,
        "check": _check,
    }
    return actions[options.action](options, output)


def _show(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened
    from annotator.model.scheme_file import scheme_to_json, scheme_to_toml

    with opened(options, read_only=True) as project:
        versions = project.scheme_versions()
    wanted = options.version
    scheme = next((one for one in versions if wanted in (None, one.version)), None)
    if scheme is None:
        known = ", ".join(str(one.version) for one in reversed(versions))
        raise WrongUse(f"The scheme has no version {wanted}.", f"There are: {known}.")
    output.answer(scheme_to_json(scheme), *scheme_to_toml(scheme).rstrip("\n").split("\n"))
    return 0


def _export(options: Options, output: Output) -> int:
    from annotator.cli.projects import opened
    from annotator.cli.schemes import is_scheme, write_file
    from annotator.model.scheme_file import scheme_to_toml

    if not options.to:
        raise WrongUse("Where to write the scheme is not said.", "Add --to PATH.")
    target = Path(options.to)
    if target.exists() and not options.overwrite:
        raise TargetExists(f"{target} is there already.", "Choose another name, or --overwrite.")
    if target.exists() and not is_scheme(target):
        raise CannotWrite(f"{target} is no scheme: it stays.", "Choose another name.")
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

    if len(options.scheme) != 1:
        raise WrongUse("Which scheme is not said.", f"The forms: {_FORMS}")
    ready = scheme_called(options.scheme[0], output.say)
    with opened(options, read_only=options.dry_run) as project:
        done = project.add_scheme(ready, dry_run=options.dry_run)
        version = project.scheme.version + (options.dry_run and not done.step.is_empty())
    for one in done.said:
        output.say(one)
    if output.as_json:
        output.json({**answer_of(done), "version": version})
    else:
        output.say(f"The scheme {'would be' if options.dry_run else 'is now'} version {version}.")
    return 0


def _edit(options: Options, output: Output) -> int:
    from annotator.cli.answers import scheme_answer
    from annotator.cli.projects import opened
    from annotator.model.json_lines import NoObject, object_of
    from annotator.model.scheme_edits.edits import SchemeEdit

    if not options.scheme:
        raise WrongUse("No edit is given.", f"The forms: {_FORMS}")
    try:
        edits = [SchemeEdit.of(object_of(one.encode())) for one in options.scheme]
    except NoObject as problem:
        hint = 'Write \'{"edit": "retire", "what": "claim.kind.fact"}\'.'
        raise WrongUse(f"An edit is no JSON object: {problem}.", hint) from problem
    with opened(options, read_only=options.dry_run) as project:
        found = project.edit_scheme(
            edits, options.note, dry_run=options.dry_run, progress=output.progress
        )
    lines = [_counted(one.what, one.spans, one.articles, one.layers) for one in found.edits]
    ending = f"The scheme is version {found.version}." if found.step else "Nothing was changed."
    output.answer(scheme_answer(found), *lines, *found.said, ending)
    return 0


def _counted(what: str, spans: int, articles: int, layers: tuple[str, ...]) -> str:
    marks = "1 mark" if spans == 1 else f"{spans} marks"
    places = "1 article" if articles == 1 else f"{articles} articles"
    whose = f", of {', '.join(layers)}" if layers else ""
    return f"{what}: {marks} in {places}{whose}"


def _check(options: Options, output: Output) -> int:
    from annotator.cli.schemes import scheme_called

    scheme = scheme_called(options.file, output.say).scheme
    n_types, n_links = len(scheme.types), len(scheme.links)
    types = "1 type" if n_types == 1 else f"{n_types} types"
    links = "1 link" if n_links == 1 else f"{n_links} links"
    sound = f"{types}, {links}: the scheme is sound."
    output.answer({"ok": True, "types": n_types, "links": n_links}, sound)
    return 0
