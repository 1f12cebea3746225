"""What a mail wants is known before anything in it is read: only the writer's own words, never a quote, decide.

A removal comes first. It is known by a whole phrase, such as "take us off your list", that nothing beside it turns
round; a mail that speaks of taking away in any other way goes to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ourtables.intake.mail.still_right import said_right


class Case(StrEnum):
    """What a mail may want."""

    REMOVE = "remove"
    CLOSED = "closed"
    STILL_RIGHT = "still right"
    CHANGE = "change"
    NEW = "new"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mail wants.

    Attributes:
        case: The case.
        phrase: The words that it was known by.
        doubt: Why a person has to look; empty when nothing speaks against it.
    """

    case: Case
    phrase: str = ""
    doubt: str = ""


# What of a page may go while the page stays.
_A_PART = (
    r"(?:phone|number|mobile|e-?mails?|address|meetings?|times?|days?|dates?|photos?|pictures?|posters?|"
    r"leaflets?|flyers?|"
    r"logos?|links?|words?|sentences?|paragraphs?|lines?|names?|postcode)"
)
_OURS = (
    r"(?:all (?:of )?)?(?:us|ours|me|our name|(?:our|my|the|this|that|your)(?: \w+(?:'s)?){0,2}? (?:group|"
    r"listing|page|entry)|"
    r"(?:our|my)(?: \w+(?:'s)?){0,2}? (?:organi[sz]ation|charity|project|profile|service|club|details|"
    r"information|info|data|"
    rf"records?))(?!'s\b)(?! {_A_PART})(?: (?:of|for|about|on) (?!(?:our|the|my) {_A_PART})[^.!?\n]{{0,40}}?)?"
)
_GONE = r"(?:removed|deleted|taken (?:off|out|down|away)|unlisted|de-?listed|withdrawn|erased|dropped)"
_PLACE = r"(?:list|listings?|director(?:y|ies)|site|website|web ?page|pages?|database|map|search|register)"
_IT = r"(?:it|this|them|everything|all of it)"
_WANT = r"(?:want|wish|like|need|prefer|agree|consent|choose|care|intend|require|request|demand|insist|instruct)"
_REMOVALS = (
    r"\b(?:remove|delete|un-?list|de-?list|withdraw|erase|drop|pull|scrub|cancel|get rid of) {ours}",
    r"\b(?:tak(?:e|ing)|pull(?:ing)?|get(?:ting)?|strike|cross|leave|keep) {ours} (?:off|out|down|away)\b",
    r"\b(?:please|mind|about|to|request(?:ing)?|ask(?:ing)? for) (?:removing|deleting|unlisting|withdrawing) {ours}",
    rf"\b(?:don't|do not|never|no longer|not) want(?:ed)? {{ours}}(?: \w+)? (?:on|in) (?:your|the|this) (?:\w+ )?"
    rf"{_PLACE}\b",
    r"\btake (?:off|out|down|away) {ours}",
    rf"\b(?:{_WANT}|have|ask(?:ed|ing)?|asking|please|must|should|could|can|may)\b[^.!?\n]{{0,60}}?\b(?:be|get|"
    rf"{{ours}}) {_GONE}\b",
    rf"\b(?:no longer|don't|do not|never|rather not|not|stop)\b[^.!?\n,;]{{0,40}}?\b(?:be|being|appear|stay|"
    rf"remain|stand)"
    rf"\b[^.!?\n,;]{{0,20}}?\b(?:listed|included|published|shown|featured|advertised|(?:on|in|part of) (?:your|"
    rf"the|this) (?:\w+ )?{_PLACE})\b",
    r"\b(?:stop|quit|cease) (?:listing|publishing|showing|advertising|including) {ours}",
    r"\b(?:do not|don't) (?:list|publish|include|show|advertise) {ours}",
    rf"\b(?:rather not|(?:don't|do not|no longer|not) want to|never (?:asked|agreed) to) be (?:on|in|part of) "
    rf"(?:here|it|this|that|there|(?:your|the|this) (?:\w+ )?{_PLACE})\b(?! (?:day|date|week|year|time))",
    r"\b(?:hide|unpublish) {ours}",
    r"\bmake {ours} (?:disappear|go away|invisible|private|hidden)\b",
    r"\b(?:removal|deletion|erasure|take-?down|withdrawal) of {ours}",
    r"\bunsubscribe {ours} from (?:your|the|this) (?:\w+ )?(?:directory|site|website|listings?|register)\b",
    rf"\bopt(?:ing)? out of (?:your|the|this) (?:\w+ )?{_PLACE}",
    r"\b(?:removal|take-?down|deletion) request\b",
    r"\b(?:see (?:to it )?that|make sure|ensure|arrange (?:for|that)) [^.!?\n]{0,20}?{ours}"
    rf"(?: is| are| gets?| to be)? {_GONE}\b",
    r"\blisted\b[^.!?\n]{0,30}\b(?:don't|do not) (?:want|wish) to be(?=\W*$)",
    rf"\b{_WANT}(?:ed)? to withdraw(?=\W*$| from (?:your|the|this) (?:\w+ )?{_PLACE})",
    r"\b(?:don't|do not|never|no longer) want(?:ed)? (?:a|any|the|our|this|your) (?:page|listing|entry)(?=\W*$|[,;])",
    r"\bremove (?:all|any|every) (?:references?|mentions?|traces?) (?:to|of) {ours}",
    r"\b(?:leave|come off|come out of|get off|get out of) (?:your|the|this) (?:\w+ )?(?:list|directory|site|"
    r"website|database|register)\b"
    r"(?! (?:as|alone|up|on|how|like))",
    rf"\b(?:want|like) (?:to be )?(?:out of|off) (?:your|the|this) (?:\w+ )?{_PLACE}",
    rf"\b{{ours}} off (?:of )?(?:your|the|this) (?:\w+ )?{_PLACE}",
    r"^\W*(?:please )?(?:take us out|remove us|unlist us|remove|removal|take out)(?: please)?\W*$",
)  # fmt: skip
_OF_IT = re.compile(
    rf"\b(?:(?:remove|delete|unlist|hide|removing|deleting) {_IT}|(?:tak(?:e|ing)|get) {_IT} (?:off|down|out|away)|"
    rf"(?:want|like|need) {_IT} (?:to be )?{_GONE})(?=\W*$|[,;:]| (?:please|now|immediately|at once|today|from|asap|"
    r"straight|right|as soon|within|by|or (?:we|I)|before|for (?:us|me)))",
    re.IGNORECASE,
)
# "Within seven days" speaks of no day of a page.
_TERM = re.compile(r"\b(?:within|in|by|after) (?:the next )?\w+ (?:working )?days?\b", re.IGNORECASE)
_A_PAGE = re.compile(r"\b(?:page|listing|entry|listed|directory|website|site)\b", re.IGNORECASE)
_A_DETAIL = re.compile(rf"\b{_A_PART}\b", re.IGNORECASE)
# "We no longer meet" says it all; "we no longer meet on Tuesdays" is a change.
_THERE_IT_ENDS = (
    r"(?=\W*$|[,;]| (?:and|so|due|because|since|as|now|any ?more|any longer|for good|permanently|after|last|I'm|"
    r"sadly|"
    r"(?:in|at the end of) (?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|spring|summer|autumn|winter|20\d\d))\b)"
)
_WHO = r"(?:we|we've|we're|group|project|club|line|charity|cic|organi[sz]ation|network|it|{name})"
_HOW = (
    r"(?: (?:has|have|had|been|is|are|was|were|does|do|sadly|now|just|finally|all|permanently|unfortunately|recently|"
    r"since))"
)
_CLOSINGS = (
    rf"\b{_WHO}{_HOW}{{0,4}} (?:closed|folded|disbanded|dissolved|wound up|come to an end|shut (?:down|up|for good))\b",
    rf"\b{_WHO}{_HOW}{{0,4}} (?:closed|shut) (?:its|our) doors\b",
    rf"\b{_WHO}{_HOW}{{0,4}} (?:ended|finished|shut|stopped (?:meeting|running)|"
    rf"ceased(?: to exist| trading| operating| running| meeting)?)"
    rf"(?: as a group)?{_THERE_IT_ENDS}",
    rf"\b{_WHO}{_HOW}{{0,4}} no (?:longer|more)(?: (?:run(?:ning)?|meet(?:ing)?|exists?|existing|going|active|"
    rf"operat(?:es?|ing)|here|open))?{_THERE_IT_ENDS}",
    rf"\b{_WHO} (?:are|is) (?:closing|shutting|folding|winding up|wound up)(?: down| for good)?{_THERE_IT_ENDS}",
    rf"\b{_WHO}{_HOW}{{0,2}} not (?:running|meeting|going) (?:any ?more|any longer)\b",
    r"\bcalled it a day\b|\bdied a death\b|\b(?:won't|will not) (?:be meeting|meet) (?:again|any ?more)\b",
    rf"\b{_WHO} (?:don't|doesn't|do not|does not) (?:meet|run|exist) (?:any ?more|any longer)\b",
    r"\b(?:had|decided|forced|voted) to (?:close|shut|fold|wind up|disband|stop)\b(?! (?:early|at|on|for|over|"
    r"using|taking|(?:the|our) (?:waiting|list)))",
    rf"\b{_WHO} (?:don't|doesn't|do not|does not|isn't|aren't|is not|are not) (?:run|running|hold|going|meeting)"
    r"(?: (?:it|(?:the|our|this) group))? (?:any ?more|any longer)\b",
    r"\b(?:wound|shut|closed) (?:the|our) group (?:up|down)\b",
    r"\bpacked (?:it )?(?:in|up)\b",
    r"\bnever (?:re-?started|got (?:going|started) again|came back|re-?opened|resumed|met again)\b(?! (?:on|at))",
    r"\b(?:closed|shut|ended|stopped) (?:down |its doors )?(?:for good|permanently)\b",
)
# What makes of "closed" a pause, a day or a kind of group.
_NOT_CLOSED = re.compile(
    r"\bclosed (?:the|our) (?!doors)|(?:\b(?:is|are|be)|'re|'s) (?:\w+ )?closed in\b|\bbut (?:as|still|now)\b|"
    r"\bclos(?:ed|ing) (?:on|over|during|for (?!good)|at|after|before|until|till|"
    r"from|between|to|group|when|every|each|mondays?|"
    r"tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|meetings?)\b|\b(?:reopen|re-open|back (?:in|on)|"
    r"temporar\w+|for now|holidays?|may have|might have|if (?:we|the group))\b",
    re.IGNORECASE,
)
_ASKS_WHETHER = re.compile(r"(?:is|are|has|have|did|does|do|was|were|when|why)\b.*\?\W*$", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:do not|don't|didn't|did not|never|not|no need to|did you|why|without|rather than|instead of|"
    r"hope (?:you )?(?:don't|won't))"
    r"(?: (?!and\b|so\b|please\b|but\b)[\w'’]+){0,4} ?$",
    re.IGNORECASE,
)
_ASKED_TWICE = re.compile(r"\b(?:why|still)\b.{0,30}\b(?:not|n't)\b.{0,20}\b(?:removed|taken)", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:but (?:keep|leave|not|we)|except|unless|instead|until|till|only (?:for|from)|temporarily|for now|"
    r"from (?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"for a while|"
    r"for the (?:summer|winter)|and (?:add|put|replace|change)|page only|category|section|"
    r"(?:mailing|e-?mail(?:ing)?|contacts?|distribution) list|newsletter|"
    r"recipient|received this (?:e-?)?mail in error)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_IT = re.compile(
    r"\b(?:remov(?:e|ed|ing|al)|delet(?:e|ed|ing|ion)|unlist\w*|de-?list\w*|eras\w+|unsubscribe\w*|opt(?:ing)? out|"
    r"tak(?:e[sn]?|ing) (?:\w+ ){1,4}(?:off|down|out)|right to be forgotten|gdpr|data protection|without (?:our|"
    r"my) (?:consent|permission)|solicitors?|legal action|being listed|"
    r"(?:do not|don't|stop|never) (?:contact|e-?mail|writ|messag|bother)\w* (?:to )?(?:me|us)|"
    # As it is mistyped, and in the languages that people here use.
    r"re?m+o*v+e*|rem[eo]v|romove|delet|dele?ate|tynnwch|tynnu|dileu|dil[ëe]wch|entfern\w+|l[öo]sch\w+|"
    r"nehmen sie uns|supprim\w+|retir(?:er|ez)|enlev(?:er|ez)|elimin(?:ar|en|e|a|are)|borr(?:ar|en)|quit(?:ar|en)|"
    r"rimuov\w+|usun\w+|usuń|verwijder\w*|ہٹا\w*|حذف)\b",
    re.IGNORECASE,
)
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
    rf"\b(?:page|listing|entry|website|site|{_A_PART}|venue|place|room|meets?|met|moved?|moving|now|chang\w+|updat\w+|"
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
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
# A line break inside a paragraph ends no sentence.
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*•>])|;\s")
# Mail programs break no line so early; who does, has said something.
_SHORT_LINE = re.compile(r"^(.{1,40})\n(?=.)", re.MULTILINE)
_NO_APOSTROPHE = re.compile(r"\b(do|does|did|is|are|was|were|have|has|wo|would|should|ca)nt\b", re.IGNORECASE)
_DISCLAIMER = re.compile(r"\b(?:recipient|in error|confidential|disclaimer|virus)\b", re.IGNORECASE)


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
        if wish := _removal(sentences, names, about=about) or _closing(sentences, names):
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
        wish = _removal(_sentences(text), names, about=False)
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


