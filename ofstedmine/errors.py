"""What can go wrong, in words that say what to do about it."""

from __future__ import annotations

from collections.abc import Iterable


class OfstedmineError(Exception):
    """Base of every error that this library raises on purpose."""


class DocumentError(OfstedmineError):
    """What cannot be done with one document: its `name`, and `reason`, plain sentences that say what to do."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str]]:
        return type(self), (self.name, self.reason)


class UnreadableDocument(DocumentError):
    """Nothing can be read from a source; `reason` is one plain sentence that says what to do.

    >>> raise UnreadableDocument("letter.pdf", "The file is empty. Download it again.")
    Traceback (most recent call last):
    ofstedmine.errors.UnreadableDocument: letter.pdf: The file is empty. Download it again.
    """


class ReadingStopped(UnreadableDocument):
    """A file took more time or memory than it may, or brought down the process that read it: one apart."""


class PictureError(DocumentError):
    """No picture of a passage can be made: its document is no PDF, or the file is gone or has changed."""


class LexiconError(OfstedmineError):
    """An entry of the lexicon is malformed, or its own example does not match it."""


class LinkError(OfstedmineError):
    """Two reports cannot be linked: other authorities, the same document twice, or the order is unknown."""


class OutputError(OfstedmineError):
    """A file cannot be written: it exists already, its folder is missing, or its name's ending is unknown."""


class UnknownChoice(OfstedmineError, ValueError):
    """A name that is not among those that are known, which the message lists.

    >>> raise UnknownChoice("style", "apa", ["harvard", "footnote"])
    Traceback (most recent call last):
    ofstedmine.errors.UnknownChoice: unknown style “apa”; known: harvard, footnote
    """

    def __init__(self, what: str, given: object, known: Iterable[str], told: str = "known") -> None:
        self.what: str = what
        self.given: object = given
        self.known: tuple[str, ...] = tuple(known)
        self.told: str = told
        listed = f"; {told}: {', '.join(self.known)}" if self.known else ""
        super().__init__(f"unknown {what} “{given}”{listed}")

    def __reduce__(self) -> tuple[type[UnknownChoice], tuple[object, ...]]:
        return type(self), (self.what, self.given, self.known, self.told)


class MissingExtra(OfstedmineError, ImportError):
    """A package that an optional part needs is not installed; the message says how it is.

    >>> raise MissingExtra("comparing", "pandas", "compare")
    Traceback (most recent call last):
    ofstedmine.errors.MissingExtra: comparing needs the package pandas: pip install 'ofstedmine[compare]'
    """

    def __init__(self, what: str, package: str, extra: str) -> None:
        super().__init__(f"{what} needs the package {package}: pip install 'ofstedmine[{extra}]'")
        self.what: str = what
        self.package: str = package
        self.extra: str = extra

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str, str]]:
        return type(self), (self.what, self.package, self.extra)


class AddressError(OfstedmineError, ValueError):
    """What was given as the address of a document is no web address."""


class IsolationError(OfstedmineError):
    """No process apart can be started to read files in, or it cannot work; the message says why."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"no process apart can read the file ({why}); isolated=False, or on the command line --seconds 0 "
            "--megabytes 0, reads it in this process"
        )
        self.why = why

    def __reduce__(self) -> tuple[type[IsolationError], tuple[str]]:
        return type(self), (self.why,)


class ManifestError(OfstedmineError, ValueError):
    """A list of published letters cannot be read; the message names the line and what is wrong with it."""


class CorpusError(OfstedmineError):
    """A corpus cannot be opened, read or written; the message says what to do."""


class NotInCorpus(CorpusError, KeyError):
    """No report of a corpus goes by this name."""

    def __str__(self) -> str:
        return Exception.__str__(self)  # a KeyError prints its message as a quoted literal


class QueryError(OfstedmineError, ValueError):
    """A search that cannot be understood; the message says what is wrong and shows one that is right."""
