"""`make shape`: the longest functions, the largest files and any import circle. A mirror; it stops nobody."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {"migrations", "tests"}
SHOWN = 15


def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name, tests and migrations left out."""
    found = {}
    for path in sorted((ROOT / "jieneng").rglob("*.py")):
        inside = path.relative_to(ROOT).with_suffix("")
        if not LEFT_OUT & set(inside.parts):
            found[".".join(inside.parts).removesuffix(".__init__")] = path
    return found


def longest_functions(files: dict[str, Path]) -> list[tuple[int, str]]:
    """(lines, module.function), the longest first."""
    return sorted((one for name, path in files.items() for one in _functions(name, path)), reverse=True)


def largest_files(files: dict[str, Path]) -> list[tuple[int, str]]:
    """(lines, module), the largest first."""
    return sorted(((len(path.read_text().splitlines()), name) for name, path in files.items()), reverse=True)


def circles(files: dict[str, Path]) -> list[list[str]]:
    """Sets of modules that import each other at the top, each as a list of names."""
    imports = {name: set(_imports(path, set(files))) - {name} for name, path in files.items()}
    reach = {name: _reach(name, imports) for name in imports}
    together = {frozenset({name, *(other for other in reach[name] if name in reach[other])}) for name in imports}
    return sorted(sorted(group) for group in together if len(group) > 1)


def _functions(module: str, path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{module}.{node.name}"


def _imports(path: Path, known: set[str]) -> Iterator[str]:
    """The modules of ours that a module imports when it is loaded; what is imported in a function is none of them."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield from (name for name in (inner if inner in known else node.module,) if name in known)


def _reach(start: str, imports: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for name in imports[waiting.pop()] - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def _print(title: str, rows: list[str]) -> None:
    print(f"\n{title}")
    print("\n".join(f"  {row}" for row in rows) or "  none")


def main() -> int:
    """Print what is longest, largest and circular; always 0."""
    files = modules()
    _print("Longest functions (lines)", [f"{n:4} {name}" for n, name in longest_functions(files)[:SHOWN]])
    _print("Largest files (lines)", [f"{n:4} {name}" for n, name in largest_files(files)[:SHOWN]])
    _print("Import circles", [" <-> ".join(group) for group in circles(files)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
