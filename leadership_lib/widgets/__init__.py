"""Widgets: what a person uses instead of code. The only place that knows of ipywidgets and the browser.

Every widget has a ``value`` that is an object of the library, works without a browser, and does nothing that one
plain call cannot do too.
"""
