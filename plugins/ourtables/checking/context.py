"""What the checker needs besides the file: the directory's settings and words, the day, and the register of retired
slugs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from string import ascii_lowercase

from ourtables import maintainers, vocabulary
from ourtables import settings as settings_module
from ourtables.maintainers import Registers
from ourtables.settings import Settings
from ourtables.vocabulary import Vocabulary


@dataclass(frozen=True)
class Context:
    """The directory's side of a check; made once, used for every file."""

    content: Path
    settings: Settings
    vocabularies: dict[str, Vocabulary]
    today: date
    registers: Registers = field(default_factory=Registers)

    @cached_property
    def area_aliases(self) -> dict[str, tuple[str, ...]]:
        """Names that stand for several areas (former councils, combined authorities) and their members."""
        aliases = self.vocabularies.get("area_aliases")
        return {term.key: term.members for term in aliases} if aliases else {}

    @cached_property
    def postcode_unit(self) -> re.Pattern[str] | None:
        """A whole postcode anywhere in a text in capitals, as this country writes them."""
        rules = self.settings.postcode
        return re.compile(rf"(?<![A-Z0-9])(?:{rules.unit})(?![A-Z0-9])", re.ASCII) if rules else None

    @cached_property
    def postcode_any(self) -> re.Pattern[str] | None:
        """A whole postcode, its sector or its first half, alone and in capitals."""
        rules = self.settings.postcode
        return re.compile(rf"{rules.unit}|{rules.sector}|{rules.outward}", re.ASCII) if rules else None

    @cached_property
    def phone_number(self) -> re.Pattern[str] | None:
        """A phone number of this country, without spaces."""
        return re.compile(self.settings.phone.number, re.ASCII) if self.settings.phone else None

    @cached_property
    def mobile_number(self) -> re.Pattern[str] | None:
        """A phone number that may be a person's own, without spaces."""
        phone = self.settings.phone
        return re.compile(phone.mobile, re.ASCII) if phone and phone.mobile else None


_CAPITALS = {ord(small): small.upper() for small in ascii_lowercase}


def capitals(text: str) -> str:
    """A text with a to z as capitals and every other letter as it is, so that places in it stay the same."""
    return text.translate(_CAPITALS)


def load(content: Path, today: date) -> Context:
    """Read a content folder's settings, words and registers.

    Raises `ContentError` when the keepers' files can't be used.
    """
    return Context(content, settings_module.load(content), vocabulary.load(content), today, maintainers.load(content))
