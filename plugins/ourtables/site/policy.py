"""The site's whole Content-Security-Policy, which each page carries in its head."""

from __future__ import annotations

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


def policy(*, search: bool = False) -> str:
    """The policy of a page; `search` is for the one page that searches words."""
    rules = {**_EVERYWHERE, **(_SEARCH if search else {})}
    return "; ".join(f"{name} {value}" for name, value in rules.items())
