"""Who does the work of stages that can be divided: this process, several of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor

DASK = "dask:"
# Passes on what is made, and takes note of how many of so many are there.
Watch = Callable[[Iterable[Any], int], Iterable[Any]]


def unwatched(made: Iterable[Any], total: int) -> Iterable[Any]:
    """Pass on what is made, and take note of nothing."""
    return made


@contextmanager
def open_executor(jobs: int, cluster: str = "") -> Iterator[Executor | None]:
    """Yield an executor of so many processes, none for one; or that of a cluster (`dask:tcp://host:8786`), whose workers have this program too.

    Raises ImportError if Dask is not installed, OSError where no cluster answers.
    """
    if cluster:
        with import_module("distributed").Client(cluster.removeprefix(DASK)) as client:
            yield client.get_executor()
    elif jobs > 1:
        from concurrent.futures import ProcessPoolExecutor  # loads all that processes talk with

        with ProcessPoolExecutor(jobs, initializer=gc.set_threshold, initargs=gc.get_threshold()) as executor:
            yield executor
    else:
        yield None
