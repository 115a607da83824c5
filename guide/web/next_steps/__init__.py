"""Deadlines, calculators and letters as pages."""

from guide.web.next_steps import deadlines, letters, sums, talk

blueprints = (talk.blueprint, deadlines.blueprint, sums.blueprint, letters.blueprint)
