"""What can be wrong with a suite whose file is well formed: it would test something else than its author thinks."""

from core.errors import LotgateError


class SuiteError(LotgateError):
    """A suite cannot be run."""

    code = "suite"
    chinese = "测试集无法运行。"


class EmptySuiteError(SuiteError):
    """A suite has neither cases nor boundaries, or a case expects nothing."""

    code = "suite.case.none"
    chinese = "测试集没有用例和边界，或用例没有任何期望。"


class DuplicateCaseError(SuiteError):
    """Two cases of a suite have one name."""

    code = "suite.case.duplicate"
    chinese = "同一测试集中有两个用例同名。"


class UnknownFixtureError(SuiteError):
    """A case begins with a fixture that the suite does not list, or does not say with which of several."""

    code = "suite.fixture.unknown"
    chinese = "用例使用了测试集未列出的基准卷宗，或未说明使用哪一个。"


class UnusedFixtureError(SuiteError):
    """A fixture that no case begins with."""

    code = "suite.fixture.unused"
    chinese = "没有用例使用的基准卷宗。"


class FixtureFileError(SuiteError):
    """A fixture's file lies outside the pack's tests and those of the packs that it extends."""

    code = "suite.fixture.outside"
    chinese = "基准卷宗文件不在本规则包或其所扩展规则包的测试目录中。"


class UndecidedMarketError(SuiteError):
    """A suite asks about a market that nothing decides, or that a fixture is not meant for."""

    code = "suite.market.undecided"
    chinese = "测试集询问的市场没有规则包判定，或基准卷宗不以其为目标市场。"


class UndecidedPackError(SuiteError):
    """A base pack decides nothing alone: its suites name a pack set."""

    code = "suite.pack.undecided"
    chinese = "基础规则包不能单独判定，其测试集必须指明规则集。"


class UnknownProvisionError(SuiteError):
    """An expectation names a provision that no deciding pack has, or that does not guard the act asked about."""

    code = "suite.provision.unknown"
    chinese = "期望所指的条款不在判定的规则包中，或不约束所询问的放行类别。"


class PathSyntaxError(SuiteError):
    """A path of a patch is not written as names and identifiers, or counts positions."""

    code = "suite.path.invalid"
    chinese = "修改路径的写法不是名称和编号，或使用了位置序号。"


class UnknownPathError(SuiteError):
    """A path of a patch leads to no field of the dictionary."""

    code = "suite.path.unknown"
    chinese = "修改路径不指向数据字典中的任何字段。"


class NoSuchItemError(SuiteError):
    """A path of a patch names an item, an entry or a record that the fixture does not have."""

    code = "suite.path.no-such-item"
    chinese = "修改路径所指的条目在基准卷宗中不存在。"


class PatchError(SuiteError):
    """A patch cannot be made: it takes away what is required, adds what is there, or meets another one."""

    code = "suite.patch.impossible"
    chinese = "无法修改：去掉必填内容、添加已有内容，或与另一修改冲突。"


class PatchWithoutEffectError(SuiteError):
    """A patch changes nothing: the fixture says so already."""

    code = "suite.patch.without-effect"
    chinese = "修改没有效果：基准卷宗已是如此。"


class VacuousError(SuiteError):
    """An expectation compares a dossier with itself."""

    code = "suite.expect.vacuous"
    chinese = "期望将卷宗与其自身比较。"


class SkipError(SuiteError):
    """A case is still skipped after the last day that was allowed for it."""

    code = "suite.skip.expired"
    chinese = "用例的跳过期限已过。"


class BoundaryError(SuiteError):
    """A boundary cannot be generated: nothing in the fixture is compared with a limit, or more than one thing is."""

    code = "suite.boundary.undetermined"
    chinese = "无法生成边界用例：基准卷宗中没有与限值比较的数值，或不止一个。"


class SeriesError(SuiteError):
    """A series is not written in the notation, or nothing uses it."""

    code = "suite.series.invalid"
    chinese = "数列不符合记法，或没有用例使用。"


class FilterError(SuiteError):
    """A filter of cases is in the name of none."""

    code = "suite.filter.unmatched"
    chinese = "筛选条件不在任何用例名称中。"


class LostProcessError(SuiteError):
    """A process that ran cases ended before it had run them."""

    code = "suite.process.lost"
    chinese = "运行用例的进程在完成前结束。"
