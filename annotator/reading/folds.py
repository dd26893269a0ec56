"""Which paragraphs are a run of page furniture, shown as one line and restored as one."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.text.blocks import Follows
from annotator.text.ranges import Range


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of furniture: its regions, its blocks (from, to: half-open), its lines of text."""

    region_ids: tuple[str, ...]
    first_block: int
    end_block: int
    n_lines: int


def find_folds(page: Page) -> tuple[Fold, ...]:
    """Give the runs of whole paragraphs that are furniture, in text order."""
    numbers: dict[int, str] = {}
    for region in page.regions:
        if region.type is not RegionType.BOILERPLATE:
            continue
        for number in blocks_touched(page, region.at):
            block = page.blocks[number]
            words = page.text[block.start : block.end]
            inside = page.text[max(block.start, region.at.start) : min(block.end, region.at.end)]
            at = block.start + len(words) - len(words.lstrip())
            innermost = page.region_at(at) if words.strip() else None
            if words.strip() == inside.strip() != "" and innermost == region:
                numbers[number] = region.id
    return tuple(_runs(page, numbers))


def _runs(page: Page, numbers: dict[int, str]) -> Iterable[Fold]:
    run: list[int] = []
    for number, block in enumerate(page.blocks):
        if number in numbers:
            run.append(number)
        elif run and block.start != block.end:
            yield _fold(page, run, numbers)
            run = []
    if run:
        yield _fold(page, run, numbers)


def _fold(page: Page, run: list[int], numbers: dict[int, str]) -> Fold:
    ids = tuple(dict.fromkeys(numbers[n] for n in run))
    n_lines = sum(page.blocks[n].follows is Follows.PARAGRAPH for n in run)
    return Fold(ids, run[0], run[-1] + 1, max(1, n_lines))


def blocks_touched(page: Page, at: Range) -> range:
    """Give the numbers of the blocks that a range touches."""
    if at.is_empty:
        return range(0)
    return range(page.block_of(at.start), page.block_of(at.end - 1) + 1)
