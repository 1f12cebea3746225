"""What the checker needs besides the listing: the directory's settings, words and registers, and the day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from string import ascii_lowercase

from ourtables.listing.phone_plan import PhonePlan
from ourtables.places import Gazetteer, PostcodeRules
from ourtables.places.tables import Tables
from ourtables.settings import maintainers, settings, translation_files, vocabulary
from ourtables.settings.maintainers import Registers
from ourtables.settings.settings import Settings
from ourtables.settings.translations import Translation
from ourtables.settings.vocabulary import Vocabulary


@dataclass(frozen=True)
class Context:
    """The directory's side of a check; made once, used for every listing.

    Attributes:
        content: The directory's own folder.
        settings: Its directory.yml.
        vocabularies: Its words, by vocabulary.
        today: The day of the check.
        registers: Listings taken off, and addresses that stay unused.
        translations: The keepers' words in each further language of the site.
    """

    content: Path
    settings: Settings
    vocabularies: dict[str, Vocabulary]
    today: date
    registers: Registers = field(default_factory=Registers)
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @cached_property
    def area_aliases(self) -> dict[str, tuple[str, ...]]:
        """The members of each name that stands for several areas, such as a former council."""
        aliases = self.vocabularies.get("area_aliases")
        return {term.key: term.members for term in aliases} if aliases else {}

    @cached_property
    def gazetteer(self) -> Gazetteer | None:
        """Knows typed places by the directory's tables; `None` when its areas have no points."""
        words, rules = self.vocabularies, self.settings.postcode
        areas = [*words.get("areas", ()), *words.get("area_aliases", ())]
        if not all(area.members or "lat" in area.extra for area in areas):
            return None
        postcodes = PostcodeRules(rules.unit, rules.sector, rules.outward) if rules else None
        return Gazetteer.load(self.content / "places", areas, postcodes)

    @cached_property
    def outcode_areas(self) -> Mapping[str, str]:
        """The area of each outward code that lies wholly in one."""
        return Tables(self.content / "places").areas_of_whole_outcodes if self.settings.postcode else {}

    @cached_property
    def postcode_unit(self) -> re.Pattern[str] | None:
        """Matches a whole postcode of this country anywhere in a text in capitals."""
        rules = self.settings.postcode
        return re.compile(rf"(?<![A-Z0-9])(?:{rules.unit})(?![A-Z0-9])", re.ASCII) if rules else None

    @cached_property
    def postcode_any(self) -> re.Pattern[str] | None:
        """Matches a text in capitals that is a whole postcode, its sector or its first half."""
        rules = self.settings.postcode
        return re.compile(rf"{rules.unit}|{rules.sector}|{rules.outward}", re.ASCII) if rules else None

    @cached_property
    def phones(self) -> PhonePlan:
        """How the directory's country writes phone numbers."""
        return PhonePlan.of(self.settings.country)


_CAPITALS = {ord(small): small.upper() for small in ascii_lowercase}


def capitals(text: str) -> str:
    """Write a to z as capitals and leave every other letter, so that indexes into the text stay the same.

    Args:
        text: Any text.
    """
    return text.translate(_CAPITALS)


def load(content: Path, today: date | None = None) -> Context:
    """Read a content folder's settings, words and registers.

    Args:
        content: The directory's own folder.
        today: The day of the check; else it is today where the directory is.

    Raises:
        ContentError: When the keepers' files can't be used.
    """
    read = settings.load(content)
    day = today or settings.today(read)
    words = vocabulary.load(content)
    translations = translation_files.load(content, read, words)
    return Context(content, read, words, day, maintainers.load(content), translations)
