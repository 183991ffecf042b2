"""How the pages of a site look: its templates, its assets, and the colours of its style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chronicle.assets import STYLE_SHEET, Assets, join_styles, make_assets
from chronicle.colours import read_colours
from chronicle.model import OutputFile
from chronicle.pictures import Colours, choose_colours
from chronicle.problems import ContentError
from chronicle.project import Project
from chronicle.reading import read_static, read_templates


@dataclass(frozen=True)
class Look:
    """The templates, the assets, and the colours of the light and the dark theme by their names."""

    templates: Mapping[str, str]
    assets: Assets
    light: Mapping[str, str]
    dark: Mapping[str, str]

    @property
    def colours(self) -> Colours:
        """The colours of share pictures."""
        return choose_colours(self.light)


def read_look(project: Project, is_named: bool = True) -> Look:
    """Return the look of a project's pages; the names of its assets have a digest if `is_named`.

    Raises ContentError with the mistakes of templates, style sheets and scripts.
    """
    static, templates = read_static(project), read_templates(project)
    light, dark = read_colours(join_styles(static))
    return Look(templates, make_assets(static, is_named=is_named), light, dark)


def reread_style(look: Look, project: Project) -> OutputFile | None:
    """Return the style sheet of a preview after an edit; None if it has a mistake, or if its colours have changed, since pictures have them too."""
    try:
        static = read_static(project)
        file = make_assets(static, is_named=False).files[STYLE_SHEET]
    except ContentError:
        return None
    return file if read_colours(join_styles(static)) == (look.light, look.dark) else None
