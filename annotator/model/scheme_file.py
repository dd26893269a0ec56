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
    Value,
)
from annotator.model.scheme_edits.names import fault_in, is_word

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
_WORDS: _Table = {"definition": "", "example": "", "counter_example": ""}
_LIFE: _Table = {"retired": "", "since": 1}
# Further keys: they stand only where they say something, so what was written before is as it was.
_TYPE_MORE: _Table = {"asks": "", **_LIFE, "label": ""}
_LINK_MORE: _Table = {"asks": "", "example": "", "counter_example": "", **_LIFE}
_ATTRIBUTE_MORE: _Table = {**_LINK_MORE, "grows": False}
_VALUE: _Table = {**_WORDS, **_LIFE}
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
    left_out: list[str] = []

    def attributes(on: str, body: _Table) -> tuple[AttributeType, ...]:
        found = _table(body.get("attribute", {}), file, f"{on}.attribute")
        return tuple(
            _attribute(on, name, _table(one, file, f"{on}.attribute.{name}"), file, left_out)
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
    _check_names(scheme, file)
    done = checked(scheme, file)
    return done, (*left_out, *(() if head.get("adds") is True else _remarks(scheme, done)))


def checked(scheme: Scheme, file: str = "scheme") -> Scheme:
    """Give the scheme with a key for each type while there are free ones; raises `CannotRead`."""
    _check(scheme, file)
    used: set[str] = set()
    types: list[SpanType] = []
    for one in scheme.types:
        if one.retired:
            types.append(replace(one, key=""))
            continue
        letters = USUAL_KEYS.get(one.role, "") + FREE_KEYS if one.role else FREE_KEYS
        free = [letter for letter in letters if letter not in used]
        key = one.key.upper() if one.key.upper() in free else next(iter(free), "")
        used.add(key)
        types.append(replace(one, key=key))
    return replace(scheme, types=tuple(types))


def _remarks(asked: Scheme, done: Scheme) -> Iterable[str]:
    for before, after in zip(asked.offered_types, done.offered_types, strict=True):
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
    values = _values(body, {**_TYPE, **_TYPE_MORE}, file, f"type.{name}.")
    if not _COLOUR.fullmatch(values["colour"]):
        what = f"type.{name}.colour is '{values['colour']}', not a colour like #0072B2"
        raise _wrong(file, what)
    role = _role(body, USUAL_KEYS, file, f"type.{name}")
    return SpanType(name=name, attributes=attributes, role=role, **values)


def _link_type(
    name: str, body: _Table, attributes: tuple[AttributeType, ...], file: str
) -> LinkType:
    body = {"label": name.replace("_", " "), **body}
    values = _values(body, {**_LINK, **_LINK_MORE}, file, f"link.{name}.")
    role = _role(body, LINK_ROLES, file, f"link.{name}")
    return LinkType(name=name, attributes=attributes, role=role, **values)


def _attribute(
    on: str, name: str, body: _Table, file: str, left_out: list[str] | None = None
) -> AttributeType:
    """Give an attribute; words on what is none of its values are `left_out`, else refused."""
    values = _values(body, {**_ATTRIBUTE, **_ATTRIBUTE_MORE}, file, f"{on}.{name}.")
    explained = tuple(_explained(body, file, f"{on}.{name}.value"))
    values["values"] = values["values"] or tuple(x.name for x in explained if not x.retired)
    listed = frozenset(values["values"])
    for each in explained:
        if each.retired or each.name in listed:
            continue
        if left_out is None:
            raise _wrong(file, f"“{each.name}” is none of the values of {on}.{name}")
        left_out.append(
            tr(
                "“{value}” is explained, but is none of the values of {path}: its words are"
                " left out. Write it into values to have it.",
                value=each.name,
                path=f"{on}.{name}",
            )
        )
    explained = tuple(each for each in explained if each.retired or each.name in listed)
    one = AttributeType(name=name, on=on, explained=explained, **values)
    if one.default is not None and one.default not in listed:
        raise _wrong(file, f"the default of {on}.{name} is none of its values")
    return one


def _explained(body: _Table, file: str, place: str) -> Iterable[Value]:
    """Give the values that have words of their own: a table by name, in JSON a list."""
    found = body.get("explained", ())
    if isinstance(found, list):
        tables = [_table(one, file, place) for one in found]
        named = [(str(_value(one.get("name"), "", file, f"{place}.name")), one) for one in tables]
    else:
        by_name = _table(body.get("value", {}), file, place)
        named = [(name, _table(one, file, f"{place}.{name}")) for name, one in by_name.items()]
    for name, one in named:
        yield Value(name, **_values(one, _VALUE, file, f"{place}.{name}."))


def _role(body: _Table, roles: Collection[Role], file: str, place: str) -> Role | None:
    name = body.get("role")
    if name is None or name in roles:
        return None if name is None else Role(str(name))
    raise _wrong(file, f"{place}.role is “{name}”, and the roles are {', '.join(roles)}")


def _check(scheme: Scheme, file: str) -> None:
    for name in [*(one.name for one in scheme.types), *(one.name for one in scheme.links)]:
        if not is_word(name):
            raise _wrong(file, f"'{name[:40]}' is no name (small letters, digits and _ only)")
    known = {one.name for one in scheme.types}
    if not known:
        raise _wrong(file, "it has no types")
    for kinds in (scheme.types, scheme.links):
        _check_twins([(one.name, None if one.retired else one.role) for one in kinds], file)
    for link in scheme.links:
        for end in (*link.sources, *link.targets):
            if end not in known:
                raise _wrong(file, f"link '{link.name}' names the unknown type '{end}'")


def _check_names(scheme: Scheme, file: str) -> None:
    """Refuse what cannot be seen as it is; what a project holds already is read all the same."""
    names = [*scheme.actor_kinds]
    for one in scheme.attributes():
        names += [one.name, *(value.name for value in one.explained)]
    fault = next(filter(None, map(fault_in, names)), "")
    if fault:
        raise _wrong(file, fault.rstrip("."))


def _check_twins(named: Sequence[tuple[str, Role | None]], file: str) -> None:
    by_role: dict[Role, str] = {}
    seen: set[str] = set()
    for name, role in named:
        if name in seen:
            raise _wrong(file, f"“{name}” stands in it twice")
        seen.add(name)
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
"""Keys that stand in a TOML file even where they say what would hold without them; of a type
those of `_TYPE` alone."""


def scheme_to_toml(scheme: Scheme) -> str:
    """Give the scheme as a TOML text that `scheme_from_toml` reads back equal."""
    lines = _lines("scheme", scheme, _HEAD)
    lines += ["", "[actor]", f"kinds = {_toml(scheme.actor_kinds)}"]
    lines += _attribute_lines("actor", scheme.actor_attributes)
    every: tuple[SpanType | LinkType, ...] = (*scheme.types, *scheme.links)
    for one in every:
        is_type = isinstance(one, SpanType)
        kind, form = (
            ("type", {**_TYPE, **_TYPE_MORE}) if is_type else ("link", {**_LINK, **_LINK_MORE})
        )
        lines += _lines(f"{kind}.{one.name}", one, form)
        lines += _attribute_lines(f"{kind}.{one.name}", one.attributes)
    return "\n".join(lines[1:]) + "\n"


def _attribute_lines(place: str, attributes: Iterable[AttributeType]) -> list[str]:
    lines: list[str] = []
    for one in attributes:
        own = f"{place}.attribute.{_toml_key(one.name)}"
        lines += _lines(own, one, {**_ATTRIBUTE, **_ATTRIBUTE_MORE})
        for value in one.explained:
            if value != Value(value.name):
                lines += _lines(f"{own}.value.{_toml_key(value.name)}", value, _VALUE)
    return lines


def _lines(place: str, one: object, form: _Table) -> list[str]:
    role, is_type = getattr(one, "role", None), isinstance(one, SpanType)
    lines = ["", f"[{place}]", *([f"role = {_toml(role)}"] if role else [])]
    for key, default in form.items():
        value = getattr(one, _ATTRIBUTE_OF.get(key, key))
        if value != default or (key in _ALWAYS and not (is_type and key in _TYPE_MORE)):
            lines.append(f"{key} = {_toml(value)}")
    return lines


_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def _toml_key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


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
        "types": [_with_role(one, _TYPE, _TYPE_MORE) for one in scheme.types],
        "links": [_with_role(one, _LINK, _LINK_MORE) for one in scheme.links],
        "attributes": [_attribute_to_json(one) for one in scheme.attributes()],
        "actor_kinds": list(scheme.actor_kinds),
        "note": scheme.note,
        "created": scheme.created,
        **({"recoded": [list(one) for one in scheme.recoded]} if scheme.recoded else {}),
    }


