"""How people say that a group is to be taken out or has closed: whole phrases that nothing beside them turns round."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ourtables.intake.mail.wishes import Case, Wish

# What of a page may go while the page stays.
A_PART = (
    r"(?:phone|number|mobile|e-?mails?|address|meetings?|times?|days?|dates?|photos?|pictures?|posters?|"
    r"leaflets?|flyers?|"
    r"logos?|links?|words?|sentences?|paragraphs?|lines?|names?|postcode)"
)
_OURS = (
    r"(?:all (?:of )?)?(?:us|ours|me|our name|(?:our|my|the|this|that|your)(?: \w+(?:'s)?){0,2}? (?:group|"
    r"listing|page|entry)|"
    r"(?:our|my)(?: \w+(?:'s)?){0,2}? (?:organi[sz]ation|charity|project|profile|service|club|details|"
    r"information|info|data|"
    rf"records?))(?!'s\b)(?! {A_PART})(?: (?:of|for|about|on) (?!(?:our|the|my) {A_PART})[^.!?\n]{{0,40}}?)?"
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
_A_DETAIL = re.compile(rf"\b{A_PART}\b", re.IGNORECASE)
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
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_DISCLAIMER = re.compile(r"\b(?:recipient|in error|confidential|disclaimer|virus)\b", re.IGNORECASE)


def removal(sentences: list[str], names: Iterable[str], *, about: bool) -> Wish | None:
    """Find the wish to be taken out.

    Args:
        sentences: The writer's own sentences.
        names: The names of the listings that it may be about.
        about: Whether it is known which listing it is about.

    Returns:
        The wish; one for a person where it speaks of taking away in any other way; nothing where it doesn't.
    """
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


def closing(sentences: list[str], names: Iterable[str]) -> Wish | None:
    """Find that a group has closed.

    Args:
        sentences: The writer's own sentences.
        names: The names of the listings that it may be about.
    """
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
