"""The coding scheme as a file: TOML for people, JSON for the project and for JSONL.

Whatever is wrong in such a file ends in one `CannotRead` sentence.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from annotator.errors import CannotRead, Where
from annotator.language import tr
from annotator.model.article import Json
from annotator.model.scheme import (
    FREE_KEYS,
    LINK_ROLES,
    USUAL_KEYS,
    AttributeType,
    LinkType,
    Role,
    Scheme,
    SpanType,
)

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_Table: TypeAlias = Mapping[str, object]

# What stands under which key: its default, whose kind every value must have. Both forms of the
# file, in and out, are made from these.
_HEAD: _Table = {"version": 1, "title": "", "note": ""}
_TYPE: _Table = {
    **{"key": "", "colour": "#5F5D58", "definition": "", "example": "", "counter_example": ""},
    "refers_to_actor": False,
}
_LINK: _Table = {"label": "", "from": (), "to": (), "optional": False, "definition": ""}
_ATTRIBUTE: _Table = {
    **{"values": (), "default": None, "optional": False, "definition": "", "ordered": False},
}
_ATTRIBUTE_OF = {"from": "sources", "to": "targets"}
"""What a key is called in our values, where that is not its own name."""


def scheme_from_toml(text: str, file: str = "scheme") -> Scheme:
    """Give the scheme of a TOML text; raises `CannotRead` with the place of the fault."""
    return scheme_and_remarks(text, file)[0]


def scheme_and_remarks(text: str, file: str = "scheme") -> tuple[Scheme, tuple[str, ...]]:
    """Give the scheme of a TOML text, and what a person should know of it, in sentences."""
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise _wrong(file, f"it is no TOML ({problem})") from problem

    def attributes(on: str, body: _Table) -> tuple[AttributeType, ...]:
        found = _table(body.get("attribute", {}), file, f"{on}.attribute")
        return tuple(
            _attribute(on, name, _table(one, file, f"{on}.attribute.{name}"), file)
            for name, one in found.items()
        )

    def tables(kind: str) -> Iterable[tuple[str, _Table]]:
        for name, body in _table(content.get(kind, {}), file, kind).items():
            yield name, _table(body, file, f"{kind}.{name}")

    head = _table(content.get("scheme", {}), file, "scheme")
    actor = _table(content.get("actor", {}), file, "actor")
    scheme = Scheme(
        types=tuple(_span_type(n, body, attributes(n, body), file) for n, body in tables("type")),
        links=tuple(_link_type(n, body, attributes(n, body), file) for n, body in tables("link")),
        actor_kinds=_texts(actor.get("kinds", Scheme().actor_kinds), file, "actor.kinds"),
        actor_attributes=attributes("actor", actor),
        **_values(head, _HEAD, file, "scheme."),
    )
    done = checked(scheme, file)
    return done, tuple(_remarks(scheme, done))


def checked(scheme: Scheme, file: str = "scheme") -> Scheme:
    """Give the scheme with a key for each type while there are free ones; raises `CannotRead`."""
    _check(scheme, file)
    used: set[str] = set()
    types: list[SpanType] = []
    for one in scheme.types:
        letters = USUAL_KEYS.get(one.role, "") + FREE_KEYS if one.role else FREE_KEYS
        free = [letter for letter in letters if letter not in used]
        key = one.key.upper() if one.key.upper() in free else next(iter(free), "")
        used.add(key)
        types.append(replace(one, key=key))
    return replace(scheme, types=tuple(types))


def _remarks(asked: Scheme, done: Scheme) -> Iterable[str]:
    for before, after in zip(asked.types, done.types, strict=True):
        name, key = after.name, before.key
        if key and key.upper() != after.key:
            if after.key:
                yield tr(
                    "The key {k} of “{name}” is taken: it gets {n}.", k=key, name=name, n=after.key
                )
            else:
                yield tr("The key {k} of “{name}” is taken: it gets none.", k=key, name=name)
        elif not after.key:
            yield tr("No letter is left for “{name}”: it has no key.", name=name)
    if done.type_for(Role.CLAIM) is None:
        yield tr("No type has the role claim: there will be no statements.")


def _span_type(
    name: str, body: _Table, attributes: tuple[AttributeType, ...], file: str
) -> SpanType:
    values = _values(body, _TYPE, file, f"type.{name}.")
    if not _COLOUR.fullmatch(values["colour"]):
        what = f"type.{name}.colour is '{values['colour']}', not a colour like #0072B2"
        raise _wrong(file, what)
    role = _role(body, USUAL_KEYS, file, f"type.{name}")
    return SpanType(name=name, attributes=attributes, role=role, **values)


def _link_type(
    name: str, body: _Table, attributes: tuple[AttributeType, ...], file: str
) -> LinkType:
    values = _values({"label": name.replace("_", " "), **body}, _LINK, file, f"link.{name}.")
    role = _role(body, LINK_ROLES, file, f"link.{name}")
    return LinkType(name=name, attributes=attributes, role=role, **values)


def _attribute(on: str, name: str, body: _Table, file: str) -> AttributeType:
    one = AttributeType(name=name, on=on, **_values(body, _ATTRIBUTE, file, f"{on}.{name}."))
    if one.default is not None and one.default not in one.values:
        raise _wrong(file, f"the default of {on}.{name} is none of its values")
    return one


def _role(body: _Table, roles: Collection[Role], file: str, place: str) -> Role | None:
    name = body.get("role")
    if name is None or name in roles:
        return None if name is None else Role(str(name))
    raise _wrong(file, f"{place}.role is “{name}”, and the roles are {', '.join(roles)}")


def _check(scheme: Scheme, file: str) -> None:
    for name in [*(one.name for one in scheme.types), *(one.name for one in scheme.links)]:
        if not _NAME.fullmatch(name):
            raise _wrong(file, f"'{name}' is no name (small letters, digits and _ only)")
    known = {one.name for one in scheme.types}
    if not known:
        raise _wrong(file, "it has no types")
    _check_twins([(one.name, one.role) for one in scheme.types], file)
    _check_twins([(one.name, one.role) for one in scheme.links], file)
    for link in scheme.links:
        for end in (*link.sources, *link.targets):
            if end not in known:
                raise _wrong(file, f"link '{link.name}' names the unknown type '{end}'")


def _check_twins(named: Sequence[tuple[str, Role | None]], file: str) -> None:
    by_role: dict[Role, str] = {}
    for n, (name, role) in enumerate(named):
        if any(name == other for other, _ in named[:n]):
            raise _wrong(file, f"“{name}” stands in it twice")
        if role is not None and by_role.setdefault(role, name) != name:
            raise _wrong(file, f"“{by_role[role]}” and “{name}” both have the role {role}")


# --- what stands under a key ------------------------------------------------------------------


def _wrong(file: str, what: str) -> CannotRead:
    return CannotRead(
        f"The scheme {file} cannot be used: {what}.",
        "Mend the file, or use another one.",
        Where(file),
    )


def _values(body: _Table, form: _Table, file: str, place: str) -> dict[str, Any]:
    return {
        _ATTRIBUTE_OF.get(key, key): _value(body.get(key, default), default, file, place + key)
        for key, default in form.items()
    }


def _value(value: object, default: object, file: str, place: str) -> object:
    if isinstance(default, tuple):
        return _texts(value, file, place)
    if isinstance(default, bool):
        fits, what = isinstance(value, bool), "neither true nor false"
    elif isinstance(default, int):
        fits, what = type(value) is int and value > 0, "no whole number from 1"
    else:
        fits, what = isinstance(value, str) or value is default, "no text"
    if not fits:
        raise _wrong(file, f"{place} is {what}")
    return value


def _table(value: object, file: str, place: str) -> _Table:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _wrong(file, f"{place} is no table")
    return value


def _texts(value: object, file: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _wrong(file, f"{place} is no list of texts")
    if len(set(value)) != len(value):
        raise _wrong(file, f"{place} says a value twice")
    return tuple(value)


# --- TOML out ---------------------------------------------------------------------------------

_ALWAYS = frozenset({"version", "title", "key", "colour", "label", "from", "to"})
"""Keys that stand in a TOML file even where they say what would hold without them."""


def scheme_to_toml(scheme: Scheme) -> str:
    """Give the scheme as a TOML text that `scheme_from_toml` reads back equal."""
    lines = _lines("scheme", scheme, _HEAD)
    lines += ["", "[actor]", f"kinds = {_toml(scheme.actor_kinds)}"]
    for attribute in scheme.actor_attributes:
        lines += _lines(f"actor.attribute.{attribute.name}", attribute, _ATTRIBUTE)
    every: tuple[SpanType | LinkType, ...] = (*scheme.types, *scheme.links)
    for one in every:
        kind, form = ("type", _TYPE) if isinstance(one, SpanType) else ("link", _LINK)
        place = f"{kind}.{one.name}"
        lines += _lines(place, one, form)
        for attribute in one.attributes:
            lines += _lines(f"{place}.attribute.{attribute.name}", attribute, _ATTRIBUTE)
    return "\n".join(lines[1:]) + "\n"


def _lines(place: str, one: object, form: _Table) -> list[str]:
    role = getattr(one, "role", None)
    lines = ["", f"[{place}]", *([f"role = {_toml(role)}"] if role else [])]
    for key, default in form.items():
        value = getattr(one, _ATTRIBUTE_OF.get(key, key))
        if value != default or key in _ALWAYS:
            lines.append(f"{key} = {_toml(value)}")
    return lines


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if not isinstance(value, str):
        return str(value).lower()

    def escaped(letter: str) -> str:
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x20 or ord(letter) == 0x7F else letter

    return '"' + "".join(map(escaped, value)) + '"'


# --- JSON -------------------------------------------------------------------------------------


def scheme_to_json(scheme: Scheme) -> dict[str, Json]:
    """Give the scheme as the JSON object of the project and of JSONL (without `kind`)."""
    return {
        "version": scheme.version,
        "title": scheme.title,
        "types": [_to_json(one, "name role", _TYPE) for one in scheme.types],
        "links": [_to_json(one, "name role", _LINK) for one in scheme.links],
        "attributes": [_to_json(one, "name on", _ATTRIBUTE) for one in scheme.attributes()],
        "actor_kinds": list(scheme.actor_kinds),
        "note": scheme.note,
        "created": scheme.created,
    }


def _to_json(one: object, names: str, form: _Table) -> Json:
    found = {key: getattr(one, _ATTRIBUTE_OF.get(key, key)) for key in (*names.split(), *form)}
    return {key: list(one) if isinstance(one, tuple) else one for key, one in found.items()}


def scheme_from_json(content: Mapping[str, Json], file: str = "scheme") -> Scheme:
    """Give the scheme of such a JSON object; raises `CannotRead`."""

    def tables(kind: str) -> Iterable[tuple[str, _Table]]:
        found = content.get(kind, [])
        if not isinstance(found, list):
            raise _wrong(file, f"{kind} is no list")
        for one in found:
            body = _table(one, file, kind)
            yield str(_value(body.get("name"), "", file, f"{kind}.name")), body

    attributes: dict[str, tuple[AttributeType, ...]] = {}
    for name, body in tables("attributes"):
        on = str(_value(body.get("on"), "", file, "attributes.on"))
        attributes[on] = (*attributes.get(on, ()), _attribute(on, name, body, file))
    scheme = Scheme(
        types=tuple(
            _span_type(name, body, attributes.get(name, ()), file) for name, body in tables("types")
        ),
        links=tuple(
            _link_type(name, body, attributes.get(name, ()), file) for name, body in tables("links")
        ),
        actor_kinds=_texts(content.get("actor_kinds", Scheme().actor_kinds), file, "actor_kinds"),
        actor_attributes=attributes.get("actor", ()),
        **_values(content, {**_HEAD, "created": ""}, file, ""),
    )
    return checked(scheme, file)
