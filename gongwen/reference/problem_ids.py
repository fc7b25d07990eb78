"""Every rule id that a `Problem` can have, read off the program's source.

Whatever reaches a parameter or field called `rule` is an id: of `Problem` and `problem_at`, and of
every function and class of ours that passes one on. A call whose id cannot be told is an error, so
that no id escapes the catalogue.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

_PACKAGE = Path(__file__).resolve().parents[1]
_PARAMETER = "rule"
Function = ast.FunctionDef | ast.AsyncFunctionDef


class UnknownIdError(Exception):
    """A call of which the scan cannot tell the id; the text says where it stands."""


class _Module(Struct, frozen=True):
    name: str
    tree: ast.Module
    constants: dict[str, ast.expr]
    functions: dict[str, Function]
    defined: frozenset[str]
    imported: dict[str, str]


_Carriers = dict[tuple[str, str], int]
"""Where among its arguments something takes an id, by the module and the name that it has."""


@cache
def problem_ids(package: Path = _PACKAGE) -> dict[str, tuple[str, ...]]:
    """The modules (by path in the package) that raise each id, by id.

    Raises UnknownIdError where a call's id cannot be told.
    """
    modules = [
        _read(path, package)
        for path in sorted(package.rglob("*.py"))
        if "checkup" not in path.parts
    ]
    carriers = _carriers(modules)
    found: dict[str, set[str]] = {}
    for module in modules:
        scan = _Scan(module, modules)
        for argument, around in _arguments(module, carriers):
            for rule in scan.ids(argument, around):
                found.setdefault(rule, set()).add(module.name)
    return {rule: tuple(sorted(names)) for rule, names in sorted(found.items())}


def _read(path: Path, package: Path) -> _Module:
    tree = ast.parse(path.read_text(encoding="utf-8"), path.name)
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, Function)}
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    imported = {
        alias.asname or alias.name: (node.module or "").rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    name = path.relative_to(package).as_posix()
    defined = frozenset(classes | functions.keys())
    return _Module(name, tree, constants, functions, defined, imported)


def _stem(file: str) -> str:
    """The name that a module is imported by: a package's is its folder's."""
    return file.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2]


def _carriers(modules: list[_Module]) -> _Carriers:
    """`Problem`, and what hands its own `rule` on to another carrier."""
    takers = [(module, *taker) for module in modules for taker in _takers(module.tree)]
    carriers: _Carriers = {}
    size = -1
    while size != len(carriers):
        size = len(carriers)
        for module, name, position in takers:
            if name == "Problem" or _hands_on(module, name, carriers):
                carriers[module.name, name] = position
    return carriers


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The functions and classes that have a `rule`, with its place among the arguments."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        elif isinstance(node, ast.ClassDef):
            names = [
                line.target.id
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            ]
        else:
            continue
        if _PARAMETER in names:
            yield node.name, names.index(_PARAMETER)


def _hands_on(module: _Module, name: str, carriers: _Carriers) -> bool:
    """Whether the `rule` of a function, or of a class's instances, goes on to a carrier."""
    is_class = name not in module.functions
    return any(
        (is_class and isinstance(argument, ast.Attribute) and argument.attr == _PARAMETER)
        or (
            isinstance(argument, ast.Name)
            and argument.id == _PARAMETER
            and around is not None
            and around.name == name
        )
        for argument, around in _arguments(module, carriers)
    )


def _arguments(module: _Module, carriers: _Carriers) -> Iterator[tuple[ast.expr, Function | None]]:
    """What the calls in a module give as ids, with the functions they stand in."""
    for call, around in _calls(module.tree, None):
        position = _position(call, module, carriers)
        if position is not None and (argument := _argument(call, position)) is not None:
            yield argument, around


def _position(call: ast.Call, module: _Module, carriers: _Carriers) -> int | None:
    """Where a call gives an id: to what its module defines by that name, or one that it imports
    from (a method is taken for one of a class that is imported).
    """
    name = _called(call)
    if name in module.defined:
        return carriers.get((module.name, name))
    stems = set(module.imported.values())
    if isinstance(call.func, ast.Name):
        stems = {module.imported.get(name, "")}
    return next(
        (
            position
            for (file, carrier), position in carriers.items()
            if carrier == name and _stem(file) in stems
        ),
        None,
    )


