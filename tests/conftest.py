"""How the tests with made-up input run: the same input each time, and however busy the machine is."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("attrib", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("attrib")


@pytest.fixture
def whole_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """End a transaction of an ingest by its number of documents alone."""
    monkeypatch.setattr("attrib.store.writer.HOLD_SECONDS", 3600.0)
