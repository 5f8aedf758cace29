"""Runs that go wrong: a worker dies or hangs, the run is killed, the disk is full; nothing is lost, nothing stands twice."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from batch_work import begin, children, command_of, echo, extract_in_a_pool, work
from command_line import run as run_command

import fazhi_ie
from fazhi_ie.errors import BatchError, FazhiError
from fazhi_ie.io import batch
from fazhi_ie.io.batch import Failure, Job
from fazhi_ie.io.jsonl import LineFile
from fazhi_ie.io.workers import Lost, run_in_workers

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="what a POSIX shell can do")
REPORTS = sorted((Path(__file__).parents[1] / "fixtures" / "reports").glob("*.txt"))
TEXT = "2023年,市司法局办理行政复议案件12件。"


def run(jobs, workers=2, task=work, **options):
    return list(run_in_workers(task, jobs, workers=workers, start=begin, **options))


# --- workers


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_lost_job_takes_no_other_with_it_and_the_order_stays(workers):
    jobs = ["a", "exit", "b", "c", "kill", "d", "exit", "exit", "e"]
    done = run(iter(jobs), workers)
    assert [job for job, _ in done] == jobs
    lost = {n for n, (_, result) in enumerate(done) if isinstance(result, Lost)}
    assert lost == {1, 4, 6, 7}
    assert [result for _, result in done if not isinstance(result, Lost)] == [f"done {job}" for job in "abcde"]
    assert done[1][1].message == "the process that worked on it ended with status 3"
    assert "SIGKILL" in done[4][1].message


def test_a_job_that_hangs_is_given_up_and_the_rest_goes_on():
    done = run(["a", "hang", "b", "hang", "c"], timeout=1.0)
    assert [result.kind if isinstance(result, Lost) else result for _, result in done] == [
        "done a", "timeout", "done b", "timeout", "done c",
    ]  # fmt: skip
    assert done[1][1].message == "it took longer than 1 seconds"


def test_a_job_behind_one_that_hangs_is_done_though_all_others_are_ahead():
    jobs = ["hang", *map(str, range(300))]
    done = run(jobs, timeout=2.0)
    assert [job for job, _ in done] == jobs
    assert [isinstance(result, Lost) for _, result in done] == [True] + [False] * 300


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux")
def test_memory_is_limited_for_each_worker():
    assert [result for _, result in run(["memory", "a"], memory=500)] == ["no memory", "done a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals")
def test_an_abort_under_a_limit_is_want_of_memory():
    lost = run(["abort"], memory=500)[0][1]
    assert (lost.kind, "SIGABRT, perhaps for want of memory" in lost.message) == ("memory", True)
    lost = run(["abort"])[0][1]
    assert (lost.kind, "memory" in lost.message) == ("crash", False)


def test_a_limit_that_leaves_no_room_for_the_rules_is_refused():
    with pytest.raises(ValueError, match="memory must be at least 256"):
        list(fazhi_ie.extract_many(["a"], memory=100))


def test_long_messages_both_ways_do_not_wait_for_each_other():
    jobs = ["x" * 3_000_000 for _ in range(8)]
    assert [len(result) for _, result in run(jobs, task=echo)] == [3_000_000] * 8


def test_jobs_are_taken_as_results_are():
    taken = []

    def jobs():
        for number in range(10_000):
            taken.append(number)
            yield f"job {number}"

    results = run_in_workers(work, jobs(), workers=2, start=begin)
    for _ in range(3):
        next(results)
    assert len(taken) < 300
    results.close()


def test_workers_that_cannot_begin_are_told_with_what_to_do():
    with pytest.raises(FazhiError, match=r"ended with status 7 before it could begin; one worker without timeout"):
        run(["a"], arguments=("fail",))


def test_workers_that_do_not_begin_are_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr("fazhi_ie.io.workers._STARTING", 0.5)
    with pytest.raises(FazhiError, match=r"could not begin within 0.5 seconds; .* needs no process of its own"):
        run(["a"], arguments=("hang",))


@pytest.mark.parametrize("given", ["", "x" * 3_000_000])
def test_workers_that_die_before_they_read_anything_do_not_hold_the_run(given):
    with pytest.raises(FazhiError, match="before it could begin"):
        run(["a"], arguments=("fail", given))


@pytest.mark.parametrize("given", ["file", "stdin"])
def test_a_script_needs_no_guard(tmp_path, given):
    script = "import fazhi_ie\nprint(len(list(fazhi_ie.extract_many(['办理案件3件。'] * 3, workers=2))), __file__)\n"
    file = tmp_path / "script.py"
    file.write_text(script, "utf-8")
    command = [sys.executable, str(file)] if given == "file" else [sys.executable]
    done = subprocess.run(
        command, input=script if given == "stdin" else None, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 ")  # worked once, and the script still knows its name


def test_workers_can_be_had_in_a_worker_of_another_pool():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(extract_in_a_pool) == "1 reports"


@pytest.mark.skipif(sys.platform == "win32", reason="the number of open files is limited by POSIX")
@pytest.mark.parametrize(("most", "told"), [(6, "a process cannot be started: Too many open files"), (14, "8 reports")])
def test_few_open_files_make_few_workers(most, told):
    code = (
        "import resource, fazhi_ie\n"
        "fazhi_ie.extract('')\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, ({most}, {most}))\n"
        "print(len(list(fazhi_ie.extract_many(['办理案件3件。'] * 8, workers=8))), 'reports')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert told in done.stdout + done.stderr


def test_no_more_workers_begin_than_there_are_jobs():
    results = run_in_workers(work, iter("ab"), workers=40, start=begin)
    next(results)
    assert len([pid for pid in children(os.getpid()) if "serve()" in command_of(pid)]) <= 2
    assert len(list(results)) == 1


@POSIX
@pytest.mark.parametrize("closed", ["2>&-", "<&- >&- 2>&-"])
def test_workers_do_without_the_streams_of_their_caller(tmp_path, closed):
    out = tmp_path / "out"
    code = (
        "import sys, fazhi_ie; sys.path.insert(0, sys.argv[1]); import batch_work\n"
        "from fazhi_ie.io.workers import run_in_workers as run\n"
        "done = run(batch_work.work, ['a', 'print', 'exit', 'b'], workers=2, start=batch_work.begin)\n"
        "open(sys.argv[2], 'w').write(' '.join(str(getattr(each, 'kind', each)) for _, each in done))\n"
    )
    command = f'"$0" -c "$1" "$2" "$3" {closed}'
    subprocess.run(["bash", "-c", command, sys.executable, code, str(Path(__file__).parent), str(out)], check=True)
    assert out.read_text() == "done a done print crash done b"


def test_workers_find_the_library_from_another_folder(tmp_path):
    code = (
        "import sys; sys.path[:0] = ['']; import fazhi_ie, os; os.chdir(sys.argv[1])\n"
        "sys.path[:] = [path for path in sys.path if not os.path.exists(os.path.join(path, 'fazhi_ie'))]\n"
        "print(len(list(fazhi_ie.extract_many(['办理案件3件。'], workers=2))))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_what_python_prints_while_it_begins_is_no_result(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('hello from site, environment ready')\n")
    code = "import fazhi_ie\nprint(len(list(fazhi_ie.extract_many(['办理案件3件。'], workers=2))))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "1"


def test_workers_begin_like_their_caller(tmp_path):
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [
        sys.executable,
        "-X",
        "utf8",
        "-m",
        "fazhi_ie",
        "extract",
        str(tmp_path),
        "-o",
        str(tmp_path / "o.jsonl"),
    ]
    assert subprocess.run(command, env=ascii_only, check=False).returncode == 0
    # paths that are no strings are no help to anybody
    code = "import fazhi_ie, pathlib, sys; sys.path.append(pathlib.Path('/tmp'))\n"
    code += "assert len(list(fazhi_ie.extract_many(['办理案件3件。'], workers=2))) == 1"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_caller_who_is_slow_to_take_results_costs_no_job_its_time():
    results = run_in_workers(work, iter(["a", "sleep", "b", "hang", "c"]), workers=1, start=begin, timeout=3)
    next(results)
    time.sleep(4)
    assert [result.kind if isinstance(result, Lost) else result for _, result in results] == [
        "done sleep", "done b", "timeout", "done c",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_has_no_workers(tmp_path):
    results = run_in_workers(work, iter("abc"), workers=1, start=begin)
    next(results)
    if not (pid := os.fork()):
        try:
            list(results)
        except FazhiError as error:
            (tmp_path / "told").write_text(str(error))
        os._exit(0)
    os.waitpid(pid, 0)
    assert "is a fork of the one that has the workers" in (tmp_path / "told").read_text()
    assert [result for _, result in results] == ["done b", "done c"]


class Text(str):
    """A text of a class that no other process knows."""


def test_texts_of_a_class_of_ones_own_are_texts():
    assert len(list(fazhi_ie.extract_many([Text(TEXT), TEXT], workers=2))) == 2


def test_a_job_that_cannot_be_sent_is_an_error_not_a_wait():
    with pytest.raises(TypeError, match="pickle"):
        run([threading.Lock()])
    # and one that cannot be taken out is lost, without its worker
    assert [lost.kind if isinstance(lost, Lost) else lost for _, lost in run([Strange(), "a"])] == ["crash", "done a"]


class Strange:
    """What can be pickled, but not unpickled."""

    def __reduce__(self):
        return int, ("no number",)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux")
def test_a_job_for_which_there_is_no_room_is_lost_as_such():
    done = run(["x" * 150_000_000, "a"], task=echo, memory=100)
    assert [getattr(result, "kind", result) for _, result in done] == ["memory", "a"]


def test_a_worker_that_dies_while_it_begins_is_tried_again(tmp_path):
    assert [result for _, result in run(["a", "b"], workers=1, arguments=("fail", str(tmp_path / "f")))] == [
        "done a", "done b",
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the workers are found in /proc")
def test_a_worker_that_is_killed_while_it_has_nothing_to_do_costs_nothing():
    results = run_in_workers(work, iter("abc"), workers=1, start=begin)
    assert next(results) == ("a", "done a")
    time.sleep(0.5)  # it has done what it had
    (worker,) = [pid for pid in children(os.getpid()) if "serve()" in command_of(pid)]
    os.kill(worker, signal.SIGKILL)
    time.sleep(0.2)
    assert [result for _, result in results] == ["done b", "done c"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_leaves_the_workers_alone():
    results = run_in_workers(work, iter("abc"), workers=1, start=begin)
    next(results)
    if not (pid := os.fork()):
        results.close()
        os._exit(0)
    os.waitpid(pid, 0)
    assert [result for _, result in results] == ["done b", "done c"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the workers are found in /proc")
def test_time_in_which_all_was_suspended_does_not_count():
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from batch_work import begin, work\n"
        "from fazhi_ie.io.workers import run_in_workers\n"
        "print(list(run_in_workers(work, ['sleep'], workers=1, start=begin, timeout=3)))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    while not (workers := [pid for pid in children(process.pid) if "serve()" in command_of(pid)]):
        time.sleep(0.01)
    time.sleep(1.0)
    for number, wait in ((signal.SIGSTOP, 3.5), (signal.SIGCONT, 0)):
        for pid in (process.pid, *workers):
            os.kill(pid, number)
        time.sleep(wait)
    assert "done sleep" in process.communicate()[0]


def test_a_very_long_timeout_is_taken():
    assert [result for _, result in run(["a"], timeout=1e10)] == ["done a"]


def test_no_worker_is_left_behind():
    run(["a", "exit", "b"])
    assert not [pid for pid in children(os.getpid()) if "serve()" in command_of(pid)]


# --- texts and files


def test_a_text_that_gives_no_report_says_which_it_is():
    with pytest.raises(BatchError, match=r"text 1 of the batch: it took longer than 1 seconds") as caught:
        list(fazhi_ie.extract_many(["", TEXT * 100_000], workers=1, timeout=1))
    assert caught.value.number == 1


def test_every_kind_of_failure_has_a_record(monkeypatch, tmp_path):
    faults = {"a": MemoryError(), "b": RecursionError(), "c": ValueError("odd"), "d": FazhiError("no such thing")}

    def fail(text, **options):
        raise faults[options["source"]]

    monkeypatch.setattr(batch, "extract", fail)
    done = list(batch.extract_files([Job(name, b"x") for name in faults]))
    assert [failure.error for failure in done] == ["memory", "fault", "fault", "read"]
    assert done[2].message == "c: a fault of fazhi_ie, please report it with the file: ValueError: odd"
    assert json.loads(done[3].to_json()) == {"source": "d", "error": "read", "message": "d: no such thing"}


# --- whole lines


def test_a_file_of_lines_goes_on_behind_its_last_whole_line(tmp_path):
    file = tmp_path / "a.jsonl"
    for held, kept in (
        ("", ""),
        ("half", ""),
        ("one\n", "one\n"),
        ("one\ntwo\nhal", "one\ntwo\n"),
        ("x" * 3_000_000, ""),
    ):
        file.write_text(held)
        with LineFile(file, keep=True) as out:
            out.write("new")
        assert file.read_text() == f"{kept}new\n"
    with LineFile(file) as out:
        out.write("only")
    assert file.read_text() == "only\n"
    for path in (tmp_path, "a\0b", "a" * 300):
        with pytest.raises(FazhiError, match="cannot be written"):
            LineFile(path)


def test_a_pipe_gets_lines_as_they_are(tmp_path):
    with LineFile("/dev/null", keep=True) as out:
        out.write("one")


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[1:2] = []
from fazhi_ie.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is limited by POSIX")
def test_a_full_disk_is_told_and_what_was_written_stays_valid(tmp_path):
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-c", LIMITED, "150000", "extract", str(REPORTS[0].parent), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "out.jsonl: cannot be written: File too large; it holds the lines before" in done.stderr
    assert "Traceback" not in done.stderr
    assert 0 < len(list(fazhi_ie.read_reports(out))) < len(REPORTS)
    assert out.read_bytes().endswith(b"}\n")
    # with room again, the run goes on
    subprocess.run([sys.executable, "-m", "fazhi_ie", *command[4:], "--resume"], check=True)
    assert len(list(fazhi_ie.read_reports(out))) == len(REPORTS)


# --- killed runs


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder whose extraction takes some seconds, two files that cannot be read among the others, and its output."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(4):
        for file in REPORTS:
            (folder / f"{number}-{file.name}").write_text(file.read_text("utf-8") * 4, "utf-8")
    for name in ("0-b.txt", "3-z.txt"):
        (folder / name).write_bytes(b"\x00\x01\x02\xff" * 50)
    out = folder.parent / "whole.jsonl"
    status, _ = command("extract", folder, "-o", out)
    assert status == 1
    return folder, out.read_bytes(), (folder.parent / "whole.jsonl.errors.jsonl").read_bytes()


def command(*args):
    status, _, said = run_command(*args)
    return status, said


def start(*args):
    return subprocess.Popen([sys.executable, "-m", "fazhi_ie", *map(str, args)], stderr=subprocess.PIPE, text=True)


def wait_for_lines(out, count, process):
    while process.poll() is None and (not out.exists() or out.read_bytes().count(b"\n") < count):
        time.sleep(0.005)


@pytest.mark.parametrize(("workers", "lines"), [(1, 0), (1, 3), (2, 9), (2, 30)])
def test_a_killed_run_goes_on_to_the_very_bytes_of_a_whole_one(corpus, tmp_path, workers, lines):
    folder, whole, errors = corpus
    out = tmp_path / "out.jsonl"
    process = start("extract", folder, "-o", out, "--workers", workers)
    wait_for_lines(out, lines, process)
    process.kill()
    process.communicate()
    status, said = command("extract", folder, "-o", out, "--workers", workers, "--resume")
    assert status in (0, 1)
    assert "inputs are done already" in said
    assert out.read_bytes() == whole
    assert (tmp_path / "out.jsonl.errors.jsonl").read_bytes() == errors
    # a run that is complete has nothing left to do, and still says that files failed
    assert command("extract", folder, "-o", out, "--resume")[0] == 1
    assert out.read_bytes() == whole


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the workers are found in /proc")
def test_a_killed_worker_costs_one_report(corpus, tmp_path):
    folder, whole, _ = corpus
    out = tmp_path / "out.jsonl"
    process = start("extract", folder, "-o", out, "--workers", 2)
    wait_for_lines(out, 5, process)
    workers = [pid for pid in children(process.pid) if "serve()" in command_of(pid)]
    os.kill(workers[0], signal.SIGKILL)
    process.communicate()
    assert process.returncode == 1
    lost = [json.loads(line) for line in (tmp_path / "out.jsonl.errors.jsonl").read_text("utf-8").splitlines()]
    assert [each["error"] for each in lost if each["error"] != "read"] == ["crash"]
    written = [report.source for report in fazhi_ie.read_reports(out)]
    expected = [json.loads(line)["source"] for line in whole.splitlines()]
    (gone,) = (each["source"] for each in lost if each["error"] == "crash")
    assert written == [source for source in expected if source != gone]


def test_a_run_with_other_files_or_rules_is_no_resumed_run(corpus, tmp_path):
    folder, _, _ = corpus
    out = tmp_path / "out.jsonl"
    files = sorted(folder.glob("1-*.txt"))[:3]
    assert command("extract", *files, "-o", out)[0] == 0
    before = out.read_bytes()
    for args, message in (
        ((*files[1:],), "does not come next among the files of this run"),
        ((*files, "--rules", str(rules(tmp_path))), "written with other rules or another version"),
    ):
        status, said = command("extract", *args, "-o", out, "--resume")
        assert status == 2
        assert message in said
        assert out.read_bytes() == before
    assert "give the --output" in command("extract", *files, "--resume")[1]


def test_a_damaged_file_is_told_when_a_run_is_resumed(tmp_path):
    out, source = tmp_path / "out.jsonl", tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    command("extract", source, source, "-o", out)
    for file, content, message in (
        (tmp_path / "out.jsonl.errors.jsonl", "nonsense\n", "out.jsonl.errors.jsonl:1: is no record of a failure"),
        (out, "nonsense\n", "out.jsonl:1: was written with other rules or another version"),
        (out, out.read_text("utf-8").replace('"source":"', '"source":x'), "out.jsonl:1: is no line of fazhi_ie"),
    ):
        file.write_text(content, "utf-8")
        status, said = command("extract", source, source, "-o", out, "--resume")
        assert (status, message in said) == (2, True), said
        (tmp_path / "out.jsonl.errors.jsonl").unlink(missing_ok=True)


def rules(folder):
    pack = folder / "tax.toml"
    pack.write_text(
        'name = "tax"\n[[rule]]\nid = "tax.kind"\nlabel = "TAX"\nterms = ["资源税"]\nmatch = ["{资源税}"]\n'
    )
    return pack


def test_a_failure_knows_its_file():
    assert Failure("a.pdf", "crash", "gone").to_json() == '{"source":"a.pdf","error":"crash","message":"gone"}'
