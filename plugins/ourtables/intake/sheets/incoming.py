"""Listings that come from another directory's data become texts that the checker takes, or notes that say why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ourtables.core.errors import Unusable
from ourtables.core.patterns import SLUG
from ourtables.core.problems import Problem
from ourtables.intake.drafting import Draft, refusals, settle
from ourtables.listing import source
from ourtables.listing.checking import Context
from ourtables.listing.fields import BY_NAME, NOT_ASKED

# What only the group itself can say, and to us: another directory's word for it doesn't count here.
ASKED_ANEW = frozenset({"consent", "confirmed", "confirmed_by", "reuse"})
_NEVER = ASKED_ANEW | {"example"}
_NEEDED = frozenset({"name", "consent"})


@dataclass(slots=True)
class Incoming(Draft):
    """One listing of another directory.

    Attributes:
        slug: Its address there; empty when it has none.
        agreed: Whether the group let others take the listing; else nothing personal-looking in it is written.
        refused: Why no listing is made of it; empty when one is.
    """

    slug: str = ""
    agreed: bool = False
    refused: str = ""

    def settle(self, context: Context) -> str:
        """Make the listing's text, without the answers that the checker refuses; no group counts as asked.

        Args:
            context: The directory that takes it in.

        Returns:
            The text; `slug` is then its address, and `notes` say what was left out.

        Raises:
            Unusable: When no listing can be made of it.
        """
        if self.refused:
            raise Unusable(self.refused)
        if not SLUG.fullmatch(self.slug) or len(self.slug) > source.SLUG_MOST:
            self.slug = source.slug_from(str(self.answers.get("name", "")))
        if not self.slug:
            raise Unusable("It has no name.")
        self.answers = {name: value for name, value in self.answers.items() if name in BY_NAME and name not in _NEVER}
        self.answers["consent"] = NOT_ASKED
        if not self.words.strip():
            self.words = ", ".join(self._labels(context)) or str(self.answers.get("name", ""))
            self.note("body", "The group's own words may not be taken or aren't there. Ask the group for them.")
        return settle(self, self.slug, context, _stopping if self.agreed else refusals, self._leave_out)

    def _leave_out(self, problems: list[Problem]) -> None:
        refused = {problem.field.partition(".")[0] for problem in problems} & (self.answers.keys() - _NEEDED)
        for problem in problems:
            self.note(problem.field, problem.message)
        if not refused:
            raise Unusable("No listing can be made of it.")
        self.answers = {name: value for name, value in self.answers.items() if name not in refused}

    def _labels(self, context: Context) -> Iterator[str]:
        """What takes the place of the group's words: the labels of what it offers, and of where."""
        for name in ("offers", "areas"):
            words = context.vocabularies[name]
            yield from (words[key].label for key in self.answers.get(name, ()) if key in words)


def _stopping(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.stops]


def whole(make: Callable[..., Incoming], *of: Any) -> Incoming:
    """Make a listing of one record; a record that can't be read is its own failure and no other's.

    Args:
        make: Makes it.
        of: What `make` takes.
    """
    try:
        return make(*of)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Incoming(notes=[("", f"It can't be read ({type(error).__name__}).")])


def texts(value: Any) -> Any:
    """Turn plain values into those a listing writes, with numbers as texts.

    Args:
        value: Anything that JSON holds.

    Returns:
        Texts, lists and mappings. Half a letter (a lone surrogate), which no file can hold, becomes the sign for a
        letter that was lost.
    """
    if isinstance(value, dict):
        return {texts(str(key)): texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
