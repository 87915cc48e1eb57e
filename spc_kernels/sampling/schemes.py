"""Which standards and editions this package can follow, and which it refuses by name; holds no table."""

import difflib

import msgspec

from core.locations import DataLocation
from spc_kernels.samples import shown
from spc_kernels.sampling.errors import TableNotAvailableError, UnknownEditionError, UnknownStandardError

SEVERITIES = ("normal", "tightened", "reduced")
SAMPLINGS = ("single", "double", "multiple")


class Scheme(msgspec.Struct, frozen=True):
    """
    A sampling standard in one edition.

    Attributes:
        standard: ``z1_4``, ``mil_std_105``, ``iso_2859_1``, ``gb_t_2828_1``, ``z1_9``.
        edition: Edition as it is cited, ``2003``, ``E``, ``1999``, ``2012``.
    """

    standard: str
    edition: str


Z1_4_2003 = Scheme("z1_4", "2003")
MIL_STD_105_E = Scheme("mil_std_105", "E")
ISO_2859_1_1999 = Scheme("iso_2859_1", "1999")
GB_T_2828_1_2012 = Scheme("gb_t_2828_1", "2012")
Z1_9_2003 = Scheme("z1_9", "2003")

# The 2008 printings of Z1.4 and Z1.9 are not listed: their tables are said to be unchanged, and nobody here compared.
_Z1_4_TABLES = frozenset({Z1_4_2003, MIL_STD_105_E})
_ISO_TABLES = frozenset({ISO_2859_1_1999, GB_T_2828_1_2012})
ATTRIBUTES = _Z1_4_TABLES | _ISO_TABLES
VARIABLES = frozenset({Z1_9_2003})

# Known to exist, given by no open source: refused by name, never filled in from a neighbour.
_REFUSED = {
    Scheme("iso_2859_1", "2026"): "ISO 2859-1:2026",
    Scheme("z1_4", "2008"): "ANSI/ASQ Z1.4-2008",
    Scheme("z1_9", "2008"): "ANSI/ASQ Z1.9-2008",
    Scheme("mil_std_414", "1957"): "MIL-STD-414:1957 (its code letters and columns are not those of Z1.9-2003)",
    Scheme("iso_3951_1", "2005"): "ISO 3951-1:2005",
    Scheme("iso_3951_1", "2013"): "ISO 3951-1:2013",
    Scheme("iso_3951_1", "2022"): "ISO 3951-1:2022",
    Scheme("gb_t_6378_1", "2008"): "GB/T 6378.1-2008",
    Scheme("iso_2859_3", "2005"): "ISO 2859-3:2005",
}
_STANDARDS = sorted({scheme.standard for scheme in (*ATTRIBUTES, *VARIABLES, *_REFUSED)})
SUPPLY = "a site that holds the standard can supply the table as a file; docs/sampling.md gives its form"


def follows_z1_4(scheme: Scheme) -> bool:
    """Say whether the tables are those of Z1.4, with the gap between Ac and Re under reduced inspection."""
    return scheme in _Z1_4_TABLES


def check_scheme(scheme: Scheme, offered: frozenset[Scheme]) -> None:
    """
    Refuse a scheme whose tables are not here.

    Args:
        scheme: What is asked for.
        offered: ``ATTRIBUTES`` or ``VARIABLES``.

    Raises:
        UnknownStandardError: ``spc.sampling.unknown-standard``.
        UnknownEditionError: ``spc.sampling.unknown-edition``.
        TableNotAvailableError: ``spc.sampling.table-not-available``; the standard exists, its tables are not open.
    """
    if not _is_named(scheme):
        raise UnknownStandardError(
            f"`{shown(scheme)}` is no sampling scheme",
            location=DataLocation("$.scheme"),
            hint="give a `Scheme` of a standard and an edition, both text",
        )
    if scheme in offered:
        return
    if scheme in _REFUSED:
        raise TableNotAvailableError(
            f"the tables of {_REFUSED[scheme]} are not here: no open source gives them",
            location=DataLocation("$.edition"),
            hint=SUPPLY,
        )
    _refuse_unknown(scheme, offered)


def _is_named(scheme: object) -> bool:
    return isinstance(scheme, Scheme) and all(isinstance(part, str) for part in (scheme.standard, scheme.edition))


def _refuse_unknown(scheme: Scheme, offered: frozenset[Scheme]) -> None:
    of_kind = sorted(known.standard for known in offered)
    editions = sorted(known.edition for known in offered if known.standard == scheme.standard)
    if editions:
        raise UnknownEditionError(
            f"`{shown(scheme.edition)}` is no edition of `{scheme.standard}` that is known here",
            location=DataLocation("$.edition"),
            hint="one of " + ", ".join(f"`{edition}`" for edition in editions),
        )
    near = difflib.get_close_matches(scheme.standard, _STANDARDS, n=1)
    wrong_kind = bool(near) and near[0] == scheme.standard
    hint = f"did you mean `{near[0]}`?" if near and not wrong_kind else "one of " + ", ".join(f"`{n}`" for n in of_kind)
    raise UnknownStandardError(
        f"`{shown(scheme.standard)}` is no standard with tables of this kind",
        location=DataLocation("$.standard"),
        hint=hint,
    )
