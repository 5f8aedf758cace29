"""Showing reports: HTML for notebooks and browsers."""

from fazhi_ie.view.page import render, render_page

__all__ = ["render", "render_page"]
