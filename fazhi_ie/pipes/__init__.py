"""The spaCy side: the tokenizer and the components, which run the stages of `fazhi_ie.facts` on a Doc."""
