"""Who does the work of stages that can be divided: this process, several of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from chronicle.problems import WorkerLost

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")
R = TypeVar("R")

DASK = "dask:"
FEWEST_TO_DIVIDE = 64  # fewer are made sooner than processes begin
AT_ONCE = 32
_PR_SET_PDEATHSIG = 1
# In a copy of a process: its work, and the items of which it does some.
_inherited: list[Any] = []


class Span(NamedTuple):
    """What another process did at one go: its number, when it began by the clock of the day, how long it took."""

    process: int
    began: float
    seconds: float


class Watch:
    """Passes on what is made, of so many; `kept` more are there already. This one takes note of nothing."""

    def __call__(self, made: Iterable[Any], total: int, kept: int = 0) -> Iterable[Any]:
        """Pass on what is made."""
        return made

    def note(self, span: Span) -> None:
        """Take note of what another process did."""


unwatched = Watch()


@contextmanager
def open_executor(jobs: int, cluster: str = "") -> Iterator[Executor | None]:
    """Yield an executor of so many processes, none for one; or that of a cluster (`dask:tcp://host:8786`), whose workers have this program too.

    Raises ImportError if Dask is not installed, OSError where no cluster answers.
    """
    if cluster:
        with import_module("distributed").Client(cluster.removeprefix(DASK)) as client:
            yield client.get_executor()
    elif jobs > 1:
        with _open_pool(jobs, gc.set_threshold, gc.get_threshold()) as executor:
            yield executor
    else:
        yield None


def share(
    work: Callable[[T], R], items: Iterable[T], executor: Executor, watch: Watch = unwatched, at_once: int = 1
) -> Iterator[R]:
    """Yield what a function makes of each item, in their order; done by an executor, which gets so many `at_once`."""
    for made, span in executor.map(partial(_measure, work), items, chunksize=at_once):
        watch.note(span)
        yield made


def _measure(work: Callable[[T], R], item: T) -> tuple[R, Span]:
    began, clock = time.time(), time.perf_counter()
    made = work(item)
    return made, Span(os.getpid(), began, time.perf_counter() - clock)


def divide(work: Callable[[T], R], items: Sequence[T], jobs: int, watch: Watch = unwatched) -> Iterator[R]:
    """Yield what a function makes of each item, in their order; done by so many copies of this process, if it can be copied.

    Copies know all that this process knows, so that function and items are not sent to them; what they make is sent back.
    Raises WorkerLost, and what the function raises.
    """
    # A copy has one thread alone, and would wait for ever for what another one held.
    if jobs < 2 or len(items) < FEWEST_TO_DIVIDE or sys.platform != "linux" or threading.active_count() > 1:
        yield from map(work, items)
        return
    with _open_pool(jobs, _begin_copy, (work, items), "fork") as executor:
        for made in share(_work, range(0, len(items), AT_ONCE), executor, watch):
            yield from made


@contextmanager
def _open_pool(
    jobs: int, begin: Callable[..., object], given: tuple[Any, ...], method: str | None = None
) -> Iterator[Executor]:
    """Yield so many processes. Raises WorkerLost if one of them was killed."""
    # These load all that processes talk with.
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        context = get_context(method)
        first = os.getpid() if context.get_start_method() != "forkserver" else 0
        with ProcessPoolExecutor(jobs, context, _begin, (first, begin, given)) as executor:
            try:
                yield executor
            except BaseException:
                executor.shutdown(cancel_futures=True)  # what nobody will take is not made
                raise
    except BrokenExecutor as error:
        message = "A process that shared the work was killed, perhaps because there was not enough memory. Try again with --jobs 1."
        raise WorkerLost(message) from error


def _begin(first: int, begin: Callable[..., object], given: tuple[Any, ...]) -> None:
    """Make a process ready: where it can, it ends with the first one, which alone is told to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if first and os.getppid() != first:
            os._exit(1)  # it was killed before this one could ask to be told
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    begin(*given)


def _begin_copy(work: Callable[[T], R], items: Sequence[T]) -> None:
    """Make a copy ready, which does not look for garbage in what it was copied with."""
    gc.freeze()
    _inherited[:] = work, items


def _work(start: int) -> list[Any]:
    work, items = _inherited
    return [work(item) for item in items[start : start + AT_ONCE]]
