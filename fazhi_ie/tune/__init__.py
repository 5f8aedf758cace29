"""Judging and improving the rules: evaluation against gold."""
