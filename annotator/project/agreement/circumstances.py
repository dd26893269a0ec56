"""How two layers came to be, as a report says it: kits, mappings of schemes, settling unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.agreed import agreed_layer, agreed_record
from annotator.model.named import NamedKind
from annotator.project.acts.kits import REOPENED, of_kit
from annotator.project.acts.mapping import ADD, kept_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.article import Json
    from annotator.model.layer import Layer
    from annotator.model.named import NamedSet
    from annotator.store.read import Reader


def circumstances(reader: Reader, layers: tuple[Layer, Layer]) -> list[tuple[str, str]]:
    """Give what a reader of figures has to know of how these were coded: what, and words."""
    kits = {one.id: one for one in reader.named(NamedKind.KIT)}
    found: list[tuple[str, str]] = []
    for layer in layers:
        kit = kits.get(of_kit(layer))
        if kit is not None:
            found.append((tr("Kit of {name}", name=layer.name), " · ".join(_of_kit(kit, layer))))
        mapping = kept_mapping(
            reader.named(NamedKind.MAPPING), "", [layer.coder_id] if layer.coder_id else []
        )
        mapped = [] if mapping is None else [*_of_mapping(mapping)]
        if mapped:
            found.append((tr("Scheme of {name}", name=layer.name), " · ".join(mapped)))
    if said := _unseen(reader, layers):
        found.append((tr("Without names"), said))
    return found


def sample_words(sample: NamedSet) -> str:
    """Give a sample with its rule: how many of how many, by what, with which seed."""
    rule = sample.body.get("rule")
    by = rule.get("by") if isinstance(rule, dict) else None
    cells = [*map(str, by)] if isinstance(by, list) else []
    said = [
        sample.name,
        tr("{n} of {of} articles", n=len(sample.members), of=sample.body.get("frame") or "–"),
        *([tr("within {cells}", cells=" and ".join(cells))] if cells else []),
        tr("seed {seed}", seed=sample.body.get("seed")),
    ]
    return " · ".join(said)


def _of_kit(kit: NamedSet, layer: Layer) -> Iterator[str]:
    body, n = kit.body, len(kit.members)
    yield trn("{n} article", "{n} articles", n)
    yield tr("seed {seed}", seed=body.get("seed"))
    if body.get("by"):
        yield tr("made by {name}", name=body["by"])
    if layer.record.get("for") not in (None, "", layer.name) and not body.get("second"):
        yield tr("made for {name}, coded by {other}", name=body.get("for"), other=layer.name)
    if body.get("second"):
        yield tr("second reading")
    if body.get("given"):
        yield tr("places of claims given")
    hidden = body.get("hidden")
    if isinstance(hidden, list) and hidden:
        yield tr("hidden until an article was done: {fields}", fields=", ".join(map(str, hidden)))
        reopened = body.get(REOPENED)
        if isinstance(reopened, int) and reopened:
            yield trn("{n} gone on with after that", "{n} gone on with after that", reopened)


def _of_mapping(mapping: NamedSet) -> Iterator[str]:
    names = mapping.body.get("names")
    for path, to in sorted(names.items()) if isinstance(names, dict) else ():
        yield _mapped(path, to)


def _mapped(path: str, to: Json) -> str:
    if to is None:
        return tr("{theirs} kept, not compared", theirs=path)
    if to == ADD:
        return tr("{theirs} added to the scheme", theirs=path)
    return tr("{theirs} counts as {ours}", theirs=path, ours=to)


def _unseen(reader: Reader, layers: tuple[Layer, Layer]) -> str:
    """Say how far it was settled without knowing who coded what; "" where it was not so."""
    every = reader.layers()
    agreed = agreed_layer(every)
    record = agreed_record(agreed) if agreed is not None else None
    if record is None or record.names is None or {*record.of} != {one.id for one in layers}:
        return ""
    names = record.names
    if names.lifted:
        who = next((one.name for one in every if one.coder_id == names.lifted_by), "")
        by = tr(" by {name}", name=who) if who else ""
        return tr(
            "settled so since {since}, names shown again {lifted}{by} before all was settled",
            since=names.since, lifted=names.lifted, by=by,
        )  # fmt: skip
    if names.ended:
        return tr("settled so from {since} to {ended}", since=names.since, ended=names.ended)
    return tr("settled so since {since}", since=names.since)
