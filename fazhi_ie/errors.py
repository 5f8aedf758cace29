"""The exceptions of fazhi_ie: one base, few children, messages that say what to do."""


class FazhiError(Exception):
    """Base of every error that fazhi_ie raises on purpose; the command prints its message and goes on or exits."""


class ReadError(FazhiError):
    """A file or byte string could not be turned into text: unknown encoding, binary content, unreadable format."""


class NumeralError(FazhiError, ValueError):
    """A string holds no complete numeral, quantity or date where one was asked for."""


class RuleError(FazhiError, ValueError):
    """A rule pack is wrong; the message names the file, the line where known, the rule, and what to write instead."""


class PipelineError(FazhiError, ValueError):
    """A spaCy pipeline is put together in a way that cannot work; the message names the missing component."""


class SchemaError(FazhiError, ValueError):
    """A stored report cannot be read by this version of the library."""


class BatchError(FazhiError):
    """A text of a batch gave no report; the message says which and why.

    Args:
        message: What happened.
        number: Number of the text in the batch, from 0.
    """

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.number = number


class MissingExtraError(FazhiError, ImportError):
    """An optional dependency is needed; the message names the extra that installs it.

    Args:
        package: Name of the package that could not be imported.
        extra: The extra of fazhi-ie that installs it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"this needs the package {package!r}: install it with  pip install 'fazhi-ie[{extra}]'")
