"""How much an expression can cost at most, estimated when it is loaded."""

from engine.expressions.tree import Expr, Items, Macro, children

# How many elements a list is taken to have whose length is not written out.
ELEMENTS = 50
# Nodes that one evaluation may visit by the estimate: three comprehensions inside each other over ordinary lists.
MOST = 5_000_000


def cost(node: Expr) -> int:
    """Estimate how many nodes one evaluation visits."""
    if not isinstance(node, Macro):
        return 1 + sum(map(cost, children(node)))
    over, *inside = children(node)
    elements = len(over.items) if isinstance(over, Items) else ELEMENTS
    return 1 + cost(over) + elements * sum(map(cost, inside))
