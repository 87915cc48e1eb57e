"""Runs every benchmark of this folder: each module that has a `main`; names on the command line choose."""

import importlib
import pkgutil
import sys

import benchmarks


def main() -> None:
    """Run the modules named, or all."""
    chosen = sys.argv[1:]
    for found in sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__)):
        if found.startswith("_") or (chosen and found not in chosen):
            continue
        run = getattr(importlib.import_module(f"benchmarks.{found}"), "main", None)
        if run is not None:
            print(f"\n# {found}\n", flush=True)
            run()


if __name__ == "__main__":
    main()
