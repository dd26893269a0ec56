"""Where a module can be changed so that it is wrong, and the change itself.

A place is a node of the syntax tree with one change; mutants are drawn among all places of the
floors, so a long module has more of them. Not changed: words for people and logs, types,
docstrings, and what this system never runs.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
# What is said to people and what goes into logs is read by eyes, not by tests.
_SAID = {"tr", "trn", "_log", "logger", "logging", "warn"}


@dataclass(frozen=True)
class Place:
    """One possible change: its line, and the code before and after."""

    line: int
    before: str
    after: str
    code: str
    """The whole module with the change."""

    def __str__(self) -> str:
        return f"{self.line}  {_short(self.before)}  →  {_short(self.after)}"


def count(code: str) -> int:
    """Count the changes that a module can have."""
    return sum(1 for _ in _changes(ast.parse(code)))


def place(code: str, number: int) -> Place:
    """Give one change of a module, by its number in the order of the syntax tree."""
    tree = ast.parse(code)
    node, change = next(islice(_changes(tree), number, None))
    line = getattr(node, "lineno", None) or node.target.lineno  # type: ignore[attr-defined]
    before = ast.unparse(node)
    change()
    return Place(line, before, ast.unparse(node), ast.unparse(tree))


Change = Callable[[], None]
"""Makes a change in the tree."""


def _changes(tree: ast.Module) -> Iterator[tuple[ast.AST, Change]]:
    for node in _reached(tree):
        yield from ((node, change) for change in _of(node))


def _reached(node: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes that may be changed, depth first."""
    for child in ast.iter_child_nodes(node):
        if not _is_left_out(node, child):
            yield child
            yield from _reached(child)


def _is_left_out(parent: ast.AST, node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert):
        return True
    if isinstance(node, ast.If) and ("TYPE_CHECKING" in ast.unparse(node.test)):
        return True
    if isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True  # a docstring
    if isinstance(node, ast.Assign) and _name_of(node.targets[0]).startswith("__"):
        return True
    if isinstance(node, ast.Call) and _name_of(node.func) in _SAID:
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        call = node.value.func
        root = call.value if isinstance(call, ast.Attribute) else call
        if _name_of(root) in _SAID:
            return True
    return _is_a_type(parent, node)


def _is_a_type(parent: ast.AST, node: ast.AST) -> bool:
    match parent:
        case ast.AnnAssign(annotation=kind) | ast.arg(annotation=kind):
            return node is kind
        case ast.FunctionDef(returns=kind, decorator_list=decorators):
            return node is kind or node in decorators
        case ast.ClassDef(decorator_list=decorators, bases=bases):
            return node in decorators or node in bases
        case ast.Call(func=ast.Name(id="cast" | "TypeVar"), args=[kind, *_]):
            return node is kind
        case ast.Subscript(value=ast.Name(id="Literal" | "Callable")):
            return True
    return False


def _of(node: ast.AST) -> Iterator[Change]:
    yield from _of_expression(node)
    match node:
        case ast.If() | ast.While() | ast.IfExp():
            yield _field(node, "test", _not(node.test))
        case ast.comprehension(ifs=[test, *_]):
            yield _item(node.ifs, 0, _not(test))
        case ast.FunctionDef(args=ast.arguments(defaults=[_, *_] as defaults)):
            yield lambda: defaults.pop(0)
        case ast.Return(value=None | ast.Constant()):
            pass  # a constant is changed as one
        case ast.Return():
            yield _field(node, "value", ast.Constant(None))
        case ast.AugAssign() | ast.Raise() | ast.Break() | ast.Continue() | ast.Delete():
            yield _becomes_pass(node)
        case ast.Expr(value=ast.Call()):
            yield _becomes_pass(node)


def _of_expression(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _COMPARED:
            yield _item(node.ops, 0, _COMPARED[type(op)]())
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _COUNTED:
            yield _field(node, "op", _COUNTED[type(op)]())
        case ast.BoolOp(op=op):
            yield _field(node, "op", ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.Constant(value=bool(value)):
            yield _field(node, "value", not value)
        case ast.Constant(value=int(value)):
            yield _field(node, "value", value + 1)
        case ast.Constant(value=str(value)) if value.isidentifier():
            yield _field(node, "value", f"{value}_")
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _field(node.func, "id", _CALLED[name])


def _not(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _field(node: ast.AST, name: str, value: object) -> Change:
    return lambda: setattr(node, name, value)


def _item(items: list[Any], number: int, value: ast.AST) -> Change:
    return lambda: items.__setitem__(number, value)


def _becomes_pass(node: ast.AST) -> Change:
    def change() -> None:
        node.__class__ = ast.Pass  # type: ignore[assignment]

    return change


def _name_of(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
