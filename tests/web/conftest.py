"""A site on this machine, and no way to any other."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from site_here import Site


@pytest.fixture(autouse=True)
def _no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment, and no name is looked up but this machine's."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    look_up = socket.getaddrinfo

    def here(host: str, *args: object, **more: object) -> object:
        assert host == "127.0.0.1", f"a test asks {host}"
        return look_up(host, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", here)


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()
    yield here
    here.close()
