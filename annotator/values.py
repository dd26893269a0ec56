"""Frozen values: dataclasses with slots whose methods are shared, not compiled anew for each class.

`dataclass(frozen=True, slots=True)` writes and compiles six methods a class, half a millisecond;
the first picture of the window needs a hundred such classes. Of these only the constructor is
written; what is equal, hashed and shown is asked of the fields, and means the same.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class")


class _Made:
    def __repr__(self) -> str:
        return "<factory>"


_MADE = _Made()
"""What stands for an argument that is made anew for each value."""


@overload
def frozen(kind: type[_Class], /) -> type[_Class]: ...


@overload
def frozen(*, kw_only: bool) -> Callable[[type[_Class]], type[_Class]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: Any = None, /, *, kw_only: bool = False) -> Any:
    """Make a class a frozen dataclass with slots; what it derives from must be one of these."""
    if kind is None:
        return lambda kind: _made(kind, kw_only)
    return _made(kind, kw_only)


def _made(kind: Any, kw_only: bool) -> Any:
    own = vars(kind)
    made = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
    methods = {"__init__": _constructor(made), "__repr__": _shown, **_compared(made)}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    for name, method in {"setattr": _refuse, "delattr": _refuse, "setstate": _fill}.items():
        setattr(made, f"__{name}__", method)
    return made


def _constructor(kind: Any) -> Callable[..., None]:
    """Write the constructor, as `dataclass` would: one argument a field."""
    names: dict[str, Any] = {"MADE": _MADE}
    arguments: list[str] = []
    lines: list[str] = []
    by_place = sorted(fields(kind), key=lambda one: bool(one.kw_only))
    for n, one in enumerate(by_place):
        if one.kw_only and "*" not in arguments:
            arguments.append("*")
        names[f"set_{n}"] = getattr(kind, one.name).__set__
        names[f"default_{n}"] = one.default
        given, default = one.name, "" if one.default is MISSING else f" = default_{n}"
        if one.default_factory is not MISSING:
            names[f"make_{n}"] = one.default_factory
            given, default = f"make_{n}() if {one.name} is MADE else {one.name}", " = MADE"
        arguments.append(one.name + default)
        lines.append(f"    set_{n}(self, {given})")
    if hasattr(kind, "__post_init__"):
        lines.append("    self.__post_init__()")
    head = f"def __init__({', '.join(('self', *arguments))}):"
    exec("\n".join((head, *lines, "    return")), names)  # noqa: S102 - names of fields alone
    made: Callable[..., None] = names["__init__"]
    made.__annotations__ = {one.name: one.type for one in by_place} | {"return": None}
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _compared(kind: Any) -> dict[str, Callable[..., Any]]:
    names = [one.name for one in fields(kind) if one.compare]

    def of_few(self: object) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in names])

    of: Callable[[object], Any] = attrgetter(*names) if len(names) > 1 else of_few

    def equals(self: object, other: object) -> bool:
        return of(self) == of(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": equals, "__hash__": lambda self: hash(of(self))}


def _shown(self: Any) -> str:
    shown = [f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr]
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r}")


def _fill(self: object, state: tuple[None, dict[str, object]]) -> None:
    """Take the fields of a copy."""
    for name, kept in state[1].items():
        object.__setattr__(self, name, kept)
