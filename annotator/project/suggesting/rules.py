"""The rules of the suggesters' memory: said in words, and switched off and on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, removed
from annotator.model.scheme import Role
from annotator.project.acts.shared import step_of
from annotator.suggest.learnt import RuleKind
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.actor import ActorBook
    from annotator.model.changes import Step
    from annotator.project.context import PlanContext
    from annotator.suggest.learnt import LearntRule

_LONGEST = 40


def plan_rule(
    context: PlanContext, named: Iterable[NamedSet], rule_id: str, words: str, *, on: bool
) -> Step:
    """Give the step that switches a rule on or off; none where it is so already.

    `named` is what the project keeps under names, `words` what the rule is about.
    """
    kept = [one for one in named if one.kind is NamedKind.RULE and one.name == rule_id]
    act = "rule-on" if on else "rule-off"
    if on:
        return step_of(context, act, removed(*kept), text=words)
    if kept:
        return step_of(context, act, ())
    switched = NamedSet(
        id=context.new_id(),
        kind=NamedKind.RULE,
        name=rule_id,
        body={"on": False},
        by=context.coder.id,
        created=context.now(),
    )
    return step_of(context, act, added(switched), text=words)


def rule_in_words(rule: LearntRule, actors: ActorBook, longest: int = _LONGEST) -> str:
    """Give what a rule says: “TTP” is an organisation; “the minister” is Mira Talven.

    More than so many characters of the words that it is about are cut.
    """
    actor = actors.get(rule.actor_id)
    words = {"words": shortened(rule.words, longest), "actor": "" if actor is None else actor.name}
    match rule.kind:
        case RuleKind.NAME:
            return _name_in_words(rule, words)
        case RuleKind.CUE if rule.rejected > rule.accepted:
            return tr("“{words}” opens no claim", **words)
        case RuleKind.CUE:
            return tr("“{words}” opens a claim", **words)
        case RuleKind.ROLE if rule.silences:
            return tr("“{words}” is no speaker", **words)
        case RuleKind.ROLE if actor is not None:
            return tr("“{words}” is {actor}", **words)
        case RuleKind.ROLE:
            return tr("“{words}” is a speaker", **words)
        case RuleKind.QUOTATION:
            who = shortened(rule.speaker)
            said = tr("“{words}” was said by {who}", who=who, **words)
            return said if who else tr("“{words}” is a claim", **words)
        case RuleKind.BORDER:
            return _border_in_words(rule, words)


def _name_in_words(rule: LearntRule, words: dict[str, str]) -> str:
    if rule.silences:
        return tr("“{words}” is no name", **words)
    if words["actor"] and rule.entity_kind:
        return tr("“{words}” is {actor}, {kind}", kind=tr(rule.entity_kind), **words)
    if words["actor"]:
        return tr("“{words}” is {actor}", **words)
    if rule.entity_kind:
        return tr("“{words}” is a name: {kind}", kind=tr(rule.entity_kind), **words)
    return tr("“{words}” is a name", **words)


def _border_in_words(rule: LearntRule, words: dict[str, str]) -> str:
    said = {
        "start in": tr("“{words}” at the start belongs to the {type}"),
        "start out": tr("“{words}” at the start stays out of the {type}"),
        "end in": tr("“{words}” at the end belongs to the {type}"),
        "end out": tr("“{words}” at the end stays out of the {type}"),
    }[rule.edge]
    return said.format(type=tr(str(rule.role or Role.CLAIM)), **words)
