"""Which series a provision is about: of one characteristic, or of every control point of a step or of the lot."""

import msgspec

from engine.expressions.evaluate import Names
from engine.expressions.missing import Missing, Unknown
from engine.expressions.values import Many, Record, RecordedNone
from engine.model.characteristics import Characteristic
from engine.model.fields import Localized
from engine.model.steps import Step
from engine.packs.pack import ProcessControl
from engine.process.recorded import Listed, plain, records


class Characteristics:
    """
    The characteristics of the product, by what they are called: number, or name in either language.

    Args:
        product: The product.
    """

    def __init__(self, product: Record) -> None:
        self.product = product
        self.listed: list[tuple[Record, frozenset[str]]] | None = None

    def all(self) -> list[tuple[Record, frozenset[str]]]:
        """
        List them with what they are called.

        Raises:
            Unknown: They were not recorded, or are faulty.
        """
        if self.listed is None:
            self.listed = [(one, called(one)) for one in records(self.product.read("characteristics"))]
        return self.listed

    def named(self, names: frozenset[str]) -> list[Record]:
        """
        Give those that are called by one of these names.

        Raises:
            Unknown: As `all`.
        """
        return [one for one, own in self.all() if own & names]

    def one(self, names: frozenset[str]) -> Record:
        """
        Give the one that is called by one of these names.

        Raises:
            Unknown: There is none, or more than one; or as `all`.
        """
        found = self.named(names)
        if len(found) != 1:
            path = f"{self.product.path}.characteristics[{', '.join(sorted(names))}]"
            raise Unknown([Missing(path, "no-entry", "Characteristic", "检验特性")])
        return found[0]


def called(characteristic: Record) -> frozenset[str]:
    """
    Give the number and the names of a characteristic.

    Raises:
        Unknown: They are faulty.
    """
    name = plain(characteristic, "name")
    words = (name.en, name.zh) if isinstance(name, Localized) else ()
    return frozenset(str(one) for one in (plain(characteristic, "id"), *words) if one)


class Sought(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    What is looked for.

    Attributes:
        steps: The steps whose series are looked at.
        step: The one step that is judged; ``None`` where it is the lot as a whole, or a characteristic over all steps.
        names: What is looked for is called by one of these; every control point when ``None``.
        title: What a person calls it; ``None`` for every control point.
        characteristics: Those of the product.
        open_end: Why there may be more steps; ``None`` where there are none.
    """

    steps: list[Record]
    step: Record | None
    names: frozenset[str] | None
    title: str | None
    characteristics: Characteristics
    open_end: Missing | None = None

    @property
    def path(self) -> str:
        """Where series are missing when there are none."""
        return "lot.steps" if self.step is None else self.step.path

    def concerns(self, listed: Listed) -> bool:
        """
        Tell whether a series is looked for.

        Raises:
            Unknown: What was read, or whether it is a control point, was not recorded or is faulty.
        """
        if self.names is not None:
            return bool(listed.names() & self.names)
        if listed.parameter is not None:
            return True
        return any(is_control_point(one) for one in self.characteristics.named(listed.names()))


def is_control_point(characteristic: Record) -> bool:
    """
    Tell whether the product says how the process that makes a characteristic is watched.

    Raises:
        Unknown: Nobody recorded whether it does.
    """
    return not isinstance(characteristic.read("spc"), RecordedNone)


def sought(control: ProcessControl, scope: Names) -> Sought:
    """
    Say what a provision looks for in one item.

    Raises:
        Unknown: The steps of the lot, or the characteristics of the product, are not known.
    """
    product, lot, each = scope["product"], scope["lot"], control.header.each
    item = None if each is None else scope[each.variable]
    if not isinstance(product, Record) or not isinstance(lot, Record):  # pragma: no cover  # bound for every provision
        raise TypeError(product)
    characteristics = Characteristics(product)
    names, title = None, control.characteristic
    if isinstance(item, Record) and isinstance(item.data, Characteristic):
        names, title = called(item), item.data.id
    elif title is not None:
        # Whatever else the product calls it: a series under another of its names is one of it too.
        names = frozenset((title,)).union(*map(called, characteristics.named(frozenset((title,)))))
    step = item if isinstance(item, Record) and isinstance(item.data, Step) else None
    if step is not None:
        return Sought(steps=[step], step=step, names=names, title=title, characteristics=characteristics)
    listed = lot.read("steps")
    if not isinstance(listed, Many):  # pragma: no cover  # a list by the dictionary
        raise TypeError(listed)
    steps = [one for one in listed.items if isinstance(one, Record)]
    return Sought(
        steps=steps,
        step=None,
        names=names,
        title=title,
        characteristics=characteristics,
        open_end=listed.open_end,
    )
