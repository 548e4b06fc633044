"""Word papers: official format (GB/T 9704-2012), templates that an office may change, and filling them."""
