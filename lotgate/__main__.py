"""`python -m lotgate` is the command."""

from lotgate.command import main

if __name__ == "__main__":
    main()
