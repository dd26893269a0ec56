"""Names in the file, in JSONL, in lists and in tables are promises: they stand here once more.

Others read files and script against them. Each line: column in the file, attribute, key in JSONL,
key in `annotator list`, column in the tables (- = not there), what its cells are.
"""

from __future__ import annotations

from annotator.model.actor import Actor, Alias
from annotator.model.bundle import LossKind
from annotator.model.fields import EVERY, EVERYWHERE, Field
from annotator.model.layer import LayerKind, State
from annotator.model.scheme import Role
from annotator.model.span import How, Owner

PROMISED = """
scheme: version
  version version version version version integer
  body - - - - object
  note note note note note text
  created created created created created time
layer: id
  id id id id layer_id id
  kind kind layer_kind layer_kind kind word = person suggester import agreed
  name name name name name text
  coder_uid coder_id coder coder coder uid-optional
  colour colour colour - colour text
  origin origin - - origin text
  frozen frozen - - frozen flag
  record record record - record object
article: id
  id id id id article_id id
  number number - number - integer
  title title title title title text
  outlet outlet outlet outlet outlet text
  date date date date date date-optional
  byline byline byline byline byline text
  url url url url url text
  language language language language language text
  direction direction direction - direction word = ltr rtl
  sha256 sha256 sha256 sha256 sha256 text
  group_id group_id group - group text-optional
  imported_from source source source source_file text
  imported_at imported_at - - imported_at time
  meta meta meta - - object
  replaces replaces replaces - replaces uid-optional
  raw_sha256 raw_sha256 - - raw_sha256 text
actor: id
  id id id id actor_id id
  name name name name name text
  kind kind actor_kind kind kind text
  external_id external_id external_id - external_id text
  note note note - note text
  merged_into merged_into merged_into - merged_into reference-actor-optional
region: id
  id id - id - id
  article_id article_id article article article_id reference-article
  type type type type type word = headline dateline byline body caption boilerplate
  start at.start start start start integer
  end at.end end end end integer
  origin origin origin origin origin word = proposed confirmed hand
  set_by set_by set_by set_by set_by uid
progress: layer_id article_id
  layer_id layer_id - - - reference-layer
  article_id article_id - - - reference-article
  state state - - - word = progress done excluded
  at at - - - time
alias: id
  id id - - - id
  actor_id - - - actor_id reference-actor
  text name name name alias text
  folded - - - - text
  language language language language language text
  origin origin origin origin origin text
role: id
  id id - - - id
  actor_id - - - actor_id reference-actor
  role role role role role text
  organisation_id organisation_id organisation organisation organisation reference-actor-optional
  since since from from from date-optional
  until until to to to date-optional
span: id
  id id id id span_id id
  article_id article_id article article article_id reference-article
  layer_id layer_id layer layer layer_id reference-layer
  type type type type type text
  start - - - - integer
  end - - - - integer
  quote - - - - text
  confidence confidence confidence confidence confidence per-mille-optional
  how how created.how - how word = hand taken changed import
  source_uid source_id created.from - taken_from uid-optional
  by by created.by - created_by uid
  created created created.at created created_at time
  changed changed changed changed changed_at time-optional
part: span_id n
  span_id - - - - reference-span
  n - - - - integer
  start - - - - integer
  end - - - - integer
  quote - - - - text
refers: span_id
  span_id - - - - reference-span
  actor_id - - - - reference-actor
reason: owner_id
  owner_id - - - - uid
  code code reason_code reason_code reason_code text
  text text reason reason reason text
  args args reason_args reason_args - object
  evidence - evidence evidence evidence list
link: id
  id id id id link_id id
  article_id article_id - - article_id reference-article
  layer_id layer_id layer layer layer_id reference-layer
  type type type type type text
  source_id source_id from from from_span reference-span
  target_id target_id to to to_span reference-span
  confidence confidence confidence - confidence per-mille-optional
  by by created.by - created_by uid
  created created created.at - created_at time
attribute: owner_kind owner_id name
  owner_kind - - - - word = span link actor article scheme
  owner_id - - - - uid
  name - - - - text
  value - - - - text
  version - - - - integer-optional
note: id
  id id id id note_id id
  owner_kind owner_kind about.kind about about word = span link actor article scheme
  owner_id owner_id about.id about_id about_id uid
  text text text text text text
  by by by by by uid
  at at at at at time
  question question question question question flag
  answer_to answer_to answer_to - answer_to reference-note-optional
  later later later later later flag
decision: id
  id id id id decision_id id
  subject_kind subject_kind about.kind about about word = span link difference actors
  subject subject about.id about_id about_id text
  verdict verdict verdict verdict verdict word = accept reject change open
  taken_from taken_from from taken_from taken_from list
  results results results results results list
  layer_id layer_id layer layer layer_id reference-layer
  by by by by by uid
  at at at at at time
  note note note note note text
named: id
  id id id - - id
  kind kind what - - word = sample kit mapping furniture rule recipe search view
  name name name - - text
  body body body - - object
  by by - - - uid
  created created - - - time
member: named_id article_id
  named_id - - - - reference-named
  article_id - - - - reference-article
  n - - - - integer
suggested: layer_id article_id
  layer_id - - - - reference-layer
  article_id - - - - reference-article
  stamp - - - - text
"""


def said(one: Field) -> str:
    kind = one.kind.value.replace(" ", "-")
    kind += f"-{one.refers}" * bool(one.refers) + "-optional" * one.optional
    names = (one.in_file, one.name, one.in_jsonl, one.in_list, one.in_tables)
    values = " = " + " ".join(map(str, one.values)) if one.values else ""
    return f"  {' '.join(name or '-' for name in names)} {kind}{values}"


def test_every_column_has_the_names_that_others_rely_on() -> None:
    lines = []
    for entity in EVERY:
        lines += [f"{entity.table}: {' '.join(entity.key)}", *map(said, entity.fields)]
    assert lines == PROMISED.strip("\n").split("\n")


def test_where_a_column_does_not_stand_is_said_by_letters_of_the_three_places() -> None:
    assert {letter for entity in EVERY for one in entity.fields for letter in one.absent} == set(
        EVERYWHERE
    )
    assert sorted(EVERYWHERE) == ["j", "l", "t"]


def test_words_of_closed_choices_are_those_that_files_hold() -> None:
    for kind, words in (
        (LossKind, "kept changed dropped"),
        (LayerKind, "person suggester import agreed"),
        (State, "progress done excluded"),
        (Role, "speaker cue claim entity said_by cued_by about addressed_to"),
        (How, "hand taken changed import"),
        (Owner, "span link actor article scheme"),
    ):
        assert " ".join(kind) == words
    assert (Alias("i", "n").origin, Actor("i", "n").kind) == ("hand", "other")
