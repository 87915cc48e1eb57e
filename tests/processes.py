"""The command and the service as other processes, each stopped by its own identifier."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import msgspec

from tests.strategies import ROOT

LONGEST: Final = 120
COMMAND: Final = (sys.executable, "-m", "lotgate")


def ran(
    *arguments: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None, command: Sequence[str] = COMMAND
) -> subprocess.CompletedProcess[bytes]:
    """Run the command and wait."""
    return subprocess.run(  # noqa: S603  # our own arguments
        [*command, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **(environment or {})},
        capture_output=True,
        check=False,
        timeout=LONGEST,
    )


class Served(msgspec.Struct, frozen=True):
    """A running service."""

    process: "subprocess.Popen[bytes]"
    port: int
    lines: list[str]

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request; give status, headers and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it by its own identifier; give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(LONGEST)


@contextlib.contextmanager
def served(*arguments: str, cwd: Path = ROOT) -> Iterator[Served]:
    """Serve on a free port of the loopback address until the end of the block."""
    process = subprocess.Popen(  # noqa: S603  # our own arguments
        [*COMMAND, "serve", "--port", "0", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    watchdog = threading.Timer(LONGEST, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        lines = list(_announced(process.stdout))
        yield Served(process, int(lines[-2].split("http://127.0.0.1:")[1].split(";")[0]), lines)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
        watchdog.cancel()


def _announced(stream: IO[bytes]) -> Iterator[str]:
    for line in stream:
        yield line.decode().rstrip("\n")
        if b"Ctrl-C" in line:
            return
