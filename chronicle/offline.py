"""The story of the offline copy: the site as one archive, to be read straight from a disk."""

from __future__ import annotations

from pathlib import Path

from chronicle.exports import snapshot_name
from chronicle.indexing import write_index
from chronicle.keeping import open_site_keeper
from chronicle.output import check_output_folder, check_room, pack_folder, remove_folder, staged, write_files
from chronicle.pipeline import Options, make_files
from chronicle.project import Project
from chronicle.timing import Timer

ARCHIVE = "site.zip"


def make_offline_copy(project: Project, target: Path, base_url: str | None = None, jobs: int = 1) -> Path:
    """Write the offline copy of a project into a folder; return the path of the archive. The same content gives the same bytes.

    Raises ContentError with every problem of the content, and OutputRefused for a folder that nothing of ours has made.
    """
    keeper = open_site_keeper(project)
    check_output_folder(target, project.root)
    made, files = make_files(project, Options(base_url, is_offline=True, downloads=()), keeper, Timer(), jobs)
    site = made.site
    check_room(files, target)
    with staged(target) as stage:
        folder = stage / snapshot_name(site)
        write_files(files, folder)
        write_index(made, folder, keeper)
        pack_folder(folder, stage / ARCHIVE, site.settings.updated)
        remove_folder(folder)
    return target / ARCHIVE
