"""Jinja as every template of this site meets it: what it may call, and each page drawn from its record."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template, TemplateError, TemplateSyntaxError

from ourtables import catalogue, reaching
from ourtables.directory import Directory
from ourtables.problems import suggest
from ourtables.site.assets import Assets, Icons
from ourtables.site.memory import remember
from ourtables.site.quick import QuickContext, QuickTemplate
from ourtables.site.record import Page, SiteError
from ourtables.site.sharing import PICTURE, sharing
from ourtables.vocabulary import Term


@dataclass(frozen=True, slots=True)
class Address:
    """Where the site will stand: an origin and the path before every address, empty at a domain's root."""

    origin: str
    prefix: str

    @classmethod
    def of(cls, url: str) -> Address:
        """The parts of a site's whole address, `https://example.org/REPO`."""
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}" if parts.netloc else "", parts.path.rstrip("/"))

    def link(self, path: str) -> str:
        """An address of this site for a link, with the prefix where there is one."""
        return f"{self.prefix}{path}"

    def absolute(self, path: str) -> str:
        """A whole address of this site, for what is read elsewhere."""
        return f"{self.origin}{self.prefix}{path}"


class Templates:
    """The templates of one run, each compiled once."""

    def __init__(
        self,
        environment: Environment,
        folders: list[Path],
        directory: Directory,
        address: Address,
        messages: NullTranslations,
        assets: Assets,
        icons: Icons,
    ) -> None:
        # Pelican falls back to its own theme for a template that ours lacks; a missing one is to be an error here.
        environment.loader = FileSystemLoader([str(folder) for folder in folders])
        environment.auto_reload = False
        environment.context_class = QuickContext
        environment.template_class = QuickTemplate
        language = directory.settings.language
        words = catalogue.Words(language, messages)
        # The same few hundred messages, thousands of times each.
        say = cache(messages.gettext)
        environment.install_gettext_callables(say, messages.ngettext)  # type: ignore[attr-defined]
        environment.globals.update(
            _=say,
            settings=replace(directory.settings, address=address.absolute("/")),
            directory=directory,
            today=directory.today,
            link=address.link,
            absolute=address.absolute,
            asset=lambda name: address.link(assets.path(name)),
            icon=icons.draw,
            term=_terms(directory),
            reach=lambda contact: reaching.address(contact, directory.settings.phone),
            direction=catalogue.direction,
            sharing=sharing(directory.settings, address.absolute(assets.path(PICTURE))),
        )
        environment.filters.update(
            direction=catalogue.direction,
            day=words.day,
            short_day=words.short_day,
            month=words.month,
            clock=words.clock,
            weekday=words.weekday,
            language=words.language,
            number=words.number,
        )
        remember(environment)
        self.environment = environment
        self.words = words
        self._icons = icons
        self._compiled: dict[str, Template] = {}

    def draw(self, page: Page) -> bytes:
        """Draw a page.

        Raises `SiteError` that names the page, when its template is missing or fails.
        """
        try:
            template = self._compiled.get(page.template)
            if template is None:
                template = self._compiled[page.template] = self.environment.get_template(page.template)
            body = template.render(page.context(), page=page, csp=page.policy)
            return body.replace("</body>", f"{self._icons.sprite(body)}</body>").encode()
        except TemplateError as error:
            where = _where(error)
            raise SiteError(f"{page.url} can't be drawn with {page.template}{where}: {error}") from error


def _where(error: BaseException) -> str:
    """The line of a template that an error comes from, as Jinja notes it in the traceback."""
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
        # A key may be one that code knows and no vocabulary names; its own name is then the best word there is.
        return found or Term(key, key.replace("-", " ").replace("_", " "))

    return term
