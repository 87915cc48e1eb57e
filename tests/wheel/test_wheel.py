"""The built wheel, alone in a fresh environment, decides as the tree does."""

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.processes import ran
from tests.strategies import AS_OF, EXAMPLE, ROOT

HIDDEN = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
TOPS = frozenset({"var", "dist", "tests", "benchmarks"})


def left_out(folder: str, names: list[str]) -> set[str]:
    """Leave out what is made and what only this tree needs; the packs' own tests go along."""
    return HIDDEN(folder, names) | (TOPS & set(names) if Path(folder) == ROOT else set())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree."""
    tree = tmp_path_factory.mktemp("tree") / "lotgate"
    shutil.copytree(ROOT, tree, ignore=left_out)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tree / "dist"), cwd=tree)
    (built,) = (tree / "dist").glob("*.whl")
    return built


def run(*command: str, cwd: Path) -> None:
    """Run a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603  # our own
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_holds_the_packages_and_the_packs_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    tops = {name.split("/")[0] for name in names}
    packages = {"core", "spc_kernels", "drawing", "engine", "records", "api", "lotgate"}
    assert tops == {*packages, "rulepacks", "lotgate-0.1.0.dist-info"}
    assert {f"{package}/py.typed" for package in packages} <= set(names)
    packs = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rulepacks").rglob("*.yaml")}
    assert packs <= set(names)


def pinned(name: str) -> dict[str, frozenset[str]]:
    """Give what a lock file pins, each with the digests of its archives."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    parts = [part for part in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if "==" in part]
    return {part.split()[0]: frozenset(re.findall(r"sha256:\w+", part)) for part in parts}


def wanted() -> Iterator[Distribution]:
    """Give what the lock of the runtime asks for here, as `make setup` installed it."""
    for line in (ROOT / "requirements" / "runtime.lock").read_text(encoding="utf-8").splitlines():
        if line[:1].isalpha():
            asked = Requirement(line.rstrip(" \\"))
            if asked.marker is None or asked.marker.evaluate():
                found = distribution(asked.name)
                assert asked.specifier.contains(found.version), line
                yield found


def test_the_runtime_s_lock_pins_what_the_development_s_pins() -> None:
    everything = pinned("development")
    runtime = pinned("runtime")

    assert len(runtime) > 30
    assert all(runtime.values())
    assert {name: everything.get(name) for name in runtime} == runtime


@pytest.mark.slow
def test_the_wheel_in_a_fresh_environment_gives_the_tree_s_bytes(wheel: Path, tmp_path: Path) -> None:
    """The network is not asked again: what the lock pins was installed from there when this environment was made."""
    target = tmp_path / "fresh"
    run(sys.executable, "-m", "venv", "--without-pip", str(target), cwd=tmp_path)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(target)}))
    for file in {file for one in wanted() for file in one.files or () if ".." not in file.parts}:
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        if Path(str(file.locate())).exists():
            (site / file).symlink_to(str(file.locate()))
    # The environment of the tests may have no pip of its own; the interpreter that it was made from has one.
    pip = (str(vars(sys)["_base_executable"]), "-m", "pip", "--python", str(target / "bin" / "python"), "install")
    run(*pip, "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", str(wheel), cwd=tmp_path)
    arguments = ("decide", str(EXAMPLE), "--as-of", AS_OF.isoformat(), "--format", "json")

    command = (str(target / "bin" / "lotgate"),)
    installed = ran(*arguments, cwd=tmp_path, environment={"PYTHONPATH": "", "PYTHONWARNINGS": ""}, command=command)
    here = ran(*arguments)

    assert (installed.stderr, installed.returncode) == (b"", 4)
    assert installed.stdout == here.stdout
