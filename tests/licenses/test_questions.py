import pytest

from openness.licenses import Condition, Restriction
from openness.licenses.questions import (
    QUESTIONS,
    Answered,
    May,
    answer,
    weigh,
)
from openness.outcome import Outcome

KNOWN = {question.id: question for question in QUESTIONS}


def ask(id: str, license: str | None) -> Answered:
    return answer(KNOWN[id], license)


class TestAnswer:
    @pytest.mark.parametrize(
        ("license", "id", "expected"),
        [
            # MIT: "without restriction"; silent on patents and revocation.
            ("MIT", "commercial-use", May.YES),
            ("MIT", "keep-closed", May.YES),
            ("MIT", "patents", May.NO),
            ("MIT", "revocable", May.NO),
            # Apache-2.0 section 3: a patent license that litigation ends.
            ("Apache-2.0", "patents", May.CONDITIONAL),
            # GPL-3.0 section 5(c): the whole under this license.
            ("GPL-3.0-only", "keep-closed", May.NO),
            ("GPL-3.0-only", "commercial-use", May.YES),
            # MPL-2.0 section 3.3: the larger work under terms of choice.
            ("MPL-2.0", "keep-closed", May.CONDITIONAL),
            # CC BY-NC 4.0 section 2(a)(1): non-commercial purposes only.
            ("CC-BY-NC-4.0", "commercial-use", May.NO),
            ("CC-BY-NC-4.0", "modify", May.CONDITIONAL),
            ("CC-BY-ND-4.0", "keep-closed", May.NO),
            # Llama 3.1 section 2: 700 million users; its policy was not read.
            ("LicenseRef-llama-3.1", "commercial-use", May.CONDITIONAL),
            ("LicenseRef-llama-3.1", "anywhere", May.YES),
            # Hunyuan DiT section 5.b: outputs not to improve other models;
            # 5.c: no license in the European Union.
            ("LicenseRef-hunyuan-dit", "train-on-outputs", May.NO),
            ("LicenseRef-hunyuan-dit", "anywhere", May.CONDITIONAL),
            # Elastic 2.0, Limitations: not as a managed service.
            ("Elastic-2.0", "host", May.UNKNOWN),
            ("Elastic-2.0", "private-use", May.YES),
        ],
    )
    def test_follows_the_terms(
        self, license: str, id: str, expected: May
    ) -> None:
        """The answers that the texts give, section by section."""
        assert ask(id, license).answer is expected

    def test_cites_what_decides(self) -> None:
        """A conditional yes names the terms, with clauses and sections."""
        found = ask("commercial-use", "LicenseRef-llama-3.1")

        assert found.because == (
            "field-of-use [1.b.iv], user-threshold (700,000,000 monthly "
            "active users) [2], naming-obligation [1.b.i]"
        )
        assert [fact.tag for fact in found.clauses] == [
            Restriction.FIELD_OF_USE,
            Restriction.USER_THRESHOLD,
            Restriction.NAMING_OBLIGATION,
        ]

    @pytest.mark.parametrize("question", ["commercial-use", "host"])
    def test_a_name_to_display_is_a_condition(self, question: str) -> None:
        """MIT's text with a name to show, above some size, is not MIT."""
        found = ask(question, "LicenseRef-kimi-k2-modified-mit")

        assert found.answer is May.CONDITIONAL
        assert "naming-obligation" in found.because

    def test_says_what_is_owed_in_return(self) -> None:
        """A yes comes with the conditions that go with it."""
        found = ask("redistribute", "Apache-2.0")

        assert found.answer is May.YES
        assert [fact.tag for fact in found.duties] == [
            Condition.INCLUDE_COPYRIGHT,
            Condition.DOCUMENT_CHANGES,
        ]

    def test_a_lifted_duty_is_not_owed(self) -> None:
        """An exception may lift a condition; it is not told as owed."""
        plain = ask("redistribute", "GPL-2.0-only")
        relaxed = ask(
            "redistribute", "GPL-2.0-only WITH Classpath-exception-2.0"
        )

        assert plain.duties != ()
        assert relaxed.duties == ()

    @pytest.mark.parametrize("license", [None, "LicenseRef-nobody", "MIT AND"])
    @pytest.mark.parametrize("id", sorted(KNOWN))
    def test_nothing_is_promised_of_the_unknown(
        self, id: str, license: str | None
    ) -> None:
        """Where no terms are known, every answer stays possible."""
        found = ask(id, license)

        assert found.answer is May.UNKNOWN
        assert set(found.possible) == {May.YES, May.CONDITIONAL, May.NO}
        assert found.clauses == ()

    def test_the_clause_that_leaves_a_question_open(self) -> None:
        """A ban or a limit: no yes is left, and the clause is cited."""
        found = ask("host", "Elastic-2.0")

        assert found.possible == (May.CONDITIONAL, May.NO)
        assert found.because == "hosted-service [Limitations]"

    def test_or_leaves_the_choice(self) -> None:
        """The recipient takes the branch that allows it."""
        found = ask("commercial-use", "CC-BY-NC-4.0 OR MIT")

        assert found.answer is May.YES
        assert found.because == "commercial-use [paragraph 1]"

    def test_and_adds_up(self) -> None:
        """All terms hold: the clauses of each are cited."""
        found = ask("redistribute", "CC-BY-NC-4.0 AND LicenseRef-llama-3.1")

        assert found.answer is May.CONDITIONAL
        assert {fact.license for fact in found.clauses} == {
            "CC-BY-NC-4.0",
            "LicenseRef-llama-3.1",
        }


class TestQuestions:
    def test_each_is_asked_once(self) -> None:
        """No question is asked twice."""
        assert len(KNOWN) == len(QUESTIONS)
        assert len({question.asks for question in QUESTIONS}) == len(QUESTIONS)


class TestWeigh:
    ANSWERS = (May.YES, May.CONDITIONAL, May.NO)

    @pytest.mark.parametrize(
        ("freely", "at_all", "possible", "by_first"),
        [
            (Outcome.MET, Outcome.MET, [May.YES], True),
            (Outcome.MET, Outcome.UNMET, [May.YES], True),
            (Outcome.UNMET, Outcome.MET, [May.CONDITIONAL], True),
            (Outcome.UNMET, Outcome.UNMET, [May.NO], False),
            (Outcome.UNKNOWN, Outcome.UNMET, [May.NO], False),
            (
                Outcome.UNKNOWN,
                Outcome.MET,
                [May.YES, May.CONDITIONAL],
                True,
            ),
            (
                Outcome.UNMET,
                Outcome.UNKNOWN,
                [May.CONDITIONAL, May.NO],
                False,
            ),
            (
                Outcome.UNKNOWN,
                Outcome.UNKNOWN,
                [May.YES, May.CONDITIONAL, May.NO],
                True,
            ),
        ],
    )
    def test_keeps_what_is_possible(
        self,
        freely: Outcome,
        at_all: Outcome,
        possible: list[May],
        by_first: bool,  # noqa: FBT001
    ) -> None:
        """One possible answer is the answer; more of them are unknown."""
        found = weigh(freely, at_all, self.ANSWERS)

        assert list(found.possible) == possible
        assert found.by_first is by_first
        known = possible[0] if len(possible) == 1 else May.UNKNOWN
        assert found.answer is known
