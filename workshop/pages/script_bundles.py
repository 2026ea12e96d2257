"""Makes the bundles of scripts_and_styles.py with esbuild, which only developers need: the bundles are committed.

npm install --no-save esbuild@0.28.2       once; or the variable ESBUILD names the program
python -m workshop.pages.script_bundles            writes static/bundles/
python -m workshop.pages.script_bundles --check    reports stale bundles; where esbuild is there it compares every byte
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from workshop.pages import scripts_and_styles
from workshop.pages.scripts_and_styles import Bundle

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
ESBUILD = "0.28.2"
"""Another version may write other bytes."""
OLD_PHONES = ("--target=chrome80,ios12.2,firefox78", "--supported:destructuring=true")
"""The browser floor of the phone. Destructuring, which esbuild could not rewrite, works there but for rare forms that
no source has."""
RECENT = ("--target=es2022",)
PHONE = ("phone", "phone_second", "join")
"""The bundles that old phones load."""


def esbuild() -> str | None:
    """The path of the bundler in the version that made what is committed, or None."""
    for found in (os.environ.get("ESBUILD"), str(ROOT / "node_modules/.bin/esbuild"), shutil.which("esbuild")):
        if found and shutil.which(found) and _ran([found, "--version"]).strip() == ESBUILD:
            return found
    return None


def text_of(bundle: Bundle, program: str) -> str:
    """The text of a bundle, made with `program`."""
    options = ["--bundle", "--minify", "--charset=utf8", "--legal-comments=inline", "--external:*.woff2", *_for(bundle)]
    if bundle.path.endswith(".css"):
        imports = "".join(f'@import "./{sheet}";' for sheet in bundle.named)
        return headline(bundle) + _ran([program, "--loader=css", *options], imports)
    page = Path(bundle.path).stem
    for first, second in scripts_and_styles.SECOND.items():
        if page in (first, second):
            digest = scripts_and_styles.digest(STATIC, bundle)
            return headline(bundle) + _two_scripts(first, second, digest, [program, *options])[page]
    return headline(bundle) + _ran([program, "--format=esm", bundle.named[0], *options])


def _two_scripts(first: str, second: str, digest: str, command: list[str]) -> dict[str, str]:
    """The texts of the two scripts of a page. The second imports the first, so esbuild moves all of the first to the
    part that both share, and leaves of it an empty entry: that part is the page's first script. What the parts import
    of each other has short names that mean other things in another release: the name with the digest makes a browser
    refuse to link two that do not belong together."""
    entries = [scripts_and_styles.SCRIPTS[first], scripts_and_styles.SCRIPTS[second]]
    with tempfile.TemporaryDirectory() as folder:
        names = ["--entry-names=[name]", "--chunk-names=shared", f"--outdir={folder}", "--log-level=error"]
        _ran([*command, "--format=esm", "--splitting", *names, *entries])
        made = {path.stem: path.read_text("utf-8") for path in Path(folder).iterdir()}
    if made.keys() != {first, second, "shared"} or made[first].strip() != 'import"./shared.js";':
        raise SystemExit(f"{entries[1]} must import {entries[0]}, and nothing else may be shared")
    return {
        first: f"{made['shared']}export const of_{digest}=1;\n",
        second: f'import{{of_{digest}}}from"./shared.js";{made[second]}'.replace('"./shared.js"', f'"./{first}.js"'),
    }


def headline(bundle: Bundle) -> str:
    """The first line of a bundle: a digest of its sources, and one of how it was made. Phones load it, so it says no
    more."""
    how = hashlib.sha256(" ".join([ESBUILD, *_for(bundle)]).encode()).hexdigest()[:8]
    return f"/* script_bundles.py {scripts_and_styles.digest(STATIC, bundle)} {how} */\n"


def stale(program: str | None = None) -> list[str]:
    """The bundles whose sources, or the way they are made, have changed since: by their first lines, or with a
    `program` by every byte."""
    return [bundle.path for bundle in scripts_and_styles.bundles(STATIC) if not _is_made(bundle, program)]


def _is_made(bundle: Bundle, program: str | None) -> bool:
    path = STATIC / bundle.path
    text = path.read_text("utf-8") if path.exists() else ""
    return text.startswith(headline(bundle)) and (program is None or text == text_of(bundle, program))


def write(program: str) -> None:
    """Write all bundles; those of former pages go."""
    made = {STATIC / bundle.path: text_of(bundle, program) for bundle in scripts_and_styles.bundles(STATIC)}
    for path in set((STATIC / scripts_and_styles.FOLDER).glob("*")) - set(made):
        path.unlink()
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")


def _for(bundle: Bundle) -> tuple[str, ...]:
    return OLD_PHONES if Path(bundle.path).stem in PHONE else RECENT


def _ran(command: list[str], given: str = "") -> str:
    done = subprocess.run(command, cwd=STATIC, input=given, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def main(arguments: list[str]) -> int:
    """Write the bundles, or with --check only compare. 1 when one is stale or cannot be made."""
    program = esbuild()
    if "--check" in arguments:
        found = stale(program)
        for path in found:
            print(f"static/{path} is stale: run python -m workshop.pages.script_bundles")
        return 1 if found else 0
    if program is None:
        print(f"esbuild {ESBUILD} is missing: npm install --no-save esbuild@{ESBUILD}", file=sys.stderr)
        return 1
    write(program)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
