"""The addresses at which a forge lets people write a listing, change one, or fill in its issue form.

They are patterns: `{slug}` is the listing's, `{text}` its percent-encoded text. Whoever needs such an address takes it
from here; the browser fills in the gaps (`theme/static/js/form/endings.js`).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ourtables.settings.settings import Forge

FOLDER = "content/groups"
# GitHub refuses an address over 8,191 bytes; no forge is given a longer one than this.
MOST_BYTES = 8000
_SITES = {"github": "https://github.com", "codeberg": "https://codeberg.org", "gitlab": "https://gitlab.com"}
_NAMES = {"github": "GitHub", "codeberg": "Codeberg", "gitlab": "GitLab"}


@dataclass(frozen=True, slots=True)
class ForgeAddresses:
    """The addresses of one kind of forge.

    Attributes:
        name: What the forge is called.
        new: Opens an empty file.
        text: Adds the text of that file to `new`; empty where the forge takes none.
        edit: Opens a listing that exists.
        issue: The form to add a group; empty where there is none.
    """

    name: str
    new: str
    text: str
    edit: str
    issue: str


def addresses(forge: Forge) -> ForgeAddresses:
    """The addresses of a directory's forge."""
    site = forge.address or _SITES[forge.kind]
    name = urlsplit(site).hostname or site if forge.address else _NAMES[forge.kind]
    root = f"{site}/{quote(forge.repository)}"
    branch = quote(forge.branch)
    file = f"{FOLDER}/{{slug}}.md"
    if forge.kind == "github":
        issue = f"{root}/issues/new?template=add.yml"
        return ForgeAddresses(
            name, f"{root}/new/{branch}?filename={file}", "&value={text}", f"{root}/edit/{branch}/{file}", issue
        )
    if forge.kind == "gitlab":
        # GitLab reads the file's name and nothing else; the text is pasted.
        return ForgeAddresses(name, f"{root}/-/new/{branch}?file_name={file}", "", f"{root}/-/edit/{branch}/{file}", "")
    return ForgeAddresses(
        name,
        f"{root}/_new/{branch}/{FOLDER}/?filename={{slug}}.md",
        "&value={text}",
        f"{root}/_edit/{branch}/{file}",
        "",
    )
