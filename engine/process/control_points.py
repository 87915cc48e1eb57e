"""Which control points of the product a provision watches in one item."""

from engine.expressions.evaluate import Names
from engine.expressions.missing import Unknown
from engine.packs.pack import ProcessControl
from engine.process.recorded import Listed, listed_of
from engine.process.sought import sought


def watched(control: ProcessControl, scope: Names) -> frozenset[str]:
    """
    Give the paths of the product's characteristics that a provision has findings of, whatever it finds.

    A provision of named series watches its characteristic, and one of every control point of the lot all of them:
    where there is no series, that is its finding. One of every control point of a step watches those that have a
    series there. What is not known is not watched.

    Args:
        control: The provision.
        scope: Its names; `header.each` binds the item.
    """
    try:
        wanted = sought(control, scope)
        if wanted.names is not None:
            return frozenset(one.path for one in wanted.characteristics.named(wanted.names))
        listed = wanted.characteristics.all()
        if wanted.step is None and control.data == "parameters":
            return frozenset(one.path for one, _ in listed)
        read = [_names(one) for step in wanted.steps for one in listed_of(step, control.data)]
    except Unknown:
        return frozenset()
    return frozenset(one.path for one, names in listed if any(names & each for each in read))


def _names(listed: Listed) -> frozenset[str]:
    try:
        return listed.names() if listed.series is not None else frozenset()
    except Unknown:
        return frozenset()
