"""The directory's own settings, from `content/directory.yml`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ourtables.core.errors import ContentError
from ourtables.core.nodes import Mapping, parse
from ourtables.core.po_files import DOMAIN
from ourtables.core.problems import Reporter
from ourtables.core.sections import Section

FILE = "directory.yml"
# Further languages, each in a folder named by its tag, and in it the file of its own catalogue.
TRANSLATIONS = "languages"
OWN_CATALOGUE = f"{DOMAIN}.po"
_LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]+)*"
FORGES = ("github", "codeberg", "gitea", "gitlab")


@dataclass(frozen=True, slots=True)
class Bands:
    """The ends of the bands of freshness, in days since a group last confirmed its listing."""

    recent: int = 182
    check_first: int = 365
    listed: int = 540


@dataclass(frozen=True, slots=True)
class Forge:
    """Where listings are changed: a kind of forge, OWNER/NAME and the branch that is published.

    The forge's own address is set where it isn't the usual one of its kind.
    """

    kind: str
    repository: str
    branch: str = "main"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The keepers' mail: `public` is shown, `private` takes reports, concerns and removals."""

    public: str | None = None
    private: str | None = None


@dataclass(frozen=True, slots=True)
class Postcode:
    """How this country writes postcodes: regular expressions over capitals, from finest to coarsest."""

    unit: str
    sector: str
    outward: str

    def outward_of(self, text: str) -> str:
        """Return the outward code of a whole postcode, a sector or an outward code; nothing for any other text."""
        capitals = " ".join(text.upper().split())
        matches = (re.fullmatch(pattern, capitals, re.ASCII) for pattern in (self.outward, self.sector, self.unit))
        return next((match[1].replace(" ", "") for match in matches if match), "")


@dataclass(frozen=True, slots=True)
class KeepersQuestion:
    """A question that the keepers decide themselves; without an `answer` About says "Not decided yet"."""

    question: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided what is listed, and when; both are empty while the criteria are a draft.

    `questions` are what the criteria leave to the keepers.
    """

    adopted_by: str | None = None
    adopted_on: date | None = None
    questions: tuple[KeepersQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the directory answers to the questions it asks of groups; `None` reads "We haven't said"."""

    led_by: str | None = None
    led_by_note: str | None = None
    host: str | None = None
    funding: tuple[str, ...] = ()
    funding_note: str | None = None
    domain_held_by: str | None = None
    takes_over: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that makes this directory this directory; `docs/run-your-own-reference.md` documents each one.

    `language` is the one that its words are in: the first of `languages`, or another in that language's edition.
    `translations` is the folder of further languages' words and of the directory's own catalogues.
    """

    title: str
    motto: str
    lede: str
    description: str
    address: str
    country: str
    language: str
    languages: tuple[str, ...]
    unchecked_languages: bool
    translated: int
    time_zone: str
    root_area: str
    bands: Bands
    forge: Forge | None
    contact: Addresses
    postcode: Postcode | None
    personal_mail: tuple[str, ...]
    demo: bool
    led_by: tuple[str, ...]
    sources: tuple[str, ...]
    decided: Decided
    answers: Answers
    leave: str | None
    fonts: str
    owners_alone: bool
    translations: Path

    def own_catalogue(self, language: str) -> Path:
        """Return where this directory's own catalogue of a language is, if it has one."""
        return self.translations / language / OWN_CATALOGUE

    @property
    def languages_own_first(self) -> tuple[str, ...]:
        """Every language of the site, that of this edition first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))


def load(content: Path) -> Settings:
    """Read `directory.yml` in a content folder.

    Raises `ContentError` that names every line to mend, when the file is missing or a value can't be used.
    """
    path = content / FILE
    report = Reporter(str(path))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        report(
            "keeper-setting",
            what=f"The settings can't be read: {error}.",
            hint="ourtables init writes one into a new folder.",
        )
        raise ContentError(report.problems) from None
    root = parse(text, report)
    settings = None
    if isinstance(root, Mapping):
        settings = _settings(Section(root, report, ""), content / TRANSLATIONS)
    elif not report.problems:
        report("not-answers")
    if report.problems or settings is None:
        raise ContentError(report.problems)
    return settings


def is_language(tag: str) -> bool:
    """Return whether a text is written as the code of a language is, such as `en-GB`."""
    return re.fullmatch(_LANGUAGE, tag) is not None


def today(settings: Settings) -> date:
    """Give today's date in the directory's time zone.

    `SOURCE_DATE_EPOCH` takes the clock's place where it is set, so that builds repeat.
    """
    zone = ZoneInfo(settings.time_zone or "UTC")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), zone) if epoch else datetime.now(zone)).date()


def _settings(top: Section, translations: Path) -> Settings:
    languages = _languages(top)
    settings = Settings(
        title=top.text("title", required=True),
        motto=top.text("motto"),
        lede=top.text("lede"),
        description=top.text("description"),
        address=top.address("address"),
        country=top.matching("country", r"[A-Z]{2}", "two capitals, such as GB"),
        language=languages[0] if languages else "",
        languages=languages,
        unchecked_languages=top.yes("unchecked_languages"),
        translated=int(top.matching("translated", r"100|[0-9]{1,2}", "a whole number up to 100") or 0),
        time_zone=top.checked("time_zone", _zone, "a time zone, such as Europe/London"),
        root_area=top.text("root_area", required=True),
        bands=_bands(top.section("bands")),
        forge=_forge(top.section("forge")),
        contact=_contact(top.section("contact")),
        postcode=_postcode(top.section("postcode")),
        personal_mail=top.texts("personal_mail"),
        demo=top.yes("demo"),
        led_by=top.texts("led_by"),
        sources=top.texts("sources"),
        decided=_decided(top.section("decided")),
        answers=_answers(top.section("answers")),
        leave=top.link_or_no("leave"),
        fonts=top.one_of("fonts", ("own", "system")),
        owners_alone=top.yes("owners_alone"),
        translations=translations,
    )
    top.close()
    return settings


def _languages(top: Section) -> tuple[str, ...]:
    """Return the languages of the site, from `languages` or from `language` alone; none when they can't be used."""
    several, written = top.texts("languages"), top.node.entries.get("languages")
    if written is None or not several:
        one = top.matching("language", _LANGUAGE, "a language's code, such as en-GB", required=True)
        return (one,) if one else ()
    if top.get("language"):
        both = "“language” and “languages” are both set."
        top.complain(written, both, "Keep “languages”: its first is the main one.")
    for tag in several:
        if not is_language(tag):
            top.complain(written, f"“{tag}” can't be a language.", "Write its code, such as en-GB, cy or ur.")
        if [one.lower() for one in several].count(tag.lower()) > 1:
            top.complain(written, f"“{tag}” is in “languages” twice.", "Keep one of them.")
    return several


