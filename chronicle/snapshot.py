"""The story of a snapshot: an edition as a folder and an archive that can be kept and cited, and the changes since an earlier edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chronicle.editions import SITE, Changes, Edition, make_edition, write_texts
from chronicle.exports import describe_snapshot, snapshot_name
from chronicle.indexing import write_index
from chronicle.keeping import open_site_keeper
from chronicle.output import check_output_folder, check_room, pack_folder, seal, staged, write_files
from chronicle.pipeline import Options, load_content, write_site
from chronicle.project import Project
from chronicle.reading import BOOKS
from chronicle.timing import Timer


@dataclass(frozen=True)
class Snapshot:
    """A snapshot that was made: its folder, its archive, and what has changed since the edition that it was compared with."""

    folder: Path
    archive: Path
    changes: Changes | None


def make_snapshot(
    project: Project, target: Path, base_url: str | None = None, earlier: Edition | None = None, jobs: int = 1
) -> Snapshot:
    """Write the edition of a project, with files that describe it, into a folder of `target` that is named by its day, and pack that folder.

    Its site can be read straight from a disk. The same content gives the same bytes. Raises ContentError with every problem of the content,
    and OutputRefused for a folder that this program has not made.
    """
    keeper, timer = open_site_keeper(project), Timer()
    options = Options(base_url, earlier=earlier, is_offline=True, downloads=(BOOKS,))
    loaded = load_content(project, options, keeper, timer, jobs)
    site, addresses = loaded.site, loaded.addresses
    name = snapshot_name(site)
    folder, archive = target / name, target / f"{name}.zip"
    check_output_folder(folder, project.root)
    texts = write_texts(make_edition(site, loaded.references, loaded.bodies))
    with staged(folder) as stage:
        made = write_site(project, loaded, options, stage / SITE, keeper, timer, jobs)
        described = describe_snapshot(site, addresses, texts, sorted(made.paths))
        check_room(described, folder)
        write_files(described, stage)
        write_index(made, stage / SITE, keeper)
        seal(stage / SITE)
    pack_folder(folder, archive, site.settings.updated)
    return Snapshot(folder, archive, made.localized_sites[0].changes)
