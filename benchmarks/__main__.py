"""
Runs every benchmark of this folder: each module that has a `main`; names on the command line choose.

Markdown goes to standard output, progress to standard error.
"""

import importlib
import pkgutil
import sys
import time

import benchmarks


def main() -> None:
    """Run the modules named, or all."""
    chosen = sys.argv[1:]
    modules = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.ispkg)
    unknown = sorted(set(chosen) - set(modules))
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}")
    print("# Benchmarks\n", flush=True)
    for name in modules:
        if name.startswith("_") or (chosen and name not in chosen):
            continue
        run = getattr(importlib.import_module(f"benchmarks.{name}"), "main", None)
        if run is not None:
            begin = time.monotonic()
            run()
            sys.stdout.flush()
            print(f"{name}: {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
