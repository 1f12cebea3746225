"""The directory's own settings, from `content/directory.yml`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ourtables.nodes import Mapping, parse
from ourtables.problems import ContentError, Reporter
from ourtables.sections import Section

FILE = "directory.yml"


@dataclass(frozen=True, slots=True)
class Bands:
    """Days since a group last said its listing is true: up to `recent`, up to `check_first`, up to `listed`, and
    beyond.
    """

    recent: int = 182
    check_first: int = 365
    listed: int = 540


@dataclass(frozen=True, slots=True)
class Forge:
    """Where listings are changed: a `kind` of forge, OWNER/NAME, the branch that is published, and the forge's own
    address where it isn't the kind's usual one.
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


@dataclass(frozen=True, slots=True)
class Phone:
    """How this country writes phone numbers, as regular expressions over digits; `mobile` marks what may be a
    person's own.
    """

    number: str
    mobile: str | None = None
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided what is listed, and when; both are empty while the criteria are a draft."""

    adopted_by: str | None = None
    adopted_on: date | None = None


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
    """Everything that makes this directory this directory; `docs/run-your-own.md` documents each one."""

    title: str
    motto: str
    lede: str
    description: str
    address: str
    country: str
    language: str
    time_zone: str
    root_area: str
    bands: Bands
    forge: Forge | None
    contact: Addresses
    postcode: Postcode | None
    phone: Phone | None
    personal_mail: tuple[str, ...]
    demo: bool
    led_by: tuple[str, ...]
    sources: tuple[str, ...]
    decided: Decided
    answers: Answers
    leave: str | None
    fonts: str


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
            hint="Copy content/directory.yml from a fresh clone.",
        )
        raise ContentError(report.problems) from None
    root = parse(text, report)
    settings = None
    if isinstance(root, Mapping):
        settings = _settings(Section(root, report, ""))
    elif not report.problems:
        report("not-answers")
    if report.problems or settings is None:
        raise ContentError(report.problems)
    return settings


def today(settings: Settings) -> date:
    """The day it is where the directory is: by `SOURCE_DATE_EPOCH` when that is set, so that builds repeat, else by
    the clock.
    """
    zone = ZoneInfo(settings.time_zone or "UTC")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), zone) if epoch else datetime.now(zone)).date()


def _settings(top: Section) -> Settings:
    settings = Settings(
        title=top.text("title", required=True),
        motto=top.text("motto"),
        lede=top.text("lede"),
        description=top.text("description"),
        address=top.address("address"),
        country=top.matching("country", r"[A-Z]{2}", "two capitals, such as GB"),
        language=top.matching(
            "language", r"[a-z]{2,3}(-[A-Za-z0-9]+)*", "a language's code, such as en-GB", required=True
        ),
        time_zone=top.checked("time_zone", _zone, "a time zone, such as Europe/London"),
        root_area=top.text("root_area", required=True),
        bands=_bands(top.section("bands")),
        forge=_forge(top.section("forge")),
        contact=_contact(top.section("contact")),
        postcode=_postcode(top.section("postcode")),
        phone=_phone(top.section("phone")),
        personal_mail=top.texts("personal_mail"),
        demo=top.yes("demo"),
        led_by=top.texts("led_by"),
        sources=top.texts("sources"),
        decided=_decided(top.section("decided")),
        answers=_answers(top.section("answers")),
        leave=top.link_or_no("leave"),
        fonts=top.one_of("fonts", ("own", "system")),
    )
    top.close()
    return settings


def _bands(part: Section) -> Bands:
    bands = Bands(part.number("recent", 182), part.number("check_first", 365), part.number("listed", 540))
    if not bands.recent < bands.check_first < bands.listed:
        part.complain(part.node, "The three bands must grow.", "Write them in order, such as 182, 365, 540.")
    part.close()
    return bands


def _forge(part: Section) -> Forge | None:
    kind = part.one_of("kind", ("github", "codeberg", "gitea", "gitlab"))
    repository, branch = part.maybe("repository"), part.maybe("branch")
    address = part.address("address").rstrip("/") or None
    if kind == "gitea" and repository and not address:
        part.complain(
            part.node, "A gitea stands at an address of its own.", "Add “address:”, such as https://git.example.org."
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


def _phone(part: Section) -> Phone | None:
    number, mobile, code = part.pattern("number"), part.pattern("mobile"), part.maybe("country_code")
    part.close()
    return Phone(number, mobile, code) if number else None


def _decided(part: Section) -> Decided:
    adopted = part.maybe("adopted_on")
    day = part.checked("adopted_on", date.fromisoformat, "a date, such as 2026-10-05") if adopted else None
    decided = Decided(part.maybe("adopted_by"), date.fromisoformat(day) if day else None)
    part.close()
    return decided


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
