"""The closed codes of controlled environments: systems of classes, grades, states, ways to count microbes."""

from core.words import Localized, say
from engine.model.fields import Code


class CleanroomSystem(Code):
    """The system of classes that a grade belongs to; grades of one are never those of another."""

    iso_14644_1 = "iso_14644_1", "ISO 14644-1 classes", "ISO 14644-1洁净度等级"
    gmp_grades = "gmp_grades", "GMP grades", "GMP洁净级别（A–D级）"
    numbered_classes = "numbered_classes", "numbered classes", "百级至三十万级洁净度级别"
    unclassified = "unclassified", "controlled, not classified", "受控未分级"


class CleanroomGrade(Code):
    """A grade of cleanliness; its name says the system that it belongs to."""

    iso_1 = "iso_1", "ISO 1", "ISO 1级"
    iso_2 = "iso_2", "ISO 2", "ISO 2级"
    iso_3 = "iso_3", "ISO 3", "ISO 3级"
    iso_4 = "iso_4", "ISO 4", "ISO 4级"
    iso_5 = "iso_5", "ISO 5", "ISO 5级"
    iso_6 = "iso_6", "ISO 6", "ISO 6级"
    iso_7 = "iso_7", "ISO 7", "ISO 7级"
    iso_8 = "iso_8", "ISO 8", "ISO 8级"
    iso_9 = "iso_9", "ISO 9", "ISO 9级"
    grade_a = "grade_a", "grade A", "A级"
    grade_b = "grade_b", "grade B", "B级"
    grade_c = "grade_c", "grade C", "C级"
    grade_d = "grade_d", "grade D", "D级"
    class_100 = "class_100", "class 100", "100级", "百级"
    class_10000 = "class_10000", "class 10 000", "10 000级", "万级"
    class_100000 = "class_100000", "class 100 000", "100 000级", "十万级"
    class_300000 = "class_300000", "class 300 000", "300 000级", "三十万级"


# The grades of every system; equal names of different systems do not exist.
GRADES: dict[CleanroomSystem, frozenset[CleanroomGrade]] = {
    CleanroomSystem.iso_14644_1: frozenset(one for one in CleanroomGrade if one.startswith("iso_")),
    CleanroomSystem.gmp_grades: frozenset(one for one in CleanroomGrade if one.startswith("grade_")),
    CleanroomSystem.numbered_classes: frozenset(one for one in CleanroomGrade if one.startswith("class_")),
    CleanroomSystem.unclassified: frozenset(),
}


def grade_fits(system: CleanroomSystem, grade: CleanroomGrade) -> Localized | None:
    """Find a grade that is none of its system."""
    if grade in GRADES[system]:
        return None
    return say("`{grade}` is no grade of `{system}`", "`{grade}` 不是 `{system}` 的级别", grade=grade, system=system)


class Occupancy(Code):
    """The state in which a room was tested or monitored."""

    as_built = "as_built", "as built", "空态"
    at_rest = "at_rest", "at rest", "静态"
    in_operation = "in_operation", "in operation", "动态"


class BoundaryKind(Code):
    """What lies on the two sides of a boundary across which pressure is measured."""

    clean_to_unclassified = "clean_to_unclassified", "clean to not clean", "洁净区与非洁净区"
    between_grades = "between_grades", "between grades", "不同级别洁净区之间"
    within_grade = "within_grade", "within one grade", "同级别洁净区之间"
    clean_to_outdoors = "clean_to_outdoors", "clean to outdoors", "洁净区与室外"


class PressureRegime(Code):
    """Which way air is meant to flow across a boundary."""

    positive = "positive", "kept above its neighbour", "相对正压"
    negative = "negative", "kept below its neighbour", "相对负压"


class MicrobialMethod(Code):
    """How microbes were gathered."""

    airborne = "airborne", "active air sampling", "浮游菌"
    settling = "settling", "settle plate", "沉降菌"
    surface = "surface", "surface contact", "表面微生物"
    gloves = "gloves", "gloves and garments", "手套与洁净服微生物"
