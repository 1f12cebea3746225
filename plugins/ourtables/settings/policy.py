"""What a browser may do with this site: the whole Content-Security-Policy, and the headers that say the same.

Each page carries its own policy in its head, since a host such as GitHub Pages sends no headers of ours. A host that
can is told them by `_headers` and docs/run-your-own-reference.md: one policy for
the whole site; each page's own is stricter.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

# Nothing comes from another origin, nothing runs that isn't a file of this site.
_EVERYWHERE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    # No form goes anywhere: scripts read them, and without one a browser would send what was typed to the host.
    "form-action": "'none'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
# Pagefind's search is WebAssembly in a worker.
_SEARCH = {"script-src": "'self' 'wasm-unsafe-eval'", "worker-src": "'self'"}
# A file that is to work alone carries its one style sheet, and nothing else may be in it.
_ALONE = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
# No other site shows a page in a frame; a page can't ask that of itself.
_UNFRAMED = {"frame-ancestors": "'none'"}


@lru_cache(16)
def policy(*, search: bool = False, style: str = "") -> str:
    """Write the policy of a page.

    Args:
        search: Whether the page searches words, which needs WebAssembly.
        style: The hash of the style sheet (see `hashed`) of a file that works alone.
    """
    return _written({**_EVERYWHERE, **(_SEARCH if search else {})} if not style else {**_ALONE, "style-src": style})


def hashed(style: str) -> str:
    """What a policy says of a style sheet within a page, to allow it and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def headers(style: str) -> dict[str, str]:
    """List the headers that a host sends with every file.

    Args:
        style: The hash of the style sheet (see `hashed`) of files that work alone.
    """
    widest = {**_EVERYWHERE, **_SEARCH, **_UNFRAMED}
    widest["style-src"] += f" {style}"
    return {
        "Content-Security-Policy": _written(widest),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=()",
    }


def _written(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())
