"""A keeper hears that a site will be too large before its host refuses it, and which listings weigh most."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli import check, publish_checks
from ourtables.core.errors import Failed
from ourtables.directory import site_size
from ourtables.listing.checking import Context
from ourtables.listing.group import Group, OwnWords
from ourtables.settings import vocabulary
from tests.conftest import LISTING, TESTS, TODAY, of_our_content

LANGUAGES = (
    "en-GB, cy, ur, de, fr, es, it, nl, pl, pt, ro, sv, da, fi, nb, el, cs, "
    "sk, hu, bg, hr, sl, et, lv, lt, ga, mt, tr, ru, uk, ar, he, fa, hi"
)


def group(slug: str, size: int, *areas: str) -> Group:
    return Group(slug=slug, name=slug, words=OwnWords(), areas=areas or ("leeds",), listing="x" * size)


def test_a_directory_with_room_is_told_nothing(context: Context) -> None:
    small = [group(f"group-{number}", 800) for number in range(5_000)]
    assert site_size.note(small, context.vocabularies["areas"], "x") == []


@of_our_content
def test_the_heaviest_are_named_before_a_host_refuses_them() -> None:
    """190 listings of the largest size, each for ten councils far apart, may fill a gigabyte."""
    areas = vocabulary.load(TESTS.parent / "content")["areas"]
    apart = {one.parent: one.key for one in areas if not areas.children(one.key)}
    heavy = [group(f"heavy-{number:03}", 65_000, *list(apart.values())[:10]) for number in range(190)]
    [told] = site_size.note([group("small", 800), *heavy], areas, "content/directory.yml")
    assert not told.stops
    assert "GitHub Pages takes 1.0 GB at most" in told.message
    assert "can take longer than the 10 minutes it allows" in told.message
    assert "heavy-000 (" in told.hint
    assert "small" not in told.hint


def test_each_language_weighs_as_much_again(context: Context) -> None:
    groups = [group(f"group-{number}", 800) for number in range(3_000)]
    areas = context.vocabularies["areas"]
    assert site_size.note(groups, areas, "x") == []
    [told] = site_size.note(groups, areas, "x", 3)
    # 3,000 groups of 77 kB each and a site of 12 MB, three times.
    assert told.message.startswith("The site may take up to 729.0 MB, and GitHub Pages takes 1.0 GB at most: ")
    assert "about 4,173 groups like these fit, in 3 languages." in told.message
    assert "Most of it is due to group-0 (0.2 MB), group-1 (0.2 MB)" in told.hint


def test_a_check_of_the_whole_directory_says_so(tmp_path: Path) -> None:
    import shutil

    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    (content / "groups" / "kettle.md").write_text(LISTING, encoding="utf-8")
    settings = content / "directory.yml"
    # A site of 34 languages is large without a group.
    several = f"languages: [{LANGUAGES}]\nunchecked_languages: yes"
    settings.write_text(settings.read_text().replace("language: en-GB", several), encoding="utf-8")
    arguments = ["--content", str(content), "--today", TODAY.isoformat()]
    done = CliRunner().invoke(check.command, arguments)
    assert done.exit_code == 0
    assert "directory.yml:1: The site may take up to" in done.output
    assert "groups like these fit, in 34 languages." in done.output
    assert "Most of it is due to " in done.output
    of_one = CliRunner().invoke(check.command, [str(content / "groups" / "kettle.md"), *arguments])
    assert "The site may take" not in of_one.output


def test_a_site_that_is_too_large_isnt_published(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("tea" * 100)
    publish_checks.fits(tmp_path)
    with pytest.raises(Failed, match=r"The new site takes 0.0 MB, and GitHub Pages takes 0.0 MB at most"):
        publish_checks.fits(tmp_path, most=299)
