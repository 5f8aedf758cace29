"""What a run of `extract` reads and writes: odd paths, odd outputs, failures beside the output, resumed runs, signals."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from batch_work import children, command_of
from command_line import run as command
from command_line import run_program

import fazhi_ie
from fazhi_ie.cli import runs
from fazhi_ie.cli.runs import Failures, Format, choose_format, find_jobs, outcomes, refuse_inputs
from fazhi_ie.errors import FazhiError
from fazhi_ie.io import batch
from fazhi_ie.io.batch import Failure, Job
from fazhi_ie.io.inputs import find_files
from fazhi_ie.io.resume import done_before
from fazhi_ie.io.whole_files import finished
from fazhi_ie.rules import load_rules

TEXT = "2023年,市司法局办理行政复议案件12件。"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="what a POSIX shell can do")


@pytest.fixture
def folder(tmp_path):
    """A folder of two reports, and the current one."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(TEXT, "utf-8")
    before = Path.cwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(before)


def shell(line):
    return run_program(["bash", "-c", line.replace("FZ", f"{sys.executable} -m fazhi_ie")])


def records(file):
    return [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]


# --- what paths name


def names(*paths):
    return [found.path.as_posix() for found in find_files(paths)]


def test_links_are_followed_and_each_folder_is_searched_once(folder):
    (folder / "far").mkdir()
    (folder / "far" / "c.txt").write_text(TEXT, "utf-8")
    for link, target in (("in/0", "far"), ("in/again", "in"), ("in/z", "far"), ("far/back", "in"), ("in/l.txt", "no")):
        (folder / link).symlink_to(folder / target)
    assert names("in") == ["in/0/c.txt", "in/a.txt", "in/b.txt", "in/l.txt"]
    jobs = find_jobs(["in"], False)
    failed = [done for done in batch.extract_files(jobs) if isinstance(done, Failure)]
    assert [(each.source, each.message) for each in failed] == [("in/l.txt", "in/l.txt: there is no such file")]


