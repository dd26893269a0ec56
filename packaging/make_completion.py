#!/usr/bin/env python3
"""Make packaging/completion/annotator.bash, .zsh and .fish from the parsers of the verbs.

Usage: make_completion.py [--check]    (--check writes nothing; ends with 1 if one is stale)
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging" / "completion"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a verb as a shell sees it; `takes` is what follows it, "" for nothing."""

    names: tuple[str, ...]
    help: str
    takes: str = ""
    choices: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its options and what stands without a dash, which has no names but `takes`."""

    name: str
    help: str
    options: tuple[Option, ...]
    places: tuple[Option, ...]


def verbs() -> tuple[Verb, ...]:
    """Give all verbs as their parsers have them."""
    sys.path.insert(0, str(ROOT))
    from annotator.cli.parsing import parser_of
    from annotator.cli.verbs import VERBS

    return tuple(_verb(name, what, parser_of(name)) for name, what in VERBS)


def _verb(name: str, what: str, parser: argparse.ArgumentParser) -> Verb:
    options, places = [], []
    for action in parser._actions:  # argparse offers no other way to ask
        choices = tuple(str(one) for one in action.choices or ())
        takes = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        again = action.nargs == "+" or isinstance(action, argparse._AppendAction)
        said = " ".join((action.help or "").split())
        found = Option(tuple(action.option_strings), said, takes, choices, again)
        (options if found.names else places).append(found)
    return Verb(name, what, tuple(options), tuple(places))


# --- bash -------------------------------------------------------------------------------------


def bash(every: tuple[Verb, ...]) -> str:
    """Give the completion for bash."""
    lines = [
        "# Completion of annotator for bash; made by packaging/make_completion.py.",
        "# To use it: source this file, or put it into /usr/share/bash-completion/completions",
        "# under the name annotator.",
        "_annotator() {",
        "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
        "    local verb=${COMP_WORDS[1]} words= files=-f",
        "    COMPREPLY=()",
        '    if [ "$COMP_CWORD" = 1 ]; then',
        f"        words='{' '.join(['--help', '--version', *(one.name for one in every)])}'",
        '        mapfile -t COMPREPLY < <(compgen -f -W "$words" -- "$current")',
        "        return",
        "    fi",
        '    case "$verb $before" in',
    ]
    for verb in every:
        for option in verb.options:
            if option.choices:
                pattern = "|".join(f"'{verb.name} {name}'" for name in option.names)
                lines.append(f"        {pattern}) words='{' '.join(option.choices)}' files= ;;")
    lines += [
        "    esac",
        '    if [ -z "$words" ]; then',
        '        case "$verb" in',
    ]
    for verb in every:
        names = [name for option in verb.options for name in option.names]
        chosen = [word for place in verb.places for word in place.choices]
        lines.append(f"            {verb.name})")
        lines.append('                case "$current" in')
        lines.append(f"                    -*) words='{' '.join(names)}' ;;")
        lines.append(f"                    *) words='{' '.join(chosen)}' ;;")
        lines.append("                esac ;;")
    lines += [
        "        esac",
        "    fi",
        '    case "$current" in -*) files= ;; esac',
        "    # $files is empty or -f",
        '    mapfile -t COMPREPLY < <(compgen $files -W "$words" -- "$current")',
        "}",
        "complete -o filenames -F _annotator annotator",
    ]
    return "\n".join(lines) + "\n"


# --- zsh --------------------------------------------------------------------------------------


def zsh(every: tuple[Verb, ...]) -> str:
    """Give the completion for zsh."""
    lines = [
        "#compdef annotator",
        "# Completion of annotator for zsh; made by packaging/make_completion.py.",
        "# To use it: put it into a folder of $fpath under the name _annotator.",
        "_annotator() {",
        "    local -a verbs",
        "    verbs=(",
        *(f"        {_quoted(f'{one.name}:{one.help}')}" for one in every),
        "    )",
        "    if (( CURRENT == 2 )); then",
        "        _describe -t verbs 'verb' verbs",
        "        _files",
        "        return",
        "    fi",
        "    local verb=${words[2]}",
        "    shift words",
        "    (( CURRENT-- ))",
        "    case $verb in",
    ]
    for verb in every:
        lines.append(f"        {verb.name})")
        specs = [_quoted(one) for one in _zsh_specs(verb)]
        lines.append("            _arguments \\")
        lines += [f"                {spec} \\" for spec in specs[:-1]]
        lines.append(f"                {specs[-1]}")
        lines.append("            ;;")
    lines += ["    esac", "}", '_annotator "$@"']
    return "\n".join(lines) + "\n"


def _zsh_specs(verb: Verb) -> Iterator[str]:
    for option in verb.options:
        said = _zsh_text(option.help)
        action = f"({' '.join(option.choices)})" if option.choices else "_files"
        takes = f":{_zsh_text(option.takes)}:{action}" if option.takes else ""
        for name in option.names:
            yield f"{'*' if option.again else ''}{name}[{said}]{takes}"
    for place in verb.places:
        action = f"({' '.join(place.choices)})" if place.choices else "_files"
        yield f"{'*' if place.again else ''}:{_zsh_text(place.takes)}:{action}"


def _zsh_text(text: str) -> str:
    for sign in "\\:[]":
        text = text.replace(sign, f"\\{sign}")
    return text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# --- fish -------------------------------------------------------------------------------------


def fish(every: tuple[Verb, ...]) -> str:
    """Give the completion for fish."""
    lines = [
        "# Completion of annotator for fish; made by packaging/make_completion.py.",
        "# To use it: put it into ~/.config/fish/completions.",
        "complete -c annotator -n __fish_use_subcommand -l help -d 'List the verbs'",
        "complete -c annotator -n __fish_use_subcommand -l version -d 'Give the version'",
    ]
    for verb in every:
        said = f"-a {verb.name} -d {_fish(verb.help)}"
        lines.append(f"complete -c annotator -n __fish_use_subcommand {said}")
    for verb in every:
        start = f"complete -c annotator -n '__fish_seen_subcommand_from {verb.name}'"
        lines += [
            f"{start} -a '{' '.join(place.choices)}'" for place in verb.places if place.choices
        ]
        for option in verb.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            takes = " -r" if option.takes else ""
            takes = f" -x -a '{' '.join(option.choices)}'" if option.choices else takes
            said = f" -d {_fish(option.help)}" if option.help else ""
            lines.append(f"{start} {names}{takes}{said}")
    return "\n".join(lines) + "\n"


def _fish(text: str) -> str:
    for sign in "\\'":
        text = text.replace(sign, f"\\{sign}")
    return f"'{text}'"


# --- all three --------------------------------------------------------------------------------


def made() -> dict[str, str]:
    """Give each file's name with what should be in it."""
    every = verbs()
    return {f"annotator.{name}": make(every) for name, make in MAKERS.items()}


MAKERS = {"bash": bash, "zsh": zsh, "fish": fish}


def stale() -> tuple[str, ...]:
    """Give the names of the files that are not as they should be."""
    return tuple(
        name
        for name, text in made().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text(encoding="utf-8") != text
    )


def main() -> int:
    """Write the three files, or with --check say which are stale."""
    if "--check" in sys.argv[1:]:
        found = stale()
        for name in found:
            print(f"packaging/completion/{name} is stale: run packaging/make_completion.py")
        return 1 if found else 0
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
