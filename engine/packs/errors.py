"""What can be wrong with a pack or a pack set whose files are well formed."""

from core.errors import LotgateError


class PackError(LotgateError):
    """A pack cannot be used."""

    code = "pack"


class PackFileError(PackError):
    """A folder holds a file that would be passed over, or lacks its `pack.yaml`."""

    code = "pack.file.unexpected"


class PackNameError(PackError):
    """A pack is called otherwise than its folder."""

    code = "pack.name.not-its-folder"


class ParentError(PackError):
    """The pack that is extended cannot be found or loaded, or extends this one."""

    code = "pack.extends.unresolved"


class MarketZoneError(PackError):
    """A pack of a market says no time zone, or a base pack says one."""

    code = "pack.timezone.missing"


class DuplicateProvisionError(PackError):
    """Two provisions of a pack and its parents have one identifier."""

    code = "pack.provision.duplicate"


class UnknownSourceError(PackError):
    """A citation names a source that the pack and its parents do not list."""

    code = "pack.source.unknown"


class EffectiveError(PackError):
    """A provision ends before it begins, or ends and nobody says what follows."""

    code = "pack.effective.invalid"


class ReplacementError(PackError):
    """The provision that follows begins on another day, is selected by another date, or is weaker."""

    code = "pack.effective.gap"


class EachError(PackError):
    """`each`, `where` and `none` do not go together."""

    code = "pack.each.incomplete"


class ChangeTargetError(PackError):
    """What a pack changes is no provision of its parents, or one that is disabled."""

    code = "pack.override.unknown"


class ChangeLeafError(PackError):
    """What a pack changes is no leaf of the provision: nothing stands there, or more than one value."""

    code = "pack.override.no-leaf"


class ChangedTwiceError(PackError):
    """A pack changes one leaf twice, or disables a provision twice."""

    code = "pack.override.duplicate"


class LawChangedError(PackError):
    """A provision of law is overridden or disabled by something else than law."""

    code = "pack.override.law"


class LooseningError(PackError):
    """A change is not provably tighter and does not say that it loosens."""

    code = "pack.override.loosens"


class ExcuseError(PackError):
    """A provision of law may be excused and cites no clause that permits it, or names an instrument twice."""

    code = "pack.excuse.uncited"


class ParameterOverlapError(PackError):
    """Two values of a parameter begin on one day, or one begins before the one before it ends."""

    code = "pack.parameter.overlap"


class ParameterGapError(PackError):
    """A value of a parameter ends, none follows on the next day, and nobody says why."""

    code = "pack.parameter.gap"


class ParameterTypeError(PackError):
    """A value of a parameter, or a constraint of a field, is not of its type or unit."""

    code = "pack.parameter.type"


class SchemaError(PackError):
    """A record format is no JSON Schema, or uses what could be read in two ways or not in bounded time."""

    code = "pack.schema.invalid"


class InstantComparedError(PackError):
    """`as_of` is used other than in a comparison with a recorded instant, so nobody knows when it changes."""

    code = "pack.as-of.not-compared"


class PackSetError(LotgateError):
    """A pack set cannot decide for a market."""

    code = "packset"


class PackMissingError(PackSetError):
    """A listed pack is not found, or found twice."""

    code = "packset.pack.unresolved"


class PackVersionError(PackSetError):
    """A listed pack is there in another version."""

    code = "packset.pack.version"


class PackStatusError(PackSetError):
    """A listed pack, or a parent of it, is a draft or withdrawn."""

    code = "packset.pack.not-approved"


class PackMarketError(PackSetError):
    """A listed pack is for another market, or for none."""

    code = "packset.pack.market"


class UnguardedMarketError(PackSetError):
    """A market has no unconditional provision of its own for an act that the set guards."""

    code = "packset.market.unguarded"
