"""Asking for a web address ends in time and never reaches a machine that isn't public, whatever the server does."""

import ipaddress
import socket
import threading
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ourtables.linking import guard, judging
from ourtables.linking.request import MOST_REDIRECTS, Asker, LinkAnswer
from tests.linking.conftest import Reply, Server, status


@pytest.mark.parametrize("code", [200, 204, 403, 404, 410, 429, 500])
def test_a_status_is_told_as_it_is(server: Server, code: int) -> None:
    server.replies["/x"] = status(code)
    assert server.asker().ask(server.url("/x")) == LinkAnswer(code)


def test_the_name_is_looked_up_once_and_its_number_connected_to(server: Server) -> None:
    server.replies["/tea?a=1"] = status(200)
    assert server.asker().ask(server.url("/tea?a=1#part")).status == 200
    assert server.looked_up == ["kettle.example"]
    assert f"Host: kettle.example:{server.port}\r\n" in server.heads[0]


def test_redirects_are_followed_each_with_a_look_at_where_it_leads(server: Server) -> None:
    server.replies |= {"/a": status(301, "/b"), "/b": status(302, server.url("/c", "tea.example")), "/c": status(200)}
    assert server.asker().ask(server.url("/a")).status == 200
    assert server.looked_up == ["kettle.example", "kettle.example", "tea.example"]


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.replies["/a"] = status(302, "/a")
    assert "passed on" in server.asker().ask(server.url("/a")).why
    assert len(server.heads) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "inside",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/",
        "http://0.0.0.0/",
        "http://user@kettle.example/",
        "https:///nowhere",
        "file:///etc/passwd",
        "gopher://kettle.example/",
        "ftp://kettle.example/",
    ],
)
def test_a_redirect_that_points_inside_is_not_followed(server: Server, inside: str) -> None:
    server.replies["/a"] = status(302, inside)
    answer = server.asker().ask(server.url("/a"))
    assert answer.why == "it leads to a machine that isn't public"
    assert len(server.heads) == 1


@pytest.mark.parametrize("somebody", ["user@", "user:word@", "@"])
def test_a_redirect_with_somebody_s_name_in_it_is_not_followed(server: Server, somebody: str) -> None:
    # Whatever else there is to say against an address, nothing is here.
    server.replies |= {"/a": status(302, server.url("/b").replace("://", f"://{somebody}")), "/b": status(200)}
    assert server.asker().ask(server.url("/a")).why == "it leads to a machine that isn't public"
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    "location",
    [
        "http://[",
        "http://[::1",
        "http://kettle.example:99999/",
        "http://kettle.example:x/",
        "http://\xff\xfe/",
        "http://xn--a" + "a" * 80 + "/",
        "//",
        "https://" + "a." * 200 + "example/",
        "http://a..b/",
        "\x00",
        "http://kettle.example\x00.evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "/" + "a" * 20_000,
        "http://\u2603.example:8080" + "/%" * 99,
    ],
)
def test_a_redirect_to_what_is_no_address_is_an_answer(server: Server, location: str) -> None:
    reply = b"HTTP/1.1 302 x\r\nLocation: " + location.encode("utf-8", "surrogateescape") + b"\r\n\r\n"
    server.replies["/a"] = reply
    answer = server.asker().ask(server.url("/a"))
    assert answer.why == "" or judging.remembered(judging.memory({"https://example.org/": judged(answer)}))


def judged(answer: LinkAnswer) -> judging.LinkVerdict:
    """What is thought of an answer on the first day."""
    return judging.judge(answer, None, date(2026, 11, 22))


def test_a_redirect_to_a_social_network_tells_nothing(server: Server) -> None:
    server.replies["/a"] = status(302, "https://www.facebook.com/login")
    assert server.asker().ask(server.url("/a")) == LinkAnswer(0, "it leads on to a social network")
    assert server.looked_up == ["kettle.example"]


def test_a_name_with_one_inner_number_among_public_ones_is_refused() -> None:
    with pytest.raises(guard.Forbidden):
        guard.choose("kettle.example", 443, lambda *_: ["93.184.215.14", "10.0.0.1"], lambda a, _: guard.is_public(a))


def hang(connection: socket.socket) -> None:
    threading.Event().wait(600)


def drip(connection: socket.socket) -> None:
    """A byte now and then for at least 50 seconds, or until nobody takes them."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(1_000):
        connection.sendall(b"x")
        time.sleep(0.05)


def flood(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000_000)


@pytest.mark.parametrize("reply", [hang, drip])
def test_a_server_that_hangs_or_drips_is_left_before_it_ends(server: Server, reply: Reply) -> None:
    ended = threading.Event()

    def to_its_end(connection: socket.socket) -> None:
        reply(connection)
        ended.set()

    server.replies["/x"] = to_its_end
    assert server.asker(seconds=0.5).ask(server.url("/x")) == LinkAnswer(0, "it took too long")
    assert not ended.is_set()


def test_a_head_without_end_is_read_no_further_than_its_limit(server: Server) -> None:
    server.replies["/x"] = flood
    assert server.asker().ask(server.url("/x")).status == 200


@pytest.mark.parametrize("lie", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 999 X\r\n\r\n", b"HTTP/1.1 2", b"\xff" * 100])
def test_what_isnt_http_is_no_answer(server: Server, lie: bytes) -> None:
    server.replies["/x"] = lie
    answer = server.asker().ask(server.url("/x"))
    assert (answer.status, answer.no_domain) == (0, False)


def test_nobody_at_the_door_is_no_answer(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    asker = Asker(seconds=2, lookup=lambda *_: ["127.0.0.1"], permitted=lambda *_: True)
    assert asker.ask(f"http://kettle.example:{port}/").status == 0


def test_a_name_that_isnt_there_is_told_apart_from_one_that_cannot_be_looked_up() -> None:
    def gone(host: str, _port: int) -> list[str]:
        raise guard.NoSuchDomain(host)

    def down(host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert Asker(lookup=gone).ask("https://kettle.example/").no_domain
    assert not Asker(lookup=down).ask("https://kettle.example/").no_domain


def test_https_wants_a_certificate_of_the_name(server: Server) -> None:
    answer = server.asker().ask(server.url("/x").replace("http:", "https:"))
    assert answer.status == 0


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",  # noqa: S104
     "168.63.129.16", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::", "::1", "fe80::1",
     "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
     "2002:7f00:1::", "2001:0:7f00:1::", "::127.0.0.1", "2001:db8::1"],
)  # fmt: skip
def test_a_number_that_isnt_public_is_known_as_such(number: str) -> None:
    assert not guard.is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_a_public_number_is_public(number: str) -> None:
    assert guard.is_public(ipaddress.ip_address(number))


def test_without_a_tests_leave_this_machine_is_never_asked(server: Server) -> None:
    server.replies["/x"] = status(200)
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
        assert Asker(seconds=2).ask(server.url("/x", host)).why == "it leads to a machine that isn't public"
    assert server.heads == []


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_address_at_all_stops_an_asker(text: str) -> None:
    asker = Asker(seconds=1, lookup=lambda *_: ["127.0.0.1"])
    for address in (text, f"http://{text}", f"https://kettle.example/{text}"):
        assert asker.ask(address).status == 0
