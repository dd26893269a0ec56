"""One file of a colleague being planned, article by article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.fast_values import fast_replacer
from annotator.model.ids import derived_id
from annotator.model.layer import Progress, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added, changed
from annotator.model.scheme_edits.widening import widened
from annotator.model.span import Decision, Link, Note, Owner, Span
from annotator.project.acts.colleague_actors import ActorPlan
from annotator.project.acts.mapping import SchemeMap, kept_mapping, names_in
from annotator.project.colleagues.merge_values import (
    MOST_LETTERS,
    ActorLines,
    MergeCounts,
    NearArticle,
    Outcome,
)
from annotator.text.likeness import fold
from annotator.text.words import line_around

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from annotator.model.article import Article, ArticleKey, Json
    from annotator.model.bundle import Content
    from annotator.project.acts.colleague import MergePlan
    from annotator.project.colleagues.merge_values import Incoming, Target

_BLOCK = 100
_MOST_PROBLEMS = 1_000
_MOST_LINES = 3
_span_standing = fast_replacer(Span, "id", "article_id", "layer_id")
_link_standing = fast_replacer(Link, "id", "article_id", "layer_id", "source_id", "target_id")
_AS_THEIRS = (Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED)


@dataclass(slots=True)
class _Marks:
    """What one layer holds about one article, here or as it comes."""

    spans: dict[str, Span] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    progress: Progress | None = None


@dataclass(slots=True)
class _Place:
    """One article while it is gone through: theirs, its id here, and as it is here.

    `names` are the ids here of their spans, `gone` those of ours that go.
    """

    content: Content
    article_id: str
    ours: Content | None
    names: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def marks_here(self, target: Target) -> _Marks:
        """Give what the target has here before."""
        found, layer_id = _Marks(), target.layer.id
        if self.ours is None or target.before is None:
            return found
        found.spans = {one.id: one for one in self.ours.spans if one.layer_id == layer_id}
        found.links = {one.id: one for one in self.ours.links if one.layer_id == layer_id}
        state = self.ours.states.get(layer_id)
        if state is not None:
            since = self.ours.since[layer_id]
            found.progress = Progress(layer_id, self.article_id, state, since)
        return found


class FilePlan:
    """What one file brings, while it is gone through."""

    def __init__(self, plan: MergePlan, incoming: Incoming, targets: Mapping[str, Target]) -> None:
        """Begin with what stands before the articles: scheme, layers, actors."""
        self.plan = plan
        self.incoming = incoming
        self.targets = targets
        self.taken = {
            key: one for key, one in targets.items() if one.counts.outcome is not Outcome.OLDER
        }
        # By their own ids: one who is taken for somebody here has written nothing that is here.
        every = [(one.coder_id, targets[one.id].counts.outcome) for one in incoming.bundle.layers]
        self.older = {coder for coder, outcome in every if outcome is Outcome.OLDER}
        self.newer = {coder for coder, outcome in every if outcome in _AS_THEIRS} - self.older
        self.counts = MergeCounts(incoming.source, [one.counts for one in targets.values()])
        self.decisions: dict[str, dict[str, Decision]] = defaultdict(dict)
        self._take_over_scheme()
        self._mapping()
        self._layers()
        self._actors()

    def problem(self, sentence: str) -> None:
        """Note what was left out, and why."""
        if len(self.counts.problems) < _MOST_PROBLEMS:
            self.counts.problems.append(sentence)

    # --- before the articles -------------------------------------------------------------------

    def _take_over_scheme(self) -> None:
        """An empty project takes over scheme and title of the first file."""
        plan, bundle = self.plan, self.incoming.bundle
        if not plan.here.is_empty or plan.counts or bundle.scheme is None:
            return
        same = replace(
            bundle.scheme,
            version=plan.context.scheme.version,
            created=plan.context.scheme.created,
        )
        plan.context = replace(plan.context, scheme=same)
        if bundle.project_title:
            plan.facts["title"] = bundle.project_title

    def _mapping(self) -> None:
        plan, bundle = self.plan, self.incoming.bundle
        coders = [one.coder_id for one in bundle.layers if one.coder_id]
        self.kept = kept_mapping(plan.here.named, bundle.project_id, coders)
        chosen = names_in(self.kept) | dict(plan.choices.names)
        ours = plan.context.scheme
        self.map = SchemeMap(ours, bundle.scheme or ours, chosen)
        self.counts.clashes = self.map.clashes
        to_add = self.map.to_add()
        if to_add is not None:
            plan.context = replace(plan.context, scheme=widened(ours, to_add))

    def _layers(self) -> None:
        for target in self.taken.values():
            self.plan.put(changed(target.before, target.layer))

    def _actors(self) -> None:
        plan = self.plan
        found = ActorPlan(
            plan.context.actors, self.incoming.bundle.actors, plan.decided, plan.choices.actors
        )
        changes = found.changes()
        plan.put(changes)
        plan.context = plan.context.applied(changes)
        self.counts.actors = found.matches
        self.counts.passages = {one.theirs.id: ActorLines() for one in found.matches}
        self.counts.n_actors_same, self.counts.n_actors_new = found.n_same, found.n_new
        self.counts.problems += found.problems
        self.known_actors = plan.context.actors

    # --- articles ------------------------------------------------------------------------------

    def contents(self) -> Iterator[int]:
        """Plan all articles, in blocks; give how many each block has."""
        rest = iter(self.incoming.bundle.contents)
        while block := list(islice(rest, _BLOCK)):
            self._block(block)
            yield len(block)

    def _block(self, block: Sequence[Content]) -> None:
        here = self.plan.here.known_texts(one.article.sha256 for one in block)
        updated = {one.layer.id for one in self.taken.values() if one.before is not None}
        ids = list(here.values())
        ours: dict[str, Content] = {}
        if ids:
            # Notes are compared on every article that is here, whatever they are about.
            layers = None if any(one.notes for one in block) else updated
            ours = {one.article.id: one for one in self.plan.here.contents(ids, layers)}
        for content in block:
            sha256 = content.article.sha256
            article_id = here.get(sha256) or self.plan.coming.get(sha256)
            if article_id is None:
                article_id = self._new_article(content)
            else:
                self.counts.n_same += 1
            if article_id is not None:
                self._article(_Place(content, article_id, ours.get(article_id)))
            if self.counts.passages:
                self._name_actors(content)

    def _name_actors(self, content: Content) -> None:
        """Note where actors are named that may be ones of ours."""
        article = content.article
        for span in content.spans:
            found = self.counts.passages.get(span.actor_id or "")
            if found is not None:
                found.n += 1
                if len(found.lines) < _MOST_LINES:
                    found.lines.append((line_around(article.text, span.parts[0]), article.title))

    def _new_article(self, content: Content) -> str | None:
        """Take an article along; None where it is left out."""
        article, plan = content.article, self.plan
        named = (article.sha256, article.title)
        near = self._near(article)
        if near is not None:
            self.counts.near.append(near)
            n = len(content.spans)
            said = trn(
                "“{title}” has another text here: it was left out, with {n} mark.",
                "“{title}” has another text here: it was left out, with {n} marks.",
                n,
                title=article.title,
            )
            self.problem(said)
            return None
        if article.sha256 in plan.choices.leave:
            self.counts.left.append(named)
            return None
        self.counts.new.append(named)
        is_taken = plan.known("article", [article.id])
        article_id = derived_id(article.id, article.sha256) if is_taken else article.id
        plan.come("article", [article_id])
        plan.n_articles += 1
        coming = replace(
            article,
            id=article_id,
            number=plan.here.last_number + plan.n_articles,
            imported_at=article.imported_at or plan.context.now(),
        )
        plan.coming[article.sha256] = article_id
        if not plan.counts_only:
            plan.texts[article.sha256] = article.text
        plan.put(added(coming))
        taken = plan.known("region", [one.id for one in content.regions])
        for one in content.regions:
            new_id = derived_id(one.id, article_id) if one.id in taken else one.id
            plan.put(added(replace(one, id=new_id, article_id=article_id)))
        plan.come("region", [one.id for one in content.regions])
        return article_id

    @cached_property
    def _missing(self) -> list[ArticleKey]:
        """Our articles that they lack."""
        theirs = {one.sha256 for one in self.incoming.keys}
        return [one for one in self.plan.here.every_key() if one.sha256 not in theirs]

    @cached_property
    def _ours_by(self) -> dict[tuple[str, str], ArticleKey]:
        found: dict[tuple[str, str], ArticleKey] = {}
        for one in self._missing:
            if one.title.strip():
                found.setdefault(("title", fold(one.title)), one)
            if one.url:
                found["url", one.url] = one
        return found

    def _near(self, article: Article) -> NearArticle | None:
        """Give the article of ours that this one is another version of, or None."""
        for why, name in (("url", article.url), ("title", fold(article.title))):
            found = self._ours_by.get((why, name))
            if found is not None:
                return NearArticle(article.title, found.id, why)
        length = len(article.text)
        near = [one for one in self._missing if abs(one.length - length) <= 2 + length // 20]
        if near:
            wanted = fold(article.text)
            for one in self.plan.here.contents([each.id for each in near], ()):
                if fold(one.article.text) == wanted:
                    return NearArticle(article.title, one.article.id, "text")
        return None

    # --- what is about one article -------------------------------------------------------------

    def _article(self, place: _Place) -> None:
        content = place.content
        by_layer: dict[str, list[Span]] = {key: [] for key in self.taken}
        for span in content.spans:
            if span.layer_id in by_layer:
                by_layer[span.layer_id].append(span)
        links: dict[str, list[Link]] = {key: [] for key in self.taken}
        for link in content.links:
            if link.layer_id in links:
                links[link.layer_id].append(link)
        for key, target in self.taken.items():
            before, coming = place.marks_here(target), _Marks()
            self._spans(place, target, by_layer[key], before, coming)
            self._links(place, target, links[key], before, coming)
            self._state(place, key, by_layer[key], coming)
            place.gone |= self._put(target, before, coming)
        self._notes(place)
        for one in content.decisions:
            self._decision(one)

    def _spans(
        self,
        place: _Place,
        target: Target,
        spans: Sequence[Span],
        before: _Marks,
        coming: _Marks,
    ) -> None:
        """Give the spans of a layer as they would stand here."""
        text, layer_id = place.content.article.text, target.layer.id
        known = self.plan.known("span", [one.id for one in spans if one.id not in before.spans])
        for span in spans:
            why = self._wrong(span, text)
            if why:
                self.problem(why)
                continue
            new_id = span.id
            if span.id in known:
                new_id = derived_id(span.id, layer_id)
                if target.counts.outcome is not Outcome.APART and new_id not in before.spans:
                    self.problem(
                        tr("The id {id} is something else here: its mark got another.", id=span.id)
                    )
            place.names[span.id] = new_id
            mapped, stands = self.map.span(span), (new_id, place.article_id, layer_id)
            if (mapped.id, mapped.article_id, mapped.layer_id) != stands:
                mapped = _span_standing(mapped, *stands)
            coming.spans[new_id] = mapped
        self.plan.come("span", coming.spans)

    def _state(self, place: _Place, key: str, spans: Sequence[Span], coming: _Marks) -> None:
        state = place.content.states.get(key)
        if state is None:
            return
        newest = max((one.changed or one.created for one in spans), default="")
        at = place.content.since.get(key) or newest or "1970-01-01T00:00:00Z"
        coming.progress = Progress(self.taken[key].layer.id, place.article_id, state, at)

    def _wrong(self, span: Span, text: str) -> str:
        """Say what is wrong with a span, "" where nothing is."""
        before = -1
        for part, quote in zip(span.parts, span.quotes, strict=True):
            if part.start < before or text[part.start : part.end] != quote or not quote:
                return tr("The words of the mark {id} do not stand there: left out.", id=span.id)
            before = part.end
        if any(len(value) > MOST_LETTERS for value in span.attributes.values()):
            return tr("The mark {id} has a value that is far too long: left out.", id=span.id)
        if span.actor_id is not None and span.actor_id not in self.known_actors:
            return tr("The mark {id} names an actor that is nowhere: left out.", id=span.id)
        return ""

    def _links(
        self,
        place: _Place,
        target: Target,
        links: Sequence[Link],
        before: _Marks,
        coming: _Marks,
    ) -> None:
        names = place.names
        known = self.plan.known("link", [one.id for one in links if one.id not in before.links])
        ties: set[tuple[str, str, str]] = set()
        for link in links:
            mapped = self.map.link(link)
            source, end = names.get(link.source_id, ""), names.get(link.target_id, "")
            tie = (mapped.type, source, end)
            fits = source in coming.spans and end in coming.spans and source != end
            if not fits or tie in ties:
                self.problem(tr("The link {id} joins nothing that is there: left out.", id=link.id))
                continue
            ties.add(tie)
            new_id = derived_id(link.id, target.layer.id) if link.id in known else link.id
            names[link.id] = new_id
            coming.links[new_id] = _link_standing(
                mapped, new_id, place.article_id, target.layer.id, source, end
            )
        self.plan.come("link", coming.links)

    def _put(self, target: Target, before: _Marks, coming: _Marks) -> set[str]:
        """Plan the way from what is here to what comes; give the ids of the spans that go."""
        counts, plan = target.counts, self.plan
        counts.by_type.update(one.type for one in coming.spans.values())
        if coming.progress is not None:
            counts.n_done += coming.progress.state is State.DONE
            counts.n_excluded += coming.progress.state is State.EXCLUDED
        gone = before.spans.keys() - coming.spans.keys()
        fresh = [one for key, one in coming.spans.items() if key not in before.spans]
        new_links = [one for key, one in coming.links.items() if key not in before.links]
        other = [
            (before.spans[key], coming.spans[key]) for key in before.spans.keys() & coming.spans
        ]
        different = [(old, new) for old, new in other if old != new]
        counts.n_new += len(fresh)
        counts.n_changed += len(different)
        counts.n_gone += len(gone)
        n_before = plan.n_changes
        for key in sorted(before.links.keys() - coming.links.keys()):
            plan.put(changed(before.links[key], None))
        for key in sorted(gone):
            plan.put(changed(before.spans[key], None))
        for old, new in different:
            plan.put(changed(old, new))
        plan.put_new(*fresh)
        for key in before.links.keys() & coming.links.keys():
            plan.put(changed(before.links[key], coming.links[key]))
        plan.put_new(*new_links)
        if before.progress != coming.progress:
            plan.put(changed(before.progress, coming.progress))
        if plan.n_changes > n_before and counts.outcome is Outcome.UNCHANGED:
            counts.outcome = Outcome.UPDATED
        return gone

    # --- notes and decisions -------------------------------------------------------------------

    def _notes(self, place: _Place) -> None:
        """Bring their notes: of whoever codes on a layer that is taken, just as they are there.

        Of somebody whose layer is newer here none comes; of others the later words stay.
        """
        here = {one.id: one for one in place.ours.notes} if place.ours is not None else {}
        coming = self._coming_notes(map(partial(self._owned, place), place.content.notes))
        going = {key for key, one in here.items() if key not in coming and one.by in self.newer}
        self._put_notes(here, coming, going)
        for key in going:
            self.plan.put(changed(here[key], None))
        for key, note in here.items():
            if key in coming or key in going:
                continue
            if note.owner_id in place.gone:
                self._note_on_gone(place, note)
            elif note.answer_to in going:
                self.plan.put(changed(note, replace(note, answer_to=None)))

    def _coming_notes(self, notes: Iterable[Note]) -> dict[str, Note]:
        """Give those that come: none of whose layer is newer here, none that went out in a kit."""
        theirs = [one for one in notes if one.by and one.by not in self.older]
        coming = {one.id: one for one in theirs if len(one.text) <= MOST_LETTERS}
        for one in theirs:
            if one.id not in coming:
                self.problem(tr("The note {id} is far too long: left out.", id=one.id))
        return coming

    def _put_notes(
        self, here: Mapping[str, Note], coming: Mapping[str, Note], going: Collection[str]
    ) -> None:
        """Bring notes; an answer to what is not there any more is a plain note."""
        asked = {one.answer_to for one in coming.values() if one.answer_to is not None}
        known = self.plan.known("note", [key for key in (*coming, *asked) if key not in here])
        there = (known | coming.keys() | here.keys()).difference(going)
        for key, one in coming.items():
            note = one if one.answer_to in there else replace(one, answer_to=None)
            if key not in here:
                self.plan.put(added(note) if key not in known else ())
            elif note.by in self.newer or note.at > here[key].at:
                self.plan.put(changed(here[key], note))
        self.plan.come("note", coming)

    def _notes_beside(self) -> None:
        """Bring their notes on the scheme and on actors; those of ours stay."""
        here = {one.id: one for one in self.plan.here.notes}
        coming = self._coming_notes(self.incoming.bundle.notes)
        about = [one.owner_id for one in coming.values() if one.owner_kind is Owner.ACTOR]
        actors = {one.id for one in map(self.known_actors.exactly, about) if one is not None}
        coming = {
            key: one
            for key, one in coming.items()
            if one.owner_kind is Owner.SCHEME or one.owner_id in actors
        }
        self._put_notes(here, coming, ())

    def _owned(self, place: _Place, note: Note) -> Note:
        """Give a note of theirs on what it is about here; if that is nowhere, on the article."""
        if note.owner_kind is Owner.ARTICLE:
            return replace(note, owner_id=place.article_id)
        owner = place.names.get(note.owner_id, "")
        if not owner and self.plan.known(str(note.owner_kind), [note.owner_id]):
            owner = note.owner_id
        if owner:
            return replace(note, owner_id=owner)
        return replace(note, owner_kind=Owner.ARTICLE, owner_id=place.article_id)

    def _note_on_gone(self, place: _Place, note: Note) -> None:
        moved = replace(note, owner_kind=Owner.ARTICLE, owner_id=place.article_id)
        self.plan.put(changed(note, moved))
        self.problem(
            tr("A note on a mark that is gone is now on its article: “{text}”", text=note.text)
        )

    def _decision(self, decision: Decision) -> None:
        target = self.taken.get(decision.layer_id)
        if target is not None:
            moved = replace(decision, layer_id=target.layer.id)
            self.decisions[target.layer.id][decision.subject] = moved

    def _put_decisions(self, target: Target) -> None:
        coming = self.decisions.get(target.layer.id, {})
        here = {
            one.subject: one
            for one in self.plan.here.decisions
            if target.before is not None and one.layer_id == target.layer.id
        }
        taken = {one.id for one in here.values()}
        known = self.plan.known("decision", [one.id for one in coming.values()]) - taken
        for subject in sorted(here.keys() - coming.keys()):
            self.plan.put(changed(here[subject], None))
        for subject, one in coming.items():
            before = here.get(subject)
            if one.id in known:
                one = replace(one, id=derived_id(one.id, target.layer.id))
            if before is not None and before.id != one.id:
                self.plan.put(changed(before, None))
                before = None
            self.plan.put(changed(before, one))
        self.plan.come("decision", [one.id for one in coming.values()])

    # --- at the end ----------------------------------------------------------------------------

    def finish(self) -> None:
        """Plan what belongs to no article, and count."""
        for one in self.incoming.bundle.decisions:
            self._decision(one)
        self._notes_beside()
        for target in self.taken.values():
            self._put_decisions(target)
        self.counts.n_missing = len(self._missing)
        since = {} if self.kept is None else dict.fromkeys(names_in(self.kept), self.kept.created)
        self.counts.scheme = self.map.items(since)
        self._keep_mapping()
        self._keep_actors()

    def _keep_mapping(self) -> None:
        """Keep under a name what things of theirs are called here, for their next file."""
        bundle, plan = self.incoming.bundle, self.plan
        if not self.map.to or not self.taken:
            return
        coders = sorted(one.coder_id for one in bundle.layers if one.coder_id)
        names = names_in(self.kept) | self.map.to
        body: dict[str, Json] = {
            "of": bundle.project_id,
            "coders": list(coders),
            "names": dict(names),
        }
        if self.kept is not None:
            plan.put(changed(self.kept, replace(self.kept, body=body)))
            return
        people = [one.name for one in bundle.layers if one.coder_id]
        name = ", ".join(dict.fromkeys(people)) or bundle.project_title or self.incoming.source
        taken = {one.name for one in plan.here.named if one.kind is NamedKind.MAPPING}
        taken |= plan.mappings
        if name in taken:
            name = f"{name} ({bundle.project_id or self.incoming.source})"
        plan.mappings.add(name)
        now = plan.context.now()
        by = plan.context.coder.id
        made = NamedSet(plan.context.new_id(), NamedKind.MAPPING, name, body, by, now)
        plan.put(changed(None, made))

    def _keep_actors(self) -> None:
        """Keep what was decided about actors against what is usual, so that it is asked once."""
        for one in self.counts.actors:
            chosen = self.plan.choices.actors.get((one.theirs.id, one.ours.id))
            if chosen is not None:
                self.plan.decide(one.theirs, one.ours, is_same=chosen)
