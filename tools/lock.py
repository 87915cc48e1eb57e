"""Resolve the lock files: universal, pinned, with hashes, without any index or path in them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "runtime": [],
    "development": ["--group", "dev"],
    "durable": ["--extra", "durable", "--constraint", "requirements/development.lock"],
    "bench": ["--extra", "bench", "--constraint", "requirements/development.lock"],
}
# These hold only what they add to the development lock.
ADDITIONS = frozenset({"durable", "bench"})
OPTIONS = [
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
]


def main() -> None:
    """Write every lock file."""
    for name, options in LOCKS.items():
        target = ROOT / "requirements" / f"{name}.lock"
        print(f"resolving {target.relative_to(ROOT)}", flush=True)
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *options]
        if name in ADDITIONS:
            development = (ROOT / "requirements" / "development.lock").read_text(encoding="utf-8")
            known = [line.split("==")[0] for line in development.splitlines() if "==" in line]
            command += [f"--no-emit-package={package}" for package in sorted(set(known))]
        subprocess.run([*command, "--output-file", str(target)], cwd=ROOT, check=True)  # noqa: S603  # our own arguments


if __name__ == "__main__":
    main()
