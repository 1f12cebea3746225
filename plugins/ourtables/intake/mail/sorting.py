"""What a mail wants is known before anything in it is read: only the writer's own words, never a quote, decide.

A removal comes first. It is known by a whole phrase, such as "take us off your list", that nothing beside it turns
round; a mail that speaks of taking away in any other way goes to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ourtables.intake.mail import leaving
from ourtables.intake.mail.leaving import A_PART
from ourtables.intake.mail.still_right import said_right
from ourtables.intake.mail.wishes import Case, Wish

_IN_DANGER = re.compile(
    r"\b(?:kill(?:ing)? myself|(?:end|tak)(?:e|ing)? (?:it all|my (?:own )?life)|want(?:ed)? to die|"
    r"I(?:'m| am) suicidal|I(?: have|'ve)? overdosed|(?:don't|do not) want to (?:live|be here|wake up)|"
    r"(?:hurt|harm|cut)(?:ting|ing)? myself|took (?:all |too many )?(?:of )?(?:my |the )?(?:tablets|pills|meds)|"
    r"I (?:can't|can not|cannot|cant) (?:go on|cope|do this|take (?:it|this|any ?more)))\b",
    re.IGNORECASE,
)
# Says so where nobody writes for a group.
_IN_NEED = re.compile(
    r"\b(?:(?:I feel|I'm|I am) (?:so |really |very |all )*(?:alone|desperate|hopeless|scared|frightened)|where to turn|"
    r"(?:is there|can|need) (?:any|some)(?:one|body) (?:(?:I|we) can |who can |to )?(?:help|talk|ring|call)|"
    r"(?:please|can you|could you) help (?:me|us)|nobody answers)\b",
    re.IGNORECASE,
)
# What nobody but a seller says.
_SELLS = re.compile(
    r"\b(?:seo|back-?links?|guest posts?|link building|page rank\w*|first page of|best prices?|manufacturers?|"
    r"suppliers?|your web ?site(?:'s)? (?:traffic|ranking|design)|free (?:quote|sample|audit)s?|casino|crypto|b2b)\b",
    re.IGNORECASE,
)
# Somebody who tells of themselves.
_TELLS = re.compile(r"\b(?:I|I'm|I've|I'd|my)\b")
# What a mail about a page speaks of.
_PAGES_WORDS = re.compile(
    rf"\b(?:page|listing|entry|website|site|{A_PART}|venue|place|room|meets?|met|moved?|moving|now|chang\w+|updat\w+|"
    r"correct\w*|wrong|mistakes?|typo|right|closed?|open|start\w*|stop\w*|cost|free|new|no longer|spell\w*|spelt|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
_OF_A_GROUP = re.compile(
    r"\b(?:we(?:'re|'ve)?|our) (?:\w+ ){0,2}(?:are|meet|run|group|offer|hold|started|began)\b|"
    r"\bwe(?:'d| would) like to (?:be (?:listed|added|included)|join)\b|\bwe want to be (?:listed|added|"
    r"included)\b|\bwe're\b|\b(?:add|list|include) (?:us|our)\b|\bnew (?:group|listing)\b"
    r"|\b(?:I|I've|I have) (?:run|started|set up|help run)\b",
    re.IGNORECASE,
)  # fmt: skip
_FROM_A_GROUP = re.compile(r"\b(?:we|us|our|ours)\b", re.IGNORECASE)
_A_REQUEST = re.compile(
    r"\b(?:could|can|would|will) (?:you|u)\b.*"
    r"\b(?:change|remove|add|update|put|correct|take|delete|list|fix|replace|edit)\b",
    re.IGNORECASE,
)
# A line break inside a paragraph ends no sentence.
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*•>])|;\s")
# Mail programs break no line so early; who does, has said something.
_SHORT_LINE = re.compile(r"^(.{1,40})\n(?=.)", re.MULTILINE)
_NO_APOSTROPHE = re.compile(r"\b(do|does|did|is|are|was|were|have|has|wo|would|should|ca)nt\b", re.IGNORECASE)


class Sorter:
    """Tells what mails to one directory want."""

    def __init__(self, *languages: Callable[[str], str]) -> None:
        """Learn the subjects of the page "Remove this page", and what letters ask for, in the directory's languages.

        Args:
            languages: What gives the words of each of its languages for English ones.
        """
        self._out = {"take us out", *(_subject(translate("Take us out.")) for translate in languages)}
        shut = (_subject(translate("We've closed. Keep our page.")) for translate in languages)
        self._shut = {"we've closed. keep our page", *shut}
        self._right = tuple(dict.fromkeys(re.escape(translate("still right")) for translate in languages))

    def sort(
        self,
        text: str,
        subject: str,
        *,
        names: Iterable[str] = (),
        answers: int = 0,
        about: bool = False,
        asked: bool = True,
        signed: str | None = None,
    ) -> Wish:
        """Tell what a mail wants.

        Args:
            text: The writer's own words, without quotes.
            subject: The subject, without "Re:" and the like; empty when it is that of our own letter.
            names: The names of the listings that it may be about.
            answers: How many answers to our questions are in it; a whole listing has many.
            about: Whether it is known which listing it is about.
            asked: Whether it answers a letter that asks if all is right.
            signed: The words without a signature, which says nothing of whether all is right.
        """
        if answers > 2:
            return self._listing(text, names, about)
        plain = _subject(subject)
        if plain in self._out:
            return Wish(Case.REMOVE, subject)
        if plain in self._shut:
            return Wish(Case.CLOSED, subject)
        sentences = _sentences(f"{subject}\n\n{text}")
        if wish := leaving.removal(sentences, names, about=about) or leaving.closing(sentences, names):
            return wish
        own = _sentences(_SHORT_LINE.sub(r"\1\n\n", f"{subject}\n\n{text if signed is None else signed}"))
        said, more = said_right(own, names, asked=asked, phrases=self._right) if answers == 0 else ("", "")
        if said and not more:
            return Wish(Case.STILL_RIGHT, said)
        if not answers and (why := _for_person(own, about=about, asked=asked)):
            return Wish(Case.OTHER, doubt=why)
        if about or answers:
            doubt = f"It says “{said}”, and also “{more[:120]}”: what else is new?" if said else ""
            return Wish(Case.CHANGE if about else Case.NEW, doubt=doubt)
        is_group = any(map(_OF_A_GROUP.search, sentences)) and not any(map(_SELLS.search, sentences))
        return Wish(Case.NEW if is_group else Case.OTHER)

    def _listing(self, text: str, names: Iterable[str], about: bool) -> Wish:
        """The case of a text full of answers; what it says of leaving may be the group's own story."""
        wish = leaving.removal(_sentences(text), names, about=False)
        doubt = (
            f"It also says “{wish.phrase}”: do they want to be taken out?" if wish and wish.case is Case.REMOVE else ""
        )
        return Wish(Case.CHANGE if about else Case.NEW, doubt=doubt)


