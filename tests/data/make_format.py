"""Makes `format-N.annotator`, the file of the present format that every later version must open.

Run once when a format is released, from the checkout: `python tests/data/make_format.py`. A file
that is there is never made anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from annotator.model.layer import LayerKind, State
from annotator.model.span import Decision, Reason
from annotator.store.schema import FORMAT
from annotator.text.ranges import Range
from tests import builders as make


def main() -> None:
    """Make a small project with a row in every table and steps of every state."""
    folder = Path(__file__).resolve().parent
    step, known = make.small_corpus()
    article = known["article"]
    suggester = make.layer("quotes", id="layer-2", kind=LayerKind.SUGGESTER, coder_id=None)
    reason = Reason("quoted", "between quotation marks", {"verb": "said"}, (Range(24, 51),))
    guess = make.span(
        article,
        "claim",
        [(25, 30), (32, 40)],
        id="span-20",
        layer_id="layer-2",
        reason=reason,
        confidence=850,
    )
    other = make.article("وزیر گفت: «راه باز است» 🚢.", id="article-2", language="fa", number=2)
    path = make.project_file(
        folder,
        step,
        make.adding(suggester, guess, other),
        make.adding(
            make.region(article, "headline", (0, 23), id="region-1"),
            make.note(known["claim"], "sure?", id="note-1"),
            make.progress(article, State.DONE),
            Decision(
                "decision-1",
                "span",
                "span-20",
                "reject",
                ("layer-2",),
                (),
                "layer-1",
                "coder-1",
                make.NOW,
            ),
        ),
        make.adding(make.scheme(version=2)),
        name=f"format-{FORMAT}.annotator",
    )
    with make.opened(path) as project:
        project.journal.apply(make.adding(make.actor("Dropped", id="actor-2")))
        project.journal.undo()
        project.journal.apply(make.adding(make.actor("Ministry", "MoT", id="actor-3")))
        project.journal.apply(make.adding(make.actor("Undone", id="actor-4")))
        project.journal.undo()


if __name__ == "__main__":
    main()
