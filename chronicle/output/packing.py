"""A finished folder as a ZIP archive: the same folder gives the same bytes, whenever and wherever it is packed."""

from __future__ import annotations

import os
import secrets
import shutil
import zipfile
from pathlib import Path

from chronicle.output.listing import walk

# What is compressed already is only stored.
PACKED = (".br", ".epub", ".gz", ".jpg", ".pagefind", ".pdf", ".pf_fragment", ".pf_index", ".pf_meta", ".png", ".webp", ".zip")  # fmt: skip
MODE = 0o644 << 16  # a plain file that everybody may read


def remove_folder(folder: Path) -> None:
    """Remove a folder of a stage with all that is in it, once it is packed."""
    shutil.rmtree(folder)


def pack_folder(folder: Path, archive: Path, day: str) -> None:
    """Write all files of a folder into an archive, below the folder's name and in the order of their paths, dated by an ISO day.

    An earlier archive stays until this one is finished, and is then replaced in one step.
    """
    year, month, date = (int(part) for part in day.split("-"))
    stage = archive.with_name(f".{archive.name}-{secrets.token_hex(8)}")
    try:
        with zipfile.ZipFile(stage, "x", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(path for path, _ in walk(folder)):
                if not path.endswith("/"):
                    entry = zipfile.ZipInfo(f"{folder.name}/{path}", (max(year, 1980), month, date, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_STORED if path.endswith(PACKED) else zipfile.ZIP_DEFLATED
                    entry.create_system, entry.external_attr = 3, MODE
                    packed.writestr(entry, (folder / path).read_bytes())
        stage.chmod(0o644)
        os.replace(stage, archive)
    finally:
        stage.unlink(missing_ok=True)
