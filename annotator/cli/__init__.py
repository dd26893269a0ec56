"""The command line: parse, run one verb, word errors, give an exit code. No logic lives here.

Nothing heavy is loaded before it is needed: neither Qt nor SQLite for `annotator --help`.
"""

import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from annotator.cli.output import CannotPrint, Output, finish
from annotator.errors import AnnotatorError, Cancelled


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with `argv` (without the program's name) and give its exit code."""
    _fill_gaps()
    _speak_utf_8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _code(arguments)
    except BrokenPipeError:
        _shut(sys.stdout)
        return 0


def _code(arguments: list[str]) -> int:
    from annotator.cli.parsing import parse

    output = Output(as_json="--json" in arguments)
    try:
        _lay_own_words(output)
        code = parse(arguments)()
        finish()
    except SystemExit as help_shown:
        return int(help_shown.code or 0)
    except KeyboardInterrupt:
        hint = "What was one step is there whole or not at all."
        return _ended(output, Cancelled("Interrupted.", hint))
    except BrokenPipeError:
        raise
    except AnnotatorError as error:
        return _ended(output, error)
    except Exception as bug:  # noqa: BLE001 - one of three places: here it means a bug
        from annotator.cli.crash import report

        return _ended(output, report(bug, arguments))
    else:
        return code


def _lay_own_words(output: Output) -> None:
    """Read a person's own word lists over those that ship; say which are spoilt."""
    from annotator.paths import words_folder

    folder = words_folder()
    if not folder.is_dir():
        return
    from annotator.text.word_lists import lay_over

    for problem in lay_over(folder):
        output.warn(problem)


def _ended(output: Output, error: AnnotatorError) -> int:
    """Say the error, if there is still anywhere to say it, and give its exit code."""
    from annotator import logs

    logs.tell("ends with %s", error.kind)
    try:
        if isinstance(error, CannotPrint):
            raise error
        output.error(error)
        finish()
    except CannotPrint as unheard:
        _shut(sys.stdout)
        output.as_json = False
        output.error(unheard)
        return unheard.exit_code
    except BrokenPipeError:
        _shut(sys.stdout)
    return error.exit_code


def _shut(stream: TextIO) -> None:
    """Whoever read our output has gone: what is left goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _fill_gaps() -> None:
    """A stream that is closed goes nowhere; else the next file opened would take its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _speak_utf_8() -> None:
    """Print UTF-8 everywhere; a file name's bytes that are no text are written out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
