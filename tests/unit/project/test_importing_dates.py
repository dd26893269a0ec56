"""Dates of two readings are settled by three articles of their outlet, and by no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator import Project, coder
from annotator.formats.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    "The minister said in the town hall, at noon, that harbour {n} will reopen in spring.\n"
    "The union of the fishers denied that any money had been paid to its {n} members by the town.\n"
)


def page(n: int, date: str, outlet: str) -> Source:
    text = f"Harbour {n} will reopen, he says\n{date}\n{BODY.format(n=n * 7919)}\n"
    text += f"Follow {outlet} on X\n© 2019 {outlet}\n"
    return Source.of_text(text, f"{n}.txt")


@pytest.mark.parametrize(
    ("others", "date", "why"),
    [
        (["25/08/2019", "13/01/2019", "30/12/2019"], "2019-08-05", "outlet"),
        (["08/25/2019", "01/13/2019", "12/30/2019"], "2019-05-08", "outlet"),
        (["25/08/2019", "13/01/2019"], "2019", "year"),
        (["25/08/2019", "13/01/2019", "30/12/2019", "01/13/2019"], "2019", "year"),
    ],
)
def test_three_articles_of_the_outlet_settle_a_date(
    tmp_path: Path, others: list[str], date: str, why: str
) -> None:
    pages = [page(n, one, "Elsewhere Daily") for n, one in enumerate(others)]
    pages += [page(8, "05/08/2019", "Elsewhere Daily"), page(9, "05/08/2019", "Lakeside Voice")]
    with Project.create(tmp_path / "a.annotator", coder=coder("A")) as project:
        lines = {one.source: one.content for one in project.plan_import(pages).lines}
    found = {}
    for name in ("8.txt", "9.txt"):
        content = lines[name]
        assert content is not None
        (proposal,) = (one for one in content.proposed_fields if one.field == "date")
        found[name] = (proposal.value, proposal.why)
    assert found == {"8.txt": (date, why), "9.txt": ("2019", "year")}
