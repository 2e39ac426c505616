"""The rules of the house: who imports whom, how long a module is, which slug an error has, what the wheel holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

import stateofplay.errors as errors
from stateofplay.conflict.concepts import CONCEPTS, DEFAULT_CONCEPTS, FAST_CONCEPTS, USUAL_CONCEPTS
from stateofplay.errors import StateOfPlayError
from tests.inline_words import count
from tests.source import nodes, sources, syntax
from tests.thoroughness import PATIENCE

LONGEST_MODULE = 500
MOST_MODULES = 15
MOST_BRANCHES = 40
# Rooms of a package that stand one on another, counted from the ground: these numbers only fall.
MOST_FLOORS = {"conflict": 10, "finding": 4, "casework": 4}
# Words in conditions inside functions of the rooms that read: this number only falls.
MOST_INLINE_WORDS = 239
# Names that several classes have.
MOST_HOMONYMS = 0
# Asked by other programs: the way back from an older code, what libraries call by its name; modules imported for what they
# register.
FOR_USERS = ("event_of_cameo", "on_broken_pipe", "readinto", "to_string", "_MEANING_MODULES")
LARGEST_WHEEL = 40_000_000


@pytest.fixture(scope="module", autouse=True)
def read_once(root: Path) -> None:
    """Every module is parsed before the first rule, which else is charged for all."""
    for path in sources(root):
        nodes(path)


def classes() -> list[type[StateOfPlayError]]:
    found = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, StateOfPlayError)]
    return [c for c in found if c is not StateOfPlayError]


def test_the_gate_checks_imports_types_and_format(root: Path) -> None:
    # The tests themselves do not run these again: `make test` begins with them.
    recipes = dict(re.findall(r"^(\w+):(.*\n(?:\t.*\n)*)", (root / "Makefile").read_text(), re.M))
    assert "lint" in recipes["test"].splitlines()[0].split()
    for command in ("ruff check", "ruff format --check", "lint-imports", "mypy"):
        assert f"$(BIN)/{command}" in recipes["lint"]


def test_words_stand_in_tables(root: Path) -> None:
    assert 100 < count(root, syntax) <= MOST_INLINE_WORDS, "move the words into a table with a line of meaning"


def test_a_class_has_a_name_of_its_own(root: Path) -> None:
    homes: dict[str, list[str]] = {}
    for path in sources(root):
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path.relative_to(root)))
    assert len(homes) > 500
    shared = {name: paths for name, paths in homes.items() if len(paths) > 1}
    assert len(shared) <= MOST_HOMONYMS, f"add the word that tells them apart: {shared}"


def test_what_a_concept_can_is_a_field_of_it(root: Path) -> None:
    # The checker shares nothing with the proofs that it checks; a brief shows three concepts in an order of its own.
    listed = {
        str(path.relative_to(root / "src" / "stateofplay"))
        for path in sources(root)
        for node in nodes(path)
        if isinstance(node, (ast.Tuple, ast.Set, ast.List))
        and sum(isinstance(e, ast.Constant) and e.value in CONCEPTS for e in node.elts) > 2
    }
    assert listed == {"conflict/proofs/checker.py", "exchange/case_brief/outlook.py"}
    assert len(DEFAULT_CONCEPTS) > len(FAST_CONCEPTS) > len(USUAL_CONCEPTS) > 3


def test_no_package_and_its_own_module_import_each_other(root: Path) -> None:
    # The linter's contract on circles compares siblings and does not see parent and child.
    names = {
        p: ".".join(p.relative_to(root / "src").with_suffix("").parts).removesuffix(".__init__") for p in sources(root)
    }
    known = set(names.values())
    imports: dict[str, set[str]] = {}
    for path, name in names.items():
        found = imports.setdefault(name, set())
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module in known:
                inside = {f"{node.module}.{a.name}" for a in node.names}
                found.update(inside & known)
                if inside - known:
                    found.add(node.module)
    circles = [
        (name, used)
        for name in known
        for used in imports[name]
        if name.startswith(f"{used}.") and name in imports[used]
    ]
    assert len(known) > 100
    assert circles == []


def test_packages_grow_no_higher(root: Path) -> None:
    # A room is a folder or module of a package; it stands above all that it imports, late and for types too.
    modules = {p: p.relative_to(root / "src").with_suffix("").parts for p in sources(root)}
    known = {".".join(parts).removesuffix(".__init__"): parts for parts in modules.values()}
    below: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for path, parts in modules.items():
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module in known:
                used = [known.get(f"{node.module}.{a.name}", known[node.module]) for a in node.names]
                found = {other[:3] for other in used if other[:2] == parts[:2] and other[:3] != parts[:3]}
                below.setdefault(parts[:3], set()).update(found)

    @cache
    def floor(room: tuple[str, ...]) -> int:
        return 1 + max(map(floor, below.get(room, ())), default=0)

    for package, most in MOST_FLOORS.items():
        floors = {"/".join(room[2:]): floor(room) for room in below if room[:2] == ("stateofplay", package)}
        assert len(floors) >= 8
        assert max(floors.values()) <= most, sorted(floors.items(), key=lambda one: -one[1])


def test_no_module_is_too_long(root: Path) -> None:
    long = {
        str(p.relative_to(root)): n for p in sources(root) if (n := len(p.read_text().splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def branches(function: ast.AST) -> int:
    """Ways through a function: conditions, loops, handlers, and every "and", "or" and filter within them."""
    found = 1
    for node in ast.walk(function):
        if isinstance(node, (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)):
            found += 1
        elif isinstance(node, ast.comprehension):
            found += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            found += len(node.values) - 1
    return found


def test_no_function_branches_too_often(root: Path) -> None:
    counted = {
        f"{path.relative_to(root)}: {node.name}": branches(node)
        for path in sources(root)
        for node in nodes(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert len(counted) > 3000
    assert {name: n for name, n in counted.items() if n >= MOST_BRANCHES} == {}, "cut it into numbered steps"
    assert branches(ast.parse("def f(x):\n    return [y for y in x if y] if x and y or z else 0")) == 6


def test_each_package_lists_its_modules(root: Path) -> None:
    seen = 0
    for face in sorted((root / "src" / "stateofplay").rglob("__init__.py")):
        contents = ast.get_docstring(syntax(face)) or ""
        modules = {p.stem for p in face.parent.glob("*.py")} - {"__init__", "__main__"}
        assert {m for m in modules if not re.search(rf"\b{m}\b", contents)} == set(), face
        seen += len(modules)
    assert seen > 500


def test_no_folder_holds_more_than_one_takes_in_at_a_glance(root: Path) -> None:
    modules = [p for p in (root / "src").rglob("*.py") if p.name != "__init__.py"]
    found = Counter(str(p.parent.relative_to(root)) for p in modules)
    assert len(found) > 90
    assert {name: n for name, n in found.items() if n > MOST_MODULES} == {}, "make a sub-package"


def test_what_is_frozen_is_not_written_into(root: Path) -> None:
    # What is worked out once has a holder with a name: a cached property, or `Derived` beside a conflict.
    wrong, built = [], 0
    for path in sources(root):
        made = [n for n in nodes(path) if isinstance(n, ast.FunctionDef) and n.name == "__post_init__"]
        inside = {id(node) for function in made for node in ast.walk(function)}
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in ("__dict__", "__setattr__"):
                built += id(node) in inside
                if id(node) not in inside:
                    wrong.append(f"{path.relative_to(root)}:{node.lineno}: {node.attr}")
    assert built, "a conflict binds its formulas as it is made"
    assert wrong == []


def bound(node: ast.stmt) -> list[str]:
    """Names that a statement of a module gives to a function, a class or a table; none where a decorator takes it up."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [] if node.decorator_list else [node.name]
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]


