"""Showing reports: HTML for notebooks and browsers."""

from fazhi_ie.view.page import Html, render, render_page

__all__ = ["Html", "render", "render_page"]
