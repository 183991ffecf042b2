"""Workers for stages that can be divided: this process, several processes of this machine, or the workers of a Dask cluster."""

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
FEWEST_TO_DIVIDE = 64  # fewer items are done before processes have started
AT_ONCE = 32
_PR_SET_PDEATHSIG = 1
# In a copy of a process: the function, and all items, some of which this copy works on.
_inherited: list[Any] = []


class Span(NamedTuple):
    """One piece of work of another process: the process id, when it began (Unix time), and how long it took."""

    process: int
    began: float
    seconds: float


class Watch:
    """Observes work while its results pass through. This base class records nothing."""

    def __call__(self, made: Iterable[Any], total: int, kept: int = 0) -> Iterable[Any]:
        """Pass on the results, `total` in number; `kept` more come from an earlier build."""
        return made

    def note(self, span: Span) -> None:
        """Record a piece of work of another process."""


unwatched = Watch()


@contextmanager
def open_executor(jobs: int, cluster: str = "") -> Iterator[Executor | None]:
    """Yield an executor of `jobs` processes, or None for a single one; or that of a cluster (`dask:tcp://host:8786`), whose workers have this program too.

    Raises ImportError if Dask is not installed, OSError if no cluster answers.
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
    """Yield the result of a function for each item, in order; the work is done by an executor, which gets `at_once` items at a time."""
    for made, span in executor.map(partial(_measure, work), items, chunksize=at_once):
        watch.note(span)
        yield made


def _measure(work: Callable[[T], R], item: T) -> tuple[R, Span]:
    began, clock = time.time(), time.perf_counter()
    made = work(item)
    return made, Span(os.getpid(), began, time.perf_counter() - clock)


def divide(work: Callable[[T], R], items: Sequence[T], jobs: int, watch: Watch = unwatched) -> Iterator[R]:
    """Yield the result of a function for each item, in order; the work is done by `jobs` copies of this process, if it can be copied.

    A copy has all data of this process, so the function and the items are not sent to it; only results are sent back.
    Raises WorkerLost, and whatever the function raises.
    """
    if not is_divided(items, jobs):
        yield from map(work, items)
        return
    with _open_pool(jobs, _begin_copy, (work, items), "fork") as executor:
        for made in share(_work, range(0, len(items), AT_ONCE), executor, watch):
            yield from made


def is_divided(items: Sequence[object], jobs: int) -> bool:
    """Return whether `divide` copies this process for so many items."""
    # A copy has only one thread: it would wait for ever for a lock that another thread held.
    can_copy = sys.platform == "linux" and threading.active_count() == 1
    return can_copy and jobs > 1 and len(items) >= FEWEST_TO_DIVIDE


@contextmanager
def _open_pool(
    jobs: int, begin: Callable[..., object], given: tuple[Any, ...], method: str | None = None
) -> Iterator[Executor]:
    """Yield an executor of `jobs` processes; each begins by calling `begin` with `given`. Raises WorkerLost if one of them was killed."""
    # Imported here because they load everything that processes communicate with.
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        context = get_context(method)
        first = os.getpid() if context.get_start_method() != "forkserver" else 0
        with ProcessPoolExecutor(jobs, context, _begin, (first, begin, given)) as executor:
            try:
                yield executor
            except BaseException:
                executor.shutdown(cancel_futures=True)  # results that nobody will take are not made
                raise
    except BrokenExecutor as error:
        message = "A process that shared the work was killed, perhaps because there was not enough memory. Try again with --jobs 1."
        raise WorkerLost(message) from error


def _begin(first: int, begin: Callable[..., object], given: tuple[Any, ...]) -> None:
    """Prepare a process: it ignores Ctrl-C, which stops the first process; on Linux it is killed when that one ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if first and os.getppid() != first:
            os._exit(1)  # the first process ended before this one could ask to end with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    begin(*given)


def _begin_copy(work: Callable[[T], R], items: Sequence[T]) -> None:
    """Prepare a copy of this process, whose garbage collector ignores everything that existed before."""
    gc.freeze()
    _inherited[:] = work, items


def _work(start: int) -> list[Any]:
    work, items = _inherited
    return [work(item) for item in items[start : start + AT_ONCE]]
