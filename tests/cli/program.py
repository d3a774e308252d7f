# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: a folder of their own, running the program, and telling as TAP what came of it.
The first argument of each is the program."""

import json
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

CLI = str(Path(sys.argv[1]).resolve())
folder = tempfile.TemporaryDirectory()
here = Path(folder.name)


def run(*arguments, status=0):
    """What the program prints; where it fails, what it says of that, which is one sentence."""
    done = subprocess.run([CLI, *map(str, arguments)], cwd=here, capture_output=True, text=True, timeout=120)
    assert done.returncode == status, f"{arguments}: status {done.returncode}, {done.stdout} {done.stderr}"
    if status == 1:
        assert done.stderr.startswith("leegwijzer-cli: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr if status in (1, 2) else done.stdout


def load(*arguments, status=0):
    """What the program answers as JSON."""
    return json.loads(run(*arguments, "--json", status=status))


def tell(tests):
    """Runs the tests in order and ends the program."""
    print(f"1..{len(tests)}")
    failed = 0
    for i, test in enumerate(tests, 1):
        try:
            test()
            print(f"ok {i} - {test.__name__}", flush=True)
        except Exception:  # noqa: BLE001 - whatever goes wrong is a failed test
            failed += 1
            print(f"not ok {i} - {test.__name__}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    sys.exit(failed > 0)
