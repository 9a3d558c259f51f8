#!/usr/bin/env python3
"""Makes one system call of a writing command fail, again and again, and judges what is left on disk.

    run.py ZLT                              all campaigns, a table, exit status 1 where anything was found
    run.py ZLT --command done-all           only this command (may be repeated)
    run.py ZLT --command done-all --inject fdatasync:error=EIO:when=2 --keep
                                            one run, everything it said and left; --inject may be repeated

Needs python3 and strace (tried with 6.1). README.md says what is judged.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

CALLS = (
    "openat read pread64 write writev pwrite64 lseek fsync fdatasync ftruncate fallocate rename renameat renameat2 link linkat "
    "symlink mkdir mkdirat unlink unlinkat rmdir stat lstat fstat statx newfstatat readlink readlinkat chmod fchmod fchmodat "
    "flock getdents64 copy_file_range sendfile access faccessat faccessat2"
).split()
# Those that name a file rather than an open one.
NAMING = set(CALLS) - set("read pread64 write writev pwrite64 getdents64 copy_file_range sendfile".split())
ERRORS = ["EIO", "ENOSPC", "EACCES"]
VERDICTS = [
    "LOST", "REFUSED-BUT-PRESENT-UNSAID", "HALF-UNSAID", "CLAIMED", "ENGLISH", "SILENT", "HANG", "CRASH", "TORN-BY-SIGNAL", "STUCK",
]
# Told, and no reason to fail.
REMARKS = [
    "present after a signal", "temporary file left", "recorded as another machine", "made without a journal, as stderr says",
]
LIMIT = 10  # seconds
SAID = ["可能", "没有写完", "已经登记好了", "已经写"]
SAID_OF_FILE = SAID + ["已写"]
BROKEN_OFF = "没有写完"
SKIPPED = "读不了，已跳过"
MACHINE = "k3f9w2xz"
UNITS = ["甲单位", "乙单位", "丙单位"]

PLAN = """\
[campaign]
id = "faults-2024"
title = "故障演练"
start = 2024-09-01
end = 2024-09-30

[groups]
"各单位" = ["甲单位", "乙单位", "丙单位"]

[[activity]]
id = 1
title = "第一项活动"
units = ["各单位"]

[[activity]]
id = 2
title = "第二项活动"
units = ["甲单位", "乙单位"]

