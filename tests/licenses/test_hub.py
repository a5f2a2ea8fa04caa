import pytest

from openness.licenses import resolve
from openness.licenses.hub import HUB_IDS, hub_id


class TestHubIds:
    def test_are_those_of_the_list(self) -> None:
        """83 on 2026-08-22, each once, in lower case."""
        assert len(HUB_IDS) == len(set(HUB_IDS)) == 83
        assert all(id == id.lower() for id in HUB_IDS)

    @pytest.mark.parametrize("id", HUB_IDS)
    def test_resolve(self, id: str) -> None:
        """Every identifier of the Hub names a license, but two that do not."""
        found = resolve(id).license

        assert (found is None) == (id in {"other", "unknown"})

    @pytest.mark.parametrize(
        ("license", "id"),
        [
            ("Apache-2.0", "apache-2.0"),
            ("LicenseRef-llama-3.1", "llama3.1"),
            ("GPL-3.0-only", None),
            ("0BSD", None),
        ],
    )
    def test_of_a_license(self, license: str, id: str | None) -> None:
        """What the list does not have, it does not take."""
        assert hub_id(license) == id
