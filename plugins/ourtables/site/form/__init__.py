"""The form in which a group writes its own listing: as a page to print, or in a browser with help while typing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ourtables.intake.mailed_form import SEVEN
from ourtables.listing.fields import BODY, FIELDS
from ourtables.settings import forge
from ourtables.site import finder
from ourtables.site.form.blank_listing import blank
from ourtables.site.form.form_messages import pasting, removing, says
from ourtables.site.form.form_questions import BESIDE, KEEPER, LAST, Asks, sections
from ourtables.site.form.rulebook_files import files_of
from ourtables.site.page_kinds import Making, kind
from ourtables.site.record import File, Output

BLANK = "/add/listing.md"


def data(making: Making, *, changes: bool = False) -> Mapping[str, Any]:
    """Return what a page with the form needs.

    Args:
        making: What pages are made from.
        changes: Whether the page changes a listing, and so waits until that is read.
    """
    asks = Asks(making)
    return {
        "seven": [[asks.of(name), *asks.all(BESIDE.get(name, ()))] for name in SEVEN if asks.has(name)],
        "crisis": asks.one_more(),
        "more": [(making.say(title), found) for title, names in sections().items() if (found := asks.rest(names))],
        "last": asks.all(LAST),
        "keeper": asks.all(KEEPER),
        "labels": {},
        "mode": "change" if changes else "add",
        "says": says(making),
        "book": files_of(making).book,
        "taken": files_of(making).taken,
        **finder.looking_up(making),
        "forge": forge_of(making),
        "most": forge.MOST_BYTES,
        "blank": BLANK,
        "changes": changes,
    }


def corner(making: Making) -> Mapping[str, Any]:
    """Return what the keepers' corner needs: the form, and the labels by which it knows pasted answers."""
    asks, say = Asks(making), making.words.messages.gettext
    known = [field for field in (*FIELDS, BODY) if field.name in SEVEN or asks.has(field.name)]
    labels: dict[str, str] = {}
    # A short name that several fields have is the first one's.
    names = [(field.name, field) for field in known]
    names += [(say(field.label), field) for field in known] + [(say(field.ask), field) for field in known]
    for label, field in names:
        labels.setdefault(label.rstrip("?:").casefold(), field.name)
    found = data(making)
    return {**found, "labels": labels, "mode": "keepers", "says": {**found["says"], **pasting(making)}}


def removal(making: Making) -> Mapping[str, Any]:
    """Return what the page that takes a group off needs. Mail goes to the private mailbox, or else the public one."""
    contact = making.settings.contact
    return {"says": removing(making), "mail": contact.private or contact.public}


def forge_of(making: Making) -> forge.ForgeAddresses | None:
    """Return the addresses of the directory's forge, if it has one."""
    return forge.addresses(making.settings.forge) if making.settings.forge else None


@kind
def blanks(making: Making) -> Iterator[Output]:
    """The listing to fill in with any editor."""
    yield File(url=BLANK, body=partial(_blank, making))


def _blank(making: Making) -> bytes:
    return blank(Asks(making), [BODY.name, *SEVEN], making.words.messages.gettext).encode()
