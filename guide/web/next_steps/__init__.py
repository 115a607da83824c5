"""Deadlines, calculators and letters as pages."""

from guide.web.next_steps import application, deadlines, decision, letters, sums

blueprints = (deadlines.blueprint, sums.blueprint, letters.blueprint, decision.blueprint, application.blueprint)
