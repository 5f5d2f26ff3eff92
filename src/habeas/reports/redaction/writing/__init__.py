"""How a text may write what is redacted: words, codes, hashes, numbers of papers."""
