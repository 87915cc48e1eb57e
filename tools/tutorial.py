"""A page that is played: its files are written, its commands run, and what they answer is put where it stands."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# What says where the next block goes; the sentence may break before the name.
SAVED = re.compile(r"(?:Save this as|存为)\s*`(?P<path>[^`]+)`[:：]\s*\Z")
FENCE = re.compile(r"^```(?P<form>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "
WRAPPER = '#!/bin/sh\nexec "{python}" -m lotgate "$@"\n'


def played(page: str, tree: Path) -> str:
    """
    Play a page in a copy of the tree.

    Args:
        page: The page. A block of YAML after "Save this as `path`:" is written there; of a block of `console`, each
            line with a prompt is run by the shell, with `lotgate` on its path.
        tree: The copy; the page's files are left in it.

    Returns:
        The page with what its commands answer in the place of what stood there.
    """
    parts: list[str] = []
    end = 0
    for block in FENCE.finditer(page):
        before = page[end : block.start()]
        parts.append(before)
        place = SAVED.search(before)
        body = block["body"]
        if block["form"] == "console":
            body = "".join(_answered(body, tree))
        elif place is not None:
            path = tree / place["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        parts.append(f"```{block['form']}\n{body}```")
        end = block.end()
    return "".join((*parts, page[end:]))


def _answered(body: str, tree: Path) -> Iterator[str]:
    for line in body.splitlines():
        if line.startswith(PROMPT):
            yield f"{line}\n"
            yield _run(line.removeprefix(PROMPT), tree)


def _run(command: str, tree: Path) -> str:
    """Run a command of a page and give both of its outputs, each line without spaces at its end."""
    with tempfile.TemporaryDirectory() as folder:
        wrapper = Path(folder) / "lotgate"
        wrapper.write_text(WRAPPER.format(python=sys.executable), encoding="utf-8")
        wrapper.chmod(0o755)
        environment = {
            **os.environ,
            "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(tree),
            "PYTHONUTF8": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_COLOR": "1",
        }
        done = subprocess.run(  # noqa: S603  # commands of our own pages
            ["/bin/sh", "-c", command], cwd=tree, env=environment, check=False, capture_output=True, encoding="utf-8"
        )
    return "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())
