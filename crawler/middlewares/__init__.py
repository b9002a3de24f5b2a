"""Scrapy downloader middlewares: the address guard, robots.txt, back-off, redirects, budgets.

Order (request side first): guard 10 · robots 100 · back-off 550 · meta refresh 580 · compression 590 · redirect 600 ·
cookies 700. A redirect or a retry goes through all of them again. Back-off and budgets have a second say in `crawler.download`, at
the moment of sending: a request may wait long for its turn.
"""
