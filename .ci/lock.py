"""Writes the lock files anew from pyproject.toml: `./dev lock [ARGS]`, whose arguments go to `uv pip compile`."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Each lock holds all that is in those before it.
LOCKS = {
    "requirements.txt": (),
    "requirements-pdf.txt": ("--extra", "pdf", "-c", "requirements.txt"),
    "requirements-dev.txt": ("--extra", "pdf", "--extra", "dev", "-c", "requirements-pdf.txt"),
}


def main() -> None:
    """Compile each lock for every platform, with hashes and without the name of an index."""
    shared = [
        *(Path(sys.executable).parent / "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", "3.11", "--custom-compile-command", "./dev lock", *sys.argv[1:], "pyproject.toml"),
        *("--no-emit-index-url", "--no-emit-find-links", "--extra", "setup"),
    ]
    for name, more in LOCKS.items():
        done = subprocess.run([*shared, *more, "-o", name], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main()
