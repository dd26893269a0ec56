"""What a step is called: its act and arguments, worded in the language of whoever reads."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from annotator.language import tr, trn
from annotator.model.article import Json
from annotator.model.changes import Step
from annotator.text.script import direction
from annotator.text.words import isolated, quoted

_IN_MARKS = ("text", "to", "title", "quoted_name")
_WORDS = (
    "text",
    "to",
    "title",
    "verdict",
    "type",
    "name",
    "actor",
    "into",
    "link",
    "plain",
    "plain_to",
)

_OF_NOBODY = frozenset({"both", "neither", "open", "one", "the other", "a side"})
"""What was taken, where that is no coder's name."""

_Args: TypeAlias = Mapping[str, Json]
_Words: TypeAlias = Mapping[str, str]


def step_name(step: Step, *, nameless: bool = False) -> str:
    """Give a step's name, like “Mark 14 × Taliban as entity”; `nameless` = it names no coder."""
    counted, named = _COUNTED.get(step.act), _NAMED.get(step.act)
    args = _nobody(step) if nameless else step.args
    if counted is not None:
        return counted(args, _n(args)).strip()
    return step.act if named is None else named(_words(args)).strip()


def _nobody(step: Step) -> _Args:
    """Give the arguments of a step without what names a coder, or tells whose a mark was."""
    args = dict(step.args)
    match step.act:
        case "settle":
            if args.get("side") not in _OF_NOBODY:
                args["side"] = "a side"
            if args.get("kind") in ("missing", "extra"):
                args["kind"] = tr("mark of one")
        case "take-rest" | "make-kits":
            args["name"] = tr("somebody")
        case "take-back":
            args["name"] = tr("an older state")
        case "merge":
            args["files"] = None
    return args


def _words(args: _Args) -> _Words:
    """Give the arguments as words, what the article says in quotation marks of its own or ours."""
    found = {name: value if isinstance(value := args.get(name), str) else "" for name in _WORDS}
    found["link"] = found["link"].replace("_", " ")
    found["plain"], found["plain_to"] = found["text"], found["to"]
    found["quoted_name"] = found["name"]
    return {
        name: quoted(words, _aside) if name in _IN_MARKS else _aside(words)
        for name, words in found.items()
    }


def _aside(words: str) -> str:
    """Give words so that they turn nothing around: from right to left, or with signs that turn."""
    aside = isolated(words)
    return aside if direction(words) == "rtl" or words not in (aside, aside[1:-1]) else words


def _n(args: _Args) -> int:
    value = args.get("n")
    return value if isinstance(value, int) else 1


def _attribute(args: _Args, _n_items: int) -> str:
    words, value = _words(args), args.get("value")
    if value is None:
        return tr("Unset {name} of {text}", **words)
    return tr("Set {name} of {text} to {value}", value=value, **words)


def _actor(args: _Args, n: int) -> str:
    words = _words(args)
    if args.get("actor") is None:
        return tr("Unset the actor of {text}", **words)
    if n > 1:
        return trn("{n} span is {actor}", "{n} spans are {actor}", n, actor=words["actor"])
    return tr("{text} is {actor}", **words)


def _delete(args: _Args, n: int) -> str:
    if n > 1:
        return trn("Delete {n} span", "Delete {n} spans", n)
    return tr("Delete {type} {text}", **_words(args))


def _confirm(args: _Args, n: int) -> str:
    title = _words(args)["title"]
    return trn("Confirm {n} detail of {title}", "Confirm {n} details of {title}", n, title=title)


def _confirm_alike(args: _Args, n: int) -> str:
    name = str(args.get("field", ""))
    return trn(
        "Confirm the {field} of {n} article", "Confirm the {field} of {n} articles", n, field=name
    )


def _state(args: _Args, _n_articles: int) -> str:
    names = {
        None: tr("to do"),
        "progress": tr("in progress"),
        "done": tr("done"),
        "excluded": tr("excluded"),
    }
    state = args.get("state")
    name = names.get(state if isinstance(state, str) else None, "")
    return tr("{title} is {state}", state=name, **_words(args))


