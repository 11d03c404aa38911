"""Pictures of sheets in, the glyphs and rules that a PDF gives out, with every doubt about a character.

`pictures` opens files, `straighten` turns and levels a sheet, `strokes` finds rules, `segments` cuts lines
of text, `recognise` reads them, `agree` holds two readings against each other, `sheets` puts it together.
"""
