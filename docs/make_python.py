"""Write docs/python.md from the docstrings of the public names: `python docs/make_python.py`."""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import annotator
from annotator import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).resolve().parent / "python.md"
_CALLS = {
    "A project": (
        "create open recover close path id title read_only check backup backups restore_backup"
        " look_into traces"
    ),
    "Asking": (
        "articles article article_id page page_of pages spans links statements notes ask_about"
        " actors layers layer scheme steps"
    ),
    "Double coding": (
        "samples sample_articles draw_sample draw_more expected_claims make_kits collect_kits kits"
    ),
    "Comparing and settling": (
        "compare who_has agreement report methods settling decided changed_since_settled"
        " plan_begin take names"
    ),
    "Suggestions": "suggest suggest_beside learnt rule tick",
    "Texts in and out": (
        "import_sources import_text columns plan_import take_in export keep_recipe recipes"
        " export_recipe to_print"
    ),
    "Colleagues": "merge look_alikes passages all_passages",
    "Coding": (
        "mark add_part mark_everywhere link attribution edit delete note actor edit_actor join"
        " split look_alike region restore confirm confirm_alike proposals near furniture"
        " state fields fields_now change_articles"
    ),
    "The scheme": (
        "scheme_versions edit_scheme answer set_scheme add_scheme touched_by values_of look_again"
        " decide_again decide_again_alike"
    ),
    "The later days of a study": "carry carry_mark",
    "Finding": "find mark_places keep searches searcher folded_texts",
    "Steps": "undo redo together subscribe name_step at forget_before",
    "What the window stands on": "context reader",
}
"""All public calls of `Project` under their headings; a test says which are missing."""
_HEAD = """# Python

What the window and the command line do, a script does with the same calls. (This page is made from
the docstrings by `python docs/make_python.py`.)

```python
{example}
```

Where an article, layer, span, link, actor or step is asked for, its id, its number in a list, its
name or title (where that is unambiguous) or the value itself will do. A place is `(start, end)` or
a `Range`: code points, half-open. Values are frozen; to change one, call an act. Every act gives
its step and the ids of what is new, once they are on disk. What goes wrong is an `AnnotatorError`
with `message`, `hint` and `kind` ([all kinds](errors.md)); a project that was closed says so from
every call. The options of an export are [those of its format](formats.md).
"""


def page() -> str:
    """Give the page."""
    parts = [_HEAD.format(example=_example())]
    for heading, names in _CALLS.items():
        parts.append(f"## {heading}\n")
        parts += [_call(name) for name in names.split()]
    parts.append("## Values, answers and errors\n\nAll of them are imported from `annotator`.\n")
    parts += [_value(name) for name in annotator.__all__ if name not in ("Project", "__version__")]
    return "\n".join(parts)


def undocumented() -> set[str]:
    """Give the public calls of `Project` that stand under no heading."""
    here = {name for name in dir(Project) if not name.startswith("_")}
    return here - {name for names in _CALLS.values() for name in names.split()}


def _example() -> str:
    lines = (line.strip("\n") for line in (annotator.__doc__ or "").splitlines())
    code = "\n".join(line[4:] for line in lines if line.startswith((">>> ", "... ")))
    return code.replace("coder\nfolder", "coder\n\nfolder")  # as ruff writes it


def _call(name: str) -> str:
    found = inspect.getattr_static(Project, name)
    if isinstance(found, property):
        return f"**`project.{name}`**\n\n{_doc(found)}\n"
    owner = "Project" if isinstance(found, classmethod) else "project"
    return f"**`{owner}.{name}{_signature(getattr(Project, name))}`**\n\n{_doc(found)}\n"


def _signature(function: Callable[..., object]) -> str:
    signature = inspect.signature(function)
    shown = [
        one.replace(annotation=inspect.Parameter.empty, default=_default(one))
        for one in signature.parameters.values()
        if one.name != "self"
    ]
    gives = inspect.formatannotation(signature.return_annotation).strip("'")
    gives = gives.rpartition(".")[2] if gives.startswith("annotator.") else gives
    words = str(signature.replace(parameters=shown, return_annotation=inspect.Signature.empty))
    return words if gives in ("None", "_empty") else f"{words} → {gives}"


def _default(one: inspect.Parameter) -> object:
    return None if callable(one.default) and one.default is not one.empty else one.default


def _value(name: str) -> str:
    found = getattr(annotator, name)
    if inspect.isfunction(found):
        return f"**`{name}{_signature(found)}`**\n\n{_doc(found)}\n"
    return "\n\n".join([f"**`{name}`**", _doc(found), *_fields(found)]) + "\n"


def _fields(found: type) -> Iterator[str]:
    if issubclass(found, Enum):
        yield "Values: " + ", ".join(f"`{one.name}`" for one in found) + "."
    elif dataclasses.is_dataclass(found):
        yield "Fields: " + ", ".join(f"`{one.name}`" for one in dataclasses.fields(found)) + "."
    calls = [
        each
        for each, what in vars(found).items()
        if not each.startswith("_") and (callable(what) or isinstance(what, property))
    ]
    if calls and not issubclass(found, Exception):
        yield "Also: " + ", ".join(f"`{each}`" for each in calls) + "."


def _doc(found: object) -> str:
    return inspect.cleandoc(inspect.getdoc(found) or "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
