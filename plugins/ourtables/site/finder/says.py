"""The words of the finder's scripts, in the directory's language; a page carries them, no script has its own."""

from __future__ import annotations

from collections.abc import Callable

from babel import Locale

from ourtables.site.pages.registry import Making

Says = dict[str, str | dict[str, str]]
# Among so many numbers every plural form of every language turns up.
_SAMPLES = range(201)


def forms(making: Making, say: Callable[[int], str]) -> dict[str, str]:
    """A message for each of Unicode's plural categories that the language has, as `Intl.PluralRules` names them."""
    plural = Locale.parse(making.settings.language, sep="-").plural_form
    found: dict[str, str] = {}
    for number in _SAMPLES:
        found.setdefault(plural(number), say(number))
    return found


def says(making: Making) -> Says:
    """Every message of the scripts by its short name."""
    return {**_counts(making), **_sections(making), **_words(making), **_places(making), **_cards(making)}


def list_says(making: Making) -> Says:
    """The messages of the reader's own list."""
    say, many = making.messages.gettext, making.messages.ngettext
    return {
        "kept-count": forms(making, lambda n: many("{count} group.", "{count} groups.", n)),
        "kept-none": say("You haven't kept a group yet. “Keep this” stands on each group that you find."),
        "gone": say("The group at “{what}” isn't here any more."),
        "drop": say("Take off my list: {what}"),
        "list-failed": say("The list can't be shown just now. Try again when you are online."),
    }


def looked_up(making: Making) -> Says:
    """The messages of looking up what was typed, wherever something can be."""
    say = making.messages.gettext
    return {
        "which": say("Which one do you mean?"),
        "nowhere": say("We don't know the place “{what}”. Try a town nearby, or the first half of a postcode."),
        "there": say("{name}, {area}"),
        "mean": say("Did you mean {word}?"),
    }


def _counts(making: Making) -> Says:
    say, many = making.messages.gettext, making.messages.ngettext
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
        "nobody": say("No groups."),
        "failed": say("The filters don't work just now. The lists on this page do."),
        "words-failed": say("The word search doesn't work just now. The lists on this page do."),
        "other-build": say("This page is older than the search. Load it again, please. The lists on this page work."),
        "fewer": say("Show fewer"),
        "chosen": say("{count} on"),
        "unknown-state": say("This address asks for something that isn't here, and that was left out: {what}."),
    }


def _sections(making: Making) -> Says:
    say = making.messages.gettext
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
        "remove": say("Take away: {what}"),
        "removal": say("Without “{what}”: {count}"),
        "alone": say("Only “{what}”: {count}"),
        "cause": say("Nobody fits all of this: {what}."),
        "help-area": say("In {what}: {count}"),
        "help-away": say("Groups by phone or online, anywhere: {count}"),
        "help-title": say("What you could do"),
        "help-online": say("Look at groups by phone or online: {count}"),
        "help-wider": say("Look at groups for a wider area: {count}"),
        "help-start": say("Nobody near you? How people start a group"),
    }


def _words(making: Making) -> Says:
    say = making.messages.gettext
    return {
        "words": say("Words: {what}"),
        "unknown": say("No listing says “{word}”."),
        "common": say("Nearly every listing says “{words}”."),
        "word": say("Just the word “{what}”: {count}"),
    }


def _places(making: Making) -> Says:
    say, many = making.messages.gettext, making.messages.ngettext
    miles = making.settings.country in ("GB", "US")
    return {
        **looked_up(making),
        "near": say("Near {what}"),
        "outside": say("“{what}” lies outside the areas of this directory."),
        "no-position": say("Your device didn't say where it is. Type a town or a postcode instead."),
        "places-failed": say("Places can't be looked up just now. You can choose an area from the list."),
        "map-failed": say("The map doesn't work just now. The areas stand in the filters too."),
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
    say, words = making.messages.gettext, making.directory.vocabularies
    status = {f"status-{term.key}": term.label for term in words["statuses"]}
    sources = {
        f"by-{term.key}": say("{who} in {month}").replace("{who}", term.sentence or term.label)
        for term in words["confirmed_by"]
    }
    return {
        **status,
        **sources,
        "example": say("Made up"),
        "fresh-1": say("Confirmed over six months ago: check before you travel"),
        "fresh-2": say("Last confirmed in {month}: check before you travel"),
        "fresh-3": say("We haven't heard since {month}. They may still be meeting."),
        "fresh-4": say("Nobody has confirmed this yet"),
        "areas-more": forms(making, lambda n: making.messages.ngettext("{count} more area", "{count} more areas", n)),
        "on-map": say("{area}: {count}"),
        "map-back": say("The whole map"),
    }
