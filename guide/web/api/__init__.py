"""The API and its description."""

from guide.web.api import openapi, page, views

blueprints = (views.blueprint, openapi.blueprint, page.blueprint)
