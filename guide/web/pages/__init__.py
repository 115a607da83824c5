"""Pages that know no answers."""

from guide.web.pages import links, preview, report, views
from guide.web.pages.report import security_txt

__all__ = ["blueprints", "security_txt"]

blueprints = (views.blueprint, links.blueprint, report.blueprint, preview.blueprint)
