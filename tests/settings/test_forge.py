"""Each kind of forge has its own addresses, and they stand in one place."""

import re
from pathlib import Path

import pytest

from ourtables.settings import forge
from ourtables.settings.forge import ForgeAddresses
from ourtables.settings.settings import Forge
from tests.conftest import TESTS

ROOT = TESTS.parent
OF = "our-own-tables/tables"
FORGES = {
    "github": (
        Forge("github", OF),
        ForgeAddresses(
            "GitHub",
            "https://github.com/our-own-tables/tables/new/main?filename=content/groups/{slug}.md",
            "&value={text}",
            "https://github.com/our-own-tables/tables/edit/main/content/groups/{slug}.md",
            "https://github.com/our-own-tables/tables/issues/new?template=add.yml",
        ),
    ),
    "codeberg": (
        Forge("codeberg", OF, "pages"),
        ForgeAddresses(
            "Codeberg",
            "https://codeberg.org/our-own-tables/tables/_new/pages/content/groups/?filename={slug}.md",
            "&value={text}",
            "https://codeberg.org/our-own-tables/tables/_edit/pages/content/groups/{slug}.md",
            "",
        ),
    ),
    "gitea": (
        Forge("gitea", OF, address="https://git.example.org"),
        ForgeAddresses(
            "git.example.org",
            "https://git.example.org/our-own-tables/tables/_new/main/content/groups/?filename={slug}.md",
            "&value={text}",
            "https://git.example.org/our-own-tables/tables/_edit/main/content/groups/{slug}.md",
            "",
        ),
    ),
    "gitlab": (
        Forge("gitlab", "a/b/c"),
        ForgeAddresses(
            "GitLab",
            "https://gitlab.com/a/b/c/-/new/main?file_name=content/groups/{slug}.md",
            "",
            "https://gitlab.com/a/b/c/-/edit/main/content/groups/{slug}.md",
            "",
        ),
    ),
}


@pytest.mark.parametrize("kind", FORGES)
def test_a_forge_has_the_addresses_of_its_kind(kind: str) -> None:
    of, expected = FORGES[kind]
    assert forge.addresses(of) == expected


def test_a_branch_stands_in_an_address_as_an_address_needs_it() -> None:
    found = forge.addresses(Forge("github", OF, "live/the site"))
    assert found.edit == "https://github.com/our-own-tables/tables/edit/live/the%20site/content/groups/{slug}.md"


def test_no_other_file_of_the_software_makes_such_an_address() -> None:
    made = re.compile(r"/_new/|/-/new/|/_?edit/|issues/new|\?file_?name=")
    files = [path for folder in ("plugins", "theme") for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in files if path.suffix in {".py", ".html", ".js"}}
    assert texts
    assert [path.name for path, text in texts.items() if made.search(text)] == [Path(forge.__file__).name]
