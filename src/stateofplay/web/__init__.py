"""The browser's face of the product: pages and data over HTTP. Nothing is worked out here; `service` computes every view.

`operations` holds the table of everything that can be asked for or done; routes, JSON, OpenAPI and the docs come from it.
"""
