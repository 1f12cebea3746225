"""The directory in Greek letters, built in both pseudo-languages."""

from pathlib import Path

import pytest

from ..conftest import TODAY
from ..site.conftest import ourtables
from . import greek

PSEUDO = ("en-XA", "ar-XB")


@pytest.fixture(scope="session", params=PSEUDO)
def pseudo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a pseudo-language."""
    folder = tmp_path_factory.mktemp(request.param)
    content = greek.directory(folder, request.param)
    output = folder / "output"
    arguments = ("--content", str(content), "--output", str(output), "--today", TODAY.isoformat())
    run = ourtables("build", *arguments, "--site-url", "https://example.org/")
    assert run.returncode == 0, run.stderr
    return output
