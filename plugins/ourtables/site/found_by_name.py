"""What Pelican and `pelican-plugins` find by name: in the wheel this file is `pelican.plugins.ourtables`.

Pelican loads it in every site whose configuration names no plugins. It does nothing in one without
`content/directory.yml`.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from ourtables.settings.settings import FILE
from ourtables.site import pelican_defaults, plugin

# What the person who started Pelican decides.
_THEIRS = frozenset({"PATH", "OUTPUT_PATH", "PLUGINS"})


def _configure(pelican: Any) -> None:
    """Give Pelican the settings of a directory, unless its own configuration has taken them."""
    if pelican.settings.get("OURTABLES") is not None:
        return
    inside = Path(pelican.path) / "content"
    if (inside / FILE).is_file():
        pelican.path = pelican.settings["PATH"] = str(inside)
    if (Path(pelican.path) / FILE).is_file():
        ours = {name: value for name, value in vars(pelican_defaults).items() if name.isupper()}
        pelican.settings.update({name: value for name, value in ours.items() if name not in _THEIRS})
        pelican.theme = pelican.settings["THEME"]


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_configure)
    plugin.register()
