#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that a compiler does not see: which folder may include which, how long files and functions
may be, that every file says what it is for, and that the Dutch translation is complete. Prints TAP."""

import os
import re
import subprocess
import sys
from pathlib import Path

# What each folder may include beside itself and GLib; the table of layers in src/README.md says why.
CORE = ["model"]
MAY_INCLUDE = {
    "model": [],
    "statistics": CORE,
    "scenario": CORE,
    "assessment": CORE,
    "formats": CORE,
    "store": CORE,
    "analysis": CORE + ["statistics", "scenario", "assessment", "formats", "store"],
    "session": CORE + ["statistics", "scenario", "assessment", "formats", "store", "analysis"],
    "draw": CORE + ["statistics"],
    "report": CORE + ["statistics", "scenario", "assessment", "analysis", "draw"],
    "map": CORE + ["statistics", "session", "draw"],
    "panels": CORE + ["statistics", "session", "draw"],
    "app": None,
    "cli": ["model", "statistics", "scenario", "assessment", "formats", "store", "analysis", "draw", "report"],
}
# Outside libraries that only some folders may see: header pattern -> folders (or single files).
OUTSIDE = {
    r"^(gtk/|gdk/|gsk/|adwaita\.h|shumate/)": ["map", "panels", "app"],
    r"^proj\.h": ["model/lw-geo.c", "model/lw-geo-crs.c"],
    r"^sqlite3\.h": ["store", "formats"],
    r"^libxml/": ["formats"],
    r"^archive(_entry)?\.h": ["formats"],
    r"^json-glib/": ["formats", "analysis", "assessment", "cli"],
    r"^xlsxwriter\.h": [],  # tests only
    r"^(cairo|pango)": ["draw", "report", "map", "panels", "app"],
}
MAX_FILE_LINES = 800
MAX_FUNCTION_LINES = 60

root = Path(os.environ.get("LW_SOURCE_ROOT", Path(__file__).resolve().parent.parent))
results = []


def check(name, problems):
    results.append((name, problems))


def sources(*folders):
    for folder in folders:
        yield from sorted(p for p in (root / folder).rglob("*") if p.suffix in (".c", ".h"))


def include_lines(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1), match.group(2)


def wrong_directions():
    for path in sources("src"):
        relative = path.relative_to(root / "src")
        folder = relative.parts[0]
        if folder not in MAY_INCLUDE:
            yield f"src/{relative}: folder '{folder}' has no layer; add it to the table"
            continue
        allowed = MAY_INCLUDE[folder]
        for number, bracket, header in include_lines(path):
            target = header.split("/")[0] if "/" in header else None
            if bracket == '"':
                if header.startswith(("lw-core-resources", "lw-ui-resources", "config.h")):
                    continue
                if target not in MAY_INCLUDE:
                    yield f'src/{relative}:{number}: "{header}" is not qualified by its folder'
                elif target != folder and allowed is not None and target not in allowed:
                    yield f"src/{relative}:{number}: {folder} may not include {header}"
            for pattern, places in OUTSIDE.items():
                if bracket == "<" and re.match(pattern, header) and not (
                        folder in places or str(relative) in places):
                    yield f"src/{relative}:{number}: <{header}> is not for {folder}"


def long_files():
    for path in sources("src", "tests"):
        n = len(path.read_text(encoding="utf-8").splitlines())
        if n > MAX_FILE_LINES:
            yield f"{path.relative_to(root)}: {n} lines"


def long_functions():
    for path in sources("src"):
        start = 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("{"):
                start = number
            elif line.startswith("}") and start:
                if number - start - 1 > MAX_FUNCTION_LINES:
                    yield f"{path.relative_to(root)}:{start}: {number - start - 1} lines"
                start = 0


def files_without_head():
    for path in sources("src", "tests"):
        head = path.read_text(encoding="utf-8").splitlines()[:4]
        if not head or "SPDX-License-Identifier: GPL-3.0-or-later" not in head[0] or "lw-" in path.name and (
                path.stem.removesuffix("-private") not in " ".join(head)):
            yield f"{path.relative_to(root)}: does not begin by naming licence and purpose"


def untranslated_sources():
    listed = {line.strip() for line in (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()}
    for path in sorted((root / "src").rglob("*")):
        name = str(path.relative_to(root))
        if path.suffix in (".c", ".h"):
            uses = re.search(r'\b(_|N_|C_|NC_|ngettext|dngettext)\s*\(\s*"', path.read_text(encoding="utf-8"))
        elif path.suffix == ".ui":
            uses = 'translatable="' in path.read_text(encoding="utf-8")
        else:
            continue
        if uses and name not in listed:
            yield f"{name}: has strings to translate and is not in po/POTFILES.in"
    for name in listed:
        if name and not name.startswith("#") and not (root / name).exists():
            yield f"po/POTFILES.in: {name} does not exist"


def untranslated_strings():
    """Extracts the strings afresh, so that one that never reached nl.po counts too."""
    build = Path(os.environ.get("G_TEST_BUILDDIR", "/tmp"))
    template, merged = build / "house.pot", build / "house-nl.po"
    subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
                    "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "--keyword=ngettext:1,2", "--add-comments",
                    "-f", "po/POTFILES.in", "-o", str(template)], cwd=root, check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged), "po/nl.po", str(template)],
                   cwd=root, check=True)
    for attribute in ("--untranslated", "--only-fuzzy"):
        rest = subprocess.run(["msgattrib", "--no-obsolete", attribute, "--no-wrap", str(merged)],
                              capture_output=True, text=True, check=True).stdout
        for line in re.findall(r'^msgid "(.+)"$', rest, re.M):
            yield f"po/nl.po: not translated: {line}"
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", "po/nl.po"], cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        yield f"po/nl.po: {done.stderr.strip()}"


check("includes follow the layers", list(wrong_directions()))
check(f"no file over {MAX_FILE_LINES} lines", list(long_files()))
check(f"no function over {MAX_FUNCTION_LINES} lines", list(long_functions()))
check("every file names licence and purpose", list(files_without_head()))
check("every source with strings is listed", list(untranslated_sources()))
check("the Dutch translation is complete", list(untranslated_strings()))

print(f"1..{len(results)}")
for i, (name, problems) in enumerate(results, 1):
    print(f"{'not ok' if problems else 'ok'} {i} - {name}")
    for problem in problems[:40]:
        print(f"# {problem}")
sys.exit(any(problems for _, problems in results))
