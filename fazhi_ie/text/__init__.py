"""From bytes to text that rules can read: decoding, restoration, alignment, the matching view, layout."""
