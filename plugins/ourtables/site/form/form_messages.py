"""The words of the form's scripts, in the directory's language."""

from __future__ import annotations

from ourtables.directory.upkeep import STILL_RIGHT
from ourtables.intake.mailed_form import END
from ourtables.site.finder.finder_messages import Says, forms, looked_up, months
from ourtables.site.page_kinds import Making


def says(making: Making) -> Says:
    """Every message of the form by its short name."""
    mean = making.words.messages.gettext("Did you mean {word}?")
    return {
        **looked_up(making),
        **months(making),
        "mean": mean,
        **_asking(making),
        **_sending(making),
        **_changing(making),
    }


def _asking(making: Making) -> Says:
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    return {
        "enough": say("That's enough to be listed."),
        "so-far": forms(making, lambda n: many("{count} of seven answered.", "{count} of seven answered.", n)),
        "all-but": forms(
            making,
            lambda n: many(
                "All seven are answered. {count} thing is left to look at, near “Send it”.",
                "All seven are answered. {count} things are left to look at, near “Send it”.",
                n,
            ),
        ),
        "to-mend": forms(making, lambda n: many("{count} thing to look at", "{count} things to look at", n)),
        "place-added": say("Added: {what}."),
        "drop-place": say("Remove: {what}"),
        "unanswered": say("There is no answer here yet."),
        "yes": say("Yes"),
        "no-name": say("Your group's name"),
        "as-confirmed": say("Confirmed by the group in {month}"),
        "draft-kept": say("Kept on this device. Nobody else gets it."),
        "draft-not-kept": say("This device doesn't keep anything just now. Save the file instead."),
        "draft-gone": say("Forgotten."),
        "draft-broken": say(
            "A draft is kept on this device, and this page can't show it. “Forget this” takes it away."
        ),
        "draft-here": say("This is the draft that you kept on this device."),
    }


def _sending(making: Making) -> Says:
    say = making.words.messages.gettext
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
    say = making.words.messages.gettext
    return {
        **_changing(making),
        "mail-closed": say("We've closed. Keep our page."),
        "mail-out": say("Take us out."),
    }


def pasting(making: Making) -> Says:
    """Every message of the keepers' corner that the form itself doesn't have."""
    say, many = making.words.messages.gettext, making.words.messages.ngettext
    return {
        "paste-filled": forms(
            making,
            lambda n: many(
                "{count} answer is filled in. Look at it, and answer the last two questions.",
                "{count} answers are filled in. Look at them, and answer the last two questions.",
                n,
            ),
        ),
        "paste-no-page": say("There is no page “{what}”, so this becomes a new one."),
        "paste-closed": say("That group's page says it has closed. Change its file with the pencil."),
        "paste-by-hand": say("That page's file was written by hand. Change it with the pencil."),
    }


def _changing(making: Making) -> Says:
    say = making.words.messages.gettext
    return {"no-such-group": say("We have no page at “{what}”. Perhaps it has another address, or is gone.")}
