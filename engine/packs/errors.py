"""What can be wrong with a pack or a pack set whose files are well formed."""

from core.errors import LotgateError
from core.locations import Location
from core.words import say


class PackError(LotgateError):
    """A pack cannot be used."""

    code = "pack"
    chinese = "规则包无法使用。"


class PackFileError(PackError):
    """A folder holds a file that would be passed over, or lacks its `pack.yaml`."""

    code = "pack.file.unexpected"
    chinese = "文件夹中有会被忽略的文件，或缺少 `pack.yaml`。"


class PackNameError(PackError):
    """A pack is called otherwise than its folder."""

    code = "pack.name.not-its-folder"
    chinese = "规则包名称与其文件夹名称不同。"


class ParentError(PackError):
    """The pack that is extended cannot be found or loaded, or extends this one."""

    code = "pack.extends.unresolved"
    chinese = "所扩展的规则包找不到、无法加载，或又扩展了本规则包。"


class MarketZoneError(PackError):
    """A pack of a market says no time zone, or a base pack says one."""

    code = "pack.timezone.missing"
    chinese = "有市场的规则包未写时区，或基础规则包写了时区。"


class DuplicateProvisionError(PackError):
    """Two provisions of a pack and its parents have one identifier."""

    code = "pack.provision.duplicate"
    chinese = "规则包及其上级中有两项条款编号相同。"


class UnknownSourceError(PackError):
    """A citation names a source that the pack and its parents do not list."""

    code = "pack.source.unknown"
    chinese = "引用的来源未在规则包及其上级中列出。"


class EffectiveError(PackError):
    """A provision ends before it begins, or ends and nobody says what follows."""

    code = "pack.effective.invalid"
    chinese = "条款的结束早于开始，或结束后未说明由何条款接续。"


class ReplacementError(PackError):
    """The provision that follows begins on another day, is selected by another date, or is weaker."""

    code = "pack.effective.gap"
    chinese = "接续的条款起始日不符、选择日期不同，或要求更弱。"


class EachError(PackError):
    """`each`, `where` and `none` do not go together."""

    code = "pack.each.incomplete"
    chinese = "`each`、`where` 与 `none` 不相配。"


class ProvisionMissingError(PackError):
    """No pack has a provision with this identifier."""

    code = "pack.provision.missing"
    chinese = "没有规则包含有此编号的条款。"


class LayoutError(PackError):
    """A file is written in a way that cannot be laid out without a risk to its meaning."""

    code = "pack.layout.unusual"
    chinese = "文件的写法无法在确保含义不变的前提下整理。"

    def __init__(self, *, location: Location) -> None:
        message = say("this cannot be laid out without a risk to its meaning", "此处无法在确保含义不变的前提下整理")
        hint = say(
            "write one key a line, and the value of a key on its own line or below it",
            "每行写一个键，其值写在同一行或其下方",
        )
        super().__init__(message, location=location, hint=hint)


class ChangeTargetError(PackError):
    """What a pack changes is no provision of its parents, or one that is disabled."""

    code = "pack.override.unknown"
    chinese = "所改的不是上级规则包的条款，或该条款已停用。"


class ChangeLeafError(PackError):
    """What a pack changes is no leaf of the provision: nothing stands there, or more than one value."""

    code = "pack.override.no-leaf"
    chinese = "所改之处不是条款的单个值：该处为空，或不止一个值。"


class ChangedTwiceError(PackError):
    """A pack changes one leaf twice, or disables a provision twice."""

    code = "pack.override.duplicate"
    chinese = "同一规则包对同一项改写两次，或对同一条款停用两次。"


class LawChangedError(PackError):
    """A provision of law is overridden or disabled by something else than law."""

    code = "pack.override.law"
    chinese = "法规条款被法规以外的依据改写或停用。"


class LooseningError(PackError):
    """A change is not provably tighter and does not say that it loosens."""

    code = "pack.override.loosens"
    chinese = "改动无法证明更严，又未说明会放宽。"


class ExcuseError(PackError):
    """A provision of law may be excused and cites no clause that permits it, or names an instrument twice."""

    code = "pack.excuse.uncited"
    chinese = "法规条款允许例外却未引用允许的条文，或同一文书写了两次。"


