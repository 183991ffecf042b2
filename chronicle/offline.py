"""The story of the offline copy: the site as one archive, to be read straight from a disk."""

from __future__ import annotations

from pathlib import Path

from chronicle.exports import snapshot_name
from chronicle.indexing import write_index
from chronicle.keeping import open_site_keeper
from chronicle.output import check_output_folder, pack_folder, remove_folder, staged
from chronicle.pipeline import Options, load_content, write_site
from chronicle.project import Project
from chronicle.timing import Timer

ARCHIVE = "site.zip"


def make_offline_copy(project: Project, target: Path, base_url: str | None = None, jobs: int = 1) -> Path:
    """Write the offline copy of a project into a folder; return the path of the archive. The same content gives the same bytes.

    Raises ContentError with every problem of the content, and OutputRefused for a folder that this program has not made.
    """
    options, keeper, timer = Options(base_url, is_offline=True, downloads=()), open_site_keeper(project), Timer()
    check_output_folder(target, project.root)
    loaded = load_content(project, options, keeper, timer, jobs)
    site = loaded.site
    with staged(target) as stage:
        folder = stage / snapshot_name(site)
        write_index(write_site(project, loaded, options, folder, keeper, timer, jobs), folder, keeper)
        pack_folder(folder, stage / ARCHIVE, site.settings.updated)
        remove_folder(folder)
    return target / ARCHIVE
