"""What the checker needs besides the file: the directory's settings and words, the day, and the register of retired
slugs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from ourtables import settings as settings_module
from ourtables import vocabulary
from ourtables.settings import Settings
from ourtables.vocabulary import Vocabulary

RETIRED = Path("maintainers") / "retired.txt"


@dataclass(frozen=True)
class Context:
    """The directory's side of a check; made once, used for every file."""

    content: Path
    settings: Settings
    vocabularies: dict[str, Vocabulary]
    today: date
    retired: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def area_aliases(self) -> dict[str, tuple[str, ...]]:
        """Names that stand for several areas (former councils, combined authorities) and their members."""
        aliases = self.vocabularies.get("area_aliases")
        return {term.key: term.members for term in aliases} if aliases else {}

    @cached_property
    def postcode_unit(self) -> re.Pattern[str] | None:
        """A whole postcode anywhere in a text, as this country writes them."""
        rules = self.settings.postcode
        return re.compile(rf"(?<![A-Z0-9]){rules.unit}(?![A-Z0-9])", re.IGNORECASE) if rules else None

    @cached_property
    def postcode_any(self) -> re.Pattern[str] | None:
        """A whole postcode, its sector or its first half, alone."""
        rules = self.settings.postcode
        return re.compile(rf"(?:{rules.unit}|{rules.sector}|{rules.outward})", re.IGNORECASE) if rules else None

    @cached_property
    def phone_number(self) -> re.Pattern[str] | None:
        """A phone number of this country, without spaces."""
        return re.compile(self.settings.phone.number) if self.settings.phone else None

    @cached_property
    def mobile_number(self) -> re.Pattern[str] | None:
        """A phone number that may be a person's own, without spaces."""
        phone = self.settings.phone
        return re.compile(phone.mobile) if phone and phone.mobile else None

    def is_retired(self, slug: str) -> bool:
        """Whether a slug belonged to a group that asked to be taken out."""
        return bool(self.retired) and any(
            entry == retired_mark(slug, entry.partition("$")[0]) for entry in self.retired
        )


def retired_mark(slug: str, salt: str) -> str:
    """One line of the register: a salt and the slug's hash, so that the register names nobody."""
    return f"{salt}${hashlib.scrypt(slug.encode(), salt=salt.encode(), n=2**12, r=8, p=1, dklen=24).hex()}"


def load(content: Path, today: date) -> Context:
    """Read a content folder's settings, words and register.

    Raises `ContentError` when the keepers' files can't be used.
    """
    register = content / RETIRED
    lines = register.read_text(encoding="utf-8").split("\n") if register.is_file() else []
    retired = frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return Context(content, settings_module.load(content), vocabulary.load(content), today, retired)
