"""`python -m tests.mutations --n 20000 --seed 1`: one line of figures; every fault with its mail under --keep. Exit code 1 with faults."""

import argparse
import sys
from pathlib import Path

from tests.mutations.trial import run


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    asked.add_argument("--n", type=int, default=20_000, help="how many mails")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--keep", type=Path, help="a folder for the mails that show a fault")
    args = asked.parse_args()
    tally = run(args.n, args.seed)
    for fault in tally.faults:
        sys.stdout.write(f"{fault.number} {fault.file}: {fault.sentence}\n")
        if args.keep:
            args.keep.mkdir(parents=True, exist_ok=True)
            (args.keep / f"{fault.number}.eml").write_bytes(fault.mail)
    sys.stdout.write(f"seed {args.seed}: {tally.line}\n")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
