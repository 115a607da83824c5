"""The format of the files as forms: kinds of fields, and tables of them."""
