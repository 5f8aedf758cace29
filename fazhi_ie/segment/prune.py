"""Cut a trained pkuseg model down to its strongest features; the result is a pkuseg model like any other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import regex

# pkuseg gives number 0 to every character by itself, so this feature has to stay the first.
_ALWAYS = "$$"
_WORDS_OF_FEATURE = regex.compile(r"(?:w-1|w1|ww\.[lr])\.(.+)", regex.DOTALL)


def prune(source: Path, out: Path, keep: int) -> dict[str, int]:
    """Keep the features of largest absolute weight, the words that they name, and weights of float32 precision.

    The weights stay an array of doubles, the only type that pkuseg computes with; their cleared low bits cost
    nothing in the compressed file.

    Args:
        source: Folder of a trained model.
        out: Folder for the pruned one.
        keep: How many features to keep.

    Returns:
        dict[str, int]: features_trained, features_kept, words_kept.
    """
    import numpy as np
    from spacy_pkuseg.feature_extractor import FeatureExtractor
    from spacy_pkuseg.model import Model

    extractor = FeatureExtractor.load(str(source))
    model = Model.load(str(source))
    edge = model.n_feature * model.n_tag
    by_feature = model.w[:edge].reshape(model.n_feature, model.n_tag)
    names: list[str] = sorted(extractor.feature_to_idx, key=extractor.feature_to_idx.__getitem__)
    if names[0] != _ALWAYS:
        raise ValueError(f"the first feature of {source} is {names[0]!r}, not {_ALWAYS!r}")
    # Stable sort: equal weights keep pkuseg's order, by frequency.
    strongest = np.argsort(-np.abs(by_feature[1:]).max(axis=1), kind="stable")[: keep - 1] + 1
    kept = [0, *sorted(int(index) for index in strongest)]
    extractor.feature_to_idx = {names[index]: number for number, index in enumerate(kept)}
    extractor.unigram = named_words(extractor.feature_to_idx)
    extractor.bigram = set()  # read in training only
    extractor.save(str(out))
    weights = np.concatenate([by_feature[kept].ravel(), model.w[edge:]]).astype(np.float32)
    np.savez_compressed(out / "weights.npz", sizes=np.array([model.n_tag, len(kept)]), w=weights.astype(np.float64))
    return {"features_trained": model.n_feature, "features_kept": len(kept), "words_kept": len(extractor.unigram)}


def named_words(features: Iterable[str]) -> set[str]:
    """Words that features name: pkuseg looks a feature with words up only when its word list has them.

    Args:
        features: Names such as "c-1.政", "w1.政府" or "ww.l.依法*行政".

    Returns:
        set[str]: the words.

    Example:
        >>> sorted(named_words(["c-1.政", "ww.l.依法*行政"]))
        ['依法', '行政']
    """
    words: set[str] = set()
    for feature in features:
        match = _WORDS_OF_FEATURE.fullmatch(feature)
        if match is not None:
            words.update(match[1].split("*"))
    return words