def _bands(part: Section) -> Bands:
    bands = Bands(part.number("recent", 182), part.number("check_first", 365), part.number("listed", 540))
    if not bands.recent < bands.check_first < bands.listed:
        part.complain(part.node, "The three bands must grow.", "Write them in order, such as 182, 365, 540.")
    part.close()
    return bands


def _forge(part: Section) -> Forge | None:
    kind = part.one_of("kind", FORGES)
    repository, branch = part.maybe("repository"), part.maybe("branch")
    address = part.address("address").rstrip("/") or None
    if kind == "gitea" and repository and not address:
        part.complain(
            part.node, "A gitea has an address of its own.", "Add “address:”, such as https://git.example.org."
        )
    part.close()
    return Forge(kind, repository, branch or "main", address) if repository else None


def _contact(part: Section) -> Addresses:
    mail = r"[^@\s]+@[^@\s]+\.[^@\s]+"
    addresses = Addresses(
        part.matching("public", mail, "an e-mail address") or None,
        part.matching("private", mail, "an e-mail address") or None,
    )
    part.close()
    return addresses


def _postcode(part: Section) -> Postcode | None:
    unit, sector, outward = part.pattern("unit"), part.pattern("sector"), part.pattern("outward")
    part.close()
    return Postcode(unit, sector, outward) if unit and sector and outward else None


def _decided(part: Section) -> Decided:
    adopted = part.maybe("adopted_on")
    day = part.checked("adopted_on", date.fromisoformat, "a date, such as 2026-10-05") if adopted else None
    questions = tuple(_question(one) for one in part.sections("questions"))
    decided = Decided(part.maybe("adopted_by"), date.fromisoformat(day) if day else None, questions)
    part.close()
    return decided


def _question(part: Section) -> KeepersQuestion:
    question = KeepersQuestion(part.text("question", required=True), part.maybe("answer"))
    part.close()
    return question


def _answers(part: Section) -> Answers:
    answers = Answers(
        led_by=part.maybe("led_by"),
        led_by_note=part.maybe("led_by_note"),
        host=part.maybe("host"),
        funding=part.texts("funding"),
        funding_note=part.maybe("funding_note"),
        domain_held_by=part.maybe("domain_held_by"),
        takes_over=part.maybe("takes_over"),
    )
    part.close()
    return answers


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except ZoneInfoNotFoundError as error:
        raise ValueError(text) from error