def _removal(sentences: list[str], names: Iterable[str], *, about: bool) -> Wish | None:
    patterns, whole = _compiled(_REMOVALS, names), " ".join(sentences)
    if (about or _A_PAGE.search(whole)) and not _A_DETAIL.search(_TERM.sub("", whole)):
        patterns.append(_OF_IT)
    doubtful = ""
    for sentence in sentences:
        if _DISCLAIMER.search(sentence):
            continue
        for pattern in patterns:
            found = pattern.search(sentence[:600])
            if not found:
                continue
            if (_NEGATED.search(sentence[: found.start()]) and not _ASKED_TWICE.search(sentence)) or _UNSURE.search(
                sentence[found.start() :]
            ):
                doubtful = doubtful or found[0]
                continue
            return Wish(Case.REMOVE, found[0])
        spoken = _SPEAKS_OF_IT.search(sentence)
        doubtful = doubtful or (sentence[:120] if spoken and not _A_DETAIL.search(sentence) else "")
    return Wish(Case.OTHER, doubtful, f"It says “{doubtful}”: do they want to be taken out?") if doubtful else None


def _closing(sentences: list[str], names: Iterable[str]) -> Wish | None:
    for pattern in _compiled(_CLOSINGS, names):
        for sentence in sentences:
            found = pattern.search(sentence[:600])
            if (
                found
                and not _ASKS_WHETHER.match(sentence)
                and not _NOT_CLOSED.search(sentence)
                and not _NEGATED.search(sentence[: found.start()])
            ):
                return Wish(Case.CLOSED, found[0])
    return None


def _compiled(patterns: Iterable[str], names: Iterable[str]) -> list[re.Pattern[str]]:
    known = dict.fromkeys(form for name in names if name for form in (name, _ARTICLE.sub("", name)))
    called = "|".join(re.escape(name.replace("’", "'")) for name in known) or r"(?!)"
    ours = f"(?:{_OURS}|{called})"
    return [
        re.compile(pattern.replace("{ours}", ours).replace("{name}", f"(?:{called})"), re.IGNORECASE)
        for pattern in patterns
    ]
