"""Previews of shared links: neutral words, one light picture, and no condition but in a group's own name."""

import re
import struct
from pathlib import Path

from ourtables.settings import settings
from ourtables.site.sharing import HEIGHT, WIDTH

from .conftest import TESTS, Pages
from .test_parts import THEME

OWN = settings.load(TESTS / "content")


def test_every_page_has_a_neutral_preview_with_its_whole_address(small: Path, pages: Pages) -> None:
    for url, tree in pages(small):
        said = {
            str(node.attributes["property"]): str(node.attributes["content"]) for node in tree.css("meta[property]")
        }
        if url.endswith("/offline.html"):
            assert not said
            continue
        assert said["og:description"] == OWN.description, url
        name = said["og:image"].removeprefix("https://example.org/REPO")
        assert name != said["og:image"] and (small / name[1:]).is_file(), url


def test_only_groups_and_areas_put_their_own_name_into_a_preview(small: Path, pages: Pages) -> None:
    for url, tree in pages(small):
        node = tree.css_first("meta[property='og:title']")
        if node is None:
            continue
        own = re.fullmatch(r"/groups/[^/]+/index.html|/areas/[^/]+/(page/.*|booklet/.*)?index.html", url)
        heading = tree.css_first("h1").text()
        if node.attributes["content"] != OWN.title:
            assert own and str(node.attributes["content"]) in heading, url


def test_the_picture_is_light_and_as_large_as_it_says() -> None:
    picture = (THEME / "static" / "share" / "share.png").read_bytes()
    assert len(picture) <= 60 * 1024
    assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT)
