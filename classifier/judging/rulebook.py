"""`docs/rules.md`, written from the rules themselves: `python -m classifier.judging.rulebook > docs/rules.md`."""

from __future__ import annotations

import sys

from classifier.judging.level import FORM_LEVELS, TABLE, Line
from classifier.judging.rules import RULES, RULES_VERSION, Rule

_BASIS = {
    "T": "từ văn bản / from the text",
    "R": "quy tắc của công cụ / our rule",
    "T+R": "từ văn bản và quy tắc của công cụ / the text, with our rule where it is silent",
}


def rulebook() -> str:
    """The page as Markdown, in Vietnamese with English beside it."""
    head = f"""# Quy tắc xác định mức độ / The rules that give a level

Phiên bản quy tắc / rules version: **{RULES_VERSION}**. Trang này được sinh từ mã nguồn / this page is generated from the code:
`python -m classifier.judging.rulebook > docs/rules.md`.

Mức được xác định chỉ từ trang công khai; nhãn mà cổng công bố không bao giờ được dùng. / The evidenced level comes from public
pages alone; the declared label is never used.
"""
    return "\n".join([head, *(_section(rule) for rule in RULES), _table()])


def _section(rule: Rule) -> str:
    text = rule.text
    return f"""## {rule.id} · {text.title_vi} / {text.title_en}

- **Căn cứ / source:** {text.source} ({_BASIS[text.basis]})
- **Quy tắc:** {text.vi}
- **Rule:** {text.en}
- **Ví dụ:** {text.example_vi}
- **Example:** {text.example_en}
- **Mã nguồn / code:** `{rule.decide.__module__}.{rule.decide.__qualname__}`
"""


def _table() -> str:
    lines = [_line(line) for line in TABLE]
    forms = [f"| `{forms}` | {low} | {high} |" for forms, (low, high) in FORM_LEVELS.items()]
    return "\n".join(
        [
            "### Bảng / table",
            "",
            "| submission | payment | result | level | level_max |",
            "|---|---|---|---|---|",
            *lines,
            "",
            "F:",
            "",
            "| forms | level | level_max |",
            "|---|---|---|",
            *forms,
            "",
        ]
    )


def _line(line: Line) -> str:
    known = {None: "any", True: "known", False: "`unknown`"}[line.result_known]
    level, level_max = ("F" if value is None else value for value in (line.level, line.level_max))
    return f"| {_names(line.submission)} | {_names(line.payment)} | {known} | {level} | {level_max} |"


def _names(values: frozenset[str] | None) -> str:
    return "any" if values is None else ", ".join(f"`{value}`" for value in sorted(values))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(rulebook())
