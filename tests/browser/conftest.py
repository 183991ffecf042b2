"""The real site as a browser sees it."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def address(real_site: Path, serve: Callable[..., str]) -> str:
    """The real site on a real web server, with the headers that it asks for."""
    return serve(real_site)
