"""Fields of many articles changed through `do`, as scripts do."""

from __future__ import annotations

import json


def test_fields_of_all_articles_are_changed_by_one_line(project):
    lines = [
        {"do": "change_articles", "fields": {"outlet": "The Gull", "desk": "sea"}},
        {"do": "change_articles", "articles": ["1"], "fields": {"outlet": "Gull", "desk": None},
         "instead_of": {"outlet": "The Gull"}, "dry_run": True},
        {"do": "change_articles", "fields": {"date": "yesterday"}},
        {"do": "change_articles", "fields": {"outlet": "The Gull"}},
    ]  # fmt: skip
    code, out, _ = project("do", "study.annotator", stdin="\n".join(map(json.dumps, lines)))
    done, looked, refused, nothing = map(json.loads, out.splitlines())
    assert code == 0
    assert (done["ok"], done["n"], done["overwritten"]) == (True, 1, {})
    assert looked["overwritten"] == {"outlet": {"The Gull": 1}, "desk": {"sea": 1}}
    assert refused["ok"] is False
    assert "is no date" in refused["error"]["message"]
    assert (nothing["n"], nothing["step"]) == (0, None)
    (article,) = json.loads(project("list", "study.annotator", "articles", "--json")[1])
    assert (article["outlet"], article["fields"]) == ("The Gull", {"desk": "sea"})
    assert project("history", "study.annotator", "--json")[1].count("Change fields of 1") == 1
