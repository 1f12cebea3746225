"""Ways to reach a group as people type them: mailboxes, links, accounts and numbers, known by how they look."""

from __future__ import annotations

import re

from ourtables.core.patterns import EXTENSION, HANDLE, PHONE_RUN
from ourtables.core.rules import RULES
from ourtables.core.typed_forms import mailboxes_spelt, plain_signs
from ourtables.intake.known_words import folded, known
from ourtables.listing.checking import Context
from ourtables.listing.checking.field_values import is_link
from ourtables.listing.web_links import host, meant, of_handle

# As long as a mailbox may be; else a search would go on from each letter of a long word to its end.
ADDRESS = re.compile(r"[^\s@<>\"'(),;:\[\]]{1,64}@[^\s@<>\"'(),;:\[\]]{1,190}\.[^\s@<>\"'(),;:\[\].]{1,63}")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]+[^\s<>\"'().,;:!?]", re.IGNORECASE)
# An address without "https://" or "www." is known by how hosts end here.
_BARE = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:org|com|net|uk|info|co|me|io|eu|ie|wales|cymru|scot|london|coop|group|community|social|support|example)"
    r"(?:/[^\s<>\"'()]*[^\s<>\"'().,;:!?])?(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_AT_NAME = re.compile(rf"(?<![\w@.]){HANDLE.pattern}")
_IN_BRACKETS = re.compile(r"\s*\(([^()\n]*[^\W\d_][^()\n]*)\)")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s*/\s+|\s+/\s*(?=[+(\d])|(?<=\d)/(?=[+(]?0\d)")
# A listing has room for far fewer; each number is looked up by itself.
_MOST_READ = 4_000
_SPELT = re.compile(r"[(\[{<] *at *[)\]}>]|[(\[{<] *dot *[)\]}>]|\w dot \w", re.IGNORECASE)
# Words around a value that say nothing more than the value does.
_AROUND = """
a an and are at by call can contact e email find for get is landline line look mail mailto me message mob mobile
number on online or our ourselves page phone please reach ring see send site tel telephone text the through to touch
us t m e w p via visit we web website with you your
"""
_AROUND_VALUES = frozenset(_AROUND.split())


def link_in(text: str) -> str:
    """Find the web address in a text.

    Args:
        text: What was typed.

    Returns:
        The whole address; empty when there is none.
    """
    found = _LINK.search(text) or _BARE.search(text)
    return _whole(found[0]) if found else ""


class TypedContacts:
    """Reads ways to reach a group by one directory's words and numbers."""

    def __init__(self, context: Context) -> None:
        self._phones = context.phones
        self._ways = context.vocabularies["contact_ways"]
        self._hosts = {host(term.extra["handle"]): term.key for term in self._ways if "handle" in term.extra}
        names = (name for term in self._ways for name in (term.key, term.label, *term.synonyms))
        self._of_ways = {word for name in names for word in folded(name).split()}

    def read(self, text: str, way: str = "") -> tuple[list[dict[str, str]], list[tuple[str, str]]]:
        """Read every way to reach a group in a text.

        Args:
            text: The text; each line is read by itself.
            way: The way that the question names, if any.

        Returns:
            The contacts, and the lines that say something else too, each with a hint or nothing.
        """
        found, unread = list[dict[str, str]](), list[tuple[str, str]]()
        text, rest = text[:_MOST_READ], text[_MOST_READ:]
        if rest:
            unread.append((rest, ""))
        for line in filter(None, (line.strip(" -*•\t") for line in re.split(r"\n|;", text))):
            here, rest = self._on_line(line, way)
            found += [one for one in here if one not in found]
            lost = self._phones.lost_beginning(line) if not here else ""
            if lost:
                rule = RULES["lost-beginning"]
                unread.append((line, f"{rule.message} {rule.hint.format(better=lost)}"))
            elif not here or rest:
                unread.append((line, ""))
        return found, unread

    def _on_line(self, line: str, way: str) -> tuple[list[dict[str, str]], str]:
        """The ways on a line, and what else it says."""
        line = mailboxes_spelt(line) if _SPELT.search(line) else line
        found, rest = [], line
        for match in ADDRESS.finditer(line):
            found.append(self._contact(match[0], "email", way or self._named(line[: match.start()])))
            rest = rest.replace(match[0], "\n", 1)
        for pattern in (_LINK, _BARE):
            for match in pattern.finditer(rest):
                found.append(self._contact(match[0], "website", way or self._named(rest[: match.start()])))
            rest = pattern.sub("\n", rest)
        for match in list(_AT_NAME.finditer(rest)):
            named = way or self._named(rest[: match.start()]) or self._named(rest[match.end() :].partition("\n")[0])
            if address := of_handle(match[0], self._ways[named].extra.get("handle", "") if named else ""):
                found.append({"how": named, "value": address})
                rest = rest.replace(match[0], "\n", 1)
        numbers, rest = self._numbers(_BETWEEN_NUMBERS.sub("\n", plain_signs(rest)), way)
        left = [word for word in folded(rest).split() if word not in _AROUND_VALUES | self._of_ways]
        return found + numbers, " ".join(left)

    def _numbers(self, rest: str, way: str) -> tuple[list[dict[str, str]], str]:
        """The numbers of a text, and what is left of it."""
        found = []
        for match in list(PHONE_RUN.finditer(rest)):
            extension = EXTENSION.match(rest, match.end() - 1)
            value = f"{match[0].strip()} ext {extension[1]}" if extension else match[0].strip()
            if not self._phones.read(value):
                continue
            end = extension.end() if extension else match.end()
            said = _IN_BRACKETS.match(rest, end)
            named = known(said[1], self._ways) if said else None
            contact = self._contact(value, "phone", named.key if named else way or self._named(rest[: match.start()]))
            if said:
                end = said.end()
                contact |= {} if named and contact["how"] == named.key else {"note": said[1].strip()}
            found.append(contact)
            rest = f"{rest[: match.start()]}{' ' * (end - match.start())}{rest[end:]}"
        return found, rest

    def _named(self, near: str) -> str:
        """The way named near a value, such as `text` in "or text us on 07…"."""
        words = folded(near).split()[-4:]
        named = [term.key for term in self._ways if term.key in words]
        return max(named, key=words.index) if named else ""

    def _contact(self, value: str, kind: str, way: str) -> dict[str, str]:
        wanted = {"email": "email", "website": "link", "phone": "phone"}[kind]
        takes = self._ways[way].extra.get("takes", "").split("-or-") if way else []
        if kind != "website":
            return {"how": way if wanted in takes else kind, "value": " ".join(value.split())}
        address = meant(_whole(value))
        own = self._hosts.get(host(address))
        return {"how": own or (way if wanted in takes else kind), "value": address}


def _whole(address: str) -> str:
    return address if is_link(address) or "://" in address else f"https://{address}"
