"""What goes with the tables of a corpus, in words: what it is, what was chosen and lost, whose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.formats.base import WriteOptions
from annotator.formats.corpus.columns import ExportTable
from annotator.language import tr, trn
from annotator.model.bundle import Bundle, Loss
from annotator.model.choice import ExportTexts
from annotator.model.layer import LayerKind


@dataclass(frozen=True, slots=True)
class CorpusSummary:
    """What the descriptions of an export speak of."""

    bundle: Bundle
    options: WriteOptions
    losses: Sequence[Loss]

    @property
    def title(self) -> str:
        """The project's title, or a word where it has none."""
        return self.bundle.project_title or tr("Annotator tables")

    @property
    def program(self) -> str:
        """The program and its version."""
        return self.bundle.program or self.options.program

    def contributors(self) -> tuple[str, ...]:
        """Give who is named as contributor: those asked for, else the coders."""
        people = [one.name for one in self.bundle.layers if one.kind is LayerKind.PERSON]
        return self.options.contributors or tuple(dict.fromkeys(name for name in people if name))

    def opening(self, n_articles: int) -> Iterator[str]:
        """Give who made it, how many articles, whose layers, and what was chosen."""
        yield tr("Tables exported by {program}.", program=self.program)
        layers = ", ".join(layer.name for layer in self.bundle.layers) or "–"
        yield tr("Articles: {n}. Layers: {names}.", n=n_articles, names=layers)
        yield from (tr("Chosen: {what}.", what=one) for one in self.bundle.choice.words())

    def positions(self) -> Iterator[str]:
        """Give how positions count, and whether the words are there."""
        yield tr("Start and end count the characters (Unicode code points) of the text from 0;")
        yield tr("the end is the character behind the last.")
        if self.bundle.choice.texts is ExportTexts.OFFSETS:
            yield tr("The words of the articles are left out; sha256 tells which text it was.")

    def lost(self) -> Iterator[str]:
        """Give what is not as in the project."""
        if self.losses:
            yield tr("Not as in the project:")
            yield from (f"- {loss.how}." for loss in self.losses)

    def citing(self) -> Iterator[str]:
        """Give how to cite it, and its licence if it has one."""
        words = {"people": ", ".join(self.contributors()) or tr("(the coders)")}
        words |= {"title": self.title, "program": self.program}
        yield tr("{people}: {title}. Coded with {program}.", **words)
        if self.options.licence:
            yield tr("Licence: {licence}", licence=self.options.licence)


def about_rows(table: ExportTable, n_rows: int) -> str:
    """Give what one row of a table is, and how many it has."""
    rows = trn("{n} row", "{n} rows", n_rows)
    return tr("One row is {what}. {rows}.", what=tr(table.about), rows=rows)
