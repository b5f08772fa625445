"""What holds for all tests: laws are tried without a clock, since machines are slow and noisy."""

from hypothesis import HealthCheck, settings

settings.register_profile("quiet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiet")
