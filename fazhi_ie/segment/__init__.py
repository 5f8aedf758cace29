"""Words: pkuseg with the model that the package carries, and how that model is trained."""

from fazhi_ie.segment.words import Segmenter, SegmenterError, cut_at, load_segmenter

__all__ = ["Segmenter", "SegmenterError", "cut_at", "load_segmenter"]
