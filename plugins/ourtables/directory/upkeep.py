"""Which groups to write to, with a letter for each: nobody is hurried, and nothing is sent or changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ourtables.core.catalogue import N_, Catalogue
from ourtables.core.quoting import CheckedAddress, Line, Quote, as_markdown, as_text, fenced, visible_json
from ourtables.directory.correspondence import Correspondence, address_in
from ourtables.directory.directory import Directory
from ourtables.listing.fields import CLOSED, NOT_ASKED, PAUSED, STARTING
from ourtables.listing.group import Group

DUE_SOON, OVERDUE, OUT_OF_TOUCH = "due-soon", "overdue", "out-of-touch"
# A letter sent this many days ahead reaches most groups before their page begins to age.
AHEAD = 30
BANDS = {DUE_SOON: "Due soon", OVERDUE: "Overdue", OUT_OF_TOUCH: "Out of touch"}
# What a mail says that confirms a page, and its subject after the page's address.
STILL_RIGHT = N_("still right")
NOBODY = "Nobody needs a letter."
_OTHER = N_(
    "If something is different, say what in your own way, and we change it. If you are having a break, have closed "
    "or want to be taken out, say so, and we do that."
)
_NO_RUSH = N_("No rush, no need to explain.")


@dataclass(frozen=True, slots=True)
class Due:
    """One group to write to.

    Attributes:
        slug: Its address.
        name: What the group is called.
        to_copy: A letter that does for every group, in the directory's first language.
        band: How late it is: a key of `BANDS`.
        confirmed: The day on which it last said that its page is right.
        days: The days since then.
        mailbox: Its public mailbox; empty when it has none.
        subject: The letter's subject. It begins with the slug, by which `ourtables receive` knows the answer.
        letter: The letter's text.
        still_right: The address at which the group says that its page is still right.
        ended: The day on which its break was to end; `None` when it has none or the day is still to come.
    """

    slug: str
    name: str
    to_copy: str
    band: str
    confirmed: date | None
    days: int | None
    mailbox: str
    subject: str
    letter: str
    still_right: str
    ended: date | None = None

    @property
    def mailto(self) -> str:
        """A `mailto:` address that opens the letter in a mail program (RFC 6068); empty without a mailbox."""
        if not self.mailbox:
            return ""
        body = quote(self.letter.replace("\n", "\r\n"), safe=":/?,;'!")
        return f"mailto:{quote(self.mailbox, safe='@')}?subject={quote(self.subject)}&body={body}"


def due(directory: Directory) -> list[Due]:
    """Find the groups to write to: by band, then those silent for longest last.

    Groups that closed, that haven't been asked yet or that are made up get no letter.

    Args:
        directory: All groups.
    """
    letters_in = Correspondence(directory.settings)
    letters = [one for group in directory.groups.values() if (one := _due(group, directory, letters_in))]
    order = list(BANDS)
    return sorted(letters, key=lambda one: (order.index(one.band), one.days or 0, one.slug))


def _due(group: Group, directory: Directory, letters_in: Correspondence) -> Due | None:
    if group.status == CLOSED or group.consent == NOT_ASKED or group.example:
        return None
    band = _band(group, directory)
    waits = group.status in (PAUSED, STARTING) and group.until is not None and group.until < directory.today
    if band is None and not waits:
        return None
    days = (directory.today - group.confirmed).days if group.confirmed else None
    mailbox = next((one.value for one in group.contact if one.how == "email"), "")
    subject = letters_in.words_for(group.written_in).say("is the page of %(group)s still right?", group=group.name)
    return Due(
        slug=group.slug,
        name=group.name,
        to_copy=_letter_to_copy(directory, letters_in.first),
        band=band or DUE_SOON,
        confirmed=group.confirmed,
        days=days,
        mailbox=mailbox,
        subject=f"{group.slug} – {subject}",
        letter=letters_in.letter(group.written_in, lambda words: _letter(group, directory, band or DUE_SOON, words)),
        still_right=_still_right(group.slug, directory.settings.address),
        ended=group.until if waits else None,
    )


def _band(group: Group, directory: Directory) -> str | None:
    bands = directory.settings.bands
    if group.confirmed is None:
        return OUT_OF_TOUCH
    days = (directory.today - group.confirmed).days
    steps = ((bands.listed, OUT_OF_TOUCH), (bands.recent, OVERDUE), (bands.recent - AHEAD, DUE_SOON))
    return next((band for most, band in steps if days > most), None)


def _still_right(slug: str, address: str) -> str:
    """The address of the page on which a group says that everything is still right."""
    return f"{address}change/#g={quote(slug)}&still=right"


def _ready_mail(slug: str, directory: Directory, words: Catalogue) -> list[str]:
    """A link that writes the mail which `receive` knows as "still right", where the directory shows a mailbox."""
    mailbox = directory.settings.contact.public
    if not mailbox:
        return []
    right = words.say(STILL_RIGHT)
    return [
        words.say("If it is, two presses are enough: this link writes an e-mail, and you send it."),
        f"mailto:{mailbox}?subject={quote(f'{slug}: {right}')}&body={quote(right)}",
    ]


def _letter(group: Group, directory: Directory, band: str, words: Catalogue) -> str:
    address = address_in(directory.settings, words)
    page = f"{address}groups/{group.slug}/"
    named = {"group": group.name, "directory": directory.settings.title}
    about = words.say("This is about the page of %(group)s in %(directory)s:", **named)
    since = words.say("It was last confirmed on %(day)s.", day=words.day(group.confirmed)) if group.confirmed else ""
    if band == OUT_OF_TOUCH:
        silent = words.say("We haven't heard from you for a while.")
        state = [silent, since, words.say("The page is still there, but it isn't in the lists.")]
    else:
        state = [words.say("Is it all still right?"), since]
    ways = "\n".join(
        [
            *_ready_mail(group.slug, directory, words),
            words.say(
                "Or answer this mail with the words: %(words)s. Or say it on this page:", words=words.say(STILL_RIGHT)
            ),
            _still_right(group.slug, address),
        ]
    )
    parts = [words.say("Hello,"), f"{about}\n{page}", " ".join(filter(None, state)), ways]
    return "\n\n".join([*parts, words.say(_OTHER), words.say(_NO_RUSH)])


def _letter_to_copy(directory: Directory, words: Catalogue) -> str:
    about = words.say(
        "This is about your page in %(directory)s. The first word of this mail's subject is its address there.",
        directory=directory.settings.title,
    )
    answer = words.say("If it is, answer with the words: %(words)s.", words=words.say(STILL_RIGHT))
    right = f"{words.say('Is it all still right?')} {answer}"
    return "\n\n".join([words.say("Hello,"), about, right, words.say(_OTHER), words.say(_NO_RUSH)])


# ---------------------------------------------------------------- reports


def text(letters: Sequence[Due]) -> str:
    """Write the groups and their letters for a terminal.

    Args:
        letters: What `due` found.
    """
    parts = []
    for one in letters:
        to = f"To: {as_text((CheckedAddress(one.mailbox),))}\n" if one.mailbox else ""
        parts.append(f"{BANDS[one.band]}: {as_text(line(one))}\n\n{to}Subject: {one.subject}\n\n{one.letter}")
    return "\n\n----\n\n".join(parts) or NOBODY


def markdown(letters: Sequence[Due]) -> str:
    """Write the groups and their letters for a forge.

    Args:
        letters: What `due` found.
    """
    if not letters:
        return NOBODY
    said = "Nobody is late: these groups might like a letter. Send it, or don't; change the words as you like."
    parts = [said, to_copy(letters[0])]
    for band, head in BANDS.items():
        some = [one for one in letters if one.band == band]
        if some:
            parts += [f"### {head} ({len(some):,})", *(entry(one) for one in some)]
    return "\n\n".join(parts)


def to_copy(one: Due) -> str:
    """Write a letter that does for every group, folded away, for whoever has no mail program that opens links.

    The subject that goes with it names the page.

    Args:
        one: Any of the letters.
    """
    return "\n".join(["<details><summary>A letter to copy</summary>", "", *fenced(one.to_copy), "", "</details>"])


def entry(one: Due, *, ticked: bool = False) -> str:
    """Write one letter as an entry of a list of tasks; its first line ends with the slug.

    A letter with a mailbox is in a link alone: fifty of them, each also as text, are more than a forge's comment holds.

    Args:
        one: The letter.
        ticked: Whether a keeper has ticked it.
    """
    box = "x" if ticked else " "
    head = f"{as_markdown(line(one))} (`{one.slug}`)"
    if one.mailbox:
        # A link in angle brackets may have spaces, which are a third of their code.
        mailto = one.mailto.replace("%20", " ")
        mailbox, subject = as_markdown((CheckedAddress(one.mailbox),)), f"`{one.slug} – {STILL_RIGHT}?`"
        way = f"[Open the letter in your mail program](<{mailto}>)"
        return f"- [{box}] {head}\n  {way}, or copy the one above to {mailbox}, subject {subject}."
    ways = "It gives no mailbox: its page shows other ways to reach it."
    letter = "\n".join(f"  {row}".rstrip() for row in fenced(one.letter))
    return f"- [{box}] {head}\n  {ways}\n  <details><summary>Letter</summary>\n\n{letter}\n\n  </details>"


def line(one: Due) -> Line:
    """Say in one line which group it is and how long it has been silent.

    Args:
        one: The letter.
    """
    since = f", {one.days:,} days since {one.confirmed.isoformat()}" if one.confirmed and one.days is not None else ""
    ended = f"; its break was to end on {one.ended.isoformat()}" if one.ended else ""
    return (Quote(one.name), since + ended)


def data(letters: Iterable[Due]) -> str:
    """Write the groups and their letters for a program.

    Args:
        letters: What `due` found.
    """
    rows = [
        {
            "slug": one.slug,
            "name": one.name,
            "band": one.band,
            "confirmed": one.confirmed.isoformat() if one.confirmed else None,
            "days": one.days,
            "mailbox": one.mailbox,
            "subject": one.subject,
            "letter": one.letter,
            "still_right": one.still_right,
            "mailto": one.mailto,
        }
        for one in letters
    ]
    return visible_json(rows)
