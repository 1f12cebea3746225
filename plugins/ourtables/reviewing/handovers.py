"""Who owns a listing changes: a claim or a transfer, with the list of what keepers look at before they agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ourtables.core.catalogue import Catalogue
from ourtables.core.quoting import Code, Line, as_markdown
from ourtables.reviewing.owners import Owner

# Days after which an unanswered question is asked again, and after which the keepers decide together.
REMINDER, DECISION = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Handover:
    """A listing that gets an owner, another owner, or none.

    Attributes:
        slug: Its address.
        before: The accounts' ids before; none for a claim.
        after: The ids after; none when it is given up.
    """

    slug: str
    before: frozenset[int]
    after: frozenset[int]


def handovers(old: Mapping[str, Owner], new: Mapping[str, Owner]) -> tuple[Handover, ...]:
    """Compare two versions of the owners' file.

    Args:
        old: The owners by slug before.
        new: The owners after.
    """
    nobody = Owner(frozenset())
    found = (Handover(slug, old.get(slug, nobody).ids, new.get(slug, nobody).ids) for slug in sorted({*old, *new}))
    return tuple(one for one in found if one.before != one.after)


def checklist(one: Handover, today: date, words: Catalogue) -> list[str]:
    """Write what keepers look at, as boxes to tick.

    Args:
        one: What changes.
        today: The day from which the days to answer are counted.
        words: The form of days.

    Returns:
        Lines of Markdown.
    """
    return [as_markdown(_head(one)), "", *(f"- [ ] {as_markdown(line)}" for line in _boxes(one, today, words))]


def _head(one: Handover) -> Line:
    ids = ", ".join(map(str, sorted(one.after))) or "nobody"
    if not one.before:
        return ("A claim: ", Code(one.slug), f" gets an owner, account {ids}.")
    return ("A transfer: ", Code(one.slug), f" goes from account {', '.join(map(str, sorted(one.before)))} to {ids}.")


def _boxes(one: Handover, today: date, words: Catalogue) -> Iterator[Line]:
    if one.before:
        yield ("The owner on record says so in a comment here, or one of the next two is there.",)
    yield ("They put a word of ours on the group's own page, for a day.",)
    yield ("They answered from the address in the listing as it is now. Never ask at a new one.",)
    if one.after:
        yield ("The number is that of the account, and they know that this file is public.",)
    yield (
        f"No answer? Write again on {words.day(today + REMINDER)}; decide together on {words.day(today + DECISION)}.",
    )
