"""However a link is written, it leads to one plain address or nowhere, and reviews and the link check see that address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from ipaddress import ip_address

import pytest

from ourtables.linking import guard, judging
from ourtables.linking.link_check import MOST_LINKS, links
from ourtables.listing import prose
from ourtables.listing.checking import Checked
from ourtables.listing.contact_links import address
from ourtables.listing.group import Contact, Group, OwnWords
from ourtables.listing.web_links import canonical, host
from ourtables.reviewing import domains

from ..conftest import LISTING

LED_ASTRAY = "https://evil.example/a"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("https://evil.example/a", LED_ASTRAY),
        ("HTTPS://evil.example/a", LED_ASTRAY),
        ("hTTpS://evil.example/a", LED_ASTRAY),
        (" https://evil.example/a", LED_ASTRAY),
        ("\x01https://evil.example/a\x1f", LED_ASTRAY),
        ("ht\ntps://evil.exa\tmple/a", LED_ASTRAY),
        ("https://evil.example\\a", LED_ASTRAY),
        ("https://evil.example/<b>", "https://evil.example/%3Cb%3E"),
        ('https://evil.example/"onclick=x', "https://evil.example/%22onclick=x"),
        ("https://example.org\\@evil.example", "https://example.org/@evil.example"),
        *(
            (one, "")
            for one in [
                "https:/evil.example/a", "https:evil.example/a", "https:\\\\evil.example/a", "https:///evil.example/a",
                "https:/\\evil.example", "//evil.example/a", "\\\\evil.example", "/\\evil.example", "/groups/x/", "groups/x/", "#x", "?x",
                "https://us@evil.example/", "https://example.org@evil.example/", "https://us:pw@evil.example/", "https://evil%2eexample/a",
                "https://evil%2Eexample%2F@x.org", "https://evil。example/a", "https://evil．example/a", "https://evil.example./a",
                "https://evil/", "https://2130706433/", "https://0x7f000001/", "http://[::1]/", "https://evil.example:x/", "https://",
                "javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://evil.example/", "ftp://evil.example/",
                "view-source:https://evil.example/", "https&#58;//evil.example", "evil.example", "", "mailto:", "tel:", "tel:javascript",
                "mailto:us@example.org?cc=evil@x.org", "mailto:us@example.org?subject=Hi&bcc=evil@x.org", "mailto:us@example.org,evil@x.org",
                "https://10.0.0.11/", "https://10.0.0.0x11/", "https://127.0.0.10", "https://router.local/reboot", "https://fritz.LAN/", "https://a.internal",
                "https://evil.example;example.org/", "https://-evil.example", "https://evil-.example", "https://" + "a" * 64 + ".example/", "https://" + "a." * 130 + "example/",
                "https://evil.example:99999/", "https://еvil.example/", "https://xn--vil-xdd.example/", "https://evil.ｅxample/", "https://ⓔvil.example/",
                "https://a。evil.example/", "https://xn--a.example/", "https://ev\u0301il\u2024x.example/", "https://1.2.3.04.", "https://evil.home/",
                "mailto:us@example.org?subject=a%0Abcc:x@evil.example", "mailto:us@example.org?subject=%0d%0ato:x", "mailto:us@example.org%0Abcc:x@evil.example",
                "mailto:us%40example.org", "mailto:us@example.org?body=x", "mailto:?to=evil@x.org", "tel:+44;phone-context=x",
            ]
        ),
        ("mailto:us@example.org", "mailto:us@example.org"),
        ("MAILTO:us@example.org?Subject=Tea%20and talk", "mailto:us@example.org?subject=Tea%20and%20talk"),
        ("tel:+44%201632 960123", "tel:+441632960123"),
        *((one, one) for one in ["https://бюро.рф/", "https://日本語.jp/", "https://مثال.example/", "https://नमस्ते.example/", "https://xn--bcher-kva.example/", "https://a_b.example/"]),
    ],
)  # fmt: skip
def test_a_link_is_written_in_one_way_or_leads_nowhere(written: str, plain: str) -> None:
    assert canonical(written) == plain
    assert canonical(plain) == plain


@pytest.mark.parametrize(
    "link", ["https:/x.example", "https:x.example", "https:\\\\\\\\x.example", "https://a@x.example", "/groups/x/"]
)
@pytest.mark.parametrize("form", ["[press]({})", '[press]({} "a <b> title")', "[press][a]\n\n[a]: {}"])
def test_a_link_that_leads_nowhere_has_no_address_and_is_reported(
    check: Callable[..., Checked], link: str, form: str
) -> None:
    checked = check(LISTING + form.format(link))
    assert [problem.code for problem in checked.problems] == ["dead-link"]
    assert checked.group is not None
    assert "href" not in checked.group.words.html
    assert checked.group.words.links == ()


def test_the_words_keep_a_list_of_where_they_lead() -> None:
    words = prose.render(
        "[a](HTTPS://one.example) <https://two.example/b> <us@three.example> [c]( https:/four.example ) `https://five.example`"
    )
    assert words.links == ("https://one.example", "https://two.example/b", "mailto:us@three.example")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("facebook.com/groups/kettle", "facebook.com/groups/evil"),
        ("facebook.com/profile.php?id=1", "facebook.com/profile.php?id=2"),
        ("facebook.com/people/Tea/1", "facebook.com/people/Tea/2"),
        ("reddit.com/r/kettle", "reddit.com/r/evil"),
        ("reddit.com/user/kettle", "reddit.com/user/evil"),
        ("youtube.com/channel/UCa", "youtube.com/channel/UCb"),
        ("youtube.com/watch?v=a", "youtube.com/watch?v=b"),
        ("bsky.app/profile/kettle.bsky.social", "bsky.app/profile/evil.bsky.social"),
        ("discord.com/invite/abc", "discord.com/invite/def"),
        ("discord.gg/abc", "discord.gg/def"),
        ("linkedin.com/company/kettle", "linkedin.com/company/evil"),
        ("t.me/s/kettle", "t.me/s/evil"),
        ("t.me/joinchat/a", "t.me/joinchat/b"),
        ("api.whatsapp.com/send?phone=1", "api.whatsapp.com/send?phone=2"),
        ("chat.whatsapp.com/abc", "chat.whatsapp.com/def"),
        ("signal.group/#abc", "signal.group/#def"),
        ("mas.to.example/@kettle", "mas.to.example/@evil"),
        ("mas.to.example/users/kettle", "mas.to.example/users/evil"),
        ("sites.google.com/view/kettle", "sites.google.com/view/evil"),
        ("docs.google.com/forms/d/a", "docs.google.com/forms/d/b"),
        ("example.org", "evil.example"),
    ],
)
def test_where_many_share_a_host_each_account_counts_as_one(one: str, other: str) -> None:
    assert domains.of({}, [f"https://{one}"]) != domains.of({}, [f"https://{other}"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("facebook.com/kettle", "m.facebook.com/Kettle/events"),
        ("www.example.org/a", "EXAMPLE.org/b"),
        ("facebook.com/groups/kettle", "www.facebook.com/groups/kettle/about"),
        ("bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_one_account_is_one_however_it_is_written(one: str, other: str) -> None:
    assert domains.of({}, [f"https://{one}"]) == domains.of({}, [f"https://{other}"])


def test_mail_counts_by_its_domain_and_by_the_mailbox_where_many_share_it() -> None:
    values = {
        "contact": [Contact("email", "Us@Example.org"), Contact("email", "kettle@gmail.com"), Contact("phone", "1")]
    }
    assert domains.of(values, ["mailto:we@two.example?subject=x"], ("gmail.com",)) == {
        "example.org",
        "kettle@gmail.com",
        "two.example",
    }


def test_a_contact_s_mailbox_brings_no_header_of_its_own(check: Callable[..., Checked]) -> None:
    for value in ("us@example.org?cc=evil%40x.org&body=a.com", "real%40group.org?bcc=evil%40x.org&x=y@example.org"):
        swap = ('how: phone\n    value: "01632 960123"', f'how: email\n    value: "{value}"')
        assert "not-an-email" in [problem.code for problem in check(LISTING, swap).problems]
    assert address(Contact("email", "a&b=c@example.org"), None) == "mailto:a%26b%3Dc@example.org"


def test_listings_take_turns_and_none_has_more_than_its_share() -> None:
    many = tuple(f"https://evil.example/{number:03}" for number in range(480))
    groups = [
        Group(slug="a", name="A", words=OwnWords(links=many)),
        Group(slug="b", name="B", words=OwnWords(links=("https://b.example",))),
    ]
    found = links(groups)
    assert len(found) == MOST_LINKS + 1
    assert {link.turn for link in found if link.slugs == ("b",)} == {0}


@pytest.mark.parametrize(
    "row",
    [
        {"state": "gone", "why": "gone\n\nUrgent: sign in at https://evil.example", "seen": "2026-11-20", "times": 9},
        {"state": "gone", "why": "it answers 404 @octocat", "seen": "2026-11-20", "times": 9},
        {"state": "gone", "why": "it answers 404", "seen": "20261120", "times": 9},
        {"state": "gone", "why": "it answers 404", "seen": "2026-11-20", "times": 10**9},
        {"state": "gone", "why": "it answers 404", "seen": "2026-11-20", "times": -1},
        {"state": "gone", "why": "it answers 404", "seen": "2026-11-20\n::error::", "times": 1},
        {"state": "urgent", "why": "it answers 404", "seen": "2026-11-20", "times": 1},
        {"state": "gone", "why": ["it answers 404"], "seen": "2026-11-20", "times": 1},
    ],
)
def test_a_memory_that_somebody_else_wrote_says_nothing_of_its_own(row: dict[str, object]) -> None:
    import json

    assert judging.remembered(json.dumps({"addresses": {"https://example.org/": row}})) == {}


def test_every_answer_that_is_ever_given_can_be_remembered() -> None:
    from ourtables.linking.request import LinkAnswer

    whys = [
        "there is no such domain",
        "it took too long",
        "no connection (ConnectionRefusedError)",
        "it leads on to a social network",
    ]
    for answer in [*(LinkAnswer(0, why) for why in whys), LinkAnswer(503), LinkAnswer(404)]:
        verdict = judging.judge(answer, None, date(2026, 11, 22))
        kept = judging.remembered(judging.memory({"https://example.org/": verdict}))
        assert kept == {"https://example.org/": verdict}, answer


def test_a_host_has_one_name() -> None:
    names = ["https://www.EXAMPLE.org/", "http://example.org:80/x", "https://Ｅxample.org/"]
    assert [host(one) for one in names] == ["example.org"] * 3


@pytest.mark.parametrize(
    "address",
    [
        "192.0.0.8",
        "192.88.99.1",
        "fec0::1",
        "feff::1",
        "64:ff9b:1::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "::ffff:192.0.0.8",
        "2002:c000:0008::1",
    ],
)
def test_ranges_set_apart_are_never_asked(address: str) -> None:
    assert not guard.is_public(ip_address(address))


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("[example.org](https://evil.example)", ["link-says-other"]),
        ("[https://www.example.org/tea](https://evil.example/tea)", ["link-says-other"]),
        ("[*www*.example\u2024org](https://evil.example)", ["link-says-other"]),
        ("[example . org](https://evil.example)", ["link-says-other"]),
        ("[us@example.org](mailto:them@evil.example)", ["link-says-other"]),
        ("[us@example.org](https://evil.example)", ["link-says-other"]),
        ("[example.org](mailto:them@evil.example)", ["link-says-other"]),
        ("[01632 960123](tel:01632960124)", ["link-says-other"]),
        ("[example.org](https://example.org.evil.example)", ["link-says-other"]),
        ("[example.org](https://www.example.org/tea)", []),
        ("[www.example.org](https://tea.example.org)", []),
        ("[us@example.org](mailto:Us@example.org?subject=Tea)", []),
        ("[01632 960123](tel:+441632960123)", []),
        ("[our page](https://evil.example)", []),
        ("[Node.js](https://evil.example)", []),
        ("<https://evil.example/a?b=c&d> <us@example.org> www.example.org", []),
        ("[x](<https:/evil.example>)", ["dead-link"]),
        ("[x][y]\n\n[y]: <\\\\evil.example>", ["dead-link"]),
        ("[x](&sol;&sol;evil.example)", ["dead-link"]),
        ("[x](%68ttps://evil.example)", ["dead-link"]),
        ("[x](https://evil.example%00.example.org)", ["dead-link"]),
        ("<https:/evil.example> <//evil.example> <evil.example> evil.example", []),
    ],
)
def test_a_link_whose_words_name_another_place_is_warned_of(
    link: str, codes: list[str], check: Callable[..., Checked]
) -> None:
    assert [problem.code for problem in check(f"{LISTING}\n{link}\n").problems] == codes


@pytest.mark.parametrize("value", ["https://10.0.0.11/", "https://router.local/reboot", "https://еvil.example/"])
def test_an_address_beside_the_words_that_a_page_cant_lead_to_is_warned_of(
    value: str, check: Callable[..., Checked]
) -> None:
    checked = check(
        LISTING, ("---\n", f"---\ngive: {value}\n"), ("how: phone", f"how: website\n    value: {value}\n  - how: phone")
    )
    assert [(one.code, one.field) for one in checked.problems] == [("dead-link", "give"), ("dead-link", "contact")]
    assert checked.group is not None
    assert address(checked.group.contact[0], None) == ""
    assert checked.group.give is None
