"""For all tests: properties are held without a clock, which a busy machine would upset."""

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")
