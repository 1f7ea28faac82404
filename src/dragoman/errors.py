"""Every error dragoman raises on purpose, drawn as one tree.

DragomanError
├── KnowledgeError      a data file is wrong: names file, thing and next step
├── PipelineError       stages are ordered so that one reads what none wrote
├── InputError          one input could not be read: names the file, and the line where there is one
├── OutputError         a result could not be written whole
├── StoreError          a desk could not be opened, read or written: names the file
└── UsageError          a request that cannot be met as asked
    └── UnknownError    a name or id that nothing bears
"""


class DragomanError(Exception):
    """Anything dragoman refuses, with a sentence a user can act on."""


class KnowledgeError(DragomanError):
    """A data file breaks its schema or contradicts another; lists every finding, one a line."""

    def __init__(self, findings: "list[str]") -> None:
        self.findings = findings
        super().__init__("\n".join(findings))


class PipelineError(DragomanError):
    """A stage reads a layer that no earlier stage writes."""


class InputError(DragomanError):
    """One input (a file, or a line of it) could not be read."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = what
        super().__init__(f"{where}: {what}")


class OutputError(DragomanError):
    """A result could not be written; nothing half-written is left."""


class StoreError(DragomanError):
    """A desk could not be opened, read or written; what it held before stays."""


class UsageError(DragomanError):
    """A request that cannot be met as asked."""


class UnknownError(UsageError):
    """A name or id that nothing bears."""