def _subject(text: str) -> str:
    return text.casefold().replace("’", "'").strip(" .!۔")


def _for_person(sentences: list[str], *, about: bool, asked: bool) -> str:
    """Why a mail is neither a group's nor a change of its page: it says nothing, or tells or asks of something else."""
    if not sentences:
        return "There is nothing in it but what it quotes." if about else ""
    from_group = about and (asked or any(map(_FROM_A_GROUP.search, sentences)))
    for pattern in (_IN_DANGER,) if from_group else (_IN_DANGER, _IN_NEED):
        if troubled := next(filter(None, map(pattern.search, sentences)), None):
            return f"It says “{troubled[0]}”: somebody may need help."
    if from_group or not about:
        return ""
    question = next((one for one in sentences if one.endswith("?") and not _A_REQUEST.search(one)), "")
    if question:
        return f"It asks “{question[:120]}”."
    of_page = any(map(_PAGES_WORDS.search, sentences)) or not any(map(_TELLS.search, sentences))
    return "" if of_page else f"It says “{sentences[-1][:120]}”, which is no change of a page."


def _sentences(text: str) -> list[str]:
    plain = _NO_APOSTROPHE.sub(r"\1n't", text.replace("’", "'").replace("‘", "'"))
    return [" ".join(one.split()) for one in _SENTENCES.split(plain) if one.strip()]
