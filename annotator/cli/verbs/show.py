"""`annotator show`: an article with its marks, readable in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from annotator.cli.output import Options, Output
    from annotator.model.page import Page
    from annotator.project import Project
    from annotator.project.article_rows import Row

SHOWS_ANY_MOMENT = True
EXAMPLES = ("annotator show study.annotator 1", "annotator show study.annotator 1 --layer A --json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this verb."""
    parser.add_argument("article", metavar="ARTICLE", help="an id, a number of the list, a title")
    parser.add_argument("--layer", metavar="NAME", help="one layer; else all")


def run(options: Options, output: Output) -> int:
    """Print the article."""
    from annotator.cli.projects import opened

    with opened(options, read_only=True) as project:
        layers = None if options.layer is None else [options.layer]
        page = next(project.pages([options.article], layers))
        if output.as_json:
            output.json(_as_json(project, page))
            return 0
        for line in shown(page):
            output.line(line)
    return 0


def shown(page: Page) -> list[str]:
    """Give the article's text with numbered marks, then what each number is."""
    from annotator.reading.covered import seen_text

    numbers = {span.id: n for n, span in enumerate(page.spans(), 1)}
    edges: dict[int, list[str]] = {}
    for span in page.spans():
        for part in span.parts:
            edges.setdefault(part.start, []).append(f"[{numbers[span.id]} ")
            edges.setdefault(part.end, []).insert(0, f" {numbers[span.id]}]")
    text, pieces, last = seen_text(page), [], 0
    for place in sorted(edges):
        pieces += [text[last:place], *sorted(edges[place], key=lambda mark: mark[0] == "[")]
        last = place
    body = "".join([*pieces, text[last:]])
    legend = [f"{numbers[span.id]:>4}  {_legend(page, span.id)}" for span in page.spans()]
    return [*body.split("\n"), "", *legend]


def _legend(page: Page, span_id: str) -> str:
    span = page.span(span_id)
    if span is None:
        return ""
    said = [f"{name} {value}" for name, value in span.attributes.items()]
    for link in page.links_from(span_id):
        target = page.span(link.target_id)
        if target is not None:
            stance = "".join(f" ({value})" for value in link.attributes.values())
            said.append(f"{link.type.replace('_', ' ')} {target.text()}{stance}")
    return ", ".join([f"{span.type} “{' '.join(span.text().split())}”", *said])


def _as_json(project: Project, page: Page) -> Row:
    from annotator.cli import listing
    from annotator.model.double_coding.kit import unseen
    from annotator.reading.covered import seen_text

    coders = {layer.id: layer.coder_id for layer in project.layers()}
    article = unseen(page.article)
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
        "text": seen_text(page),
        "regions": [
            {"type": str(one.type), "start": one.at.start, "end": one.at.end}
            for one in page.regions
        ],
        "spans": [listing.span_row(one, coders.get(one.layer_id)) for one in page.spans()],
        "links": [listing.link_row(one) for one in page.links()],
    }
