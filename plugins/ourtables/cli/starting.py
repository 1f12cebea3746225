"""What a new directory begins with: its settings, words, pages, one made-up group, and the files of its forge."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

import yaml

from ourtables import carried
from ourtables.cli.area_table import TableArea, as_yaml
from ourtables.cli.released import REPOSITORY, Release, requirements
from ourtables.listing.fields import BODY, BY_NAME, IN_A_CRISIS, Field, asks
from ourtables.listing.formatting import dump
from ourtables.settings import vocabulary
from ourtables.settings.vocabulary import Vocabulary

PLAIN, OURS = "plain", "lived-experience"
CAUSES = (PLAIN, OURS)
STARTER = carried("cli") / "starter"
# Words of this directory that are about no cause and no country.
_SHARED = ("confirmed_by", "consent", "contact_ways", "cost", "formats", "precisions", "reuse", "statuses")
# Words of this directory that are about its country.
_OF_ITS_COUNTRY = ("areas", "area_aliases", "help_first")
# Forms to press, which pass on to a workflow of ours that can be called.
_PRESSED = ("confirm.yml", "retire.yml", "take-off.yml")
_CALL = re.compile(r"uses: \S+/\.github/workflows/(?P<name>[a-z-]+\.yml)$", re.MULTILINE)
_HOSTS = {
    "github": "That company is GitHub, and its computers may be in the United States.",
    "gitlab": "That company is GitLab, and its computers may be in the United States.",
    "codeberg": "That is the association Codeberg, and its computers are in Germany.",
}
_SITES = {"github": "github.io", "gitlab": "gitlab.io", "codeberg": "codeberg.page"}
_BLANK_HOST = "[Still blank: who keeps this site on their computers, and in which country.]"
_BLANK_REGULATOR = "[Still blank: the office in your country, with its address.]"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new directory is, as far as it was said.

    Attributes:
        title: Its name.
        country: Two capitals.
        language: The language of its own words.
        forge: The kind of forge that keeps it.
        repository: OWNER/NAME there; empty when nobody knows yet.
        mail: The keepers' private address; empty when nobody knows yet.
        cause: Whose words it begins with, one of `CAUSES`.
        areas: Its areas, the whole first.
    """

    title: str
    country: str
    language: str
    forge: str
    repository: str
    mail: str
    cause: str
    areas: tuple[TableArea, ...]

    @property
    def address(self) -> str:
        """Where its forge will publish it."""
        owner, _, name = self.repository.partition("/")
        site = _SITES.get(self.forge)
        if not name or not site:
            return "https://example.org/"
        host = f"{owner.lower()}.{site}"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def write(folder: Path, beginning: Beginning) -> None:
    """Write a new directory.

    Args:
        folder: Where to; made if it isn't there.
        beginning: What it is.
    """
    content = folder / "content"
    for name, text in _content(beginning):
        _put(content / name, text)
    words = vocabulary.load(content)
    _put(content / "groups" / "example-group.md", _group(words, beginning))
    told = _told(beginning)
    for path in sorted((STARTER / "folder").rglob("*")):
        if path.is_file():
            # A file that begins with a dot would be hidden in a package: its name here begins with "dot-".
            name = path.relative_to(STARTER / "folder").as_posix().replace("dot-", ".")
            if beginning.forge == "github" or not name.startswith(".github/"):
                _put(folder / name, Template(path.read_text(encoding="utf-8")).safe_substitute(told))
    if beginning.forge == "github":
        for name in ("add.yml", "change.yml", "config.yml"):
            _put(folder / ".github" / "ISSUE_TEMPLATE" / name, _issue_form(name, words))
        for name in _PRESSED:
            text = (carried(".github/workflows") / name).read_text(encoding="utf-8")
            _put(folder / ".github" / "workflows" / name, _CALL.sub(_pinned, text))
    if beginning.forge == "gitlab":
        shutil.copyfile(STARTER / "gitlab-ci.yml", folder / ".gitlab-ci.yml")
    for name, text in requirements():
        _put(folder / name, text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _content(beginning: Beginning) -> Iterator[tuple[str, str]]:
    told = _told(beginning)
    for path in sorted((STARTER / "content").rglob("*")):
        if path.suffix in (".md", ".css") or path.name == "directory.yml":
            name = path.relative_to(STARTER / "content").as_posix()
            yield name, Template(path.read_text(encoding="utf-8")).safe_substitute(told)
    for path in _words(beginning.cause):
        yield f"vocabulary/{path.name}", path.read_text(encoding="utf-8")
    yield "vocabulary/areas.yml", as_yaml(beginning.areas)


def _words(cause: str) -> list[Path]:
    """Return the files of words of a cause; plain ones stand in where its own are about a country."""
    ours = {path.stem: path for path in carried("content/vocabulary").glob("*.yml")}
    plain = {path.stem: path for path in (STARTER / "content" / "vocabulary").glob("*.yml")}
    chosen = set(ours) - set(_OF_ITS_COUNTRY) if cause == OURS else set(_SHARED)
    return sorted((plain | {name: ours[name] for name in chosen}).values())


def _told(beginning: Beginning) -> dict[str, str]:
    """Return what the gaps of the starter's files are filled with; a setting comes quoted as YAML wants it."""
    release = Release.here()
    led_by = ["all-of-us", "most-of-us", "shared"]
    if beginning.cause == OURS:
        led_by = ["all-lived-experience", "most-lived-experience", "shared"]
    regulators = yaml.safe_load((STARTER / "regulators.yml").read_text(encoding="utf-8"))
    settings = {
        "title": beginning.title,
        "address": beginning.address,
        "repository": beginning.repository,
        "mail": beginning.mail,
        "time_zone": time_zone(beginning.country),
    }
    return {
        **{f"set_{name}": json.dumps(text, ensure_ascii=False) if text else "" for name, text in settings.items()},
        "title": beginning.title,
        "country": beginning.country,
        "language": beginning.language,
        "forge": beginning.forge,
        "root_area": beginning.areas[0].key,
        "led_by": ", ".join(led_by),
        "host": _HOSTS.get(beginning.forge, _BLANK_HOST),
        "regulator": regulators.get(beginning.country, _BLANK_REGULATOR),
        "version": release.version,
        "commit": release.commit,
    }


def time_zone(country: str) -> str:
    """Return a country's first time zone, as the tz database lists it; UTC for a country that it doesn't know.

    Args:
        country: Two capitals.
    """
    table = files("tzdata") / "zoneinfo" / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition("\t")
        if code == country:
            return rest.split("\t")[1]
    return "UTC"


def _group(words: dict[str, Vocabulary], beginning: Beginning) -> str:
    def first(name: str) -> str:
        # What is for people in a crisis asks for more answers.
        leaves = (term.key for term in words[name] if not words[name].children(term.key))
        return next(key for key in leaves if IN_A_CRISIS not in words[name].ancestors(key))

    answers = {
        "name": "Example Group",
        "offers": [first("offers")],
        "areas": [beginning.areas[-1].key],
        "formats": [first("formats")],
        "led_by": first("led_by"),
        "contact": [{"how": "email", "value": "hello@example.org"}],
        "confirmed": date.today().isoformat(),
        "confirmed_by": first("confirmed_by"),
        "consent": "group-agreed",
        "example": "yes",
    }
    return dump(answers, (STARTER / "example-group.md").read_text(encoding="utf-8").strip())


def _pinned(call: re.Match[str]) -> str:
    """Return a call of a workflow of ours, at the commit of the version that runs."""
    release = Release.here()
    place = f"{REPOSITORY}/.github/workflows/{call['name']}"
    return f"uses: {place}@{release.commit} # v{release.version}"


def _issue_form(name: str, words: dict[str, Vocabulary]) -> str:
    """Return one of our issue forms without the questions that this directory doesn't ask."""
    text = (carried(".github/ISSUE_TEMPLATE") / name).read_text(encoding="utf-8")
    head, *questions = text.split("\n  - ")
    kept = [one for one in questions if _is_asked(one, words)]
    return "\n  - ".join([head.partition("\n")[2] if head.startswith("#") else head, *kept])


def _is_asked(question: str, words: dict[str, Vocabulary]) -> bool:
    named = next((line.split(":")[1].strip() for line in question.splitlines() if line.startswith("    id:")), "")
    field: Field | None = BODY if named == BODY.name else BY_NAME.get(named)
    return field is None or asks(field, words)
