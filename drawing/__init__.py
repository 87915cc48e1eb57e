"""
Control charts as pictures: text for a terminal, SVG for a page. Takes numbers, gives text; reads nothing.

Import from the module that owns a thing:

- ``figure``: what a picture shows, as data.
- ``control_charts``: from a chart of `spc_kernels` to a figure.
- ``text``: a figure as lines of text.
- ``svg``: a figure as SVG.
- ``rule_words``: a run rule in words.
"""
