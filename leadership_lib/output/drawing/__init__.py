"""Pictures as lists of marks, drawn as SVG for a page and by matplotlib for print."""
