"""Hypothesis for the rules: a busy machine is no broken rule, neither by an example that takes long nor by one that is
long in the making."""

from hypothesis import HealthCheck, settings

settings.register_profile("rules", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rules")
