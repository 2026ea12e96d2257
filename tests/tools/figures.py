"""`make figures`: measures the code: functions, module docstrings, `Any`, import cycles, tests, words of comments and
docstrings.

    python -m tests.tools.figures              of this checkout
    python -m tests.tools.figures FOLDER       of another one, to compare with

Lines are lines of code: not empty, no comment, no docstring. Percentiles are of all functions or files. Test lines are
those of every Python file and script under tests/, with the tests' tools; the product's are those of workshop/ without
its migrations, and of static/js. "Mannered" and "standard" count words of comments and docstrings per thousand: phrases
that a reader must decode, and technical terms that one can search for.
"""

import ast
import io
import json
import re
import statistics
import subprocess
import sys
import tokenize
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.source import Module, code_lines, functions, imports
from tests.tools import machine

HERE = Path(__file__).resolve().parents[2]
OUTSIDE = ("bench", "rehearsal", "verifier", "demo")
"""Rooms that are no part of the server."""
KIND = "dots"
APART = re.compile(rf"/{KIND}[./]|/vendor/|/bundles/|/demo/|/kinds\.\w+\.js$|/wire/contract\.js$")
"""The kind's own files, and files that are made or are no part of the program."""
WORDS = json.loads((HERE / "tests/data/prose_words.json").read_text("utf-8"))
JS_FUNCTIONS = """
const acorn = require("internal/deps/acorn/acorn/dist/acorn");
const fs = require("fs");
const lengths = [];
for (const path of process.argv.slice(1)) {
  const options = { ecmaVersion: "latest", sourceType: "module", locations: true };
  const tree = acorn.parse(fs.readFileSync(path, "utf8"), options);
  const visit = (node) => {
    if (!node || typeof node.type !== "string") return;
    if (/Function/.test(node.type)) lengths.push(node.loc.end.line - node.loc.start.line + 1);
    for (const key of Object.keys(node)) {
      const value = node[key];
      if (Array.isArray(value)) value.forEach(visit);
      else if (value && typeof value === "object") visit(value);
    }
  };
  visit(tree);
}
console.log(JSON.stringify(lengths));
"""


def main() -> int:
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else HERE
    for name, value in figures(root):
        print(f"{name:<62}{value}")
    return 0


def figures(root: Path) -> Iterable[tuple[str, str]]:
    """Each figure with its name, in the order of the report."""
    ours, tests = modules(root, "workshop"), modules(root, "tests")
    scripts = written_scripts(root)
    lengths = [end - start + 1 for module in ours for start, end in spans(module)]
    yield "Python modules · lines of code", f"{len(ours)} · {sum(map(code_lines, ours))}"
    yield "Python functions: median / p90 / longest", spread(lengths)
    yield (
        "Python modules without a purpose in the first lines",
        str(sum(not ast.get_docstring(module.tree) for module in ours)),
    )
    js = js_lengths(scripts)
    yield "scripts · lines", f"{len(scripts)} · {sum(map(script_lines, scripts))}"
    yield "functions of scripts: median / p90 / longest", spread(js)
    yield (
        "scripts without a purpose in the first line",
        str(sum(not path.read_text("utf-8").startswith("//") for path in scripts)),
    )
    yield "`Any` outside bench and rehearsal", str(sum(anys(module) for module in ours if module.room not in OUTSIDE))
    marked = [marks(ours + tests, mark) for mark in ("fmt: skip", "noqa", "type: ignore")]
    yield "`fmt: skip` · `noqa` · `type: ignore`", " · ".join(map(str, marked))
    wide = sum(len(line) > 120 for module in ours + tests for line in module.text.splitlines())
    yield "lines over 120", str(wide)
    yield "circles of imports: Python · scripts", f"{circles(python_graph(ours))} · {circles(script_graph(scripts))}"
    yield f"shared files that name the kind `{KIND}`", str(len(shared(root)))
    yield "test lines for each line of the product", f"{lines_of_tests(root) / lines_of_product(root):.2f}"
    words = prose(ours)
    yield "words of comments and docstrings", str(len(words))
    kinds = [per_thousand(count(words), words) for count in (standard, mannered)]
    yield "standard terms · mannered turns, for each 1,000 words", " · ".join(kinds)


