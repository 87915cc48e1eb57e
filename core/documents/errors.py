"""What can be wrong with a document before anyone asks what it means."""

from core.errors import LotgateError


class DocumentError(LotgateError):
    """A file or a request body cannot be read."""

    code = "document"


class FileUnreadableError(DocumentError):
    """The file is not there, is a directory, or may not be read."""

    code = "document.file.unreadable"


class TooLargeError(DocumentError):
    """The document is larger or deeper than the stated limit."""

    code = "document.size.exceeded"


class EncodingError(DocumentError):
    """The bytes are not UTF-8."""

    code = "document.encoding.not-utf8"


class SyntaxFaultError(DocumentError):
    """The text is not YAML 1.2, or not JSON."""

    code = "document.syntax.invalid"


class AnchorError(DocumentError):
    """YAML anchors, aliases and merge keys are refused: a reviewer must see what a line says."""

    code = "document.anchor.refused"


class TagError(DocumentError):
    """YAML tags are refused; most are an expression that began with an exclamation mark."""

    code = "document.tag.refused"


class DuplicateKeyError(DocumentError):
    """A key stands twice in one mapping."""

    code = "document.key.duplicate"


class UnknownFieldError(DocumentError):
    """A key that the form does not have."""

    code = "document.field.unknown"


class MissingFieldError(DocumentError):
    """A key that the form requires is not there."""

    code = "document.field.missing"


class WrongTypeError(DocumentError):
    """A value is of another kind than the form asks for."""

    code = "document.value.wrong-type"


class InvalidValueError(DocumentError):
    """A value is of the right kind and not one that the form allows."""

    code = "document.value.invalid"
