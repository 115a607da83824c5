"""The idea: questions, standards, and what answers say of them. Pure."""
