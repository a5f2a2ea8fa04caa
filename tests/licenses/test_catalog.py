import re
from pathlib import Path

import pytest
import tomli

from openness.licenses import Permission, Restriction, choices, text
from openness.licenses.catalog import ids, mentioned, one_of
from openness.licenses.terms import Terms

DATA = Path(__file__).parents[2] / "src/openness/licenses/data"
FILES = sorted(DATA.glob("*.toml"))
KEYS = {
    "name",
    "owner",
    "version",
    "date",
    "spdx",
    "hub_ids",
    "spellings",
    "urls",
    "linked",
    "text",
    "read",
    "conformant",
    "policies",
    "unknown",
    "note",
    "members",
    "permissions",
    "conditions",
    "limitations",
    "restrictions",
}
FACT = {"section", "note", "value", "unit", "prefix", "source"}


class TestText:
    def test_a_reviewed_text(self) -> None:
        """A threshold carries clause, value, unit and source."""
        llama = text("LicenseRef-llama-3.1")

        assert llama is not None
        (threshold,) = llama.terms.about(Restriction.USER_THRESHOLD)
        assert threshold.section == "2"
        assert threshold.value == 700_000_000
        assert threshold.unit == "monthly active users"
        assert threshold.source == llama.text
        assert llama.terms.has(Permission.PATENT_USE) is None
        assert llama.terms.has(Restriction.NON_COMMERCIAL) is False

    def test_is_found_in_any_case(self) -> None:
        """Identifiers compare without case."""
        assert text("licenseref-LLAMA-3.1") is not None

    def test_a_family_knows_what_its_members_agree_on(self) -> None:
        """Of a family tag only the common terms are known."""
        family = text("LicenseRef-openrail")

        assert family is not None
        assert family.terms.has(Restriction.FIELD_OF_USE) is True
        assert family.terms.has(Permission.COMMERCIAL_USE) is True
        assert family.terms.has(Restriction.MUST_UPDATE) is None

    def test_an_unread_text_has_unknown_terms(self) -> None:
        """Where no text could be had, nothing is known."""
        unread = text("LicenseRef-h-research")

        assert unread is not None
        assert unread.read is None
        assert unread.terms == Terms.nothing_known()

    def test_approval_implies_what_the_osd_demands(self) -> None:
        """An approved license nobody reviewed permits use, change, sharing."""
        license = text("Watcom-1.0")

        assert license is not None
        assert license.osi_approved is True
        assert license.terms.has(Permission.COMMERCIAL_USE) is True
        assert license.terms.has(Restriction.FIELD_OF_USE) is False
        assert license.terms.has(Permission.PATENT_USE) is None

    def test_a_listed_license_nobody_judged_is_unknown(self) -> None:
        """A place on the SPDX list says nothing of the terms."""
        license = text("Glide")

        assert license is not None
        assert license.terms == Terms.nothing_known()

    def test_unheard_of(self) -> None:
        """Neither SPDX nor the catalog knows it."""
        assert text("LicenseRef-nobody") is None


class TestChoices:
    def test_an_exception_leaves_duties_open(self) -> None:
        """An exception permits more; which duties it lifts is not known."""
        (plain,) = choices("LicenseRef-llama-3.1")
        (relaxed,) = choices(
            "LicenseRef-llama-3.1 WITH Classpath-exception-2.0"
        )

        assert relaxed.permissions == plain.permissions
        assert relaxed.conditions == frozenset()
        assert all(relaxed.has(c) is None for c in plain.conditions)

    def test_one_of(self) -> None:
        """One of several: what they agree on; an unknown one decides all."""
        (both,) = choices(
            one_of(["LicenseRef-llama-3", "LicenseRef-llama-3.1"])
        )
        (partly,) = choices(one_of(["LicenseRef-llama-3", "LicenseRef-none"]))

        assert both.has(Restriction.USER_THRESHOLD) is True
        assert both.has(Restriction.NO_COMPETING_MODEL_TRAINING) is None
        assert partly == Terms.nothing_known()

    @pytest.mark.parametrize("license", [None, "", "MIT AND", "Nobody-1.0"])
    def test_what_cannot_be_read_is_unknown(self, license: str | None) -> None:
        """No license, a broken one, an unheard-of one: unknown."""
        assert choices(license) == (Terms.nothing_known(),)


class TestMentioned:
    def test_each_license_once(self) -> None:
        """An expression's licenses, the undescribed ones too."""
        found = mentioned("MIT OR (MIT AND LicenseRef-nobody)")

        assert [one.id for one in found] == ["MIT", "LicenseRef-nobody"]


class TestFiles:
    def test_there_are_some(self) -> None:
        """An empty catalog would pass every test of its entries."""
        assert len(FILES) > 70
        assert len(ids()) >= len(FILES)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_follow_the_guide(self, path: Path) -> None:
        """Known keys only; facts with clauses; a reading or a note."""
        data = tomli.loads(path.read_text(encoding="utf-8"))

        assert set(data) <= KEYS
        tables = {"permissions", "conditions", "limitations", "restrictions"}
        for table in tables & set(data):
            for fact in data[table].values():
                assert set(fact) <= FACT
                assert fact["section"]
                assert ("value" in fact) == ("unit" in fact)
        if "members" in data:
            assert not tables & set(data)
        elif "read" not in data:
            assert data["note"]
            assert not tables & set(data)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_load(self, path: Path) -> None:
        """Every entry gives terms, and every tag in it is one of ours."""
        data = tomli.loads(path.read_text(encoding="utf-8"))
        listed = data.get("spdx", f"LicenseRef-{path.stem}")
        for id in [listed] if isinstance(listed, str) else listed:
            found = text(id)
            assert found is not None
            assert found.name == data["name"]
            assert not found.terms.present & found.terms.unknown
            unknown = {tag.value for tag in found.terms.unknown}
            assert set(data.get("unknown", ())) <= unknown

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_thresholds_have_numbers(self, path: Path) -> None:
        """A threshold without its number is no fact."""
        data = tomli.loads(path.read_text(encoding="utf-8"))
        for tag in ("user-threshold", "revenue-threshold"):
            fact = data.get("restrictions", {}).get(tag)
            assert fact is None or "value" in fact or "note" in fact

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
    def test_addresses_are_addresses(self, path: Path) -> None:
        """Sources can be visited."""
        data = tomli.loads(path.read_text(encoding="utf-8"))
        urls = [*data.get("urls", ()), *data.get("linked", ())]
        for url in [*urls, data.get("text", "https://x.y")]:
            assert re.match(r"https?://[\w.-]+\.\w+", url)
