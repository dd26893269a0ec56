"""The command line: parse, run one verb, word errors, give an exit code. No logic lives here.

Nothing heavy is loaded before it is needed: neither Qt nor SQLite for `annotator --help`.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError, Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

_BUG = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line with `argv` (without the program's name) and give its exit code."""
    _speak_utf_8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    return _Run(arguments).code()


class _Run:
    """One run of the command line."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments

    def code(self) -> int:
        from annotator.cli.output import Output
        from annotator.cli.parsing import parse

        output = Output(as_json="--json" in self.arguments)
        try:
            return parse(self.arguments).run()
        except KeyboardInterrupt:
            output.error(
                Cancelled("Interrupted.", "What was one step is there whole or not at all.")
            )
            return Cancelled.exit_code
        except BrokenPipeError:
            return _closed_pipe()
        except AnnotatorError as error:
            output.error(error)
            return error.exit_code
        except Exception as bug:  # noqa: BLE001 - one of three places: here it means a bug
            from annotator.cli.crash import report

            output.error(report(bug, self.arguments))
            return _BUG


def _closed_pipe() -> int:
    """Whoever read our output has gone: end quietly, as other programs do."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _speak_utf_8() -> None:
    """Print UTF-8 also where the system's own encoding lacks letters (Windows pipes)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
