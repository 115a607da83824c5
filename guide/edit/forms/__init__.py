"""The format of the files, as forms."""
