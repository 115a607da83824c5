"""Deadlines, calculators and letters as pages."""

from guide.web.next_steps import application, deadlines, decision, letters, sums
from guide.web.typed_text.text import allow_letters

blueprints = (deadlines.blueprint, sums.blueprint, letters.blueprint, decision.blueprint, application.blueprint)
for each in blueprints:
    each.before_request(allow_letters)
