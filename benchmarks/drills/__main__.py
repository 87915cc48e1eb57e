"""`python -m benchmarks.drills` runs every drill; `make endurance` records the output in docs/endurance.md."""

from benchmarks.drills import killed_server


def main() -> None:
    """Run the drills, one after the other."""
    print("# Endurance drills\n\nThe output of `make endurance`; nothing here is written by hand.\n")
    killed_server.main()


if __name__ == "__main__":
    main()
