"""What publishers copy from docs/publishing/: workflows that may do little, lines that work."""

from __future__ import annotations

import re
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from conftest import ROOT

import build
from sitegen.publish.manifest import MANIFEST
from sitegen.render.machine_files import CACHING, HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ROOT / "docs" / "publishing"
WORKFLOWS = ("check.yml", "github-pages.yml")
KEYS_OF_WORKFLOW = {"name", "on", "permissions", "concurrency", "jobs"}
KEYS_OF_JOB = {"needs", "runs-on", "timeout-minutes", "permissions", "environment", "steps"}
KEYS_OF_STEP = {"name", "id", "uses", "with", "env", "run"}
# The inputs of the actions, as their own action.yml names them.
INPUTS: dict[str, set[str]] = {
    "actions/checkout": {"ref", "path", "sparse-checkout", "persist-credentials"},
    "actions/configure-pages": set(),
    "actions/upload-pages-artifact": {"path", "include-hidden-files"},
    "actions/deploy-pages": set(),
}
MAY_WRITE = {"pages", "id-token"}
README_COMMAND = next(
    line
    for line in (ROOT / "README.md").read_text("utf-8").splitlines()
    if line.startswith("python3 -m venv") and line.endswith("build.py")
)


def workflow(name: str) -> dict[str, Any]:
    """A workflow with every scalar as text: YAML 1.1 would take the key `on` for true."""
    # This loader makes texts alone, so it is no less safe than the safe one.
    loaded = yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    assert isinstance(loaded, dict)
    return loaded


def steps(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of a workflow, with the name of its job."""
    for job, its in workflow(name)["jobs"].items():
        yield from ((job, step) for step in its["steps"])


def run_lines() -> list[str]:
    """Every line that a workflow runs."""
    return [step["run"] for name in WORKFLOWS for _, step in steps(name) if "run" in step]


def documents() -> list[Path]:
    """The pages of the folder."""
    return sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_no_key_that_nothing_reads(name: str) -> None:
    """A misspelt key would be an error on the host, or worse, a limit that is not kept."""
    whole = workflow(name)

    assert whole.keys() <= KEYS_OF_WORKFLOW
    assert [job for job in whole["jobs"].values() if not job.keys() <= KEYS_OF_JOB] == []
    for _, step in steps(name):
        assert step.keys() <= KEYS_OF_STEP
        assert ("uses" in step) != ("run" in step)
        inputs = INPUTS[step["uses"].partition("@")[0]] if "uses" in step else set()
        assert step.get("with", {}).keys() <= inputs


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_do_no_more_than_it_needs(name: str) -> None:
    """What may write runs nothing of the repository, and none knows a secret."""
    whole = workflow(name)
    text = (FOLDER / name).read_text("utf-8")

    assert whole["permissions"] in ({}, {"contents": "read"})
    for job, its in whole["jobs"].items():
        rights = its.get("permissions", whole["permissions"])
        writes = {right for right, how in rights.items() if how != "read"}
        assert writes <= MAY_WRITE
        own = [step for of, step in steps(name) if of == job]
        is_alone = not any("run" in step or "checkout" in step.get("uses", "") for step in own)
        assert is_alone or not writes
        assert int(its["timeout-minutes"]) <= 10
    assert "secrets" not in text
    assert "pull_request_target" not in text
    assert "actions/cache" not in text


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_uses_actions_of_the_host_alone(name: str) -> None:
    """Each by its major version or a full hash, and no password stays on the disk."""
    for _, step in steps(name):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@(v[0-9]+|[0-9a-f]{40})", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_no_text_of_a_stranger_becomes_a_command() -> None:
    """What the host fills in comes as a variable, which a shell does not read as a command."""
    assert run_lines()
    assert [line for line in run_lines() if "${{" in line] == []


def test_a_check_takes_nothing_but_content_from_a_pull_request() -> None:
    """The program is from the branch that it is for; of the other, the content alone comes."""
    base, theirs = (step["with"] for _, step in steps("check.yml") if "uses" in step)

    assert workflow("check.yml")["on"].keys() == {"pull_request"}
    assert base["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert "path" not in base
    assert (theirs["path"], theirs["sparse-checkout"]) == ("theirs", "content")


def test_their_content_takes_the_place_of_ours(tmp_path: Path) -> None:
    """The line that does it, done."""
    for file in ("content/a.md", "content/old.md", "build.py", "theirs/content/a.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(file, "utf-8")
    line = next(step["run"] for _, step in steps("check.yml") if "theirs" in step.get("run", ""))
    subprocess.run(["/bin/sh", "-euc", line], cwd=tmp_path, check=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}

    assert left == {"content/a.md", "build.py"}
    assert (tmp_path / "content" / "a.md").read_text("utf-8") == "theirs/content/a.md"


def test_every_host_builds_as_the_readme_does() -> None:
    """One command makes the environment and builds; a host adds its address, and nothing else."""
    tables = [document.read_text("utf-8") for document in documents()]
    told = [line for text in tables for line in re.findall(r"`(python3 -m venv [^`]*)`", text)]
    built = [line for line in (*told, *run_lines()) if "build.py" in line and "venv .venv" in line]

    assert len(built) == 3
    for line in built:
        assert line.startswith(README_COMMAND)
        assert re.fullmatch(r'( --base-url "\$[A-Z]+")?', line.removeprefix(README_COMMAND))


def test_each_line_names_commands_and_options_that_there_are() -> None:
    """A publisher who copies a line is not told that it is wrong."""
    texts = [document.read_text("utf-8") for document in documents()]
    lines = [*run_lines(), *(line for text in texts for line in re.split("[\n`]", text))]
    calls = [line.partition("python build.py")[2] for line in lines if "python build.py" in line]
    told = [call.replace("$", "https://x/") for call in calls]
    words = [shlex.split(call) for call in told]

    assert len(words) >= 6
    assert {build.parse_options(each).command for each in words} == {"build", "check"}


def test_the_address_that_pages_tells_is_taken() -> None:
    """It comes without the slash at its end, and with the name of the repository."""
    told = ["--base-url", "https://octocat.github.io/my-repo"]

    assert build.parse_options(told).base_url == "https://octocat.github.io/my-repo/"


def test_the_headers_keep_to_the_limits_of_cloudflare() -> None:
    """At most 100 rules, and 2,000 characters a line."""
    assert 1 + len(CACHING) <= 100
    assert max(len(f"  {name}: {value}") for name, value in HEADERS) <= 2000


def test_an_upload_leaves_out_what_is_for_builds_alone(site: Path) -> None:
    """The file by its name; and what goes first is what changes its name with its content."""
    text = (FOLDER / "rclone.md").read_text("utf-8")

    assert f"--exclude /{MANIFEST} " in text
    assert (site / MANIFEST).is_file()
    assert "copy --checksum site/assets host:guide/assets\n" in text
    names = [path.name for path in (site / "assets").iterdir()]
    assert [name for name in names if not re.search(r"\.[0-9a-f]{6,}\.", name)] == []
