"""Jinja for this site: what a template may call, and how a page is drawn from its record."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, Template, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket

from ourtables.core import catalogue
from ourtables.core.edit_distance import suggest
from ourtables.core.errors import SiteError
from ourtables.core.spoken import MAIN, OWN, SAID
from ourtables.directory.directory import Directory
from ourtables.listing import contact_links
from ourtables.listing.fields import FIELDS, asks
from ourtables.listing.phone_plan import PhonePlan
from ourtables.settings.vocabulary import Term
from ourtables.site.assets import Assets, Icons
from ourtables.site.edition import Edition
from ourtables.site.jinja_speed import remember, shorten
from ourtables.site.marks import marked_up, unmarked
from ourtables.site.numbers_apart import numbers_apart
from ourtables.site.record import Page
from ourtables.site.sharing import PICTURE, sharing

# What a language says of a value: filters of this name, and functions of a catalogue.
_TELLING = ("day", "short_day", "month", "clock", "weekday", "language")


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory for other environments; Jinja compares their sources."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template from memory, if it is there."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


def another(environment: Environment) -> Environment:
    """Return an environment like another, whose functions and filters can be set without changing the other's."""
    made = environment.overlay()
    made.globals, made.filters = dict(environment.globals), dict(environment.filters)
    return made


class Templates:
    """The templates of one run and one edition, each compiled once.

    Args:
        environment: A Jinja environment, which gets this site's functions and filters.
        folders: Where templates are, in the order in which they are searched.
        directory: The groups.
        edition: The language that pages are drawn in.
        assets: The theme's files.
        icons: The theme's icons.
        editions: Every language of the site, when there are several.
    """

    def __init__(
        self,
        environment: Environment,
        folders: list[Path],
        directory: Directory,
        edition: Edition,
        assets: Assets,
        icons: Icons,
        editions: Sequence[Edition] = (),
    ) -> None:
        # Pelican would take a missing template from its own theme; here it is an error.
        environment.loader = FileSystemLoader([str(folder) for folder in folders])
        environment.auto_reload = False
        shorten(environment)
        words, main, address = edition.words, edition.main_words, edition.address
        messages = words.messages
        # Pages ask for the same few hundred messages thousands of times each.
        say = cache(messages.gettext)
        environment.globals.update(gettext=say, ngettext=messages.ngettext)
        phones = PhonePlan.of(directory.settings.country)
        environment.globals.update(
            _=say,
            settings=directory.settings,
            directory=directory,
            today=directory.today,
            link=address.link,
            absolute=address.absolute,
            # The addresses of what is made once for all languages.
            main_link=edition.site.link,
            main_absolute=edition.site.absolute,
            editions=editions,
            unchecked_says=edition.unchecked_says,
            asset=lambda name: edition.site.link(assets.path(name)),
            icon=icons.draw,
            term=_terms(directory),
            asked=frozenset(field.name for field in FIELDS if asks(field, directory.vocabularies)),
            reach=lambda contact: contact_links.address(contact, phones),
            direction=catalogue.direction,
            comma=in_both(words.comma, main.comma if main else None),
            stop=in_both(words.stop, main.stop if main else None),
            spoken_in=lambda text: getattr(text, "language", ""),
            sharing=sharing(directory.settings, edition.site.absolute(assets.path(PICTURE))),
        )
        environment.filters.update(
            direction=catalogue.direction,
            **{name: telling(name, words, main) for name in _TELLING},
            and_list=words.listed,
            unmarked=unmarked,
            own_name=catalogue.own_name,
            number=words.number,
        )
        remember(environment)
        self.environment = environment
        self._way = edition.direction
        self._names = [one.name for one in editions if not one.name.isascii()]
        self._icons = icons
        self._compiled: dict[str, Template] = {}

    def compile_all(self) -> None:
        """Compile every template now, so that forked workers share them.

        One that can't be compiled is reported when it is drawn.
        """
        for name in self.environment.list_templates(extensions=["html"]):
            with suppress(TemplateError):
                self.environment.get_template(name)

    def draw(self, page: Page) -> bytes:
        """Draw a page.

        Raises:
            SiteError: Its template is missing or fails; the message names the page.
        """
        given = page.context()
        try:
            template = self._compiled.get(page.template)
            if template is None:
                template = self._compiled[page.template] = self.environment.get_template(page.template)
            body = template.render(given, page=page, csp=page.policy)
            before, end, after = body.rpartition("</body>")
            return self.finished(f"{before}{self._icons.sprite(body)}{end}{after}")
        except (TemplateError, TypeError, AttributeError) as error:
            # A macro of a directory's own theme may take other values than ours gives it.
            if isinstance(error, TypeError) and not str(error).startswith("macro "):
                raise
            where = _where(error)
            raise SiteError(f"{page.url} can't be drawn with {page.template}{where}: {error}") from error

    def finished(self, html: str) -> bytes:
        """Return HTML in UTF-8 with elements around texts in other languages and numbers in words from right to left.

        Args:
            html: What a template has drawn.
        """
        return numbers_apart(marked_up(html, self._way).encode(), self._names)


def telling(name: str, words: catalogue.Catalogue, main: catalogue.Catalogue | None) -> Callable[[Any], str]:
    """Return a filter that says a value as a language does, and for sentences of the main language as that does.

    Args:
        name: What is said, such as "month".
        words: The language of the edition.
        main: The main language; nothing in its own edition.
    """
    own: Callable[[Any], str] = getattr(words, name)
    if main is None:
        # Most meetings have the same few days and hours.
        return cache(own)
    other: Callable[[Any], str] = getattr(main, name)
    return cache(lambda value: in_both(own(value), other(value)))


def in_both(own: str, main: str | None) -> str:
    """Return a text of the page's language that reads otherwise within a sentence of the main one: see `site/marks.py`.

    Args:
        own: The text.
        main: The same in the main language; nothing in its own edition.
    """
    return own if main is None else f"{OWN}{own}{MAIN}{main}{SAID}"


def _where(error: BaseException) -> str:
    """Return the line of a template that an error comes from, which Jinja notes in the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return f" ({error.name}, line {error.lineno})"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""


def _terms(directory: Directory) -> Callable[[str, str], Term]:
    vocabularies = directory.vocabularies

    def term(vocabulary: str, key: str) -> Any:
        if vocabulary not in vocabularies:
            raise SiteError(f"There is no vocabulary {vocabulary}; did you mean {suggest(vocabulary, vocabularies)}?")
        found = vocabularies[vocabulary].get(key)
        # Code knows some keys that no vocabulary names; the key itself is then the best word there is.
        return found or Term(key, key.replace("-", " ").replace("_", " "))

    return term
