"""The coding scheme: a page without script that tells all the scheme tells."""

from __future__ import annotations

from html.parser import HTMLParser

from annotator.formats.deposit.scheme_page import scheme_page
from tests import bundles


def test_every_type_link_attribute_and_value_stands_in_it() -> None:
    words: list[str] = []
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.handle_starttag = lambda tag, _: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(scheme_page(bundles.scheme(), "Tom & <b>Jerry</b>"))
    text = " ".join(words)
    assert "Tom & <b>Jerry</b>: coding scheme" in text
    for kind in bundles.scheme().types:
        assert kind.name in words
        assert all(one.name in words for one in kind.attributes)
    assert all(one.label in words for one in bundles.scheme().links)
    assert "what is said" in words
    assert not {"script", "link", "img", "iframe"} & {*tags}
    assert "default-src 'none'" in scheme_page(bundles.scheme(), "")
