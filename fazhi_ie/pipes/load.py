"""`load`: the whole pipeline as a spaCy Language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from fazhi_ie.facts.analyse import STAGES
from fazhi_ie.pipes.stage import StageComponent
from fazhi_ie.rules import Pack, load_rules


def load(
    *,
    segmenter: str | Path = "pkuseg",
    rules: Sequence[str | Path | Pack] = (),
    disable: Sequence[str] = (),
) -> Language:
    """Build the pipeline.

    Args:
        segmenter: "pkuseg" gives words by the model that ships with the library, "char" leaves one token a character;
            the path of a pkuseg model, or the name of another one, works too.
        rules: Paths of rule packs to stack on the built-in ones, or parsed packs.
        disable: Ids of rules to switch off.

    Returns:
        Language: `nlp(text)` gives a Doc of the restored text; `doc._.fazhi` is the Report that `extract(text)` gives.

    Raises:
        RuleError: A rule pack is wrong, or a rule to disable does not exist.
        FazhiError: The segmentation model cannot be loaded.

    Example:
        >>> import fazhi_ie
        >>> nlp = fazhi_ie.load(segmenter="char")
        >>> [ent.text for ent in nlp("市政府印发《行政复议工作要点》。").ents]
        ['市政府', '《行政复议工作要点》']
    """
    compiled = load_rules(tuple(rules), tuple(disable))
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "fazhi_ie.Tokenizer.v1", "repairs": "auto"}}})
    for stage in STAGES:
        component = nlp.add_pipe(f"fazhi_{stage}")
        assert isinstance(component, StageComponent)
        component.use(compiled)
    if segmenter != "char":
        nlp.add_pipe("fazhi_words", config={"model": "default" if segmenter == "pkuseg" else str(segmenter)})
    return nlp
