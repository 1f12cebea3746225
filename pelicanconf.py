"""Pelican's settings for this folder, wherever Pelican is started."""

from pathlib import Path

from ourtables.site.pelican_defaults import *  # noqa: F403

HERE = Path(__file__).parent

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
