"""How much one evaluation may do before it is stopped."""

from engine.expressions.missing import EvaluationError

# Elements that all comprehensions of one evaluation may visit together, and values that are compared.
ITERATIONS = 1_000_000
# What one evaluation may work through: nodes that comprehensions visit, and the texts and lists that are read or made.
WORK = 5_000_000
# Characters, bytes or elements that one value may have.
LARGEST_VALUE = 1_000_000
# So many characters, bytes, elements take about as long as a node, and no more room than an evaluation may have.
AT_ONCE: dict[type, int] = {str: 16, bytes: 64, list: 8, dict: 8}


def effort(held: object) -> int:
    """Give the work of reading or making a text, a list or the entries of a map once."""
    at_once = AT_ONCE.get(type(held))
    return 0 if at_once is None else len(held) // at_once  # type: ignore[arg-type]  # each of these has a length


class Budget:
    """
    What is left of an evaluation's iterations and of its work; nested comprehensions add up.

    Args:
        iterations: How many there are.
    """

    __slots__ = ("left", "work_left")

    def __init__(self, iterations: int = ITERATIONS) -> None:
        self.left = iterations
        self.work_left = WORK

    def work(self, amount: int) -> None:
        """
        Work through something.

        Args:
            amount: As many nodes as would take that long.

        Raises:
            EvaluationError: That is more than is left.
        """
        self.work_left -= amount
        if self.work_left < 0:
            raise EvaluationError("the evaluation takes too many steps", reason="over-limit")

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
