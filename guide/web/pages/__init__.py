"""Pages that know no answers."""

from guide.web.pages import links, preview, report, topics, views

blueprints = (views.blueprint, topics.blueprint, links.blueprint, report.blueprint, preview.blueprint)
