"""The format of the files, as tables of fields."""
