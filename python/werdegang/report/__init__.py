"""Education reports: figures in, a finished page and a workbook out.

:func:`report` does all of it. :func:`render_html` and :func:`render_xlsx` take a :class:`ReportModel` of values that are already
released. jinja2, matplotlib and xlsxwriter (the ``report`` extra) are imported when a report is rendered, not before.
"""

from .build import Report, build_model, report
from .model import ReportModel
from .render_html import render_html
from .render_xlsx import render_xlsx
from .sentences import Candidate, write_sentences

__all__ = ["Candidate", "Report", "ReportModel", "build_model", "render_html", "render_xlsx", "report", "write_sentences"]
