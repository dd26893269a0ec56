"""How a stretch of work is timed, the same on both sides: the garbage collector kept still."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def collector_still() -> Iterator[None]:
    """Collect what is left over before what stands inside, and nothing meanwhile."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def processor_seconds_of(work: Callable[[], object]) -> float:
    """Give what `work` takes of a processor, in all threads: what others do there adds little."""
    began = time.process_time()
    work()
    return time.process_time() - began


def seconds_of(work: Callable[[], object]) -> float:
    """Give what `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
