"""A secret is found however it is written, packed or folded; else finding none would prove nothing."""

import base64
import gzip
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.secrets.looking import kind_of, secrets_in

WORD, PHONE, POSTCODE = "qzbdfgkmnprtk", "01632960123", "qz429ab"
FORMS: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: f"<p>{text}</p>".encode(),
    "in capitals": lambda text: text.upper().encode(),
    "in entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text).encode(),
    "in an address": lambda text: "".join(f"%{ord(sign):02X}" for sign in text).encode(),
    "in a query": lambda text: f"mailto:a@example.org?subject={quote('About ' + text)}".encode(),
    "in JSON": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text).encode(),
    "in base64": lambda text: b"data:text/plain;base64," + base64.b64encode(f"This says {text}, and more.".encode()),
    "packed": lambda text: gzip.compress(b"pagefind_dcd" + text.encode()),
    "folded in a calendar": lambda text: f"DESCRIPTION:{text[:6]}\r\n {text[6:]}\r\n".encode(),
    "folded in a mail": lambda text: f"{text[:6]}=\n{text[6:]}".encode(),
    "between bytes of no text": lambda text: b"\xff\x00" + text.encode() + b"\xfe\x81",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [WORD, PHONE, POSTCODE])
def test_a_secret_is_found(secret: str, form: str) -> None:
    assert secret in secrets_in(FORMS[form](secret))


@pytest.mark.parametrize(
    "written", ["01632 960123", "01632 960 123", "+441632960123", "(01632) 960-123", "tel:+44%201632%20960123"]
)
def test_a_number_is_found_however_it_is_set(written: str) -> None:
    assert secrets_in(written.encode()) == {PHONE}


@pytest.mark.parametrize("written", ["QZ42 9AB", "QZ429AB", "qz42%209ab"])
def test_a_postcode_is_found_however_it_is_set(written: str) -> None:
    assert POSTCODE in secrets_in(written.encode())


def test_what_is_none_is_not_found() -> None:
    assert secrets_in(b"qzbdfg kmnprtk 01632 961123 " + base64.b64encode(b"Nothing of note is here at all.")) == set()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("groups/kettle/index.html", "page"),
        ("groups/kettle/meetings.ics", "calendar"),
        ("areas/leeds/feed.xml", "feed"),
        ("data/hsds/services.json", "data"),
        ("pagefind/fragment/en_1.pf_fragment", "search"),
        ("areas/leeds/booklet/large/index.html", "booklet"),
        ("static/site.css", "rest"),
    ],
)
def test_each_file_is_of_one_kind_of_output(name: str, kind: str) -> None:
    assert kind_of(name) == kind
