"""The words of the form's scripts, in the directory's language."""

from __future__ import annotations

from ourtables.receiving.reading import END, STILL_RIGHT
from ourtables.site.finder.says import Says, forms, looked_up
from ourtables.site.pages.registry import Making


def says(making: Making) -> Says:
    """Every message of the form by its short name."""
    return {**looked_up(making), **_asking(making), **_sending(making), **_changing(making)}


def _asking(making: Making) -> Says:
    say, many = making.messages.gettext, making.messages.ngettext
    return {
        "enough": say("That's enough to be listed."),
        "so-far": forms(making, lambda n: many("{count} of seven answered.", "{count} of seven answered.", n)),
        "to-mend": forms(making, lambda n: many("{count} thing to look at", "{count} things to look at", n)),
        "place-added": say("Added: {what}."),
        "drop-place": say("Take away: {what}"),
        "unanswered": say("There is no answer here yet."),
        "yes": say("Yes"),
        "no-name": say("Your group's name"),
        "as-confirmed": say("Confirmed by the group in {month}"),
        "draft-kept": say("Kept on this device. Nobody else gets it."),
        "draft-not-kept": say("This device doesn't keep anything just now. Save the file instead."),
        "draft-gone": say("Forgotten."),
        "draft-here": say("This is the draft that you kept on this device."),
    }


def _sending(making: Making) -> Says:
    say = making.messages.gettext
    return {
        "copied": say("Copied. Now paste it where you want it."),
        "copy-by-hand": say("The text is marked. Press Ctrl and C to copy it."),
        "saved": say("Saved as {file}. Look among your downloads."),
        "mail-add": say("Add: {name}"),
        "mail-change": say("a change"),
        "mail-attached": say("The listing is in the file {file}, attached."),
        "mail-end": END,
        "mail-still": STILL_RIGHT,
    }


def removing(making: Making) -> Says:
    """Every message of the page that takes a group off."""
    say = making.messages.gettext
    return {
        **_changing(making),
        "mail-closed": say("We've closed. Keep our page."),
        "mail-out": say("Take us out."),
    }


def _changing(making: Making) -> Says:
    say = making.messages.gettext
    return {"no-such-group": say("We have no page at “{what}”. Perhaps it has another address, or is gone.")}
