"""Education reports: plain data in, a finished page and a workbook out.

:func:`render_html` and :func:`render_xlsx` take a :class:`ReportModel` of values that are already released. jinja2, matplotlib and
xlsxwriter (the ``report`` extra) are imported when a report is rendered, not before.
"""

from .model import ReportModel
from .render_html import render_html
from .render_xlsx import render_xlsx
from .sentences import Candidate, write_sentences

__all__ = ["Candidate", "ReportModel", "render_html", "render_xlsx", "write_sentences"]
