"""The site's whole Content-Security-Policy, which each page carries in its head."""

from __future__ import annotations

import base64
import hashlib

# Nothing comes from another origin, nothing runs that isn't a file of this site.
_EVERYWHERE = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
# Pagefind's search is WebAssembly in a worker.
_SEARCH = {"script-src": "'self' 'wasm-unsafe-eval'", "worker-src": "'self'"}


# A file that is to work alone carries its one style sheet, and nothing else may be in it.
_ALONE = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def policy(*, search: bool = False, style: str = "") -> str:
    """The policy of a page; `search` is for the one page that searches words, `style` (see `hashed`) for a file that
    works alone.
    """
    rules = {**_EVERYWHERE, **(_SEARCH if search else {})} if not style else {**_ALONE, "style-src": f"'{style}'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def hashed(style: str) -> str:
    """What a policy says of a style sheet within a page, to allow it and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
