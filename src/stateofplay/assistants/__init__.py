"""A face for assistants: the Model Context Protocol over stdio and HTTP, read-only.

It asks `service.assisting` and dresses what comes back.

==================  ================================================================================================
`command`           ``stateofplay mcp``
`server`            the server: every tool, resource and prompt on the SDK
`tools`             what can be asked: one function a tool, its docstring is what a model reads of it
`texts`             instructions and prompts
`access`            the token of the HTTP server
==================  ================================================================================================
"""
