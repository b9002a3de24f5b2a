"""Items of `scrapy crawl portal -O FILE`: procedure entries as the contract writes them."""

from __future__ import annotations

from typing import Any

from classifier.judging.entry_json import entry_to_json
from classifier.model import Entry


class EntryPipeline:
    """Turns an `Entry` into the contract's `procedures[]` entry."""

    def process_item(self, item: Any) -> Any:
        return entry_to_json(item) if isinstance(item, Entry) else item