[[activity]]
id = 3
title = "第三项活动"
units = ["丙单位"]
"""
PICTURE = bytes(range(256)) * 2400  # several pieces of copying

BEFORE = [["note", "2", "早先的一句话", "--unit", "甲单位"], ["note", "2", "也说过一句", "--unit", "乙单位"]]


class Command:
    """A writing command: what is done before it, and what it is to leave."""

    def __init__(self, name, words, before=BEFORE, target=None, is_known_machine=True):
        self.name, self.words, self.before, self.target, self.is_known_machine = name, words, before, target, is_known_machine


COMMANDS = [
    # 甲单位 and 乙单位 have journals, 丙单位 gets its first: rolling back shortens two and removes one.
    Command("done-all", ["done", "1", "--all"]),
    Command("first-done-all", ["done", "1", "--all"], before=[], is_known_machine=False),
    Command("note", ["note", "1", "座谈会一次", "--unit", "甲单位"]),
    Command("undo", ["undo", "--all"], before=BEFORE + [["done", "1", "--all"]]),
    Command("evidence", ["done", "2", "--unit", "甲单位", "--file", "现场.jpg"]),
    Command(
        "extend",
        ["extend", "2", "--unit", "甲单位", "--to", "10-10", "--approved", "分管领导", "--why", "连日降雨", "--yes"],
        target="plan.toml",
    ),
    Command("units-from", ["units", "--from", "名单.txt", "--group", "各单位", "--yes"], target="plan.toml"),
    Command("config-unit", ["config", "unit", "乙单位"], target="home/config.toml"),
    Command("report-xlsx", ["report", "-o", "out.xlsx"], target="out.xlsx"),
]


class Bench:
    """Where everything happens: a temporary folder, with prepared folders and one of each run."""

    def __init__(self, zlt):
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="faults-"))
        # A copy, so that a build meanwhile cannot change what is tested.
        self.zlt = shutil.copy2(zlt, os.path.join(self.root, "zlt"))
        self.strace = shutil.which("strace") or sys.exit("strace is not installed")
        self.count = 0
        self.lock = threading.Lock()

    def fresh(self, prepared=None):
        with self.lock:
            self.count += 1
            folder = os.path.join(self.root, f"run{self.count:06}")
        if prepared:
            shutil.copytree(prepared, folder)
        else:
            os.makedirs(os.path.join(folder, "home"))
            os.makedirs(os.path.join(folder, "tmp"))
        return folder

    @staticmethod
    def environment(folder):
        # No git is found: its calls would be counted with those of zlt.
        return {
            "ZLT_HOME": f"{folder}/home", "ZLT_TODAY": "2024-09-12", "NO_COLOR": "1", "HOME": f"{folder}/home",
            "TMPDIR": f"{folder}/tmp", "PATH": "/nonexistent", "LANG": "C.UTF-8", "TZ": "UTC0",
        }

    def clean(self, folder, *words):
        return subprocess.run(
            [self.zlt, *words], cwd=folder, env=self.environment(folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
        )

    def start(self, folder, words, injections, trace, options=()):
        inject = [option for injection in injections for option in ("-e", f"inject={injection}")]
        # Not with --seccomp-bpf: signals are not delivered then.
        strace = [self.strace, "-f", "-qq", "-y", "-s", "8", *options, "-o", trace, "-e", "trace=" + ",".join(CALLS)]
        return subprocess.Popen(
            strace + inject + [self.zlt, *words], cwd=folder, env=self.environment(folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )

    def traced(self, folder, words, injections=()):
        """Runs a command; gives its exit (negative for a signal, None where it hung), what it said, and its trace."""
        trace = folder + ".trace"
        process = self.start(folder, words, injections, trace)
        code, out, err = finish(process)
        with open(trace, errors="replace") as file:
            lines = file.read().splitlines()
        os.remove(trace)
        return code, out, err, lines


def name_of(pid):
    """The program that a process runs."""
    try:
        return os.readlink(f"/proc/{pid}/exe")
    except OSError:
        return None


def finish(process):
    try:
        out, err = process.communicate(timeout=LIMIT)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        code = None
    err = "\n".join(line for line in err.decode(errors="replace").splitlines() if not re.match(r"\S*strace: ", line))
    return code, out, err


def calls_of(lines, root):
    """The calls of a trace: name, number among those of this name in this thread, text, whether it concerns the folder."""
    numbers = collections.Counter()
    calls = []
    for line in lines:
        match = re.match(r"(\d+) +(\w+)\((.*)", line)
        if not match or match[2] not in CALLS:
            continue
        thread, name, rest = match.groups()
        numbers[thread, name] += 1
        about = re.sub(r"AT_FDCWD<[^>]*>", "", rest)
        quoted = re.search(r'"([^"]*)"', about)
        is_relative = name in NAMING and quoted and quoted[1] and not quoted[1].startswith("/")
        is_output = name in ("write", "writev") and rest.startswith("1<")
        concerns = f"{root}/run" in about or bool(is_relative) or is_output
        calls.append(Call(name, numbers[thread, name], rest, concerns, is_output, root))
    return calls


class Call:
    def __init__(self, name, number, text, concerns, is_output, root):
        self.name, self.number, self.text, self.concerns, self.is_output = name, number, text, concerns, is_output
        self.is_injected = "(INJECTED)" in text
        self.place = self.short(root)

    def short(self, root):
        if self.is_output:
            return "stdout"
        text = re.sub(r"AT_FDCWD<[^>]*>", "", self.text)
        found = re.findall(re.escape(root) + r'/run\d+/?([^">]*)', text)
        text = found[-1] if found else text[:40]
        return text.encode("latin-1", "replace").decode("unicode_escape").encode("latin-1", "replace").decode(errors="replace") or "."

    def appends(self):
        return self.name == "openat" and "O_APPEND" in self.text


def snapshot(folder):
    """All files of a folder."""
    files = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files


def is_record(path):
    return path.endswith(".jsonl") and ("/journal/" in path or "/commands/" in path)


def says(bench, folder):
    """What `zlt log` says is recorded, as a count of what can be compared; None where it fails."""
    log = bench.clean(folder, "log", "--all", "--format", "json")
    if log.returncode != 0:
        return None, log
    entries = json.loads(log.stdout)["entries"] if log.stdout.strip() else []
    keys = (
        (entry["unit"], entry["activity"], entry["kind"], entry["note"], entry["retracted"], json.dumps(entry["files"], sort_keys=True))
        for entry in entries
    )
    return collections.Counter(keys), log


class Scene:
    """A command with its prepared folder and what a clean run makes of that."""

    def __init__(self, bench, command):
        self.bench, self.command = bench, command
        self.prepared = bench.fresh()
        for name, content in [("plan.toml", PLAN), ("名单.txt", "丁单位\n戊单位\n")]:
            with open(f"{self.prepared}/{name}", "w") as file:
                file.write(content)
        with open(f"{self.prepared}/现场.jpg", "wb") as file:
            file.write(PICTURE)
        if command.is_known_machine:
            with open(f"{self.prepared}/home/machine", "w") as file:
                file.write(MACHINE)
        for words in command.before:
            done = bench.clean(self.prepared, *words)
            assert done.returncode == 0, (words, done.stderr.decode())
        if command.target == "home/config.toml":
            with open(f"{self.prepared}/home/config.toml", "w") as file:
                file.write('unit = "甲单位"\nname = "小王"\n')
        if command.target == "out.xlsx":
            assert bench.clean(self.prepared, *command.words).returncode == 0
            done = bench.clean(self.prepared, "done", "1", "--all")
            assert done.returncode == 0, done.stderr.decode()
        self.files = snapshot(self.prepared)
        self.said, _ = says(bench, self.prepared)
        self.folder = bench.fresh(self.prepared)
        code, _, err, lines = bench.traced(self.folder, command.words)
        assert code == 0, (command.name, code, err)
        self.calls = calls_of(lines, bench.root)
        self.done = snapshot(self.folder)
        after, _ = says(bench, self.folder)
        self.expected = after - self.said
        if command.target:
            assert not self.is_same(self.files.get(command.target), self.done[command.target]), command.name
        else:
            assert self.expected, command.name
        self.units = {key[0] for key in self.expected}

    def is_same(self, one, other):
        """Whether two contents are the same file; two workbooks of one state differ in when they were made."""
        if one is None or other is None or one == other:
            return one == other
        return bool(self.command.target == "out.xlsx" and parts(one) and parts(one) == parts(other))

    def points(self):
        """The calls that may fail: once each, whichever thread makes them."""
        found = {}
        for call in self.calls:
            if call.concerns:
                found.setdefault((call.name, call.number), call)
        return list(found.values())

    def writing(self):
        """The calls from the first that adds to a journal."""
        first = next((at for at, call in enumerate(self.calls) if call.appends()), None)
        if first is None:
            return []
        return [call for call in self.calls[max(first - 1, 0):] if call.concerns and not call.is_output]

    def run(self, injections, sent=None):
        """One run with faults; gives what it was, and its trace."""
        folder = self.bench.fresh(self.prepared)
        code, out, err, lines = self.bench.traced(folder, self.command.words, injections)
        calls = calls_of(lines, self.bench.root)
        injected = [call for call in calls if call.is_injected]
        # A kill leaves no mark on its call in the trace, but an end of its own.
        meant = sum(1 + (".." in injection) for injection in injections if ":error=" in injection and ":when=" in injection)
        is_hit = len(injected) >= meant and (sent is None or code == -sent)
        run = Run(self, injections, [call.place for call in injected], code, out, err, folder, sent, is_hit)
        run.judge()
        return run, calls


def parts(content):
    """What a sound workbook holds, but for when it was made; None of one that is not sound."""
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            if book.testzip() is not None:
                return None
            return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
    except zipfile.BadZipFile:
        return None


ENGLISH = re.compile(r"os error|input/output|no such file|permission denied|no space left|panicked|RUST_BACKTRACE|\berror\b", re.I)
KNOWN_WORDS = set("campaign activity groups aliases data plan unit units name border journal commands evidence home git".split())


def english(err):
    found = ENGLISH.search(err)
    if found:
        return found[0]
    text = re.sub(r"zlt(?: +[a-z]+)?", " ", err)
    text = re.sub(r"“[^”\n]*”", lambda quoted: " " if re.search(r"[/.]", quoted[0]) else quoted[0], text)
    text = re.sub(r"[^\s“”：，。；（）]*[/.][^\s“”：，。；（）]*", " ", text)
    text = re.sub(r"--[a-z-]+", " ", text)
    words = [word for word in re.findall(r"(?<![A-Za-z])[a-z]{4,}", text) if word not in KNOWN_WORDS]
    return words[0] if words else None


class Run:
    def __init__(self, scene, injections, places, code, out, err, folder, sent, is_hit):
        self.scene, self.injections, self.places, self.code, self.out, self.err = scene, injections, places, code, out, err
        self.folder, self.sent, self.is_hit = folder, sent, is_hit
        self.verdicts = {}
        self.remarks = []

    def judge(self):
        self.judge_run()
        files = snapshot(self.folder)
        is_untouched = files == self.scene.files
        if is_untouched:
            got, texts = collections.Counter(), ""
        else:
            self.judge_files(files)
            got, texts = self.later()
        if got is not None:
            self.judge_entries(got, texts)
        if self.scene.command.target:
            self.judge_target(files)

    def judge_run(self):
        code, err = self.code, self.err
        by_signal = self.sent is not None and code == -self.sent
        if code is None:
            self.verdicts["HANG"] = f"more than {LIMIT} s"
        elif code in (101, 134) or (code < 0 and not by_signal):
            self.verdicts["CRASH"] = f"exit {code}"
        if code and code > 0 and not err.strip():
            self.verdicts["SILENT"] = "nothing on stderr"
        word = english(err)
        if word:
            self.verdicts["ENGLISH"] = word

    def judge_files(self, files):
        for path, before in self.scene.files.items():
            after = files.get(path)
            if is_record(path):
                lines = before.split(b"\n")[:-1]
                there = after.split(b"\n")[:-1] if after is not None else []
                lost = collections.Counter(lines) - collections.Counter(there)
                if lost:
                    what = "is gone" if after is None else f"lacks {sum(lost.values())} of {len(lines)} lines"
                    self.lost(f"{os.path.basename(path)} {what}")
            elif path.endswith(".jpg") and after != before:
                self.lost(f"{path} differs")
            elif path in ("plan.toml", "home/config.toml", "out.xlsx"):
                new = self.scene.done[path] if path == self.scene.command.target else None
                if after != before and not self.is_fine(path, after, new):
                    self.lost(f"{path} is neither the old nor the new")
            elif path == "home/machine" and after != before:
                self.lost("the machine's id has changed")
        target = self.scene.command.target
        if target and target not in self.scene.files and target in files and not self.scene.is_same(files[target], self.scene.done[target]):
            self.lost(f"{target} is not the new")
        kept = {os.path.basename(path): content for path, content in files.items() if "/evidence/" in path}
        for path, content in files.items():
            if is_record(path) and "/journal/" in path:
                for named in re.findall(rb'"sha256":"([0-9a-f]{64})"', content):
                    named = named.decode()
                    whole = [content for name, content in kept.items() if name.startswith(named)]
                    if not whole or hashlib.sha256(whole[0]).hexdigest() != named:
                        self.lost("evidence that an entry names is missing or damaged")
        if self.scene.command.is_known_machine and any(is_record(path) and MACHINE not in path for path in files):
            self.remarks.append("recorded as another machine")
        if self.code and self.code > 0 and any(os.path.basename(path).startswith(".tmp") for path in files):
            self.remarks.append("temporary file left")

    def is_fine(self, path, after, new):
        """Whether a replaced file is what it was to be."""
        if after is None or new is None:
            return False
        if path == "out.xlsx" and SKIPPED in self.err and parts(after):
            self.remarks.append("made without a journal, as stderr says")
            return True
        return self.scene.is_same(after, new)

    def lost(self, what):
        self.verdicts["LOST"] = f"{self.verdicts['LOST']}; {what}" if "LOST" in self.verdicts else what

    def later(self):
        """What is in force that was not, and what the next commands say."""
        bench, folder = self.scene.bench, self.folder
        check = bench.clean(folder, "check")
        following = bench.clean(folder, "duties", "--all")
        after, log = says(bench, folder)
        texts = b"".join([check.stdout, check.stderr, following.stdout, following.stderr, log.stderr]).decode(errors="replace")
        wrong = next((one for one, fine in [(check, (0, 1)), (following, (0,)), (log, (0,))] if one.returncode not in fine), None)
        if wrong:
            self.verdicts["STUCK"] = f"{wrong.args[1]} exits {wrong.returncode}: {wrong.stderr.decode(errors='replace')[:200]}"
        if after is None:
            return None, texts
        # What is no longer there was judged line by line.
        return after - self.scene.said, texts

    def judge_entries(self, got, texts):
        expected, code = self.scene.expected, self.code
        later_said = BROKEN_OFF in texts
        said = later_said or any(word in self.err for word in SAID)
        by_signal = self.sent is not None and code == -self.sent
        present = got & expected
        count = f"{sum(present.values())} of {sum(expected.values())} entries"
        is_half = bool(present) and present != expected and len(self.scene.units) > 1
        if code == 0 and expected and present != expected:
            self.verdicts["CLAIMED"] = f"{count} are there"
        if present and code and code > 0 and not said:
            self.verdicts["REFUSED-BUT-PRESENT-UNSAID"] = f"{count} are in force"
        if present and by_signal and not is_half:
            self.remarks.append("present after a signal")
        if is_half and not later_said:
            self.verdicts["HALF-UNSAID"] = count
        if is_half and by_signal and self.sent != signal.SIGKILL:
            self.verdicts["TORN-BY-SIGNAL"] = count

    def judge_target(self, files):
        target = self.scene.command.target
        now, new = files.get(target), self.scene.done[target]
        is_new = now != self.scene.files.get(target) and self.is_fine(target, now, new)
        if self.code == 0 and not is_new:
            self.verdicts["CLAIMED"] = f"{target} is not the new"
        if self.code and self.code > 0 and is_new and not any(word in self.err for word in SAID_OF_FILE):
            self.verdicts["REFUSED-BUT-PRESENT-UNSAID"] = f"{target} is the new"

    def words(self):
        err = " / ".join(line.strip() for line in self.err.replace(self.folder, "…").splitlines())
        return f"{' + '.join(self.injections)}  [{' + '.join(self.places)}]  exit {self.code}  stderr: {err[:220] or '(empty)'}"


def fault(call, what):
    return f"{call.name}:{what}:when={call.number}"


def twice(first, second, what):
    """The injections that make two calls fail; None where strace cannot say it."""
    if first.name != second.name:
        return [fault(first, "error=EIO"), fault(second, what)]
    step = second.number - first.number
    # One system call takes one kind of fault.
    return [f"{first.name}:error=EIO:when={first.number}..{second.number}+{step}"] if what == "error=EIO" and step > 0 else None


def thinned(jobs, most):
    if len(jobs) <= most:
        return jobs
    return [jobs[at * len(jobs) // most] for at in range(most)]


def campaign(scene, pool, most):
    """All runs of a command: every call once, then pairs: a call that writes, and one of those that put things right."""
    singles = [([fault(call, f"error={error}")], None) for call in scene.points() for error in ERRORS]
    singles += [([fault(call, "signal=KILL")], signal.SIGKILL) for call in scene.points()]
    writing = {(call.name, call.number) for call in scene.writing()}
    runs, pairs = [], []
    for run, calls in pool.map(lambda job: scene.run(*job), thinned(singles, most)):
        runs.append(run)
        at = next((at for at, call in enumerate(calls) if call.is_injected), None)
        if at is None or "error=EIO" not in run.injections[0] or (calls[at].name, calls[at].number) not in writing:
            continue
        first = calls[at]
        after = [call for call in calls[at + 1:] if call.concerns and not call.is_output]
        for second in after:
            pairs.append((twice(first, second, "error=EIO"), None))
            pairs.append((twice(first, second, "signal=KILL"), signal.SIGKILL))
        if first.name not in ("ftruncate", "unlink"):
            pairs.append(([fault(first, "error=EIO"), "ftruncate,unlink:error=EIO"], None))
    pairs = [pair for pair in pairs if pair[0]]
    runs += [run for run, _ in pool.map(lambda job: scene.run(*job), thinned(pairs, most))]
    return runs


def moments(scene, pool, times, seed):
    """Signals at random moments of a command whose every flush takes its time."""
    slow = "fdatasync:delay_enter=60000"
    began = time.monotonic()
    scene.bench.traced(scene.bench.fresh(scene.prepared), scene.command.words, [slow])
    whole = time.monotonic() - began
    chance = random.Random(seed)
    kinds = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]
    jobs = [(kinds[at % len(kinds)], chance.uniform(0, whole * 1.05)) for at in range(times)]

    def one(job):
        sent, delay = job
        folder = scene.bench.fresh(scene.prepared)
        # -D: the process started is zlt itself, and strace a child of it, so that the signal goes to the right one.
        process = scene.bench.start(folder, scene.command.words, [slow], os.devnull, ["-D"])
        until = time.monotonic() + LIMIT
        while name_of(process.pid) != scene.bench.zlt and process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(delay)
        is_running = process.poll() is None
        if is_running:
            process.send_signal(sent)
        code, out, err = finish(process)
        run = Run(scene, [f"{sent.name} after {delay:.3f} s"], [], code, out, err, folder, sent, is_running)
        run.judge()
        return run

    return list(pool.map(one, jobs))


def report(name, runs):
    """Prints a command's row and examples; gives how many findings there are."""
    missed = sum(not run.is_hit for run in runs)
    print(f"\n== {name}: {len(runs)} runs" + (f" ({missed} where the fault did not come to pass)" if missed else ""))
    total = 0
    for verdict in VERDICTS:
        found = [run for run in runs if verdict in run.verdicts]
        total += len(found)
        print(f"   {verdict:27}{len(found):5}")
        for run in differing(verdict, found)[:3]:
            print(f"       {run.verdicts[verdict]}\n         {run.words()}")
    for remark in REMARKS:
        found = [run for run in runs if remark in run.remarks]
        if found:
            print(f"   ({remark}: {len(found)}, not counted; e.g. {' + '.join(found[0].injections)})")
    sys.stdout.flush()
    return total


