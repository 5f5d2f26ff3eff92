"""The dossier as a Word file, made from its HTML so that it says what that says.

written = docx_of(render_html(content))     # bytes; equal pages give equal bytes
"""

from habeas.reports.word.document import docx_of

__all__ = ["docx_of"]
