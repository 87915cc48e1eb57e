"""Command: ``python -m examples.generator [--seed N] [--scale K] [--out DIR]``."""

import argparse
from pathlib import Path

from examples.generator.made import DOSSIERS, SEED, made


def main() -> None:
    """Write the dossiers of the examples."""
    parser = argparse.ArgumentParser(prog="python -m examples.generator", description="Make the example dossiers.")
    parser.add_argument("--seed", type=int, default=SEED, help="Chooses every reading. [default: %(default)s]")
    parser.add_argument(
        "--scale", type=int, default=1, help="Multiplies histories, readings and series. [default: %(default)s]"
    )
    parser.add_argument("--out", type=Path, default=DOSSIERS, help="Folder to write to. [default: %(default)s]")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for name, text in made(chosen.seed, chosen.scale).items():
        (chosen.out / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
