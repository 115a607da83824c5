"""Texts of the content: wordings, figures, prose, references."""