def _with_role(one: SpanType | LinkType, form: _Table, more: _Table) -> dict[str, Json]:
    """Give a type or link; one without a role has no such key, since a role is a word."""
    return _to_json(one, "name role" if one.role else "name", form, more)


def _to_json(one: object, names: str, form: _Table, more: _Table) -> dict[str, Json]:
    found = {key: getattr(one, _ATTRIBUTE_OF.get(key, key)) for key in (*names.split(), *form)}
    further = {key: getattr(one, key) for key in more}
    found |= {key: value for key, value in further.items() if value != more[key]}
    return {key: list(one) if isinstance(one, tuple) else one for key, one in found.items()}


def _attribute_to_json(one: AttributeType) -> Json:
    explained = [each for each in one.explained if each != Value(each.name)]
    body = _to_json(one, "name on", _ATTRIBUTE, _ATTRIBUTE_MORE)
    if not explained:
        return body
    return {**body, "explained": [_to_json(each, "name", {}, _VALUE) for each in explained]}


def _recoded(found: Json, file: str) -> Iterable[tuple[str, str, bool]]:
    for one in found if isinstance(found, list) else [found]:
        if not isinstance(one, list) or [*map(type, one)] != [str, str, bool]:
            raise _wrong(file, "recoded is no list of [path, path, true or false]")
        yield str(one[0]), str(one[1]), bool(one[2])


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
        recoded=tuple(_recoded(content.get("recoded", []), file)),
        **_values(content, {**_HEAD, "created": ""}, file, ""),
    )
    return checked(scheme, file)
