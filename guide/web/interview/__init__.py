"""The interview: questions, answers, result, a link to it."""

from guide.web.interview import share, views

blueprints = (views.blueprint, share.blueprint)
