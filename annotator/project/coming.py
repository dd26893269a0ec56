"""What is coming in, as it would stand in the project: for looking at it before it does."""

from annotator.model.article import Origin, Region
from annotator.model.bundle import Content
from annotator.model.page import Page
from annotator.project.acts.bring_in import with_proposed_fields


def coming_page(content: Content) -> Page:
    """Give the page of an article as it would be: values in their fields, regions proposed."""
    article = with_proposed_fields(content.article, content)
    proposed = (
        Region(f"proposed-{n}", article.id, one.type, one.at, Origin.PROPOSED, "regions")
        for n, one in enumerate(content.proposed_regions)
    )
    return Page(article, regions=(*content.regions, *proposed))
