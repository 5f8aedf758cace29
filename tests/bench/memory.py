"""Measure peak memory, each line in a fresh process, in megabytes of resident set (Linux, macOS).

    python tests/bench/memory.py FOLDER

FOLDER holds text files (fixtures/reports, or a corpus); they are read ten times over, to see whether memory grows.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

# on Linux the peak since the program began: ru_maxrss would not fall below what the process that started it had
_PEAK = """
import pathlib, resource, sys
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peaks = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
print(*(peaks or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))
"""
_READ = (
    "import fazhi_ie, pathlib, sys; texts = [f.read_text('utf-8') for f in pathlib.Path(sys.argv[1]).rglob('*.txt')]"
)
STEPS = {
    "bare interpreter": "pass",
    "import fazhi_ie": "import fazhi_ie",
    "first extract": "import fazhi_ie; fazhi_ie.extract('办理案件3件。')",
    "extract, every text once, reports dropped": _READ + "\nfor t in texts: fazhi_ie.extract(t)",
    "extract, every text ten times, reports dropped": _READ + "\nfor t in texts * 10: fazhi_ie.extract(t)",
    "extract, every text ten times, reports kept": _READ + "\nkept = [fazhi_ie.extract(t) for t in texts * 10]",
    "load() and one Doc with words": "import fazhi_ie; fazhi_ie.load()('办理案件3件。')",
}


def peak(code: str, folder: Path) -> float:
    """Return the peak resident set of a fresh interpreter that ran some code, in megabytes."""
    command = [sys.executable, "-c", f"{code}\n{_PEAK}", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    texts = [file.read_text("utf-8") for file in options.folder.rglob("*.txt")]
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters")
    for name, code in STEPS.items():
        print(f"{peak(code, options.folder):6.0f} MB  {name}")


if __name__ == "__main__":
    main()
