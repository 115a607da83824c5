"""The adviser's desk and the sheet for the visitor."""

from guide.web.desk import views

blueprints = (views.blueprint,)
