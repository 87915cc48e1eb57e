"""Make the virtual environment from the lock files. Runs on a bare Python 3.11 with pip, so it imports no package."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
MAKE_ANEW = 2  # the arguments of a call that names the environment only


def main() -> int:
    """Create the environment named on the command line and install what the lock files pin, or add one more lock."""
    if sys.version_info < OLDEST:
        print(f"lotgate needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}.")
        print("Name another one: make setup PYTHON=/usr/bin/python3.11")
        return 1
    if sys.prefix != sys.base_prefix:
        # Started from a virtual environment, perhaps the very one that is about to be made anew.
        base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
        os.execv(base, [str(base), *sys.argv])  # noqa: S606  # our own arguments
    target = Path(sys.argv[1]).resolve()
    if len(sys.argv) > MAKE_ANEW:
        # The environment stands; what a named lock adds goes into it.
        install(target, "--no-deps", "--require-hashes", "--requirement", f"requirements/{sys.argv[2]}.lock")
        return 0
    print(f"setup: Python {sys.version.split()[0]} -> {target.name}", flush=True)
    # Some distributions ship venv without ensurepip; the outer pip installs into the new environment instead.
    venv.create(target, with_pip=False, clear=True)
    try:
        install(target, "--require-hashes", "--requirement", "requirements/development.lock")
        install(target, "--no-deps", "--no-build-isolation", "--editable", ".")
    except subprocess.CalledProcessError:
        print("setup: pip could not install what the lock file pins; its own words stand above.", flush=True)
        return 1
    install_durable(target)
    print("setup: done", flush=True)
    return 0


def install(target: Path, *arguments: str) -> None:
    """Run pip for the environment `target`; its own progress is shown."""
    python = target / "bin" / "python"
    # The build back end is a command of the new environment: let pip's subprocesses find it.
    environment = {**os.environ, "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--disable-pip-version-check"]
    print(f"setup: pip install {' '.join(arguments)}", flush=True)
    subprocess.run([*command, *arguments], cwd=ROOT, check=True, env=environment)  # noqa: S603  # our own arguments


def install_durable(target: Path) -> None:
    """Install the extra `durable` where it can be built, and say so where it cannot."""
    compiler = shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0]) or shutil.which("cc")
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if compiler is None or not header.is_file():
        print("setup: no C compiler with Python headers here: the extra `durable` is left out.", flush=True)
        return
    try:
        install(
            target,
            "--no-deps",
            "--no-build-isolation",
            "--require-hashes",
            "--requirement",
            "requirements/durable.lock",
        )
    except subprocess.CalledProcessError:
        print("setup: the extra `durable` did not build here and is left out.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
