"""What users may rely on is named, documented and light."""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import openness

MODULES = [
    found.name
    for found in pkgutil.walk_packages(openness.__path__, "openness.")
    if not any(part.startswith("_") for part in found.name.split("."))
]


class TestPackage:
    def test_names(self) -> None:
        """The guided tour: these names and no others stand at the top."""
        assert openness.__all__ == [
            "Access",
            "Artifact",
            "Card",
            "Category",
            "Component",
            "Evidence",
            "Finding",
            "Outcome",
            "Parent",
            "Policy",
            "Problem",
            "Release",
            "Verdict",
            "Withheld",
            "classify",
            "read",
        ]

    @pytest.mark.parametrize("name", dir(openness))
    def test_names_lead_somewhere(self, name: str) -> None:
        """Every name that is listed can be had."""
        assert getattr(openness, name) is not None

    def test_other_names_do_not(self) -> None:
        """An unknown attribute is an ordinary AttributeError."""
        with pytest.raises(AttributeError, match="'openness' has no"):
            _ = openness.nothing

    def test_import_is_light(self) -> None:
        """Importing the package loads no dependency and no data."""
        code = (
            "import sys, openness; "
            "print([m for m in ('attr', 'cattrs', 'tomli', 'yaml', "
            "'openness.release') if m in sys.modules])"
        )

        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
        )

        assert done.stdout == "[]\n"


class TestModules:
    @pytest.mark.parametrize("name", MODULES)
    def test_say_what_is_public(self, name: str) -> None:
        """Every public module has a docstring and `__all__`, documented."""
        module = importlib.import_module(name)

        assert module.__doc__
        for public in module.__all__:
            member = getattr(module, public)
            assert not callable(member) or member.__doc__, public
