"""Create .venv and install the locked requirements into it, when they changed since the last time.

Runs with the system's Python, before anything is installed: standard library only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
REQUIREMENTS = ROOT / "requirements-dev.txt"
COMMAND = VENV / "bin" / "booking-console"


def main() -> None:
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not PYTHON.exists():
            create()
        if not STAMP.is_file() or STAMP.read_text() != wanted():
            install()


def wanted() -> str:
    """What an up-to-date environment was made from. The folder is a part of it: a virtual environment cannot be moved."""
    content = hashlib.sha256(REQUIREMENTS.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    return f"{content} {ROOT}\n"


def create() -> None:
    print("Creating the virtual environment .venv")
    if find_spec("ensurepip") is None:
        install_venv_package()
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python could not create a virtual environment: its venv module is incomplete here.")


def install_venv_package() -> None:
    """Debian and Ubuntu keep the half of venv that installs pip in a package of its own."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    print(f"Python's venv module is incomplete here; installing {package}")
    if not apt_install(package):
        sys.exit(f"Python's venv module is incomplete here. Install it and try again: apt-get install {package}")


def apt_install(package: str) -> bool:
    """True when the distribution's package is there afterwards. False where we may not install, or there is no apt-get."""
    apt_get = shutil.which("apt-get")
    privileged = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if apt_get is None or (privileged and shutil.which("sudo") is None):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        done = subprocess.run(
            [*privileged, apt_get, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    return done.returncode == 0


def install() -> None:
    print("Installing the locked requirements: a few minutes the first time")
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--no-cache-dir", "--require-hashes"]
    done = subprocess.run([*pip, "-r", REQUIREMENTS], cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit("The requirements could not be installed; pip's reason stands above. Is the network there?")
    put_command()
    STAMP.write_text(wanted())


def put_command() -> None:
    """The checkout itself is what runs: `booking-console` from anywhere, edits seen at once, nothing built."""
    [packages] = VENV.glob("lib/python3*/site-packages")
    (packages / "booking_console.pth").write_text(f"{ROOT}\n")
    COMMAND.write_text(f"#!{PYTHON}\nfrom booking_console.__main__ import main\n\nmain()\n")
    COMMAND.chmod(0o755)


if __name__ == "__main__":
    main()
