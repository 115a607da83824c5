"""Pages that know no answers."""

from guide.web.pages import links, preview, report, views

blueprints = (views.blueprint, links.blueprint, report.blueprint, preview.blueprint)
