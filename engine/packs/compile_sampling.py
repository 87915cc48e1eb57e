"""The sampling of an inspection standard, from its form: what a scheme needs is there, and nothing that it has not."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from msgspec import UNSET, UnsetType

from core.suggestions import quoted
from core.words import Localized, say
from engine.model.characteristic_codes import InspectionLevel, SamplingScheme
from engine.packs.errors import SamplingRuleError
from engine.packs.header import Context
from engine.packs.inspection_form import SamplingForm
from engine.packs.inspection_standard import ATTRIBUTES, TABLES, VARIABLES, SamplingRule
from engine.packs.read import Placed

Fault: TypeAlias = tuple[str, Localized, Localized | None]
OF_A_TABLE = frozenset({"edition", "level", "aql"})
# What each scheme without a table must say, and what it may.
NEEDED: dict[SamplingScheme, tuple[frozenset[str], frozenset[str]]] = {
    SamplingScheme.fixed: (frozenset({"sample_size", "acceptance_number"}), frozenset()),
    SamplingScheme.full: (frozenset(), frozenset({"acceptance_number"})),
    SamplingScheme.zero_acceptance: (frozenset(), frozenset({"sample_size", "limiting_quality", "risk"})),
}
NO_LEVEL = frozenset({InspectionLevel.S_1, InspectionLevel.S_2})
NEVER_REJECTS = say("so many may not conform that the plan never rejects", "允许不合格数过大，该方案永不拒收")
ONE_OF_TWO = say(
    "zero acceptance sampling says `sample_size` or `limiting_quality`",
    "零接收数抽样须写 `sample_size` 或 `limiting_quality` 之一",
)
NO_SHARE = say("a share lies between 0 and {most}", "比率须在0与{most}之间", most=1)
NO_PERCENTAGE = say("a percentage lies between 0 and {most}", "百分数须在0与{most}之间", most=100)
HUNDRED = Decimal(100)


def sampling_rule(placed: Placed, form: SamplingForm | UnsetType, context: Context) -> SamplingRule | None:
    """Compile how units are drawn; ``None`` where the characteristic's own sampling counts."""
    if form is UNSET:
        return None
    found = list(_faults(form))
    for key, message, hint in found:
        context.faults.append(SamplingRuleError(message, location=placed.place("sampling", key), hint=hint))
    if found:
        return None
    said = {name: value for name in form.__struct_fields__ if (value := getattr(form, name)) is not UNSET}
    return SamplingRule(**said)


def _faults(form: SamplingForm) -> Iterator[Fault]:
    said = {name for name in form.__struct_fields__ if getattr(form, name) is not UNSET} - {"scheme"}
    schemes = {scheme for scheme, _ in TABLES}
    if form.scheme in schemes:
        yield from _table_faults(form, said)
    elif form.scheme in NEEDED:
        needed, allowed = NEEDED[form.scheme]
        yield from _field_faults(form.scheme, said, needed, allowed)
        yield from _number_faults(form)
    else:
        message = say("no plan of `{scheme}` can be judged here", "此处无法判定 `{scheme}` 的方案", scheme=form.scheme)
        hint = say(
            "one of {schemes}; a plan of one's own is `fixed`",
            "可用{schemes}；企业自定方案写作 `fixed`",
            schemes=quoted(sorted(map(str, schemes | NEEDED.keys()))),
        )
        yield "scheme", message, hint


def _table_faults(form: SamplingForm, said: set[str]) -> Iterator[Fault]:
    is_variables = any(form.scheme == scheme for scheme, _ in VARIABLES)
    allowed = frozenset({"switching", "sigma"} if is_variables else {"switching"})
    yield from _field_faults(form.scheme, said, OF_A_TABLE, allowed)
    editions = sorted(edition for scheme, edition in TABLES if scheme == form.scheme)
    if isinstance(form.edition, str) and form.edition not in editions:
        message = say(
            "the tables of edition `{edition}` are not here", "未收录版次 `{edition}` 的表", edition=form.edition
        )
        yield "edition", message, say("known are {editions}", "已收录{editions}", editions=quoted(editions))
    elif isinstance(form.edition, str) and isinstance(form.aql, Decimal):
        yield from _aql_faults(form.scheme, form.edition, form.aql)
    if is_variables and form.level in NO_LEVEL:
        message = say("the scheme has no level `{level}`", "该标准没有检验水平 `{level}`", level=form.level)
        yield "level", message, None


def _aql_faults(scheme: SamplingScheme, edition: str, aql: Decimal) -> Iterator[Fault]:
    from spc_kernels.sampling.attributes import preferred_aqls
    from spc_kernels.sampling.schemes import Scheme
    from spc_kernels.sampling.variables_tables import AQLS

    named = ATTRIBUTES.get((scheme, edition))
    columns = AQLS if named is None else preferred_aqls(Scheme(*named))
    known = [Decimal(repr(column)) for column in columns]
    if aql not in known:
        near = sorted(known, key=lambda column: abs(column - aql))[:2]
        message = say("no table has a column for an AQL of {aql}", "表中没有AQL为{aql}的列", aql=f"{aql:f}")
        hint = say("the nearest are {near}", "最接近的为{near}", near=quoted(f"{one:f}" for one in sorted(near)))
        yield "aql", message, hint


def _field_faults(
    scheme: SamplingScheme, said: set[str], needed: frozenset[str], allowed: frozenset[str]
) -> Iterator[Fault]:
    for name in sorted(needed - said):
        yield "scheme", say("`{scheme}` needs `{name}`", "`{scheme}` 须写 `{name}`", scheme=scheme, name=name), None
    for name in sorted(said - needed - allowed):
        yield name, say("`{scheme}` has no `{name}`", "`{scheme}` 没有 `{name}`", scheme=scheme, name=name), None


def _number_faults(form: SamplingForm) -> Iterator[Fault]:
    size, accept = form.sample_size, form.acceptance_number
    if isinstance(size, int) and isinstance(accept, int) and accept >= size:
        yield "acceptance_number", NEVER_REJECTS, None
    if form.scheme != SamplingScheme.zero_acceptance:
        return
    if (form.sample_size is UNSET) is (form.limiting_quality is UNSET):
        yield "scheme", ONE_OF_TWO, None
    if isinstance(form.limiting_quality, Decimal) and not 0 < form.limiting_quality < HUNDRED:
        yield "limiting_quality", NO_PERCENTAGE, None
    if isinstance(form.risk, Decimal) and not 0 < form.risk < 1:
        yield "risk", NO_SHARE, None
