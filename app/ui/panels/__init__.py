"""Rows inside a form: child rows and records that link here, read as text, opened in place."""

from app.ui.panels.card import PanelCard

__all__ = ["PanelCard"]
