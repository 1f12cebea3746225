"""What a pull request changes, in plain sentences: read from git as data, run by nobody."""

from __future__ import annotations

from ourtables.reviewing.run import Review, review

__all__ = ["Review", "review"]
