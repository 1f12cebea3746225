"""What a reader of a change would ask that no check can answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ourtables.core import confusables
from ourtables.core.quoting import Code, Line, Quote
from ourtables.listing.fields import GROUP_AGREED, NO_POLICY, NOT_ASKED
from ourtables.reviewing.compared import Version
from ourtables.reviewing.git import REGULAR, Change

USER_LED = "user-led"
ALL_SHARE = "all-lived-experience"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the questions about one listing depend on.

    Attributes:
        slug: Its address.
        change: What git says of its file.
        old: The listing before.
        new: The listing after.
        new_domains: The web domains that it didn't lead to before.
        names: The names of all listings, by slug.
        retired: Whether the address belonged to a group that asked to be taken out.
        like_retired: Whether the address or the name looks like one of those.
        taken: Addresses that it newly claims though they are another listing's, with the slug of that one.
    """

    slug: str
    change: Change
    old: Version
    new: Version
    new_domains: tuple[str, ...]
    names: Mapping[str, str]
    retired: bool
    like_retired: bool
    taken: tuple[tuple[str, str], ...] = ()


def about(one: Asked) -> Iterator[Line]:
    """Ask about one changed listing.

    Args:
        one: What the questions depend on.

    Yields:
        Each question.
    """
    if one.change.removed:
        yield ("Did the group ask for this? Then ", Code(f"ourtables retire {one.slug}"), " keeps its address unused.")
        return
    if one.change.new_mode != REGULAR:
        yield (f"Why isn't this a plain file? Its mode is {one.change.new_mode}, and a listing's is {REGULAR}.",)
    if one.retired:
        yield ("This address belonged to a group that asked to be taken out. Could it have another?",)
    elif one.like_retired:
        yield ("It looks like a group that asked to be taken out. If it is that group, does it want to be back?",)
    for address, other in one.taken:
        yield (
            "The address ",
            Code(address),
            " leads to ",
            Code(other),
            " until now. Nobody may take it over: could it go?",
        )
    yield from _names(one)
    yield from _domains(one)
    yield from _sense(one)


def _names(one: Asked) -> Iterator[Line]:
    name = str(one.new.values.get("name", ""))
    if name and name != one.old.values.get("name"):
        for word in confusables.mixed(name):
            yield ("The word ", Quote(word), " mixes letters of several alphabets that look the same. Is that meant?")
        others = {text for slug, text in one.names.items() if slug != one.slug}
        for slug in sorted(slug for slug, text in one.names.items() if slug != one.slug and text == name)[:3]:
            yield ("Another group here has the same name: ", Code(slug), ". Are they two?")
        for other in confusables.like(name, others)[:3]:
            yield ("The name looks like that of another group here, ", Quote(other), ". Are they two?")
    if one.change.added:
        for slug in confusables.like(one.slug, one.names)[:3]:
            yield ("The address looks like that of another group here, ", Code(slug), ". Could it have another?")


def _domains(one: Asked) -> Iterator[Line]:
    for domain in one.new_domains:
        if one.change.added:
            yield ("Is ", Quote(domain), " the group's own?")
        else:
            end = ". Ask the group by the way you knew before: is it theirs?"
            yield ("It leads to a new web domain, ", Quote(domain), end)


def _sense(one: Asked) -> Iterator[Line]:
    old, new = one.old.values, one.new.values
    ties, response = new.get("ties"), new.get("emergency_response")
    hosted = ties and (ties.host or ties.host_kind) and ties.host_kind != USER_LED
    touched = old.get("ties") != ties or old.get("emergency_response") != response
    touched = touched or old.get("emergency_note") != new.get("emergency_note")
    if hosted and response and response != NO_POLICY and touched:
        yield ("It has a host. Does the host's policy on emergencies say the same?",)
    if hosted and new.get("led_by") == ALL_SHARE and (old.get("ties") != ties or old.get("led_by") != ALL_SHARE):
        yield (
            "It says that all who decide share the experience, and it has a host. Who has the last word, and on what?",
        )
    if one.change.added and new.get("consent") in (None, NOT_ASKED):
        yield ("Nobody has asked the group yet. Who does?",)
    if old.get("consent") == NOT_ASKED and new.get("consent") == GROUP_AGREED:
        yield ("It now says that the group agreed. How do we know?",)
    if old.get("led_by") and old.get("led_by") != new.get("led_by"):
        yield ("Who leads it has changed. Is that the group's own word?",)
    if not one.change.added and new.get("confirmed") != old.get("confirmed") and new.get("confirmed_by") == "keeper":
        yield ("A keeper confirmed this from what is public. Has anybody heard from the group?",)


def moved(old: Iterable[tuple[str, Version]], new: Iterable[tuple[str, Version]]) -> Iterator[Line]:
    """Ask about pages whose address changes: the same name in a removed file and in a new one.

    Args:
        old: The removed listings by slug.
        new: The new listings by slug.

    Yields:
        Each question.
    """
    gone = {str(version.values.get("name", "")): slug for slug, version in old}
    for slug, version in new:
        name = str(version.values.get("name", ""))
        before = gone.get(name) if name else None
        if before and before not in version.values.get("aliases", ()):
            ask = (" now. Printed links break: should ", Code(f"aliases: [{before}]"), " be added?")
            yield (Code(before), " seems to be ", Code(slug), *ask)


def clashes(added: Iterable[str], names: Iterable[str]) -> Iterator[Line]:
    """Ask about new files that some machines can't tell from another: those that differ only in case or composition.

    Args:
        added: The names of the new files.
        names: The names of all files of the folder.

    Yields:
        Each question.
    """
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(unicodedata.normalize("NFKC", name).casefold(), []).append(name)
    new = set(added)
    for group in alike.values():
        if len(group) > 1 and new & set(group):
            both = [part for name in sorted(group) for part in (" and ", Quote(name))][1:]
            yield (*both, " are one and the same file on many machines. Could the new one have another name?")


def elsewhere(paths: list[str], mixed: bool, owners: bool) -> Iterator[Line]:
    """Ask about files that aren't listings.

    Args:
        paths: Their paths.
        mixed: Whether listings change too.
        owners: Whether the owners' file is among them.

    Yields:
        Each question.
    """
    if paths:
        count = "1 file is" if len(paths) == 1 else f"{len(paths):,} files are"
        yield (f"{count} outside the listings. Does a person who keeps them look at each?",)
    if mixed:
        yield ("Listings and other files change together. Could this be two pull requests?",)
    if owners:
        proofs = "the owner's own comment, a token on the group's page, or a reply from the address in the listing"
        yield (f"It changes who owns a listing. Is there {proofs}?",)
