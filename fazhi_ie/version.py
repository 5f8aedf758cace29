"""The version of the library, from the installed package."""

from importlib.metadata import version

__version__ = version("fazhi-ie")
