"""Whether the web addresses of listings still lead somewhere, looked at without ever reaching an internal machine."""
