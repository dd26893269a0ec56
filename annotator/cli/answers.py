"""What changing verbs understand and answer alike: places, KEY=VALUE, the object of an act."""

from collections.abc import Iterable, Mapping

from annotator.cli.output import Output
from annotator.errors import WrongUse
from annotator.model.article import Json
from annotator.project import Done
from annotator.project.keeping.restoring import Restored
from annotator.project.schemes.calls import SchemeAnswer


def place(said: str) -> tuple[int, int]:
    """Give START:END as numbers; raises `WrongUse`."""
    start, colon, end = said.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise WrongUse(f"“{said}” is no place.", "Write --at START:END, like --at 12:40.")
    return int(start), int(end)


def pair(said: str, wrong: str, hint: str) -> tuple[str, str]:
    """Give KEY=VALUE as two words; raises `WrongUse` with `wrong` and `hint`."""
    key, equals, value = said.partition("=")
    if not equals or not key:
        raise WrongUse(f"“{said}” {wrong}.", hint)
    return key, value


def pairs(said: Iterable[str]) -> dict[str, str]:
    """Give what --set says, KEY=VALUE, as a mapping; raises `WrongUse`."""
    hint = "Write --set KEY=VALUE, like kind=place."
    return dict(pair(one, "sets nothing", hint) for one in said)


def objects(values: Iterable[object], names: str) -> list[Json]:
    """Give values as objects with some of their attributes."""
    return [{name: getattr(one, name) for name in names.split()} for one in values]


def say_undecided(n: int, output: Output) -> None:
    """Say how many speakers hang on actors nobody has decided about, and where to decide."""
    if n:
        hang = "speaker hangs" if n == 1 else "speakers hang"
        where = "“annotator list FILE look-alikes” names them, “do” decides"
        output.line(f"{n} {hang} on actors nobody has decided about: {where}")


def print_done(done: Done, output: Output) -> None:
    """Print the id of what an act made, or its answer."""
    output.answer(answer_of(done), done.id)


def scheme_answer(found: SchemeAnswer) -> dict[str, Json]:
    """Give what editing the scheme did, or would do."""
    edits: list[Json] = [
        {
            "what": one.what,
            "spans": one.spans,
            "articles": one.articles,
            "layers": list(one.layers),
        }
        for one in found.edits
    ]
    answer: dict[str, Json] = {"version": found.version, "step": found.step, "edits": edits}
    return {**answer, "said": list(found.said)} if found.said else answer


def answer_of(done: Done) -> dict[str, Json]:
    """Give the answer to an act: it is on disk now. `id` is the first new one, if there is one."""
    answer: dict[str, Json] = {"ok": True, "ids": [*done.ids], "step": done.step.id or None}
    if done.ids:
        answer["id"] = done.id
    return answer


def restored_answer(done: Restored) -> dict[str, Json]:
    """Give the answer to restoring a backup: all of it, or an article or a layer as one step."""
    taken = done.taken
    if taken is None:
        kept = None if done.kept is None else str(done.kept)
        return {"backup": done.backup.id, "file": str(done.path), "kept": kept}
    counts: dict[str, Json] = {
        "back": taken.n_come,
        "gone": taken.n_gone,
        "changed": taken.n_changed,
    }
    return {
        "backup": done.backup.id,
        "step": None if done.step is None else done.step.id,
        "articles": taken.n_articles,
        "spans": counts,
    }


def told(done: Done) -> dict[str, Json]:
    """Give what an act tells beside step and ids: of `carry` what came over to each copy."""
    from annotator.project.answers import ArticlesChanged, Carried

    if isinstance(done, ArticlesChanged):
        return {"n": done.n, "overwritten": _by_field(done.overwritten)}
    if not isinstance(done, Carried):
        return {}
    copies: list[Json] = [
        {
            "article": copy.article_id,
            "carried": copy.carried,
            "open": [{"span": one.span_id, "why": str(one.why)} for one in copy.open],
        }
        for copy in done.copies
    ]
    return {"copies": copies}


def _by_field(counts: Mapping[tuple[str, str], int]) -> Json:
    """Give counts by (field, value) as objects."""
    found: dict[str, dict[str, Json]] = {}
    for (name, value), n in counts.items():
        found.setdefault(name, {})[value] = n
    return {name: {**values} for name, values in found.items()}
