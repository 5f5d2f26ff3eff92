"""However a command ends: one line, the right exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from habeas.cli.entry import run
from tests.cli.running import habeas_process, one_line
from tests.pipeline.making import PASSPHRASE, account, new_store, write


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["read", "nowhere.txt"], 1, "nowhere.txt: there is no such file"),
        (["read", "."], 1, "a folder"),
        (["read"], 2, "see `habeas read --help`"),
        (["read", "x.txt", "--published", "soon"], 2, "'soon' is not a date"),
        (["read", "x.txt", "--colour"], 2, "--colour"),
        (["sing"], 2, "No such command 'sing'"),
        (["verify", "nowhere"], 1, "there is no case here"),
        (["claims", "nowhere"], 1, "there is no case here"),
        (["judge", "nowhere", "x", "confirm"], 2, "--reason"),
        (["judge", "nowhere", "x", "correct", "--reason", "r", "--set", "place"], 2, "--set"),
        (["judge", "nowhere", "x", "correct", "--reason", "r", "--set", "reason=x"], 2, "reason"),
        (
            ["judge", "nowhere", "x", "correct", "--reason", "r", "--set", "a=1", "--set", "a=2"],
            2,
            "given twice",
        ),
        (["add", "nowhere", ""], 2, "an empty name is no source"),
        (["read", ""], 2, "no file is named"),
    ],
)
def test_a_refusal_is_one_line(
    words: list[str],
    code: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    assert run(words) == code
    line = one_line(capsys.readouterr().err)
    assert line.startswith("habeas: ")
    assert says in line


def test_help_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == run(["--help"]) == 0
    assert "Usage: habeas" in capsys.readouterr().out


def test_a_hostile_name_cannot_write_a_second_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["read", str(tmp_path / "a\nhabeas: all is well\u202e.txt")]) == 1
    assert one_line(capsys.readouterr().err).isprintable()


def test_a_file_that_may_not_be_written_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = write(tmp_path, {"key": b"\xff\xfe\x00"}) / "key"
    assert run(["new", str(tmp_path / "case"), "--key-file", str(path)]) == 1
    assert one_line(capsys.readouterr().err)


def test_an_error_of_ours_is_one_line_that_says_how_to_report_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import habeas.cli.doctor

    def broken() -> int:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(habeas.cli.doctor, "examine", broken)
    assert run(["doctor"]) == 1
    line = one_line(capsys.readouterr().err)
    assert "HABEAS_DEBUG=1" in line
    monkeypatch.setenv("HABEAS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["doctor"])


def test_without_a_passphrase_and_nobody_to_ask_nothing_waits(tmp_path: Path) -> None:
    new_store(tmp_path / "case").close()
    done = habeas_process("add", tmp_path / "case", tmp_path, HABEAS_PASSPHRASE="")
    assert done.code == 2
    assert "HABEAS_PASSPHRASE" in one_line(done.err)


def test_a_wrong_passphrase_is_refused(tmp_path: Path) -> None:
    new_store(tmp_path / "case").close()
    done = habeas_process("add", tmp_path / "case", tmp_path, HABEAS_PASSPHRASE="wrong")  # noqa: S106 - it opens nothing, that is the point
    assert done.code == 1
    assert "passphrase" in one_line(done.err)


def test_a_second_writer_is_told_so(tmp_path: Path) -> None:
    with new_store(tmp_path / "case"):
        done = habeas_process("add", tmp_path / "case", tmp_path)
    assert done.code == 1
    assert one_line(done.err)


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    with new_store(tmp_path / "case"):
        pass
    done = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -m habeas log "{tmp_path / "case"}" | true; '
         'echo "${PIPESTATUS[0]}"'],
        capture_output=True,
        text=True,
        env=os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE},
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.9])
def test_ctrl_c_is_one_line_and_exit_code_130(moment: float, tmp_path: Path) -> None:
    new_store(tmp_path / "case").close()
    folder = write(tmp_path / "in", {f"{n}.txt": account(n) for n in range(150)})
    command = subprocess.Popen(
        [sys.executable, "-m", "habeas", "add", tmp_path / "case", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"HABEAS_PASSPHRASE": PASSPHRASE},
        text=True,
    )
    _wait_until_the_case_is_open(command.pid, tmp_path / "case")
    threading.Timer(moment, command.send_signal, [signal.SIGINT]).start()
    out, err = command.communicate(timeout=60)
    assert command.returncode == 130, (out, err)
    assert "kept" in one_line(err) or "lost" in one_line(err)
    assert "Traceback" not in err
    assert habeas_process("verify", tmp_path / "case").code == 0


def _wait_until_the_case_is_open(pid: int, case: Path) -> None:
    """Ctrl-C while Python itself still starts is Python's to answer, not ours."""
    process = psutil.Process(pid)
    while not any(file.path.startswith(str(case)) for file in process.open_files()):
        time.sleep(0.005)


@pytest.mark.parametrize("option", ["--state", "--type", "--stance"])
def test_a_mistyped_filter_is_refused_and_not_an_empty_list(option: str, tmp_path: Path) -> None:
    new_store(tmp_path / "case").close()
    done = habeas_process("claims", tmp_path / "case", option, "confirm-ed")
    assert done.code == 2
    assert "confirm-ed" in one_line(done.err)


def test_a_key_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"\xff\xfe\x00")
    done = habeas_process("new", tmp_path / "case", "--investigator", "A", "--key-file", key)
    assert done.code == 1
    assert "no text" in one_line(done.err)