def _import(args: _Args, n: int) -> str:
    spans, cells = args.get("spans"), args.get("cells")
    if isinstance(cells, int) and not n:
        return trn("Take {n} edited cell in", "Take {n} edited cells in", cells)
    types = args.get("types")
    if isinstance(types, int) and not n:
        return trn("Import {n} type", "Import {n} types", types)
    if isinstance(spans, int) and spans:
        if not n:
            return trn("Import {n} mark", "Import {n} marks", spans)
        return trn("Import {n} article with marks", "Import {n} articles with marks", n)
    return trn("Import {n} article", "Import {n} articles", n)


def _sample(args: _Args, n: int) -> str:
    name = _words(args)["quoted_name"]
    return trn("Draw {n} article as {name}", "Draw {n} articles as {name}", n, name=name)


def _more(args: _Args, n: int) -> str:
    name = _words(args)["quoted_name"]
    return trn("Draw {n} more article of {name}", "Draw {n} more articles of {name}", n, name=name)


def _kits(args: _Args, n: int) -> str:
    return trn("Make a kit for {name}", "Make {n} kits for {name}", n, name=_words(args)["name"])


def _merge(args: _Args, n: int) -> str:
    files = args.get("files")
    names = [one for one in files if isinstance(one, str)] if isinstance(files, list) else []
    if len(names) == 1:
        return tr("Take in what {name} holds", name=_aside(names[0]))
    return trn("Take in {n} layer of colleagues", "Take in {n} layers of colleagues", n)


def _settle(args: _Args, n: int) -> str:
    words, side = _words(args), str(args.get("side") or "")
    kind = str(args.get("kind") or tr("difference"))
    if args.get("suggested"):
        return _suggested(words, side, n)
    if side == "open":
        named = trn("Open {text} again", "Open {n} differences again", n, **words)
    elif n > 1:
        named = tr("Settle {n} × {kind}: {side}", n=n, kind=kind, side=_side(side))
    else:
        named = tr("Settle {kind} {text}: {side}", kind=kind, side=_side(side), **words)
    return named


def _suggested(words: _Words, side: str, n: int) -> str:
    """Give what was decided about suggestions."""
    if side == "neither":
        return trn("Reject the suggestion {text}", "Reject {n} suggestions", n, **words)
    if side == "open":
        return trn("Open the suggestion {text} again", "Open {n} suggestions again", n, **words)
    return trn("Take the suggestion {text}", "Take {n} suggestions", n, **words)


def _side(side: str) -> str:
    """Give what was taken in words; a layer's name is itself."""
    words = {
        "both": tr("both"),
        "neither": tr("neither"),
        "one": tr("one"),
        "the other": tr("the other"),
        "a side": tr("a side"),
    }
    return words.get(side, _aside(side))


def _look_alike(words: _Words) -> str:
    match words["verdict"]:
        case "same":
            return tr("{actor} and {into} are the same", **words)
        case "different":
            return tr("{actor} and {into} are not the same", **words)
    return tr("Leave open whether {actor} and {into} are the same", **words)


