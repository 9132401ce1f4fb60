"""What docs/editors.md and .vscode/ offer works on what a check really prints."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
import yaml
from conftest import ROOT, SMALL_GUIDE, TEMPLATES, installed, run

from sitegen.diagnostics import draw
from sitegen.model import StretchFields, declared_fields

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.diagnostics import Diagnostic

PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
CHECK = ".venv/bin/python build.py check"


def snippet(language: str, words: str) -> str:
    """The block of code of the page that has these words."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(next(block for block in blocks if words in block))


def settings(name: str) -> Any:
    """One file of .vscode/."""
    return json.loads((ROOT / ".vscode" / name).read_text("utf-8"))


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """Faults of every kind of place: a value, a whole file, a folder; an error and a warning."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL_GUIDE, "content")
    page = tmp_path / "content" / "stretches" / "chin-to-chest.md"
    page.write_text(page.read_text("utf-8").replace("[neck]", "[nekc, nekc]"), "utf-8")
    (tmp_path / "content" / "stretches" / "a b:7:7: x.md").write_text("", "utf-8")
    (tmp_path / "content" / "areas" / "new.md").write_text("", "utf-8")
    return run(tmp_path.joinpath("content").relative_to(tmp_path), TEMPLATES)[1]


def test_the_problem_matcher_reads_every_fault(found: list[Diagnostic]) -> None:
    """One line of each fault is read, and no other: where it is, how bad, its code, its words."""
    pattern = settings("tasks.json")["tasks"][0]["problemMatcher"]["pattern"]
    keys = ["file", "line", "column", "severity", "code", "message"]
    lines = "\n".join(draw(each) for each in found).split("\n")
    matches = [match for line in lines if (match := re.fullmatch(pattern["regexp"], line))]
    read = [tuple(match[pattern[key]] for key in keys) for match in matches]

    assert {each.code.is_error for each in found} == {True, False}
    assert [each for each in read if ":7:7:" not in each[0]] == [
        (
            each.source.path,
            str(each.span.line),
            str(each.span.column),
            "error" if each.is_error else "warning",
            each.code.name,
            each.message,
        )
        for each in found
        if ":7:7:" not in each.source.path
    ]
    assert len(read) == len(found)


def test_schemas_of_the_settings_are_there() -> None:
    """Each is a file, and for each file of content/ there is one."""
    schemas = settings("settings.json")["yaml.schemas"]
    for path in (ROOT / "content").glob("*.yaml"):
        file = path.relative_to(ROOT).as_posix()

        assert len([each for each in schemas.values() if fnmatch(file, each)]) == 1
    assert all((ROOT / schema).is_file() for schema in schemas)
    assert fnmatch("ann.sheet.yaml", schemas["./docs/schemas/sheet.schema.json"])


def test_the_form_has_the_fields_of_a_stretch() -> None:
    """Those that a form can hold, with their choices and bounds, the required ones marked."""
    config = json.loads(snippet("json", "frontMatter"))
    (content_type,) = config["frontMatter.taxonomy.contentTypes"]
    fields = {each["name"]: each for each in content_type["fields"]}
    declared = declared_fields(StretchFields)

    needed = {name for name, field in declared.items() if field.is_required} - {"dose"}
    assert {name for name, each in fields.items() if each.get("required")} == needed
    for name, each in fields.items():
        type_ = declared[name].type
        item = get_args(type_)[0] if get_origin(type_) is tuple else type_
        is_choice = get_origin(item) is Literal
        assert each.get("choices", []) == (list(get_args(item)) if is_choice else [])
        assert each.get("multiple", False) == (is_choice and item is not type_)
        assert each["type"] == (
            "choice"
            if is_choice
            else "list"
            if item is not type_
            else {str: "string", int: "number", bool: "boolean"}[item]
        )
    about = declared["level"].about
    assert fields["level"]["numberOptions"] == {"min": about.least, "max": about.most}


def test_the_hook_stops_a_commit_with_a_mistake(tmp_path: Path) -> None:
    """As it stands on the page, in a real repository: the mistake is shown, and not committed."""
    shutil.copytree(SMALL_GUIDE, tmp_path / "content")
    for name in ("build.py", "sitegen", "templates"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    program = installed("git")
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]

    def git(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *who, *words],
            cwd=tmp_path,
            env={**os.environ, **nobody},
            capture_output=True,
            text=True,
            check=False,
        )

    git("init", "--quiet")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(snippet("sh", "#!/bin/sh"), "utf-8")
    hook.chmod(0o755)
    git("add", "content")
    good = git("commit", "-m", "Begin")
    page = tmp_path / "content" / "stretches" / "chin-to-chest.md"
    page.write_text(page.read_text("utf-8").replace("[neck]", "[nekc]"), "utf-8")
    bad = git("commit", "-am", "Spoil it")

    assert good.returncode == 0, good.stderr
    assert bad.returncode == 1
    assert "error[unknown-area]" in bad.stdout + bad.stderr
    assert git("rev-list", "--count", "HEAD").stdout == "1\n"


def test_every_way_runs_the_same_command() -> None:
    """Hook, pre-commit, task and Vim check what a person checks."""
    (repository,) = yaml.safe_load(snippet("yaml", "repos:"))["repos"]
    task = settings("tasks.json")["tasks"][0]

    assert repository["hooks"][0]["entry"] == CHECK
    assert snippet("sh", "#!/bin/sh").splitlines()[-1] == f"exec {CHECK}"
    command = task["command"].removeprefix("${workspaceFolder}/")
    assert " ".join([command, *task["args"]]) == CHECK
    assert CHECK.replace(" ", r"\ ") in snippet("vim", "makeprg")
