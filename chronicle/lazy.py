"""Mappings whose values are not in memory as they are: made when they are first asked for, or packed."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyMapping(Mapping[K, V]):
    """A mapping whose values a function makes from the keys, each when it is first asked for. It is pickled as its keys and the function, without values.

    At most `most` values are held. The oldest is then forgotten, and made again if it is asked for again.
    """

    def __init__(self, keys: Iterable[K], make: Callable[[K], V], most: int = 4_000) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._most = most
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made and key in self._keys:
            value = self._make(key)
            if len(self._made) >= self._most:
                del self._made[next(iter(self._made))]
            self._made[key] = value
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[type[LazyMapping[K, V]], tuple[tuple[K, ...], Callable[[K], V], int]]:
        return LazyMapping, (tuple(self._keys), self._make, self._most)


class PackedDict(MutableMapping[K, V]):
    """A dict that holds its values pickled and compressed: a rendered text takes a tenth of its memory. Do not change a value that it returns."""

    def __init__(self) -> None:
        self._packed: dict[K, bytes] = {}

    def __getitem__(self, key: K) -> V:
        value: V = _unpack_again(self._packed[key])
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._packed[key] = pack(value)

    def __delitem__(self, key: K) -> None:
        del self._packed[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


@lru_cache(maxsize=8)  # a page asks several times for the texts that it shows
def _unpack_again(packed: bytes) -> Any:
    return unpack(packed)


def pack(value: object) -> bytes:
    """Return a value pickled and compressed."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)  # 1: fast


def unpack(packed: bytes) -> Any:
    """Return the value that was packed."""
    return pickle.loads(zlib.decompress(packed))
