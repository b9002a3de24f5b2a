"""What happens to the things a crawl finds: on their way to the sink, and as items of Scrapy's feeds."""