class ParameterOverlapError(PackError):
    """Two values of a parameter begin on one day, or one begins before the one before it ends."""

    code = "pack.parameter.overlap"
    chinese = "参数的两个值同日开始，或前一值未结束后一值已开始。"


class ParameterGapError(PackError):
    """A value of a parameter ends, none follows on the next day, and nobody says why."""

    code = "pack.parameter.gap"
    chinese = "参数的值结束后次日无值接续，且未说明原因。"


class ParameterTypeError(PackError):
    """A value of a parameter, or a constraint of a field, is not of its type or unit."""

    code = "pack.parameter.type"
    chinese = "参数的值或字段的约束与其类型或单位不符。"


class SchemaError(PackError):
    """A record format is no JSON Schema, or uses what could be read in two ways or not in bounded time."""

    code = "pack.schema.invalid"
    chinese = "记录格式不是JSON Schema，或含有歧义、无法在有限时间内判定的写法。"


class InstantComparedError(PackError):
    """`as_of` is used other than in a comparison with a recorded instant, so nobody knows when it changes."""

    code = "pack.as-of.not-compared"
    chinese = "`as_of` 未与已记录的时刻比较，无从知道结论何时改变。"


class LimitRuleError(PackError):
    """The limits of an inspection standard say nothing, cross, or limit one side twice."""

    code = "pack.inspection.limits"
    chinese = "检验标准的限值为空、上下限交叉，或对同一侧重复限定。"


class ComparisonError(PackError):
    """How an inspection standard rounds a reading or guards a limit does not go together."""

    code = "pack.inspection.comparison"
    chinese = "检验标准的修约或保护带写法不相配。"


class SamplingRuleError(PackError):
    """A sampling scheme lacks what it needs, has what it has not, or names a column that no table has."""

    code = "pack.inspection.sampling"
    chinese = "抽样方案缺少必要项、写有其没有的项，或所写的列不在表中。"


class ScorecardWeightError(PackError):
    """The weights of a scorecard are not those of its metrics, or do not add to 100."""

    code = "pack.scorecard.weights"
    chinese = "评分卡的权重与指标不对应，或合计不等于100。"


class ScorecardGradeError(PackError):
    """The grades of a scorecard leave a gap between 0 and 100, or overlap."""

    code = "pack.scorecard.grades"
    chinese = "评分卡的等级在0至100之间有空档或重叠。"


class ScoreFunctionError(PackError):
    """A score function has less than two points, turns back, or leaves 0 to 100."""

    code = "pack.scorecard.score"
    chinese = "评分函数不足两点、不单调，或超出0至100。"


class ScorecardRowsError(PackError):
    """The rows of a metric are no register of the supplier, or cannot be counted as it says."""

    code = "pack.scorecard.rows"
    chinese = "指标的行不是供方的台账，或无法按其规定计数。"


class ScorecardValueError(PackError):
    """The value of a metric is no exact number, or has another unit than it says."""

    code = "pack.scorecard.value"
    chinese = "指标值不是精确的数，或单位与规定不符。"


class ScorecardEvidenceError(PackError):
    """A metric counts what a system or the supplier says of itself, rather than what was found."""

    code = "pack.scorecard.evidence"
    chinese = "指标依据系统或供方自行作出的结论，而非检验所得。"


class PackSetError(LotgateError):
    """A pack set cannot decide for a market."""

    code = "packset"
    chinese = "规则集无法对某一市场作出判定。"


class PackMissingError(PackSetError):
    """A listed pack is not found, or found twice."""

    code = "packset.pack.unresolved"
    chinese = "所列规则包找不到，或找到两个。"


class PackVersionError(PackSetError):
    """A listed pack is there in another version."""

    code = "packset.pack.version"
    chinese = "所列规则包现有版本不同。"


class PackStatusError(PackSetError):
    """A listed pack, or a parent of it, is a draft or withdrawn."""

    code = "packset.pack.not-approved"
    chinese = "所列规则包或其上级为草稿或已撤回。"


class PackMarketError(PackSetError):
    """A listed pack is for another market, or for none."""

    code = "packset.pack.market"
    chinese = "所列规则包属于另一市场，或不属于任何市场。"


class UnguardedMarketError(PackSetError):
    """A market has no unconditional provision of its own for an act that the set guards."""

    code = "packset.market.unguarded"
    chinese = "规则集所涵盖的某项放行，在该市场没有无条件适用的自有条款。"
