"""From words to a verb: the parsers, and what all verbs take."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from annotator import __version__
from annotator.cli.output import Output, finish, is_text
from annotator.cli.verbs import VERBS
from annotator.errors import WrongUse

_INTRO = """Mark who says what in news articles, keep it in one file, export it as a corpus.

annotator                 opens the window with the last project
annotator FILE            opens the window with that project, or offers to import that text
annotator VERB …          does one thing without the window

verbs:
"""


_PLACES = frozenset({"file", "sources", "to", "log", "scheme"})
"""The arguments that name a file."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are ours, and whose help starts with examples."""

    examples: tuple[str, ...] = ()

    def error(self, message: str) -> NoReturn:
        """Raise `WrongUse` with the right form."""
        form = self.format_usage().removeprefix("usage: ").strip()
        raise WrongUse(
            f"{message[:1].upper()}{message[1:]}.", f"The form: {' '.join(form.split())}"
        )

    def print_help(self, file: object = None) -> None:
        """Print the help as any result is printed."""
        output = Output()
        output.lines(self.format_help().rstrip())
        finish()

    def format_help(self) -> str:
        """Give the examples, then the usual help."""
        shown = "".join(f"  {line}\n" for line in self.examples)
        head = f"examples:\n{shown}\n" if shown else ""
        return head + super().format_help()


def parse(arguments: Sequence[str]) -> Callable[[], int]:
    """Give what these words mean, to be called; raises `WrongUse`."""
    first = next(iter(arguments), "")
    if first in ("-h", "--help"):
        return _help
    if first == "--version":
        return _version
    name = first.replace("_", "-")
    if name in dict(VERBS):
        return _verb(name, list(arguments[1:]))
    if first.startswith("-") or _is_word(first, len(arguments)):
        raise WrongUse(
            f"There is no verb “{first}”.",
            "“annotator --help” lists the verbs, each with its help.",
        )
    return lambda: _window(arguments)


def _is_word(first: str, n_arguments: int) -> bool:
    """Say whether this looks like a mistyped verb and not like a file."""
    return n_arguments > 1 or (first.isalpha() and not Path(first).exists())


def module_of(verb: str) -> ModuleType:
    """Give the module of a verb; it is loaded now."""
    name = {"import": "import_"}.get(verb, verb)
    return importlib.import_module(f"annotator.cli.verbs.{name}")


def parser_of(verb: str) -> Parser:
    """Give the parser of a verb."""
    module = module_of(verb)
    parser = Parser(
        prog=f"annotator {verb}",
        description=dict(VERBS)[verb],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.examples = module.EXAMPLES
    _add_common(parser, has_coder=not hasattr(module, "NAMES_CODERS"))
    file = getattr(module, "FILE", "the project")
    if file:
        parser.add_argument("file", metavar="FILE", help=file)
    if hasattr(module, "SHOWS_ANY_MOMENT"):
        then = "the project as it was: a step’s id, number or name, or a time"
        parser.add_argument("--at", dest="moment", metavar="MOMENT", help=then)
    if hasattr(module, "add_arguments"):
        module.add_arguments(parser)
    return parser


def _check_texts(options: argparse.Namespace) -> None:
    """Refuse words that are no text; a file's name may be any bytes. Raises `WrongUse`."""
    for name, value in vars(options).items():
        for word in value if isinstance(value, list) else [value]:
            if name not in _PLACES and isinstance(word, str) and not is_text(word):
                raise WrongUse(f"“{word}” holds bytes that are no text.", "Write it in UTF-8.")


def _verb(verb: str, words: list[str]) -> Callable[[], int]:
    parser = parser_of(verb)
    options, rest = parser.parse_known_args(words)
    if rest:  # behind an option words are taken for nothing where there may be none
        options = parser.parse_intermixed_args(words)
    _check_texts(options)
    output = Output(as_json=options.json, quiet=options.quiet, progress=options.progress)

    def run() -> int:
        from annotator import logs

        logs.start(verbose=options.verbose, to=options.log)
        logs.tell("annotator %s: %s begins", __version__, verb)
        code: int = module_of(verb).run(options, output)
        logs.tell("%s ends with %d", verb, code)
        return code

    return run


def _add_common(parser: argparse.ArgumentParser, *, has_coder: bool) -> None:
    group = parser.add_argument_group("for all verbs")
    group.add_argument("--json", action="store_true", help="print one JSON document")
    group.add_argument("--quiet", action="store_true", help="say nothing but results and errors")
    group.add_argument("--verbose", action="store_true", help="write more into the log")
    group.add_argument("--log", type=Path, metavar="FILE", help="write the log there")
    whose = "whose layer; else who made the project here, or the last one named"
    if has_coder:
        group.add_argument("--coder", metavar="NAME", help=whose)
    anyway = "open the project although another computer's lock is there"
    group.add_argument("--anyway", action="store_true", help=anyway)
    group.add_argument(
        "--progress", choices=("auto", "plain", "none"), default="auto", help="how to show progress"
    )


def _help() -> int:
    width = max(len(name) for name, _ in VERBS)
    lines = [f"  {name:{width}}  {what}" for name, what in VERBS]
    tail = "\n\n“annotator VERB --help” shows examples and options of one verb."
    Output().lines(_INTRO + "\n".join(lines) + tail)
    return 0


def _version() -> int:
    Output().line(f"annotator {__version__}")
    return 0


def _window(arguments: Sequence[str]) -> int:
    from annotator import logs

    logs.start()
    from annotator import settings
    from annotator.cli.window import open_window

    return open_window(Path(arguments[0]) if arguments else None, settings.load())