def differing(verdict, found):
    """The runs with those first whose finding no earlier one has."""
    first = {}
    for run in found:
        first.setdefault((run.verdicts[verdict], run.err.replace(run.folder, "")), run)
    return list(first.values()) + [run for run in found if run not in first.values()]


def table(rows):
    print("\n" + " " * 18 + "  runs " + " ".join(f"{verdict[:8]:>8}" for verdict in VERDICTS))
    for name, runs in rows:
        counts = " ".join(f"{sum(verdict in run.verdicts for run in runs):8}" for verdict in VERDICTS)
        print(f"{name:18}{len(runs):6} {counts}")


def one_run(bench, scene, injections, is_kept):
    sent = signal.SIGKILL if any("signal=KILL" in injection for injection in injections) else None
    run, calls = scene.run(injections, sent)
    print(f"exit {run.code}\nstderr:\n{run.err}\nverdicts: {run.verdicts or 'none'} {run.remarks or ''}")
    at = next((at for at, call in enumerate(calls) if call.is_injected), len(calls))
    print("from the fault on:")
    for call in calls[at:]:
        print(f"    {call.name} {call.number}  {call.place}{'  (fault)' if call.is_injected else ''}")
    if is_kept:
        print(f"before: {scene.prepared}\nafter:  {run.folder}")
    return 1 if run.verdicts else 0


