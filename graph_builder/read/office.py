"""Formats that only an office program reads (.doc, .wps, .rtf): turned into docx by LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from graph_builder.errors import UnreadableNotice

MOST_SECONDS = 60
"""Seconds that a conversion may take; then the program and all it started are ended."""

MOST_MEMORY = 4 * 2**30
"""Bytes of address space for it (not on Windows)."""

_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# Told which format it is: left to guess, LibreOffice takes a damaged file for plain text and reads its bytes.
_FILTERS = {".rtf": "Rich Text Format", ".odt": "writer8"}
_SAVE_AS = "用 Word 或 WPS 打开后另存为 docx"
# In the profile made for one conversion: no macros, no active content, nothing fetched that a document links to.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def as_docx(data: bytes, name: str, suffix: str) -> bytes:
    """The document as a .docx file. Raises `UnreadableNotice`, also where LibreOffice is not installed."""
    program = next((found for each in _PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise UnreadableNotice(f"{name}:是旧版 Word 或 WPS 文件;请安装 LibreOffice,或{_SAVE_AS}。")
    with tempfile.TemporaryDirectory(prefix="wenze-", ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder) / f"in{suffix}", Path(folder) / "profile"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        kind = _FILTERS.get(suffix, "MS Word 97")
        options = [
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"--infilter={kind}",
            "--convert-to",
            "docx",
        ]
        in_time = _run(
            [program, f"-env:UserInstallation={profile.as_uri()}", *options, "--outdir", folder, str(source)]
        )
        made = Path(folder) / "in.docx"
        if made.is_file():
            return made.read_bytes()
    fault = "LibreOffice 打不开" if in_time else f"LibreOffice 在 {MOST_SECONDS} 秒内没有转换完"
    raise UnreadableNotice(f"{name}:{fault}(文件可能损坏、不完整或有密码);请{_SAVE_AS}。")


def _run(command: list[str]) -> bool:
    """Run to the end or for `MOST_SECONDS`, then end it with its children; whether it ended by itself."""
    if os.name == "posix":
        command = ["/bin/sh", "-c", f'ulimit -v {MOST_MEMORY // 1024} 2>/dev/null; exec "$@"', "sh", *command]
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(MOST_SECONDS)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it and its children have ended
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
