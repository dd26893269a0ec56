"""The coding scheme as a file: TOML for people, JSON for the project and for JSONL.

Whatever is wrong in such a file ends in one `CannotRead` sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import CannotRead, Where
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

if TYPE_CHECKING:
    from annotator.model.article import Json

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_Table: TypeAlias = Mapping[str, object]


def scheme_from_toml(text: str, file: str = "scheme") -> Scheme:
    """Give the scheme of a TOML text; raises `CannotRead` with the place of the fault."""
    return scheme_and_remarks(text, file)[0]


def scheme_and_remarks(text: str, file: str = "scheme") -> tuple[Scheme, tuple[str, ...]]:
    """Give the scheme of a TOML text, and what a person should know of it, in sentences."""
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise _wrong(file, f"it is no TOML ({problem})") from problem
    head = _table(content.get("scheme", {}), file, "scheme")
    actor = _table(content.get("actor", {}), file, "actor")
    types = tuple(
        _span_type(name, _table(body, file, f"type.{name}"), file)
        for name, body in _table(content.get("type", {}), file, "type").items()
    )
    links = tuple(
        _link_type(name, _table(body, file, f"link.{name}"), file)
        for name, body in _table(content.get("link", {}), file, "link").items()
    )
    kinds = _texts(actor.get("kinds", list(Scheme().actor_kinds)), file, "actor.kinds")
    scheme = Scheme(
        version=_integer(head.get("version", 1), file, "scheme.version"),
        title=_string(head.get("title", ""), file, "scheme.title"),
        types=types,
        links=links,
        actor_kinds=kinds,
        actor_attributes=_attributes("actor", actor.get("attribute", {}), file),
        note=_string(head.get("note", ""), file, "scheme.note"),
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
        if before.key and before.key.upper() != after.key:
            got = f"it gets {after.key}" if after.key else "it gets none"
            yield f"The key {before.key} of “{after.name}” is taken: {got}."
        elif not after.key:
            yield f"No letter is left for “{after.name}”: it has no key."
    if done.type_for(Role.CLAIM) is None:
        yield "No type has the role claim: there will be no statements."


def _span_type(name: str, body: _Table, file: str) -> SpanType:
    place = f"type.{name}"
    colour = _string(body.get("colour", "#5F5D58"), file, f"{place}.colour")
    if not _COLOUR.fullmatch(colour):
        raise _wrong(file, f"{place}.colour is '{colour}', not a colour like #0072B2")
    return SpanType(
        name=name,
        key=_string(body.get("key", ""), file, f"{place}.key"),
        colour=colour,
        definition=_string(body.get("definition", ""), file, f"{place}.definition"),
        example=_string(body.get("example", ""), file, f"{place}.example"),
        counter_example=_string(body.get("counter_example", ""), file, f"{place}.counter_example"),
        refers_to_actor=_flag(body.get("refers_to_actor", False), file, f"{place}.refers_to_actor"),
        attributes=_attributes(name, body.get("attribute", {}), file),
        role=_role(body, USUAL_KEYS, file, place),
    )


def _role(body: _Table, roles: Collection[Role], file: str, place: str) -> Role | None:
    name = body.get("role")
    if name is None or name in roles:
        return None if name is None else Role(str(name))
    raise _wrong(file, f"{place}.role is “{name}”, and the roles are {', '.join(roles)}")


def _link_type(name: str, body: _Table, file: str) -> LinkType:
    place = f"link.{name}"
    return LinkType(
        name=name,
        label=_string(body.get("label", name.replace("_", " ")), file, f"{place}.label"),
        sources=_texts(body.get("from", []), file, f"{place}.from"),
        targets=_texts(body.get("to", []), file, f"{place}.to"),
        optional=_flag(body.get("optional", False), file, f"{place}.optional"),
        definition=_string(body.get("definition", ""), file, f"{place}.definition"),
        attributes=_attributes(name, body.get("attribute", {}), file),
        role=_role(body, LINK_ROLES, file, place),
    )


def _attributes(on: str, body: object, file: str) -> tuple[AttributeType, ...]:
    place = f"{on}.attribute"
    return tuple(
        _attribute(on, name, _table(one, file, f"{place}.{name}"), file)
        for name, one in _table(body, file, place).items()
    )


def _attribute(on: str, name: str, body: _Table, file: str) -> AttributeType:
    place = f"{on}.{name}"
    values = _texts(body.get("values", []), file, f"{place}.values")
    default = body.get("default")
    if default is not None and default not in values:
        raise _wrong(file, f"the default of {place} is none of its values")
    return AttributeType(
        name=name,
        on=on,
        values=values,
        default=None if default is None else str(default),
        optional=_flag(body.get("optional", False), file, f"{place}.optional"),
        definition=_string(body.get("definition", ""), file, f"{place}.definition"),
    )


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


def _wrong(file: str, what: str) -> CannotRead:
    return CannotRead(
        f"The scheme {file} cannot be used: {what}.",
        "Mend the file, or use another one.",
        Where(file),
    )


def _table(value: object, file: str, place: str) -> _Table:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _wrong(file, f"{place} is no table")
    return value


def _string(value: object, file: str, place: str) -> str:
    if not isinstance(value, str):
        raise _wrong(file, f"{place} is no text")
    return value


def _flag(value: object, file: str, place: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(file, f"{place} is neither true nor false")
    return value


def _integer(value: object, file: str, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(file, f"{place} is no whole number from 1")
    return value


def _texts(value: object, file: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _wrong(file, f"{place} is no list of texts")
    if len(set(value)) != len(value):
        raise _wrong(file, f"{place} says a value twice")
    return tuple(value)


# --- TOML out ---------------------------------------------------------------------------------


def scheme_to_toml(scheme: Scheme) -> str:
    """Give the scheme as a TOML text that `scheme_from_toml` reads back equal."""
    lines = ["[scheme]", f"version = {scheme.version}", f"title = {_quoted(scheme.title)}"]
    if scheme.note:
        lines.append(f"note = {_quoted(scheme.note)}")
    lines += ["", "[actor]", f"kinds = {_listed(scheme.actor_kinds)}"]
    for attribute in scheme.actor_attributes:
        lines += _attribute_lines("actor", attribute)
    for one in scheme.types:
        lines += _type_lines(one)
    for link in scheme.links:
        lines += _link_lines(link)
    return "\n".join(lines) + "\n"


def _type_lines(one: SpanType) -> list[str]:
    lines = ["", f"[type.{one.name}]", *_role_lines(one), f"key = {_quoted(one.key)}"]
    lines.append(f"colour = {_quoted(one.colour)}")
    texts = {
        "definition": one.definition,
        "example": one.example,
        "counter_example": one.counter_example,
    }
    lines += [f"{name} = {_quoted(text)}" for name, text in texts.items() if text]
    if one.refers_to_actor:
        lines.append("refers_to_actor = true")
    for attribute in one.attributes:
        lines += _attribute_lines(f"type.{one.name}", attribute)
    return lines


def _role_lines(one: SpanType | LinkType) -> list[str]:
    return [f"role = {_quoted(one.role)}"] if one.role else []


def _link_lines(link: LinkType) -> list[str]:
    lines = ["", f"[link.{link.name}]", *_role_lines(link), f"label = {_quoted(link.label)}"]
    lines += [f"from = {_listed(link.sources)}", f"to = {_listed(link.targets)}"]
    if link.optional:
        lines.append("optional = true")
    if link.definition:
        lines.append(f"definition = {_quoted(link.definition)}")
    for attribute in link.attributes:
        lines += _attribute_lines(f"link.{link.name}", attribute)
    return lines


def _attribute_lines(place: str, attribute: AttributeType) -> list[str]:
    lines = ["", f"[{place}.attribute.{attribute.name}]"]
    if attribute.values:
        lines.append(f"values = {_listed(attribute.values)}")
    if attribute.default is not None:
        lines.append(f"default = {_quoted(attribute.default)}")
    if attribute.optional:
        lines.append("optional = true")
    if attribute.definition:
        lines.append(f"definition = {_quoted(attribute.definition)}")
    return lines


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _quoted(text: str) -> str:
    def escaped(letter: str) -> str:
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x20 or ord(letter) == 0x7F else letter

    return '"' + "".join(escaped(letter) for letter in text) + '"'


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


# --- JSON -------------------------------------------------------------------------------------


def scheme_to_json(scheme: Scheme) -> dict[str, Json]:
    """Give the scheme as the JSON object of the project and of JSONL (without `kind`)."""
    return {
        "version": scheme.version,
        "title": scheme.title,
        "types": [_type_to_json(one) for one in scheme.types],
        "links": [_link_to_json(one) for one in scheme.links],
        "attributes": [_attribute_to_json(one) for one in scheme.attributes()],
        "actor_kinds": list(scheme.actor_kinds),
        "note": scheme.note,
        "created": scheme.created,
    }


def _type_to_json(one: SpanType) -> Json:
    return {
        "name": one.name,
        "role": one.role,
        "key": one.key,
        "colour": one.colour,
        "definition": one.definition,
        "example": one.example,
        "counter_example": one.counter_example,
        "refers_to_actor": one.refers_to_actor,
    }


def _link_to_json(one: LinkType) -> Json:
    return {
        "name": one.name,
        "role": one.role,
        "label": one.label,
        "from": list(one.sources),
        "to": list(one.targets),
        "optional": one.optional,
        "definition": one.definition,
    }


def _attribute_to_json(one: AttributeType) -> Json:
    return {
        "name": one.name,
        "on": one.on,
        "values": list(one.values),
        "default": one.default,
        "optional": one.optional,
        "definition": one.definition,
    }


def scheme_from_json(content: Mapping[str, Json], file: str = "scheme") -> Scheme:
    """Give the scheme of such a JSON object; raises `CannotRead`."""
    attributes: dict[str, list[AttributeType]] = {}
    for body in _tables(content.get("attributes", []), file, "attributes"):
        on = _string(body.get("on"), file, "attributes.on")
        one = _attribute(on, _string(body.get("name"), file, "attributes.name"), body, file)
        attributes.setdefault(on, []).append(one)
    types = [
        _span_type(_string(body.get("name"), file, "types.name"), body, file)
        for body in _tables(content.get("types", []), file, "types")
    ]
    links = [
        _link_type(_string(body.get("name"), file, "links.name"), body, file)
        for body in _tables(content.get("links", []), file, "links")
    ]
    kinds = content.get("actor_kinds", list(Scheme().actor_kinds))
    scheme = Scheme(
        version=_integer(content.get("version", 1), file, "version"),
        title=_string(content.get("title", ""), file, "title"),
        types=tuple(replace(one, attributes=tuple(attributes.get(one.name, ()))) for one in types),
        links=tuple(replace(one, attributes=tuple(attributes.get(one.name, ()))) for one in links),
        actor_kinds=_texts(kinds, file, "actor_kinds"),
        actor_attributes=tuple(attributes.get("actor", ())),
        note=_string(content.get("note", ""), file, "note"),
        created=_string(content.get("created", ""), file, "created"),
    )
    return checked(scheme, file)


def _tables(value: object, file: str, place: str) -> list[_Table]:
    if not isinstance(value, list):
        raise _wrong(file, f"{place} is no list")
    return [_table(one, file, place) for one in value]
