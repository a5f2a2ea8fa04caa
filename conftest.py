"""How the tests run: documentation as tests, and the property tests.

No deadline for the latter: the first example loads data, and machines differ.
The gate runs the same examples each time, so that a change is judged by what
it changed; ``HYPOTHESIS_PROFILE=search`` looks further than either.
"""

from __future__ import annotations

import os

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

settings.register_profile("local", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile(
    os.environ.get(
        "HYPOTHESIS_PROFILE", "gate" if os.environ.get("CI") else "local"
    )
)

pytest_collect_file = (
    Sybil(parsers=[PythonCodeBlockParser()], patterns=["*.md"])
    + Sybil(parsers=[DocTestParser()], patterns=["__init__.py"])
).pytest()
