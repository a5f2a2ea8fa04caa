"""Addresses of license texts, in the one form in which they compare."""

from __future__ import annotations

import re

__all__ = ["normal_url"]

_SCHEME = re.compile(r"^https?://(www\.)?")


def normal_url(url: str) -> str:
    """Return an address without what does not change where it leads."""
    bare = _SCHEME.sub("", url.strip().lower()).partition("#")[0]
    for view in ("/resolve/", "/raw/"):
        bare = bare.replace(view, "/blob/")
    return bare.removesuffix("/")
