"""What holds for all tests."""

from hypothesis import settings

# Speed is measured by benchmarks: a test that fails on a busy machine tells nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
