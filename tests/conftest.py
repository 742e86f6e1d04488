"""How the tests with made-up input run: the same input each time, and however busy the machine is."""

from hypothesis import HealthCheck, settings

settings.register_profile("attrib", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("attrib")
