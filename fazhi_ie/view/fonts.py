"""A font with Chinese characters for plots, found without any set-up, or advice on what to install."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Final

#: Usual Chinese fonts, by system; matplotlib reads the first face of a collection, which for Noto is the Japanese one.
KNOWN: Final = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN",
    "Microsoft YaHei", "PingFang SC", "PingFang HK", "Hiragino Sans GB", "Heiti SC", "Heiti TC", "STHeiti", "SimHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Arial Unicode MS", "SimSun",
    "Noto Serif CJK SC", "Noto Serif CJK JP", "AR PL UMing CN",
)  # fmt: skip
_SAMPLE: Final = "法治政府"


class MissingFontWarning(UserWarning):
    """No installed font has Chinese characters; the message says what to install."""


def chinese_font() -> str | None:
    """Find an installed font that has Chinese characters.

    Returns:
        str | None: the name of its family, for matplotlib; None where there is none, with a `MissingFontWarning` that
        says what to install. The answer is kept for as long as Python runs.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore", MissingFontWarning)
        ...     chinese_font() in (None, chinese_font())
        True
    """
    found = _installed()
    if found is None:
        warnings.warn(
            "no installed font has Chinese characters, so the labels show boxes: install one (Debian, Ubuntu: "
            "apt-get install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts; conda: "
            "conda install -c conda-forge font-ttf-noto-cjk), then start Python again",
            MissingFontWarning,
            stacklevel=3,
        )
    return found


@cache
def _installed() -> str | None:
    from matplotlib import font_manager

    # a font that was installed after matplotlib made its list of fonts is not on it
    listed = {font.fname for font in font_manager.fontManager.ttflist}
    for path in sorted(set(font_manager.findSystemFonts()) - listed):
        try:
            font_manager.fontManager.addfont(path)
        except (OSError, RuntimeError, ValueError):
            continue  # a damaged font, or one of a kind that matplotlib does not read
    fonts = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    for name in KNOWN:
        if name in fonts:
            return name
    return next((name for name, path in sorted(fonts.items()) if _has_chinese(path)), None)


def _has_chinese(path: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        characters = FT2Font(path).get_charmap()
    except (OSError, RuntimeError):
        return False
    return all(ord(character) in characters for character in _SAMPLE)