def test_a_folder_that_cannot_be_read_is_named_in_its_place(folder, monkeypatch):
    (folder / "in" / "aa").mkdir()
    real = os.scandir

    def scandir(path):
        if str(path).endswith("aa"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(find_files(["in", "in/aa"]))
    assert [each.path.as_posix() for each in found] == ["in/a.txt", "in/aa", "in/b.txt", "in/aa"]
    assert [str(each.error) for each in found if each.error] == ["in/aa: cannot be read: Permission denied"] * 2


def test_what_is_no_file_is_told(folder):
    os.mkfifo("in/p.txt")
    (folder / "in" / "q.txt").symlink_to("p.txt")
    (folder / "empty").mkdir()
    found = [each for each in find_files(["in", "empty", ""]) if each.error]
    assert [str(each.error)[:40] for each in found] == [
        "in/p.txt: is no file; a pipe is read whe", "in/q.txt: is no file; a pipe is read whe", "empty: the folder holds no file to read ",
        "an empty path names nothing to read",
    ]  # fmt: skip


def test_paths_that_name_no_input_have_a_record_and_count(folder):
    (folder / "empty").mkdir()
    status, _, said = command("extract", "none", "in/a.txt", "empty", "a" * 300, "-o", "o.jsonl")
    assert status == 1
    assert "3 of 4 inputs failed; the others were extracted" in said
    assert [(each["source"][:9], each["error"]) for each in records("o.jsonl.errors.jsonl")] == [
        ("none", "read"), ("empty", "read"), ("aaaaaaaaa", "read"),
    ]  # fmt: skip
    whole = Path("o.jsonl").read_bytes(), Path("o.jsonl.errors.jsonl").read_bytes()
    status, _, said = command("extract", "none", "in/a.txt", "empty", "a" * 300, "-o", "o.jsonl", "--resume")
    assert (status, "4 of 4 inputs are done already" in said) == (1, True)
    assert (Path("o.jsonl").read_bytes(), Path("o.jsonl.errors.jsonl").read_bytes()) == whole
    assert "fazhi-ie: all 2 inputs failed" in command("extract", "none", "empty")[2]
    assert "fazhi-ie: the input failed" in command("extract", "none")[2]


@POSIX
def test_pipes_are_read_here_and_in_their_order(folder):
    status, out, said = shell("FZ extract <(cat in/a.txt) in/b.txt <(cat in/b.txt) /dev/stdin < in/a.txt")
    assert (status, said) == (0, "")
    reports = [json.loads(line) for line in out.splitlines()]
    assert [report["indicators"][0]["value"] for report in reports] == ["12"] * 4
    assert reports[3]["source"] == "/dev/stdin"


def test_standard_input_is_read_once(folder):
    status, out, said = shell("FZ extract - in/b.txt - < in/a.txt")
    assert (status, len(out.splitlines())) == (1, 2)
    assert "-: standard input is read already" in said
    assert shell("FZ extract /dev/stdin in/b.txt <&-")[::2] == (
        1, "fazhi-ie: /dev/stdin: standard input is closed\nfazhi-ie: 1 of 2 inputs failed; the others were extracted\n",
    )  # fmt: skip


def test_deep_folders_are_searched(folder):
    depth = 1100
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(TEXT, "utf-8")
    os.chdir(folder)
    found = list(find_files(["d"]))
    os.chdir("d/" * depth)
    Path("a.txt").unlink()
    for _ in range(depth):  # pytest itself could not remove them
        os.chdir("..")
        os.rmdir("d")
    assert [each.path.name for each in found] == ["a.txt"]


# --- outputs


@pytest.mark.parametrize(
    ("output", "form"),
    [(None, "jsonl"), ("a.jsonl", "jsonl"), ("a", "jsonl"), ("a.xlsx", "xlsx"), ("a.XLSX", "xlsx"), ("a.txt", "jsonl")],
)
def test_the_ending_tells_the_format(output, form):
    assert choose_format(output and Path(output), None) is Format(form)


@pytest.mark.parametrize("output", ["a.csv", "a.PARQUET", "a.xls"])
def test_an_ending_that_cannot_be_meant_says_what_to_give(output):
    with pytest.raises(FazhiError, match=r"give its name, without ending, and --format|let the name end in \.xlsx"):
        choose_format(Path(output), None)
    assert choose_format(Path(output), Format.csv) is Format.csv


@pytest.mark.parametrize("output", [".", "", "..", "/", "a" * 300, "in"])
def test_an_output_that_cannot_be_written_is_told(folder, output):
    status, _, said = command("extract", "in/a.txt", "-o", output)
    assert status == 2
    assert "cannot be written" in said or "names no file to write" in said


def test_what_is_read_is_not_written_over(folder):
    os.link("in/a.txt", "hard")
    (folder / "soft").symlink_to(folder / "in" / "a.txt")
    for output in ("in/a.txt", "in/../in/a.txt", "hard", "soft"):
        with pytest.raises(FazhiError, match=r"in/a\.txt: is an input, and would be written over"):
            refuse_inputs([Path("in/b.txt"), Path("in/a.txt")], [Path(output)])
    (folder / "link").symlink_to(folder / "none")
    with pytest.raises(FazhiError, match=r"link: is an input"):
        refuse_inputs(["link"], [Path("none")])
    refuse_inputs([Path("in/a.txt"), Path("no"), "/dev/null"], [Path("in/b.txt"), Path("none"), Path("/dev/null")])
    for args in (("in/a.txt", "-o", "in/a.txt"), ("in/indicators.csv", "--format", "csv", "-o", "in")):
        Path(args[0]).write_text(TEXT, "utf-8")
        assert command("extract", *args)[0] == 2
        assert Path(args[0]).read_text("utf-8") == TEXT
    assert command("view", "in", "-o", "in/a.txt")[0] == 2
    for line in ("FZ extract - -o in/a.txt < in/a.txt", "FZ extract /dev/stdin -o in/a.txt < in/a.txt"):
        assert shell(line)[0] == 2
    assert Path("in/a.txt").read_text("utf-8") == TEXT
    rules = (folder / "tax.toml", 'name = "tax"\n')
    rules[0].write_text(rules[1], "utf-8")
    assert command("extract", "in", "--rules", rules[0], "-o", rules[0])[0] == 2
    assert rules[0].read_text("utf-8") == rules[1]


@POSIX
def test_pipes_and_devices_are_written_to(folder):
    assert shell("FZ extract in none -o /dev/null")[0] == 1
    assert not os.path.exists("/dev/null.errors.jsonl")
    assert len(shell("FZ extract in -o /dev/stdout")[1].splitlines()) == 2
    assert shell("FZ extract in -o >(wc -l); sleep 0.3")[1].strip() == "2"
    for name in ("-", "/dev/stdout", "/dev/fd/1"):
        Path("log").write_text("earlier\n")
        assert shell(f"FZ extract in none -o {name} >> log")[0] == 1
        assert len(Path("log").read_text("utf-8").splitlines()) == 3
    assert sorted(path.name for path in folder.iterdir()) == ["in", "log"]


@POSIX
@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ("FZ extract - <&-", 1, "fazhi-ie: -: standard input is closed\nfazhi-ie: the input failed\n"),
        ("FZ restore - <&-", 2, "fazhi-ie: standard input is closed\n"),
        ("FZ extract in/a.txt >&-", 2, "fazhi-ie: standard output cannot be written: Bad file descriptor\n"),
        ("FZ schema >&-", 2, "fazhi-ie: standard output: Bad file descriptor\n"),
        ("FZ extract in/a.txt -o o.jsonl >&-", 0, ""),
        ("FZ extract in/a.txt none -o o.jsonl 2>&-", 1, ""),
    ],
)
def test_closed_streams_are_told(folder, line, status, told):
    assert shell(line) == (status, "", told)
    assert Path("o.jsonl").exists() is ("o.jsonl" in line)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_a_full_standard_output_is_told(folder):
    assert shell("FZ extract in/a.txt > /dev/full")[::2] == (
        2, "fazhi-ie: standard output cannot be written: No space left on device\n",
    )  # fmt: skip
    assert shell("FZ schema > /dev/full")[::2] == (2, "fazhi-ie: standard output: No space left on device\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
def test_what_nobody_hears_stops_no_run(folder):
    for ear in ("/dev/full", ">(true)"):
        assert shell(f"FZ extract none in no -o o.jsonl 2> {ear}")[0] == 1
        assert (len(records("o.jsonl")), len(records("o.jsonl.errors.jsonl"))) == (2, 2)


def test_a_message_is_one_line(folder):
    assert "a\\nb: there is no such file" in command("extract", "a\nb")[2]


# --- failures beside the output


FAILURE = Failure("x.txt", "read", "x.txt: is damaged")


def test_outputs_that_differ_in_their_ending_have_failures_of_their_own(folder):
    paths = {Failures(Path(name), Format.jsonl, resume=False).path for name in ("f", "f.jsonl", "f.xlsx", "f.b.jsonl")}
    assert len(paths) == 4
    assert Failures(None, Format.jsonl, resume=False).path is None


@pytest.mark.parametrize("form", [Format.jsonl, Format.xlsx])
def test_failures_of_an_older_run_go_with_its_output(folder, form):
    kept = Path("o.errors.jsonl")
    for fails in (True, False):
        kept.write_text("older\n")
        with Failures(Path("o"), form, resume=False) as failures:
            assert kept.exists() is (form is not Format.jsonl)
            if fails:
                failures.add(FAILURE)
        assert failures.count == fails
        assert kept.exists() is fails
    assert not list(folder.glob(".*"))


def test_tables_that_break_off_leave_the_older_failures(folder):
    kept = Path("o.errors.jsonl")
    kept.write_text("older\n")
    with suppress(FazhiError), Failures(Path("o"), Format.csv, resume=False) as failures:
        failures.add(FAILURE)
        raise FazhiError("the disk is full")
    assert kept.read_text() == "older\n"
    assert not list(folder.glob(".*"))


def test_failures_that_cannot_be_kept_are_told_before_anything_is_lost(folder):
    Path("o.jsonl").write_text("older\n")
    Path("o.jsonl.errors.jsonl").mkdir()
    assert "is a folder, but failures are to be kept there" in command("extract", "in", "-o", "o.jsonl")[2]
    assert Path("o.jsonl").read_text() == "older\n"


def test_what_a_killed_run_of_tables_left_goes_with_the_next(folder):
    Path(".o.errors.jsonl.part").write_text("half")
    with Failures(Path("o"), Format.csv, resume=False):
        pass
    assert [path.name for path in folder.iterdir()] == ["in"]


def test_half_a_record_goes_when_its_file_can_be_read_now(folder):
    kept = Path("o.errors.jsonl")
    for held, after in ((FAILURE.to_json()[:20], None), (f"{FAILURE.to_json()}\n{{", f"{FAILURE.to_json()}\n")):
        kept.write_text(held)
        with Failures(Path("o"), Format.jsonl, resume=True):
            pass
        assert (kept.read_text() if kept.exists() else None) == after


# --- resumed runs


def done(output, **options):
    errors = Path(f"{output}.errors.jsonl")
    return done_before(["in/a.txt", "in/b.txt"], Path(output), errors, load_rules(), **options)


def test_a_foreign_file_without_a_line_break_is_not_ours(folder):
    jobs = [Job("in/a.txt"), Job("in/b.txt")]
    one, two = batch.extract_files(jobs)
    out = Path("o.jsonl")
    for held, count in (("", 0), (one[:1], 0), (one[:50], 0), (one, 0), (f"{one}\n{two[:-1]}", 1), (f"{one}\n", 1)):
        out.write_text(held, "utf-8")
        assert done("o.jsonl") == count
    for held in ("all I know", "{}", f"{one}\nnotes", '{"schema_version": 1'):
        out.write_text(held, "utf-8")
        with pytest.raises(FazhiError, match=r"o.jsonl: ends with a line that is not of fazhi_ie"):
            done("o.jsonl")
    out.unlink()
    for held, right in ((FAILURE.to_json(), True), ("{", True), ("notes", False)):
        Path("o.jsonl.errors.jsonl").write_text(held)
        if right:
            assert done("o.jsonl") == 0
        else:
            with pytest.raises(FazhiError, match="ends with a line that is not of fazhi_ie"):
                done("o.jsonl")


@pytest.mark.parametrize("with_text", [False, True])
def test_lines_with_and_without_text_do_not_mix(folder, with_text):
    (line,) = batch.extract_files([Job("in/a.txt", with_text=with_text)])
    Path("o.jsonl").write_text(f"{line}\n", "utf-8")
    assert done("o.jsonl", with_text=with_text) == 1
    with pytest.raises(FazhiError, match=f"was written {'with' if with_text else 'without'} --with-text"):
        done("o.jsonl", with_text=not with_text)


@POSIX
def test_a_run_into_a_pipe_cannot_be_resumed(folder):
    assert "goes on with a file" in command("extract", "in", "-o", "/dev/null", "--resume")[2]


# --- processes


def refused(*args, **options):
    raise FazhiError("a process cannot be started: no more of them")
    yield


def test_without_processes_a_run_goes_on_where_none_was_asked_for(folder, monkeypatch, capsys):
    monkeypatch.setattr(batch, "run_in_workers", refused)
    jobs = find_jobs(["in"], False)
    assert [type(done) for done in outcomes(jobs, load_rules(), 1, None, None)] == [str, str]
    assert "no more of them; this run goes on like that" in capsys.readouterr().err
    for workers, timeout, memory in ((2, None, None), (1, 10.0, None), (1, None, 500)):
        with pytest.raises(FazhiError, match="no more of them"):
            list(outcomes(jobs, load_rules(), workers, timeout, memory))
    assert len(list(outcomes(jobs, load_rules(), 1, 0.0, None))) == 2  # without limit, it works here


def test_several_files_have_a_limit_of_time(folder, monkeypatch):
    given = []

    def extract_files(jobs, **options):
        given.append(options["timeout"])
        yield from ()

    monkeypatch.setattr(batch, "extract_files", extract_files)
    for jobs, timeout in (([Job("a")], None), ([Job("a")] * 2, None), ([Job("a")] * 2, 0.0), ([Job("a")], 5.0)):
        list(outcomes(jobs, load_rules(), 1, timeout, None))
    list(outcomes([Job("a")] * 2, load_rules(), 1, None, None, done=1))
    assert given == [None, runs._LONGEST, None, 5.0, runs._LONGEST]


# --- signals


def heed_signals():
    """Make a process take the signals that nohup and & let it ignore."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_nothing_half_done(folder, number):
    pytest.importorskip("xlsxwriter")
    (folder / "tmp").mkdir()
    for copy in range(300):
        (folder / "in" / f"{copy}.txt").write_text(TEXT * 200, "utf-8")
    (folder / "in" / "0.txt").write_bytes(bytes(range(256)))
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi_ie", "extract", "in", "-o", "o.xlsx", "--workers", "2"],
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(folder / "tmp")}, preexec_fn=heed_signals,
    )  # fmt: skip
    while process.poll() is None and not list(folder.glob(".o.xlsx.errors.jsonl.part")):
        time.sleep(0.01)
    process.send_signal(number)
    said = process.communicate()[1].decode("utf-8")
    assert (process.returncode, "Traceback" in said) == (128 + number, False)
    assert sorted(path.name for path in folder.iterdir()) == ["in", "tmp"]
    assert not list((folder / "tmp").iterdir())


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_prints_no_traceback(folder, number):
    for copy in range(300):
        (folder / "in" / f"{copy}.txt").write_text(TEXT * 200, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi_ie", "extract", "in", "-o", "o.jsonl", "--workers", "2"],
        stderr=subprocess.PIPE, preexec_fn=heed_signals,
    )  # fmt: skip
    while process.poll() is None and not (os.path.exists("o.jsonl") and os.path.getsize("o.jsonl")):
        time.sleep(0.01)
    for _ in range(2):
        process.send_signal(number)
        time.sleep(0.005)
    said = process.communicate()[1]
    assert (process.returncode, b"Traceback" in said, b"Exception" in said) == (
        130 if number == signal.SIGINT else 143, False, False,
    )  # fmt: skip


@POSIX
def test_a_command_that_ignores_a_signal_goes_on_ignoring_it(folder):
    line = "trap '' HUP; FZ extract in -o o.jsonl & sleep 0.6; kill -HUP $!; wait $!"
    assert shell(line)[0] == 0
    assert len(records("o.jsonl")) == 2


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the workers are found in /proc")
def test_ctrl_c_while_workers_begin_prints_no_traceback(folder):
    for wait in (0.0, 0.2, 0.5):
        process = subprocess.Popen(
            [sys.executable, "-m", "fazhi_ie", "extract", "in", "-o", "o.jsonl", "--workers", "2"],
            stderr=subprocess.PIPE, start_new_session=True, preexec_fn=heed_signals,
        )  # fmt: skip
        while process.poll() is None and not any("serve()" in command_of(pid) for pid in children(process.pid)):
            time.sleep(0.005)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        assert b"Traceback" not in process.communicate()[1]


# --- whole files


def test_a_workbook_that_cannot_be_written_leaves_nothing_behind(folder, monkeypatch):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    (folder / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder / "tmp"))

    def fail(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", fail)
    with pytest.raises(FazhiError, match=r"o\.xlsx: cannot be written: .*No space left"):
        fazhi_ie.write_tables([fazhi_ie.extract(TEXT)], "o.xlsx", "xlsx")
    assert sorted(path.name for path in folder.iterdir()) == ["in", "tmp"]
    assert not list((folder / "tmp").iterdir())


def test_a_file_has_its_name_when_it_is_complete(folder):
    target = folder / "a.csv"
    target.write_text("older")
    with suppress(KeyboardInterrupt), finished(target) as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert (target.read_text(), list(folder.glob(".*"))) == ("older", [])
    with finished(target) as part:
        part.write_text("whole")
    assert (target.read_text(), list(folder.glob(".*"))) == ("whole", [])