def main():
    parser = argparse.ArgumentParser(description="Injects faults into writing commands of zlt.")
    parser.add_argument("zlt")
    parser.add_argument("--command", action="append", choices=[command.name for command in COMMANDS], help="only this command")
    parser.add_argument("--inject", action="append", help="one run with this fault of strace's, e.g. fdatasync:error=EIO:when=2")
    parser.add_argument("--most", type=int, default=1000, help="runs of a command with one fault, and as many with two (1000)")
    parser.add_argument("--moments", type=int, default=60, help="signals at random moments (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (1)")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time (2)")
    parser.add_argument("--keep", action="store_true", help="leave the folders of all runs")
    given = parser.parse_args()
    if given.inject and len(given.command or []) != 1:
        parser.error("--inject needs one --command")
    bench = Bench(given.zlt)
    began = time.monotonic()
    try:
        chosen = [command for command in COMMANDS if not given.command or command.name in given.command]
        if given.inject:
            return one_run(bench, Scene(bench, chosen[0]), given.inject, given.keep)
        total, rows = 0, []
        with concurrent.futures.ThreadPoolExecutor(given.workers) as pool:
            for command in chosen:
                scene = Scene(bench, command)
                batches = [(command.name, lambda: campaign(scene, pool, given.most))]
                if command.name == "done-all":
                    batches.append(("done-all signals", lambda: moments(scene, pool, given.moments, given.seed)))
                for name, batch in batches:
                    runs = batch()
                    rows.append((name, runs))
                    total += report(name, runs)
                    for run in runs:
                        run.out = None
                        if not given.keep:
                            shutil.rmtree(run.folder)
        table(rows)
        print(f"\n{total} findings in {sum(len(runs) for _, runs in rows)} runs, {time.monotonic() - began:.0f} s")
        return 1 if total else 0
    finally:
        if given.keep:
            print(f"kept: {bench.root}")
        else:
            shutil.rmtree(bench.root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
