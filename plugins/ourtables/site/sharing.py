"""What a message or another site shows of a shared link: the same few neutral words and one picture for every page."""

from __future__ import annotations

from dataclasses import dataclass

from ourtables.settings import Settings

PICTURE = "share.png"
WIDTH, HEIGHT = 800, 420


@dataclass(frozen=True, slots=True)
class Sharing:
    """The preview of a link: a page puts its own title there only where that names nothing but a group or a place."""

    title: str
    description: str
    picture: str
    width: int = WIDTH
    height: int = HEIGHT


def sharing(settings: Settings, picture: str) -> Sharing:
    """The preview of all pages of a directory; `picture` is the whole address of its picture."""
    return Sharing(settings.title, settings.description, picture)
