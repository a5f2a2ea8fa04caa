"""What teams put into their pipelines, run here without a network."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import tomli
import yaml

ROOT = Path(__file__).parents[1]
GITHUB_ACTION = "https://json.schemastore.org/github-action.json"
GITLAB_CI = (
    "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/"
    "javascripts/editor/schema/ci.json"
)
POLICY = """
[[rules]]
id = "no-nc"
forbid = "non-commercial"
scopes = ["product", "EU"]
"""


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A project with two models, and commands that need no network."""
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    for name, license in (("good", "mit"), ("a bad", "cc-by-nc-4.0")):
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        (folder / "README.md").write_text(
            f"---\nlicense: {license}\n---\n", encoding="utf-8"
        )
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, code in (
        ("openness", f'exec "{sys.executable}" -m openness "$@"'),
        ("pip", "exit 0"),
        ("pytest", f'exec "{sys.executable}" -m pytest "$@"'),
    ):
        command = commands / name
        command.write_text(f"#!/bin/sh\n{code}\n", encoding="utf-8")
        command.chmod(0o755)
    return tmp_path


def bash(
    script: str, folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    kept = {
        name: os.environ[name]
        for name in ("PYTHONPATH", "LANG")
        if name in os.environ
    }
    return subprocess.run(
        ["bash", "-c", script],  # noqa: S607
        cwd=folder,
        env={"PATH": path, **kept, **variables},
        capture_output=True,
        check=False,
        text=True,
    )


class TestGithubAction:
    action = read("action.yml")

    def test_is_valid(self, published_schema: Callable[[str], Any]) -> None:
        """The action is valid by the published schema of actions."""
        jsonschema.validate(self.action, published_schema(GITHUB_ACTION))

    def run(
        self, folder: Path, **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the step as the runner does, with its inputs."""
        step = self.action["runs"]["steps"][1]
        values = {
            name: data.get("default", "")
            for name, data in self.action["inputs"].items()
        } | inputs
        known = {f"inputs.{name}": value for name, value in values.items()}
        known["github.action_path"] = str(ROOT)
        variables = {
            name: known[value.removeprefix("${{ ").removesuffix(" }}")]
            for name, value in step["env"].items()
        }
        return bash(
            step["run"],
            folder,
            GITHUB_OUTPUT=str(folder / "output"),
            GITHUB_STEP_SUMMARY=str(folder / "summary"),
            **variables,
        )

    def test_annotates_and_sums_up(self, folder: Path) -> None:
        """Patterns are expanded, paths with spaces are paths."""
        done = self.run(
            folder,
            paths="models/*/README.md\n",
            policy="policy.toml",
            sarif="out.sarif",
            scopes="product\nEU\n",
        )

        assert done.returncode == 1, done.stderr
        assert done.stdout.startswith(
            "::error file=models/a bad/README.md,line=2,title=no-nc::"
        )
        summary = (folder / "summary").read_text(encoding="utf-8")
        assert "## models/good/README.md: allowed" in summary
        assert (folder / "output").read_text("utf-8") == "status=1\n"
        sarif = (folder / "out.sarif").read_text(encoding="utf-8")
        assert '"ruleId": "no-nc"' in sarif

    @pytest.mark.parametrize(
        ("inputs", "status"),
        [
            ({"paths": "models/good/README.md"}, 0),
            ({"paths": "**/README.md", "fail-on": "never"}, 0),
            ({"paths": "none/*.md"}, 2),
            ({"paths": "\n"}, 2),
            ({"paths": "models/good/README.md", "scopes": "prodcut"}, 2),
            ({"paths": "models/good/README.md", "policy": "no.toml"}, 2),
            ({"paths": "$(touch pwned); `touch pwned`"}, 2),
        ],
    )
    def test_status(
        self, inputs: dict[str, str], status: int, folder: Path
    ) -> None:
        """The status is that of the check; no input is run as code."""
        done = self.run(folder, **{"policy": "policy.toml"} | inputs)

        assert done.returncode == status, done.stderr
        assert not (folder / "pwned").exists()


class TestGitlabTemplate:
    template = read("integrations/gitlab/openness-check.yml")

    def test_is_valid(self, published_schema: Callable[[str], Any]) -> None:
        """The template is valid by the published schema of pipelines."""
        jsonschema.validate(self.template, published_schema(GITLAB_CI))

    def run(
        self, folder: Path, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the script as a runner does, stopping at what fails."""
        job = self.template[".openness-check"]
        script = "set -eo pipefail\n" + "\n".join(job["script"])
        return bash(script, folder, **job["variables"] | variables)

    @pytest.mark.parametrize(
        ("paths", "status"),
        [
            ("models/good/README.md", 0),
            ("models/*/README.md", 1),
            ("models/good/README.md none.md", 2),
        ],
    )
    def test_reports_and_fails(
        self, paths: str, status: int, folder: Path
    ) -> None:
        """Every run leaves a report, whatever becomes of it."""
        done = self.run(
            folder,
            OPENNESS_PACKAGE="openness",
            OPENNESS_PATHS=paths,
            OPENNESS_POLICY="policy.toml",
        )

        assert done.returncode == status, done.stderr
        report = ET.parse(folder / "openness.xml")  # noqa: S314
        assert report.getroot().tag == "testsuites"

    def test_needs_to_be_told(self, folder: Path) -> None:
        """Without a package or a policy the job fails, and says why."""
        done = self.run(folder, OPENNESS_PATHS="x")

        assert done.returncode != 0
        assert "say what to install openness from" in done.stderr


class TestPreCommitHooks:
    hooks = read(".pre-commit-hooks.yaml")

    def test_have_what_pre_commit_asks_for(self) -> None:
        """Each hook has an id, a name, an entry and a language.

        https://pre-commit.com/#new-hooks lists the keys.
        """
        known = {
            *("id", "name", "entry", "language", "files", "args"),
            *("description", "additional_dependencies"),
        }

        for hook in self.hooks:
            assert {"id", "name", "entry", "language"} <= hook.keys() <= known

    @pytest.mark.parametrize(("model", "status"), [("good", 0), ("a bad", 1)])
    def test_check_runs_with_its_arguments(
        self, model: str, status: int, folder: Path
    ) -> None:
        """pre-commit runs the entry with the arguments and the files."""
        check = self.hooks[0]
        (folder / "openness-policy.toml").write_text(POLICY, "utf-8")
        script = f'{check["entry"]} {" ".join(check["args"])} "$FILE"'

        done = bash(script, folder, FILE=f"models/{model}/README.md")

        assert done.returncode == status, done.stderr

    @pytest.mark.parametrize(("expect", "status"), [("allow", 0), ("deny", 1)])
    def test_tests_run_by_themselves(
        self, expect: str, status: int, folder: Path
    ) -> None:
        """The hook runs the cases of the files that it is given."""
        name = "policy.policy-test.toml"
        (folder / name).write_text(
            f'[[cases]]\nname = "n"\nlicense = "mit"\nexpect = "{expect}"\n',
            encoding="utf-8",
        )

        done = bash(f'{self.hooks[1]["entry"]} "{name}"', folder)

        assert done.returncode == status, done.stdout

    def test_tests_need_what_the_project_tests_with(self) -> None:
        """The hook that runs cases installs the pytest that we support."""
        project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        (pytest_,) = self.hooks[1]["additional_dependencies"]

        extras = project["project"]["optional-dependencies"]
        assert pytest_ in extras["test"]