def _calls(node: ast.AST, around: Function | None) -> Iterator[tuple[ast.Call, Function | None]]:
    """Every call with the function it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield child, around
        yield from _calls(child, child if isinstance(child, Function) else around)


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _argument(call: ast.Call, position: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == _PARAMETER:
            return keyword.value
    return call.args[position] if position < len(call.args) else None


class _Scan(Struct, frozen=True):
    module: _Module
    modules: list[_Module]

    def ids(self, value: ast.expr, around: Function | None) -> set[str]:
        """The ids that an expression can be."""
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            return {value.value}
        if isinstance(value, ast.IfExp):
            return self.ids(value.body, around) | self.ids(value.orelse, around)
        if isinstance(value, ast.Attribute):
            return self._of_attribute(value)
        if isinstance(value, ast.Starred):
            return set()  # a record read back: its problems were found elsewhere
        if isinstance(value, ast.Name):
            constant = self._constant(value.id)
            if constant is not None:
                return {constant}
            if around is not None:
                if value.id == _PARAMETER and _PARAMETER in _parameters(around):
                    return set()  # passed on: the callers' arguments are looked at
                if found := self._of_local(value.id, around):
                    return found
        raise UnknownIdError(self._untold(value))

    def _untold(self, value: ast.expr) -> str:
        where = f"gongwen/{self.module.name}:{value.lineno}"
        return f"{where}: cannot tell which rule id “{ast.unparse(value)}” is"

    def _of_attribute(self, value: ast.Attribute) -> set[str]:
        if value.attr == "NAME":
            return {self._name_in(module) for module in self.modules} - {""}
        if value.attr == _PARAMETER:
            return set()  # of an object that was made with it
        for module in self.modules:
            constant = module.constants.get(value.attr)
            if isinstance(constant, ast.Constant) and _stem(module.name) == ast.unparse(
                value.value
            ):
                return {str(constant.value)}
        raise UnknownIdError(self._untold(value))

    @staticmethod
    def _name_in(module: _Module) -> str:
        """The id of a rule module."""
        name = module.constants.get("NAME") if module.name.startswith("rules/") else None
        return str(name.value) if isinstance(name, ast.Constant) else ""

    def _constant(self, name: str) -> str | None:
        """A text constant of this module, or of the one that it is imported from."""
        stem = self.module.imported.get(name)
        others = [module for module in self.modules if _stem(module.name) == stem]
        for module in (self.module, *others):
            value = module.constants.get(name)
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                return value.value
        return None

    def _of_local(self, name: str, around: Function) -> set[str]:
        """The constants that a variable of a function is given."""
        given: list[ast.expr] = []
        for node in ast.walk(around):
            if isinstance(node, ast.Assign) and name in _names(node.targets):
                given.append(node.value)
            elif isinstance(node, ast.For) and name in _names([node.target]):
                given.append(node.iter)
            elif isinstance(node, ast.NamedExpr) and name == node.target.id:
                given.append(node.value)
        called = [self.module.functions.get(_called(call)) for call in _calls_in(given)]
        given += [
            node.value
            for function in called
            if function is not None
            for node in ast.walk(function)
            if isinstance(node, ast.Return) and node.value is not None
        ]
        names = _names(given)
        names |= {
            each
            for key in names
            if key in self.module.constants
            for each in _names([self.module.constants[key]])
        }
        return {found for each in names if (found := self._constant(each))}


def _parameters(function: Function) -> set[str]:
    return {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}


def _names(expressions: Iterable[ast.expr]) -> set[str]:
    return {
        node.id
        for expression in expressions
        for node in ast.walk(expression)
        if isinstance(node, ast.Name)
    }


def _calls_in(expressions: Iterable[ast.expr]) -> list[ast.Call]:
    return [
        node
        for expression in expressions
        for node in ast.walk(expression)
        if isinstance(node, ast.Call)
    ]
