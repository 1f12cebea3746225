"""Where a link leads, written in one way, so that pages, reviews and the link check read the same address."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

from ourtables.core.confusables import mixed
from ourtables.core.patterns import EMAIL, HANDLE, LINK, TRACKING
from ourtables.core.typed_forms import plain_signs

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_WEB = re.compile(r"//([^/?#\\]*)([/?#\\].*)?", re.DOTALL)
# Browsers take these out of an address, wherever they are (WHATWG URL, basic URL parser, steps 1 to 3).
_AROUND, _WITHIN = "".join(map(chr, range(0x21))), str.maketrans("", "", "\t\n\r")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_SUBJECT = re.compile(r"subject=[^&]*", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_MOST_OF_A_HOST, _LAST_PORT = 253, 65_535
# Names of a house's or an office's own network, where a press could tell a router to do something; and numbers.
_INSIDE = frozenset({"arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localhost", "private"})
_IN_NUMBERS = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_PHONE = re.compile(r"\+?[0-9][0-9().-]{2,20}")


# Words that a reader takes for where a link leads; “Node.js” is none.
_READS_AS_ADDRESS = re.compile(
    r"https?://.+|www\..+|(?:[\w-]+\.)+(?:com|co|org|net|info|eu|gov|uk|ie|io|scot|wales|cymru|example)(?:[/?#:].*)?"
)
_FEWEST_DIGITS = 7
# What a sentence or a list leaves behind an address.
_AFTER = ",;.!?'\"’”»>]"
_OTHERWISE = "https://example.org"


def meant(written: str) -> str:
    """What somebody meant by a web address: without the comma behind it, and without what sites add to follow people.

    Args:
        written: The address as it was typed or copied.
    """
    address = written.lstrip("<“").rstrip(_AFTER)
    if address.endswith(")") and "(" not in address:
        address = address.rstrip(_AFTER + ")")
    return without_tracking(address) if LINK.fullmatch(address) else address


def without_tracking(address: str) -> str:
    """A web address without what sites add to follow who passes it on.

    Args:
        address: A whole address.
    """
    before, mark, fragment = address.partition("#")
    path, asked, query = before.partition("?")
    if not asked:
        return address
    kept = [part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0].lower())]
    return f"{path}{'?' if kept else ''}{'&'.join(kept)}{mark}{fragment}"


def of_handle(written: str, pattern: str) -> str:
    """The address of an account from its name.

    Args:
        written: The name, such as `@ourgroup` or `@ourgroup@social.example`.
        pattern: The address of an account on that platform, with `{name}`, `{server}` for networks of many servers, or
            `{domain}` where a name is a domain.

    Returns:
        The address; empty when the name doesn't say all of it.
    """
    found = HANDLE.fullmatch(written.rstrip(_AFTER))
    if not found or not pattern or bool(found[2]) != ("{server}" in pattern):
        return ""
    if "{domain}" in pattern and "." not in found[1]:
        return ""
    return pattern.format(name=found[1], server=found[2], domain=found[1])


def example_for(written: str, pattern: str = "") -> str:
    """A whole address to show to somebody whose answer is none.

    Args:
        written: What they wrote.
        pattern: The address of an account on the platform that they chose, if it has one.
    """
    if pattern:
        name = HANDLE.fullmatch(f"@{written.strip('@')}")
        known = name[1] if name else "ourgroup"
        domain = known if "." in known else f"{known}.example.org"
        return pattern.format(name=known, server="example.org", domain=domain)
    better = f"https://{written.split('://')[-1].lstrip('/@')}"
    return better if LINK.fullmatch(better) else _OTHERWISE


def canonical(address: str) -> str:
    """The one way to write an address that a page may lead to.

    Args:
        address: A link's address as a stranger wrote it, without HTML's escapes.

    Returns:
        `http://host…`, `https://host…`, `mailto:` with one mailbox and at most a subject, or `tel:` with a number; an
        empty text for everything else, such as `https:/x`, which browsers read in ways of their own.
    """
    parts = _SCHEME.fullmatch(address.strip(_AROUND).translate(_WITHIN))
    scheme = parts[1].lower() if parts else ""
    if not parts or scheme not in ("http", "https", "mailto", "tel"):
        return ""
    if scheme == "mailto":
        return _mailbox(parts[2])
    if scheme == "tel":
        number = unquote(parts[2]).replace(" ", "")
        return f"tel:{number}" if _PHONE.fullmatch(number) else ""
    web = _WEB.fullmatch(parts[2])
    if not web or not LINK.fullmatch(f"{scheme}://{web[1]}") or not _is_public(web[1]):
        return ""
    rest = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", (web[2] or "").replace("\\", "/"))
    return without_tracking(f"{scheme}://{web[1]}{rest}")


def _is_public(written: str) -> bool:
    """Whether a host, and a port if one is named, are what anyone could reach, in letters that are what they seem."""
    name, _, port = written.partition(":")
    labels = name.split(".")
    if len(name) > _MOST_OF_A_HOST or int(port or 0) > _LAST_PORT or unicodedata.normalize("NFKC", name) != name:
        return False
    if not all(_LABEL.fullmatch(_without_marks(label)) for label in labels):
        return False
    if labels[-1].lower() in _INSIDE or _IN_NUMBERS.fullmatch(labels[-1]):
        return False
    try:
        spelt = [one.encode("ascii").decode("idna") if one.lower().startswith("xn--") else one for one in labels]
    except UnicodeError:
        return False
    return not any(map(mixed, spelt))


def _without_marks(label: str) -> str:
    """A label without the vowel signs that some writings set on their letters."""
    return label if label.isascii() else "".join(letter for letter in label if unicodedata.category(letter)[0] != "M")


def _mailbox(written: str) -> str:
    mailbox, _, headers = written.partition("?")
    subject = unquote(headers.partition("=")[2])
    if not EMAIL.fullmatch(mailbox) or (headers and not _SUBJECT.fullmatch(headers)) or not subject.isprintable():
        return ""
    return f"mailto:{mailbox}" + (f"?subject={quote(subject)}" if headers else "")


def leads_elsewhere(said: str, address: str) -> bool:
    """Whether a link's words read as an address, a mailbox or a number that isn't the link's own.

    Args:
        said: Its words.
        address: Where it leads, as `canonical` writes it.
    """
    plain = plain_signs(said).replace(" ", "").strip(_AFTER).lower()
    scheme, _, rest = address.partition(":")
    if EMAIL.fullmatch(plain):
        return scheme != "mailto" or rest.partition("?")[0].lower() != plain
    if scheme == "tel":
        digits, dialled = (re.sub("[^0-9]", "", one) for one in (plain, rest))
        return len(digits) > _FEWEST_DIGITS and digits[-_FEWEST_DIGITS:] != dialled[-_FEWEST_DIGITS:]
    if not _READS_AS_ADDRESS.fullmatch(plain):
        return False
    told, own = f".{host(plain if '://' in plain else f'https://{plain}')}", f".{host(address)}"
    return scheme == "mailto" or not (told.endswith(own) or own.endswith(told))


def host(address: str) -> str:
    """The host of a web address as the name system knows it, without `www.`; empty when it has none.

    Letters are folded and put into ASCII (IDNA), so that one host is written in one way.
    """
    try:
        name = unicodedata.normalize("NFKC", urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""
    with suppress(UnicodeError):
        name = name.encode("idna").decode("ascii")
    return name.rstrip(".").removeprefix("www.")
