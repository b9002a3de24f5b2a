"""The rule book: every rule that can give or take a level, with its source, and the table that decides."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from classifier.judging.level import FORM_LEVELS, TABLE
from classifier.judging.rules import RULES, RULES_VERSION
from web.rendering import render

router = APIRouter()


@router.get("/rules", response_class=HTMLResponse)
def show_rules(request: Request) -> HTMLResponse:
    """All rules in order."""
    return render(request, "rules.html.j2", rules=RULES, version=RULES_VERSION, table=TABLE, forms=FORM_LEVELS)
