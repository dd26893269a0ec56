"""The coding scheme as a file: TOML for people, JSON for the project and for JSONL.

Whatever is wrong in such a file ends in one `CannotRead` sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.errors import CannotRead, Where
from annotator.model.scheme import FREE_KEYS, TAKEN_KEYS, AttributeType, LinkType, Scheme, SpanType

if TYPE_CHECKING:
    from annotator.model.article import Json

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_OWN_KEYS = {"speaker": "S", "cue": "U", "claim": "C", "entity": "E"}
_Table: TypeAlias = Mapping[str, object]


def scheme_from_toml(text: str, file: str = "scheme") -> Scheme:
    """Give the scheme of a TOML text; raises `CannotRead` with the place of the fault."""
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
        types=with_free_keys(types),
        links=links,
        actor_kinds=kinds,
        actor_attributes=_attributes("actor", actor.get("attribute", {}), file),
        note=_string(head.get("note", ""), file, "scheme.note"),
    )
    _check(scheme, file)
    return scheme


def with_free_keys(types: Sequence[SpanType]) -> tuple[SpanType, ...]:
    """Give the types with a key each: a taken or missing one becomes the next free letter."""
    used: set[str] = set()
    done: list[SpanType] = []
    for one in types:
        key = one.key.upper()
        own = _OWN_KEYS.get(one.name)
        if own is not None and own not in used:
            key = own
        elif key in TAKEN_KEYS or key in used or key not in FREE_KEYS or len(key) != 1:
            key = next((letter for letter in FREE_KEYS if letter not in used), "")
        used.add(key)
        done.append(replace(one, key=key))
    return tuple(done)


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
    )


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
    if len(known) > len(_OWN_KEYS) + len(FREE_KEYS):
        raise _wrong(file, "it has more types than there are keys (15)")
    for link in scheme.links:
        for end in (*link.sources, *link.targets):
            if end not in known:
                raise _wrong(file, f"link '{link.name}' names the unknown type '{end}'")


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
    lines = ["", f"[type.{one.name}]", f"key = {_quoted(one.key)}"]
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


def _link_lines(link: LinkType) -> list[str]:
    lines = ["", f"[link.{link.name}]", f"label = {_quoted(link.label)}"]
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
    _check(scheme, file)
    return scheme


def _tables(value: object, file: str, place: str) -> list[_Table]:
    if not isinstance(value, list):
        raise _wrong(file, f"{place} is no list")
    return [_table(one, file, place) for one in value]
