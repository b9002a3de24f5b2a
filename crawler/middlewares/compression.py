"""Decompression with a limit on layers: each layer may blow a small body up to the size limit again."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest

from crawler.middlewares.failures import BombError, RequestStoppedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

_LAYERS = 2


class BoundedCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's, with bombs and broken streams told apart from each other."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        encodings = response.headers.get("Content-Encoding")
        if encodings is None:
            return response
        if sum(value.count(b",") + 1 for value in response.headers.getlist("Content-Encoding")) > _LAYERS:
            raise BombError("compressed more than twice over")
        try:
            return super().process_response(request, response)
        except RequestStoppedError:
            raise
        except IgnoreRequest:
            raise BombError("larger than the limit when decompressed") from None
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise RequestStoppedError(f"compressed stream cannot be read: {error}") from None
