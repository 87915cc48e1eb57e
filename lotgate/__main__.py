"""`python -m lotgate` is the command."""

import gc

# What is imported stays: looking through it for garbage meanwhile would find none.
gc.disable()

from lotgate.command import main  # noqa: E402  # as just said

if __name__ == "__main__":
    main()
