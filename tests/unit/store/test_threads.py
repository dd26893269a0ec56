"""One thread writes, others read: nobody sees half a step, nobody is refused."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make

if TYPE_CHECKING:
    from annotator.store.file import ProjectFile

N_STEPS = 60


def test_readers_in_other_threads_see_whole_steps_while_one_writes(tmp_path: Path) -> None:
    step, known = make.small_corpus()
    article = known["article"]
    path = make.project_file(tmp_path, step)
    over = threading.Event()

    def write(file: ProjectFile) -> None:
        journal = file.journal()
        try:
            for n in range(N_STEPS):
                # Each step brings three spans and a link between two of them.
                spans = [
                    make.span(
                        article, "claim", (at, at + 9), id=f"new-{n}-{at}", actor_id="actor-1"
                    )
                    for at in (0, 5, 9)
                ]
                link = make.link(spans[0], "about", spans[1], id=f"tie-{n}")
                journal.apply(make.adding(*spans, link))
                if n % 5 == 4:
                    journal.undo()
                    journal.redo()
        finally:
            journal.close()
            over.set()

    def read(file: ProjectFile) -> int:
        n_read = 0
        with file.reader() as reader:
            while not over.is_set() or n_read == 0:
                page = reader.page("article-1")
                content = next(iter(reader.contents()))
                assert page.n_spans % 3 == 0
                assert sum(1 for _ in page.links()) == page.n_spans // 3 + 1
                assert len(content.spans) % 3 == 0
                assert next(reader.counted_articles(make.LAYER_ID)).n_spans % 3 == 0
                n_read += 1
        return n_read

    with open_file(path, who="Ada") as file, ThreadPoolExecutor(3) as pool:
        writing = pool.submit(write, file)
        readings = [pool.submit(read, file) for _ in range(2)]
        writing.result()
        assert all(one.result() > 0 for one in readings)
        with file.reader() as reader:
            assert reader.page("article-1").n_spans == 3 + 3 * N_STEPS
    assert check(path).ok
