"""Hosts on which each account is a place of its own, and which tell a program nothing about whether it is there."""

from __future__ import annotations

from urllib.parse import urlsplit

SOCIAL = frozenset(
    {
        *("facebook.com", "fb.com", "fb.me", "instagram.com", "threads.net", "threads.com", "whatsapp.com", "wa.me"),
        *("x.com", "twitter.com", "t.me", "telegram.me", "tiktok.com", "linkedin.com", "youtube.com", "youtu.be"),
        *(
            "bsky.app",
            "discord.com",
            "discord.gg",
            "reddit.com",
            "meetup.com",
            "linktr.ee",
            "snapchat.com",
            "signal.group",
        ),
    }
)


def host(address: str) -> str:
    """The host of a web address in lower case, without `www.`; empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_social(host: str) -> bool:
    """Whether a host is a social network's, or lies beneath one."""
    return any(host == known or host.endswith(f".{known}") for known in SOCIAL)
