"""Støtteguiden: guidance to a Danish municipality's service standards for social support."""

__version__ = "0.1.0"
