"""The idea: questions, standards, and their outcomes. Pure."""
