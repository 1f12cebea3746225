"""Hosts on which each account is a place of its own, and which tell a program nothing about whether it is there."""

from __future__ import annotations

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


def site_of(host: str) -> str:
    """The social network that a host belongs to, such as `facebook.com` for `m.facebook.com`; empty when to none."""
    return next((known for known in SOCIAL if host == known or host.endswith(f".{known}")), "")


def is_social(host: str) -> bool:
    """Whether a host is a social network's, or lies beneath one."""
    return bool(site_of(host))