def written_scripts(root: Path) -> list[Path]:
    return [path for path in sorted((root / "static/js").rglob("*.js")) if "vendor" not in path.parts]


def lines_of_tests(root: Path) -> int:
    scripts = [path for path in (root / "tests").rglob("*") if path.suffix in (".js", ".mjs")]
    return sum(map(code_lines, modules(root, "tests"))) + sum(map(script_lines, scripts))


def lines_of_product(root: Path) -> int:
    return sum(map(code_lines, modules(root, "workshop"))) + sum(map(script_lines, written_scripts(root)))


def modules(root: Path, folder: str) -> list[Module]:
    found = []
    for path in sorted((root / folder).rglob("*.py")):
        text = path.read_text("utf-8")
        parts = [part for part in path.relative_to(root).with_suffix("").parts if part != "__init__"]
        found.append(Module(path, ".".join(parts), text, ast.parse(text, str(path))))
    return [module for module in found if "migrations/versions" not in str(module.path)]


def shared(root: Path) -> list[str]:
    """The files of the program that name one kind of activity and are not its own: what a new kind would touch too.
    Words, made files and forums to start from are not counted."""
    named = re.compile(rf"""["'`/.]{KIND}\b""")
    found = []
    for path in sorted(path for folder in ("workshop", "static", "templates") for path in (root / folder).rglob("*.*")):
        where = path.relative_to(root).as_posix()
        if path.suffix in (".py", ".js", ".html", ".css") and not APART.search(where):
            code = re.sub(
                r"/\*.*?\*/|\{#.*?#\}|^ *(?://|#).*?$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
            )
            found += [where] if named.search(code) else []
    return found


def spans(module: Module) -> list[tuple[int, int]]:
    return [(one.lineno, one.end_lineno or one.lineno) for one in functions(module)]


def spread(lengths: list[int]) -> str:
    return (
        f"{statistics.median(lengths):.0f} / {statistics.quantiles(lengths, n=10)[-1]:.0f} / {max(lengths)}"
        if lengths
        else "-"
    )


def js_lengths(scripts: list[Path]) -> list[int]:
    """The length in lines of every function, read by the parser that comes with node; empty without node."""
    node = machine.node()
    if not node:
        return []
    command = [node, "--expose-internals", "-e", JS_FUNCTIONS, *map(str, scripts)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    lengths: list[int] = json.loads(ran.stdout)
    return lengths


def script_lines(path: Path) -> int:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("//"))


def anys(module: Module) -> int:
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(module.tree))


def marks(found: list[Module], mark: str) -> int:
    return sum(len(re.findall(rf"#\s*{mark}", module.text)) for module in found)


def python_graph(found: list[Module]) -> dict[str, set[str]]:
    names = {module.name for module in found}
    return {module.name: {owner(one.target, names) for one in imports(module)} - {module.name, ""} for module in found}


def owner(target: str, names: set[str]) -> str:
    """The module that an imported name belongs to."""
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target


def script_graph(scripts: list[Path]) -> dict[str, set[str]]:
    imported = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["'](\.[^"']+)["']""")
    return {
        str(path): {str((path.parent / name).resolve()) for name in imported.findall(path.read_text("utf-8"))}
        for path in scripts
    }


def circles(graph: dict[str, set[str]]) -> int:
    """How many edges must be removed before the graph has no cycle."""
    graph, count = {name: set(targets) for name, targets in graph.items()}, 0
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return count
        except CycleError as circle:
            graph[circle.args[1][1]].discard(circle.args[1][0])
            count += 1


def prose(found: list[Module]) -> list[str]:
    """The words of all comments and docstrings, in lower case."""
    texts = []
    for module in found:
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                texts.append(node.value.value)
        tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
        texts += [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return re.findall(r"[a-z][a-z'/-]*", " ".join(texts).lower())


def standard(words: list[str]) -> int:
    known = set(WORDS["standard"])
    return sum(word in known for word in words)


def mannered(words: list[str]) -> int:
    known, text = set(WORDS["mannered"]), " ".join(words)
    return sum(word in known for word in words) + sum(text.count(f" {pair} ") for pair in WORDS["mannered_pairs"])


def per_thousand(count: int, words: list[str]) -> str:
    return f"{1000 * count / max(1, len(words)):.1f}"


if __name__ == "__main__":
    sys.exit(main())
