"""The preview that a message or another site shows of a link: the same neutral words and picture for every page."""

from __future__ import annotations

from dataclasses import dataclass

from ourtables.settings.settings import Settings

PICTURE = "share.png"
WIDTH, HEIGHT = 800, 420


@dataclass(frozen=True, slots=True)
class Sharing:
    """The preview of a link. A page shows its own title there only when that names just a group or a place."""

    title: str
    description: str
    picture: str
    width: int = WIDTH
    height: int = HEIGHT


def sharing(settings: Settings, picture: str) -> Sharing:
    """Return the preview of all pages of a directory.

    Args:
        settings: The directory's own.
        picture: The whole address of the picture.
    """
    return Sharing(settings.title, settings.description, picture)
