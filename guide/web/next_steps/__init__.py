"""Deadlines, calculators and letters as pages."""

from guide.web.next_steps import application, deadlines, letters, sums

blueprints = (deadlines.blueprint, sums.blueprint, letters.blueprint, application.blueprint)
