"""What readers of tables with merged cells share: Word files, web pages, workbooks, Markdown.

In: rows of cells with spans. Out: rows by column, cells that cover several duties said of each.
"""