_COUNTED: Mapping[str, Callable[[_Args, int], str]] = {
    "confirm": _confirm,
    "confirm-alike": _confirm_alike,
    "change-articles": lambda _, n: trn(
        "Change fields of {n} article", "Change fields of {n} articles", n
    ),
    "fold-lines": lambda args, n: trn(
        "Fold {n} recurring line in {places} places",
        "Fold {n} recurring lines in {places} places",
        n,
        places=args.get("places", 0),
    ),
    "forget": lambda _, n: trn(
        "Begin here: {n} earlier step was forgotten",
        "Begin here: {n} earlier steps were forgotten",
        n,
    ),
    "never-furniture": lambda args, n: tr(
        "Take a line out of the furniture in {places} places", places=args.get("places", 0)
    ),
    "group-near": lambda _args, n: trn(
        "Group {n} article with what it is nearly the same as",
        "Group {n} articles with what they are nearly the same as",
        n,
    ),
    "merge-statements": lambda args, _n: tr("Merge two claims: {text}", text=_words(args)["text"]),
    "split-statement": lambda args, _n: tr("Split {text} from {to}", **_words(args)),
    "carry-over": lambda args, n: trn(
        "Carry {n} mark over to copies of {text}",
        "Carry {n} marks over to copies of {text}",
        n,
        text=_words(args)["text"],
    ),
    "carry-mark": lambda args, _n: tr("Mark {text} as in the original", **_words(args)),
    "mark-everywhere": lambda args, n: tr("Mark {n} × {plain} as {type}", n=n, **_words(args)),
    "set-attribute": _attribute,
    "set-actor": _actor,
    "delete": _delete,
    "restore-region": lambda args, n: trn(
        "Restore {n} line as body", "Restore {n} lines as body", n
    ),
    "set-state": _state,
    "import": _import,
    "draw-sample": _sample,
    "draw-more": _more,
    "make-kits": _kits,
    "merge": _merge,
    "make-agreed": lambda _, n: trn("Take {n} identical span", "Take {n} identical spans", n),
    "settle": _settle,
    "take-rest": lambda args, n: trn(
        "Take {n} article that only {name} coded",
        "Take {n} articles that only {name} coded",
        n,
        name=_words(args)["name"],
    ),
}
_NAMED: Mapping[str, Callable[[_Words], str]] = {
    "take-back": lambda words: tr("Take back {name} from a backup", **words),
    "new": lambda words: tr("Make the project"),
    "recover": lambda words: tr("Recover what could be read"),
    "mark": lambda words: tr("Mark {text} as {type}", **words),
    "add-part": lambda words: tr("Add {text} to the {type}", **words),
    "move-borders": lambda words: tr("Move the borders of {type} {text}", **words),
    "change-type": lambda words: tr("Change {text} to {type}", **words),
    "edit": lambda words: tr("Change {type} {text}", **words),
    "link": lambda words: tr("Link {text} {link} {to}", **words),
    "attribute-claim": lambda words: tr("Link {text} to its speaker {plain_to}", **words),
    "new-actor": lambda words: tr("New actor {actor}", **words),
    "edit-actor": lambda words: tr("Change the actor {actor}", **words),
    "merge-actors": lambda words: tr("Merge {actor} into {into}", **words),
    "split-actor": lambda words: tr("Tell {actor} from {into}", **words),
    "look-alike": _look_alike,
    "set-region": lambda words: tr("Make a passage {type}", **words),
    "confirm-regions": lambda words: tr("Confirm the regions"),
    "set-fields": lambda words: tr("Confirm the details of {title}", **words),
    "set-note": lambda words: tr("Note {text}", **words),
    "ask": lambda words: tr("Ask {text}", **words),
    "answer": lambda words: tr("Answer {text}", **words),
    "answer-in-scheme": lambda words: tr("Answer {text}, and say it in the scheme", **words),
    "come-back": lambda words: tr("Come back later: {text}", **words),
    "delete-note": lambda words: tr("Delete the note {text}", **words),
    "rule-off": lambda words: tr("Switch off what was learnt of {text}", **words),
    "rule-on": lambda words: tr("Switch on what was learnt of {text}", **words),
    "suggest": lambda words: tr("Suggest marks"),
    "hide-names": lambda words: tr("Settle without names"),
    "show-names": lambda words: tr("Show the names again"),
    "look-again": lambda words: tr("Look again at {text}", **words),
    "edit-scheme": lambda words: tr("Edit the coding scheme"),
    "set-scheme": lambda words: tr("Change the coding scheme"),
    "keep-search": lambda words: tr("Keep the search {name}", name=words["quoted_name"]),
    "forget-search": lambda words: tr("Forget the search {name}", name=words["quoted_name"]),
    "keep-recipe": lambda words: tr("Keep the recipe {name}", name=words["quoted_name"]),
    "forget-recipe": lambda words: tr("Forget the recipe {name}", name=words["quoted_name"]),
    "run-recipe": lambda words: tr("Export {name} again", name=words["quoted_name"]),
    "together": lambda words: words["name"],
}
