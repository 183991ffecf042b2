"""The real site as a browser sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from web_server import serving


@pytest.fixture(scope="session")
def address(real_site: Path) -> Iterator[str]:
    """The real site on a real web server, with the headers that it asks for."""
    with serving(real_site) as address:
        yield address
