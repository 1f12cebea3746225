"""The words of the finder's scripts, in the directory's language; a page carries them, no script has its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ourtables.site.page_kinds import Making

Says = dict[str, str | dict[str, str]]
# Among so many numbers every plural form of every language turns up.
_SAMPLES = range(201)
_YEAR = 2001


def forms(making: Making, say: Callable[[int], str]) -> dict[str, str]:
    """A message for each of Unicode's plural categories that the language has, as `Intl.PluralRules` names them."""
    plural = making.words.locale.plural_form
    found: dict[str, str] = {}
    for number in _SAMPLES:
        found.setdefault(plural(number), say(number))
    return found


def months(making: Making) -> Says:
    """The months with a gap for the year, by their numbers, as `01` names January."""
    days = [date(_YEAR, number, 1) for number in range(1, 13)]
    return {f"{day:%m}": making.words.month(day).replace(str(_YEAR), "{year}") for day in days}


# What may be said while the facet index isn't there; it brings the rest, so that the page fits the first window.
_AT_ONCE = frozenset(
    {"failed", "fewer", "looking", "map-failed", "other-build", "places-failed", "words-failed"},
)


def says(making: Making) -> Says:
    """Return the messages that the page carries, by their short names."""
    return {name: said for name, said in _all(making).items() if name in _AT_ONCE}


def says_later(making: Making) -> Says:
    """Return the messages that come with the facet index, by their short names."""
    return {name: said for name, said in _all(making).items() if name not in _AT_ONCE}


def _all(making: Making) -> Says:
    return {**_counts(making), **_sections(making), **_words(making), **_places(making), **_cards(making)}


def list_says(making: Making) -> Says:
    """The messages of the reader's own list."""
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    return {
        "kept-count": forms(making, lambda n: many("{count} group.", "{count} groups.", n)),
        "kept-none": say("You haven't kept a group yet. Press “Keep this” on any group."),
        "gone": say("The group at “{what}” isn't here any more."),
        "drop": say("Take off my list: {what}"),
        "list-copied": say("The list's address is copied. Paste it into a message."),
        "list-cut": say("The address names more groups than one list can show. The first ones are here."),
        "list-failed": say("The list couldn't be read. If you are offline, open this page again when you're online."),
    }


def looked_up(making: Making) -> Says:
    """The messages of looking up what was typed, wherever something can be."""
    say = making.words.messages.gettext
    return {
        "which": say("Which one do you mean?"),
        "nowhere": say("We don't know the place “{what}”. Try a town nearby, or the first half of a postcode."),
        "there": say("{name}, {area}"),
    }


def _counts(making: Making) -> Says:
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    return {
        "groups": forms(making, lambda n: many("{count} group.", "{count} groups.", n)),
        "filters": forms(making, lambda n: many("{count} filter on.", "{count} filters on.", n)),
        "show": forms(making, lambda n: many("Show {count} group", "Show {count} groups", n)),
        "bar": forms(
            making,
            lambda n: many("Filter and sort ({on}) · {count} group", "Filter and sort ({on}) · {count} groups", n),
        ),
        "online-count": forms(making, lambda n: many("{count} by phone or online.", "{count} by phone or online.", n)),
        "wider-count": forms(making, lambda n: many("{count} for a wider area.", "{count} for a wider area.", n)),
        "more": forms(making, lambda n: many("Show {count} more", "Show {count} more", n)),
        "lost": forms(
            making, lambda n: many("Include {count} group out of touch", "Include {count} groups out of touch", n)
        ),
        "closed-groups": forms(making, lambda n: many("{count} closed group.", "{count} closed groups.", n)),
        "nobody": say("No groups."),
        "failed": say("The filters couldn't be loaded. The lists on this page work without them."),
        "words-failed": say("The search by word couldn't be loaded. The lists on this page work without it."),
        "other-build": say("This page is older than the search. Load it again, please. The lists on this page work."),
        "fewer": say("Show fewer"),
        "chosen": say("{count} on"),
        "unknown-state": say("This address asks for something that isn't here, and that was left out: {what}."),
    }


def _sections(making: Making) -> Says:
    say = making.words.messages.gettext
    return {
        "here": say("Here"),
        "online": say("By phone or online"),
        "wider": say("Wider"),
        "online-hint": say("They serve a wider area that this place is part of."),
        "wider-hint": say("They meet in person for a wider area that this place is part of."),
        "unsaid": say("Hasn't said: {what}"),
        "unsaid-question": say("Hasn't said yes or no: {what}"),
        "unsaid-for": say("Hasn't said who it is for"),
        "unsaid-hint": say("These groups may fit as well. You could ask them."),
        "remove": say("Remove: {what}"),
        "removal": say("Without “{what}”: {count}"),
        "alone": say("Only “{what}”: {count}"),
        "cause": say("No group matches all of these: {what}."),
        "help-area": say("In {what}: {count}"),
        "help-away": say("Groups by phone or online, anywhere: {count}"),
        "help-title": say("What you could do"),
        "help-online": say("Look at groups by phone or online: {count}"),
        "help-wider": say("Look at groups for a wider area: {count}"),
        "help-start": say("Nobody near you? How people start a group"),
    }


def _words(making: Making) -> Says:
    say = making.words.messages.gettext
    return {
        "comma": making.words.comma,
        "words": say("Words: {what}"),
        "unknown": say("No listing says “{word}”."),
        "taken": say("Also showing “{word}”."),
        "exact": say("Only what I typed: “{word}”"),
        "apart": say("Here the words in quotes are looked for one by one."),
        "some-words": say("Some of your words"),
        "looking": say("Looking…"),
        "why-offer": say("They offer: {what}"),
        "why-for": say("For: {what}"),
        "why-fact": say("They say: {what}"),
        "why-moved": say("Its earlier address was “{what}”."),
        "closed-group": say("“{what}” has closed. Its page is kept."),
    }


def _places(making: Making) -> Says:
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    miles = making.settings.country in ("GB", "US")
    return {
        **looked_up(making),
        "near": say("Near {what}"),
        "outside": say("“{what}” lies outside the areas of this directory."),
        "no-position": say("Your device didn't say where it is. Type a town or a postcode instead."),
        "places-failed": say("Places couldn't be looked up. You can choose an area from the list."),
        "map-failed": say("The map couldn't be drawn. The areas are in the filters too."),
        "unit": "1.609" if miles else "1",
        "close": say("Less than a mile away") if miles else say("Less than a kilometre away"),
        "away": forms(
            making,
            (lambda n: many("About {count} mile away", "About {count} miles away", n))
            if miles
            else (lambda n: many("About {count} kilometre away", "About {count} kilometres away", n)),
        ),
    }


def _cards(making: Making) -> Says:
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    words = making.directory.vocabularies
    status = {f"status-{term.key}": term.label for term in words["statuses"]}
    sources = {
        f"by-{term.key}": say("{who} in {month}").replace("{who}", term.sentence or term.label)
        for term in words["confirmed_by"]
    }
    return {
        **months(making),
        **status,
        **sources,
        "example": say("Made up"),
        "fresh-1": say("Confirmed over six months ago: check before you travel"),
        "fresh-2": say("Last confirmed in {month}: check before you travel"),
        "aged": say("Last confirmed in {month}: this may have changed"),
        "fresh-3": say("We haven't heard since {month}. They may still be meeting."),
        "fresh-4": say("Nobody has confirmed this yet"),
        "areas-more": forms(making, lambda n: many("{count} more area", "{count} more areas", n)),
        "on-map": say("{area}: {count}"),
        "map-back": say("The whole map"),
    }
