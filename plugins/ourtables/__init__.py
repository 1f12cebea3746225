"""A directory of user-led groups: each group's file becomes a page, an entry in a search, and open data.

core        what every room uses: problems and rules, YAML as strings, quoting, bounds, the message catalogue
places      a typed town or postcode becomes an area and a point
settings    what the keepers set: directory.yml, vocabularies, registers, the forge, the content policy
listing     one listing: its fields, its file, its checks, its tidy text
directory   all listings: which are listed, by area, freshness, finding, upkeep
intake      what people send becomes listings: `sheets` (spreadsheets, data) and `mail`
linking     whether listings' web addresses still lead somewhere
reviewing   what a pull request changes, in plain sentences; what the `bot` does on the forge
exports     the directory as data for others, and a language's words for a translator
site        the directory as a website (Pelican, Jinja, Pagefind)
cli         the command `ourtables`, one module a command

Each imports only from those above it; `site` and `cli` never import each other (docs/architecture.md).
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def carried(name: str) -> Path:
    """Return a file or folder that comes with the software.

    Args:
        name: Its path from the top of the repository. A wheel has it inside the package, a checkout beside `plugins/`.
    """
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parents[1] / name


def get_path() -> str:
    """Return the folder of the theme, as Pelican's setting `THEME` takes it."""
    return str(carried("theme"))
