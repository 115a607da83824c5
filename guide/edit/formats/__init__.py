"""The format of the files, as tables of fields.

A new field of the format is a row here. What has no row is shown as it is in the file, and stays there.
``docs/redigering.md``, “Alle felter”, says what each of them means.
"""