def loads(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def test_nothing_lies_unused(root: Path) -> None:
    # What only tests call is dead; what the documents show is for users. A name counts where its own module loads it or
    # another imports it: of two that are called the same, one may be dead.
    said, imported = set(FOR_USERS), set[tuple[str, str]]()
    for path in (p for folder in ("src", "bench", "eval", "training") for p in (root / folder).rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Attribute):
                said.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 120:
                said.update(re.findall(r"\w+", node.value))
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.update((node.module, alias.name) for alias in node.names)
    for path in (*(root / "src").rglob("*.j2"), *(root / "docs").rglob("*.md")):
        said.update(re.findall(r"\w+", path.read_text()))
    seen, unused = 0, []
    for path in sources(root):
        if "testing" in path.parts or "migrations" in path.parts:
            continue
        module = ".".join(path.relative_to(root / "src").with_suffix("").parts).removesuffix(".__init__")
        statements = [(bound(node), loads(node)) for node in syntax(path).body]
        loading = Counter(name for _, used in statements for name in used)
        within = {n.name for node in nodes(path) if isinstance(node, ast.ClassDef) for n in node.body if is_method(n)}
        for names, used in statements:
            for name in (name for name in names if not name.startswith("__")):
                seen += 1
                loaded_elsewhere = loading[name] > (name in used)
                if not (name in said or loaded_elsewhere or (module, name) in imported):
                    unused.append(f"{path.relative_to(root)}: {name}")
        unused += [f"{path.relative_to(root)}: {name}" for name in sorted(within - said)]
    assert seen > 4000
    assert unused == []


def is_method(node: ast.stmt) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return is_function and not node.decorator_list and not node.name.startswith("__")


def test_no_module_has_an_empty_name(root: Path) -> None:
    assert [p for p in sources(root) if re.search(r"(^|_)(utils?|helpers?|managers?|misc|common)$", p.stem)] == []


def test_each_error_has_a_prefix_and_a_place_in_the_overview() -> None:
    prefixes = [c.default_slug.split(".")[0] for c in classes()]
    assert len(prefixes) == len(set(prefixes)) >= 9
    for error in classes():
        prefix = error.default_slug.split(".")[0]
        assert re.search(rf"{error.__name__} +{prefix}\.\*", errors.__doc__ or ""), error
        assert error.exit_code in {65, 69, 70, 74, 78}


def test_each_slug_has_the_prefix_of_its_class(root: Path) -> None:
    prefix_of = {c.__name__: c.default_slug.split(".")[0] for c in classes()}
    wrong, seen = [], 0
    for path in sources(root):
        for call in nodes(path):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in prefix_of:
                continue
            for word in call.keywords:
                if word.arg == "slug" and isinstance(word.value, ast.Constant):
                    seen += 1
                    slug = str(word.value.value)
                    if not re.fullmatch(rf"{prefix_of[call.func.id]}\.[a-z][a-z0-9_-]*", slug):
                        wrong.append(f"{path.relative_to(root)}: {call.func.id} says {slug}")
    assert seen > 40
    assert wrong == []


def test_the_core_never_prints(root: Path) -> None:
    printing = [
        str(path.relative_to(root))
        for path in sources(root)
        if "cli" not in path.parts
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_the_lock_names_no_registry_and_pins_every_hash(root: Path) -> None:
    text = (root / "requirements.lock").read_text()
    assert "://" not in text
    assert "index-url" not in text
    pins = re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==[^ ]+.*?(?=^[a-z]|\Z)", text, flags=re.M | re.S)
    assert len(pins) > 40
    unhashed = [
        block.split("==")[0] for block in re.split(r"^(?=[a-z])", text, flags=re.M)[1:] if "sha256:" not in block
    ]
    assert unhashed == []


def test_every_dependency_is_locked(root: Path) -> None:
    text = (root / "requirements.lock").read_text().lower()
    written = tomllib.loads((root / "pyproject.toml").read_text())
    extras, groups = written["project"]["optional-dependencies"], written["dependency-groups"]
    asked = [*written["project"]["dependencies"], *(d for more in (extras, groups) for ds in more.values() for d in ds)]
    names = [re.split(r"[<>=\[; ]", d)[0].lower().replace("_", "-") for d in asked]
    assert len(names) > 50
    assert [n for n in names if not re.search(rf"^{re.escape(n)}(\[[a-z,]+\])?==", text, flags=re.M)] == []


@pytest.mark.slow
def test_the_wheel_holds_model_and_lexicon_and_is_small(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size < LARGEST_WHEEL
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = root / "src" / "stateofplay"
    data = [p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts and p.suffix != ".py"]
    assert {p.suffix for p in data} >= {".npz", ".csv", ".tsv", ".toml", ".json", ".j2", ".css"}
    assert {f"stateofplay/{p.relative_to(package).as_posix()}" for p in data} <= names
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert not [n for n in names if n.startswith(("tests/", "eval/", "training/"))]
