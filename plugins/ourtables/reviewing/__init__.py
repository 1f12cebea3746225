"""What a pull request changes, in plain sentences: read from git as data; nothing of it is run."""

from __future__ import annotations

from ourtables.reviewing.review import Review, review

__all__ = ["Review", "review"]
