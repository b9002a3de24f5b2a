"""Scrapy downloader middlewares: the address guard, robots.txt, back-off, redirects, budgets.

Order (request side first): guard 10 · robots 100 · back-off 550 · meta refresh 580 · compression 590 · redirect 600 ·
cookies 700 · budgets 950. A redirect or a retry goes through all of them again.
"""
