"""Coverage-guided fuzzing of one target (needs atheris):

    PYTHONPATH=tests python -m fuzz.run TARGET FOLDER [options of libFuzzer, such as -max_total_time=900]

TARGET is one of extract, restore, readers, packs. FOLDER/TARGET/corpus keeps the inputs from run to run. The run goes on
after a finding: each new one (by its exception and place) is printed and its input kept in FOLDER/TARGET/findings.
    PYTHONPATH=tests python -m fuzz.run TARGET FILE...
checks the inputs in files again.
"""

import random
import sys
import traceback
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

_MOST = 8000
_WATCHED = {"facts", "io", "knowledge", "numbers", "rules", "schema", "text"}


def main(target, *arguments):
    files = [Path(name) for name in arguments if Path(name).is_file()]
    if files:
        again(target, files)
    else:
        fuzz(target, Path(arguments[0]), arguments[1:])


def again(target, files):
    from fuzz.properties import TARGETS

    for file in files:
        TARGETS[target](file.read_bytes())
        print(f"{file}: holds")


def fuzz(target, folder, options):
    import atheris

    with atheris.instrument_imports(include=["fazhi_ie"]):
        import fazhi_ie
        from fuzz.mutate import mutate, seeds
        from fuzz.properties import TARGETS

        # modules that are imported at their first use would be seen without their branches
        for module in walk_packages(fazhi_ie.__path__, "fazhi_ie."):
            if module.name.split(".")[1] in _WATCHED:
                import_module(module.name)

    corpus, findings = folder / target / "corpus", folder / target / "findings"
    for each in (corpus, findings):
        each.mkdir(parents=True, exist_ok=True)
    for data in seeds(target):
        (corpus / sha256(data).hexdigest()[:16]).write_bytes(data)
    check = TARGETS[target]
    seen = set()

    def one_input(data):
        try:
            check(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if place not in seen:
                seen.add(place)
                file = findings / sha256(place.encode()).hexdigest()[:12]
                file.write_bytes(data)
                print(f"FINDING {place} in {file}\n{traceback.format_exc()}", file=sys.stderr, flush=True)

    def change(data, most, seed):
        rng = random.Random(seed)
        return atheris.Mutate(data, most) if rng.random() < 0.1 else mutate(target, data, rng, most)

    own = [
        f"-max_len={_MOST}",
        "-timeout=60",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={findings}/",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *own, *options, str(corpus)], one_input, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
