"""Compile both requirement files, with hashes and without the address of any index."""

import os
import subprocess
import sys
from importlib.util import find_spec

from setup import ROOT

FLAGS = "--universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links -q"


def main() -> None:
    if find_spec("uv") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-cache-dir", "uv"], check=True)
    for name in ("requirements", "requirements-dev"):
        words = ["pip", "compile", *FLAGS.split(), f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run([sys.executable, "-m", "uv", *words], cwd=ROOT, env=dict(os.environ), check=True)


if __name__ == "__main__":
    main()
