"""The address guard: mucdo talks to public http/https addresses only, whatever a portal asks for.

`address` judges addresses and URLs, `resolver` holds it for Scrapy at the moment of dialling, `proxy` for Chromium.
"""
