"""The pytest plugin: it collects ``*.policy-test.toml``, and nothing else.

It needs no configuration. Each case is a test; what a case finds is told in
words, and at the end the rules that no case breaks are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from openness.policy.cases import Case, Suite
    from openness.policy.policy import Policy

__all__ = [
    "CaseError",
    "CaseItem",
    "SuiteFile",
    "pytest_collect_file",
    "pytest_terminal_summary",
]

_ENDING = ".policy-test.toml"
_BROKEN = pytest.StashKey[dict[str, "_Covered"]]()


class _Covered:
    """The rules of a policy, and those that a case broke."""

    def __init__(self, policy: Policy) -> None:
        self.name = policy.name
        self.rules = [rule.id for rule in policy.rules]
        self.broken: set[str] = set()


class CaseError(Exception):
    """A policy does not do what a case expects of it."""


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> SuiteFile | None:
    """Collect files of cases, and leave all others alone."""
    if not file_path.name.endswith(_ENDING):
        return None
    suite: SuiteFile = SuiteFile.from_parent(parent, path=file_path)
    return suite


class SuiteFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterable[CaseItem]:
        """Return one test for each case."""
        from openness.errors import PolicyError
        from openness.policy.cases import read_cases

        try:
            suite = read_cases(str(self.path))
        except PolicyError as error:
            raise self.CollectError(str(error)) from None
        return self._items(suite)

    def _items(self, suite: Suite) -> Iterator[CaseItem]:
        covered = self.config.stash.setdefault(_BROKEN, {})
        known = covered.setdefault(str(self.path), _Covered(suite.policy))
        for case in suite.cases:
            item: CaseItem = CaseItem.from_parent(
                self, name=case.name, case=case, suite=suite, known=known
            )
            yield item


class CaseItem(pytest.Item):
    """One case."""

    def __init__(
        self, *, case: Case, suite: Suite, known: _Covered, **further: Any
    ) -> None:
        """Hold the case and the policy."""
        super().__init__(**further)
        self.case = case
        self.suite = suite
        self.known = known

    def runtest(self) -> None:
        """Hold the policy to the case."""
        from openness.policy.cases import fault

        ruling = self.case.ruling(self.suite.policy)
        found = (*ruling.violations, *ruling.waived)
        self.known.broken.update(violation.rule for violation in found)
        wrong = fault(ruling, self.case.expect, self.case.because)
        if wrong is not None:
            raise CaseError(wrong)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any
    ) -> Any:
        """Show what differs, not where this plugin found out."""
        if isinstance(excinfo.value, CaseError):
            return f"{self.path}: {self.name}\n{excinfo.value}"
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return what the report calls the test."""
        return self.path, None, self.name


def pytest_terminal_summary(
    terminalreporter: Any, config: pytest.Config
) -> None:
    """List the rules that no case broke: nothing shows that they work."""
    covered = config.stash.get(_BROKEN, {})
    if not covered:
        return
    unbroken = [
        (path, known, [r for r in known.rules if r not in known.broken])
        for path, known in sorted(covered.items())
    ]
    rules = sum(len(known.rules) for _, known, _ in unbroken)
    never = sum(len(rest) for _, _, rest in unbroken)
    terminalreporter.section("policy coverage")
    for path, known, rest in unbroken:
        if rest:
            terminalreporter.write_line(
                f"{path}: {known.name}: no case breaks {', '.join(rest)}"
            )
    terminalreporter.write_line(
        f"{rules - never} of {rules} rules of {len(unbroken)} policies are "
        "broken by a case"
    )
