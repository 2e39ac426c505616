"""Compiles the parser's kernel when the package is built or installed, where a C compiler is at hand; else all runs in NumPy.

``python hatch_build.py`` (`make kernel`) puts it into the source tree. With ``STATEOFPLAY_KERNEL=numpy`` in the environment a
wheel holds none and serves every platform.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where the builder is not installed
    BuildHookInterface = object

FOLDER = Path(__file__).parent / "src" / "stateofplay" / "language" / "syntax"
NAME = "kernel.bin"  # not .so: who walks the packages would import it as a module
FLAGS = ("-O3", "-fPIC", "-shared")


def compile_kernel(target: Path) -> str:
    """Compile the kernel to a file; the answer says why not, or is empty."""
    if os.name != "posix" or platform.machine() not in ("x86_64", "amd64"):
        return f"there is none for {platform.system()} on {platform.machine()}"
    compiler = os.environ.get("CC") or next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), "")
    if not compiler:
        return "there is no C compiler"
    command = [*compiler.split(), *FLAGS, "-o", str(target), str(FOLDER / "kernel.c"), "-lm"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.strip()[-2000:] or f"{compiler} gave {done.returncode}"


class KernelHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Puts the compiled kernel into a wheel, which then is one for this platform."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if os.environ.get("STATEOFPLAY_KERNEL") == "numpy":
            return
        self._made = Path(tempfile.mkdtemp())
        target = FOLDER / NAME if version == "editable" else self._made / NAME
        if why := compile_kernel(target):
            self.app.display_warning(f"the parser's kernel was not compiled, NumPy does its work: {why}")
            return
        build_data["pure_python"] = False
        build_data["tag"] = "py3-none-" + sysconfig.get_platform().replace("-", "_").replace(".", "_")
        if version != "editable":
            build_data["force_include"][str(target)] = f"stateofplay/language/syntax/{NAME}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if made := getattr(self, "_made", None):
            shutil.rmtree(made, ignore_errors=True)


if __name__ == "__main__":
    if reason := compile_kernel(FOLDER / NAME):
        print(f"the kernel was not compiled: {reason}", file=sys.stderr)
        sys.exit(1)
    print(FOLDER / NAME)
