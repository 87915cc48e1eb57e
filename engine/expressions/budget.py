"""How much one evaluation may do before it is stopped."""

from engine.expressions.missing import EvaluationError

# Elements that all comprehensions of one evaluation may visit together, and values that are compared.
ITERATIONS = 1_000_000
# Characters, bytes or elements that one value may have.
LARGEST_VALUE = 1_000_000


class Budget:
    """
    What is left of an evaluation's iterations; nested comprehensions add up.

    Args:
        iterations: How many there are.
    """

    __slots__ = ("left",)

    def __init__(self, iterations: int = ITERATIONS) -> None:
        self.left = iterations

    def charge(self, iterations: int) -> None:
        """
        Use some.

        Raises:
            EvaluationError: None are left.
        """
        self.left -= iterations
        if self.left < 0:
            raise EvaluationError("the evaluation takes too many steps", reason="over-limit")


def limit_size(size: int) -> None:
    """
    Refuse a value that is too large.

    Raises:
        EvaluationError: More than a million characters, bytes or elements.
    """
    if size > LARGEST_VALUE:
        raise EvaluationError("a value becomes too large", reason="over-limit")
