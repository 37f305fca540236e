"""Safir, the desktop system of record for city diplomacy."""

__version__ = "0.1.0"
