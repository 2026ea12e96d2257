"""Reads the project for the house tests: its files, and what each Python module imports and calls. It has no tests."""

import ast
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "workshop"


@dataclass(frozen=True)
class Module:
    """One Python file. `name` is dotted, `room` its first part under the package ("" is the package's __init__)."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return (self.name.split(".") + [""])[1]

    @property
    def where(self) -> str:
        return str(self.path.relative_to(ROOT))


@dataclass(frozen=True)
class Import:
    """One imported module, with the line that imports it. `target` is dotted and as deep as that line says."""

    module: Module
    line: int
    target: str

    def __str__(self) -> str:
        return f"{self.module.where}:{self.line} imports {self.target}"


def none(problems: Iterable[object], because: str) -> None:
    """Fails with one problem a line and the reason for the rule."""
    found = [str(problem) for problem in problems]
    assert not found, because + "\n  " + "\n  ".join(found)


@cache
def files() -> list[Path]:
    """Every file of the project: what git tracks, or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in sorted(set(names)) if (ROOT / name).is_file()]


@cache
def modules(under: Path = PACKAGE) -> list[Module]:
    """Every Python module under a folder."""
    return [read(path) for path in sorted(under.rglob("*.py"))]


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    text = path.read_text("utf-8")
    return Module(path, name, text, ast.parse(text, str(path)))


def imports(module: Module) -> list[Import]:
    """All imports, including those inside functions and under TYPE_CHECKING: a module that needs a type depends on its
    module."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found += [Import(module, node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            found += [Import(module, node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return found


def absolute(module: Module, node: ast.ImportFrom) -> str:
    """The dotted module that `from … import` names; leading dots count upwards from the importing module."""
    if not node.level:
        return node.module or ""
    package = module.name.split(".") if module.path.name == "__init__.py" else module.name.split(".")[:-1]
    above = package[: len(package) - node.level + 1]
    return ".".join(above + ([node.module] if node.module else []))


def calls(module: Module, *names: str) -> list[str]:
    """Where `something.<name>(…)` or `<name>(…)` is called, as file:line."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                found.append(f"{module.where}:{node.lineno} calls {called}()")
    return found


def functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def code_lines(module: Module) -> int:
    """Lines of code: not empty, not only a comment, not part of a docstring or another string that is a statement."""
    silent: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            silent.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(module.text.splitlines(), 1)
    return sum(
        1 for number, line in lines if number not in silent and line.strip() and not line.strip().startswith("#")
    )
