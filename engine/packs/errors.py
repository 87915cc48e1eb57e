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


class PackSetError(LotgateError):
    """A pack set cannot decide for a market."""

    code = "packset"


class PackMissingError(PackSetError):
    """A listed pack is not found, or found twice."""

    code = "packset.pack.unresolved"


class PackVersionError(PackSetError):
    """A listed pack is there in another version."""

    code = "packset.pack.version"


class PackMarketError(PackSetError):
    """A listed pack is for another market, or for none."""

    code = "packset.pack.market"


class UnguardedMarketError(PackSetError):
    """A market has no unconditional provision of its own for an act that the set guards."""

    code = "packset.market.unguarded"
