"""Which machines a link may lead this program to: public ones only, told by their number and never by their name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from ourtables.core.errors import Forbidden, NoSuchDomain

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Public numbers behind which a cloud's own services stand.
_OF_CLOUDS = frozenset({ipaddress.ip_address("168.63.129.16")})
# Set apart for special use (IANA's registries), which not every Python knows: protocol assignments, 6to4 relays,
# site-local, local NAT64, documentation, SRv6.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48", "3fff::/20", "5f00::/16", "100::/64"),
    )
)
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_LAST_FOUR = 0xFFFFFFFF


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet, and so is any older one that is wrapped in it."""
    if address in _OF_CLOUDS or address.is_multicast or not address.is_global or address.is_reserved:
        return False
    if any(address in network for network in _SPECIAL):
        return False
    return all(is_public(inner) for inner in _wrapped(address))


def _wrapped(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in _NAT64) or int(address) <= _LAST_FOUR:
        found.append(ipaddress.IPv4Address(int(address) & _LAST_FOUR))
    return [one for one in found if one is not None]


Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Every number of a name.

    Raises `NoSuchDomain` when there is no such name, `OSError` when the name system can't tell.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise NoSuchDomain(host) from error
    except socket.gaierror as error:
        if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoSuchDomain(host) from error
        raise
    return [str(entry[4][0]) for entry in found]


def choose(host: str, port: int, lookup: Resolve, permitted: Callable[[Address, int], bool]) -> Address:
    """The one number to connect to.

    A name that leads to any forbidden number is refused as a whole, since it was made to. Raises `Forbidden`,
    `NoSuchDomain` or `OSError`.
    """
    found = [ipaddress.ip_address(text.partition("%")[0]) for text in lookup(host, port)]
    if not found:
        raise NoSuchDomain(host)
    if not all(permitted(address, port) for address in found):
        raise Forbidden(host)
    # IPv4 first: a machine that runs this may have no other way out.
    return min(found, key=lambda address: address.version)
