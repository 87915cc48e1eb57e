"""What can be wrong with a document before anyone asks what it means."""

from core.errors import LotgateError


class DocumentError(LotgateError):
    """A file or a request body cannot be read."""

    code = "document"
    chinese = "文件或请求正文无法读取。"


class FileUnreadableError(DocumentError):
    """The file is not there, is a directory, or may not be read."""

    code = "document.file.unreadable"
    chinese = "文件不存在、是文件夹或无权读取。"


class TooLargeError(DocumentError):
    """The document is larger or deeper than the stated limit."""

    code = "document.size.exceeded"
    chinese = "文档的大小或嵌套深度超出规定限度。"


class EncodingError(DocumentError):
    """The bytes are not UTF-8."""

    code = "document.encoding.not-utf8"
    chinese = "字节不是UTF-8编码。"


class SyntaxFaultError(DocumentError):
    """The text is not YAML 1.2, or not JSON."""

    code = "document.syntax.invalid"
    chinese = "文本不是YAML 1.2或JSON。"


class AnchorError(DocumentError):
    """YAML anchors, aliases and merge keys are refused: a reviewer must see what a line says."""

    code = "document.anchor.refused"
    chinese = "不接受YAML锚点、别名和合并键：评审人必须看得到每一行的内容。"


class TagError(DocumentError):
    """YAML tags are refused; most are an expression that began with an exclamation mark."""

    code = "document.tag.refused"
    chinese = "不接受YAML标签；多数是以感叹号开头的表达式。"


class DuplicateKeyError(DocumentError):
    """A key stands twice in one mapping."""

    code = "document.key.duplicate"
    chinese = "同一映射中键重复出现。"


class UnknownFieldError(DocumentError):
    """A key that the form does not have."""

    code = "document.field.unknown"
    chinese = "格式中没有此键。"


class MissingFieldError(DocumentError):
    """A key that the form requires is not there."""

    code = "document.field.missing"
    chinese = "缺少格式要求的键。"


class WrongTypeError(DocumentError):
    """A value is of another kind than the form asks for."""

    code = "document.value.wrong-type"
    chinese = "值的类型与格式要求不符。"


class InvalidValueError(DocumentError):
    """A value is of the right kind and not one that the form allows."""

    code = "document.value.invalid"
    chinese = "值的类型正确，但不是格式允许的值。"
