"""Mutation testing of diagnosis and redesign: change the code a little, and see whether a test notices.

mutmut makes the changes and runs, for each, the tests that reach it. By itself it leaves every decorated function
alone, and here nearly every judgement and property is one; so they are opened to it: what is decorated is the switch
between the code and its mutants, and the mutants themselves stand undecorated.

``mutants.py run`` (or ``run leadership_lib.diagnosis.checks.*``) makes and tries them, and ends with a table;
``mutants.py show NAME`` prints what a mutant changed. What the survivors are stands in ``tests/mutants.md``.
"""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from collections.abc import Iterable

import libcst as cst
import mutmut.__main__ as mutmut
from mutmut.mutation import file_mutation, mutators
from mutmut.runners.harness import PytestRunner
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import mangled_name_from_mutant_name

#: What is kept once it was computed would keep what the unchanged code gave.
KEPT = {"cache", "overload"}

_skip, _arrange = file_mutation.MutationVisitor._skip_node_and_children, file_mutation.function_trampoline_arrangement
_run, _pytest, _stats = PytestRunner.run_tests, PytestRunner.execute_pytest, mutmut.collect_or_load_stats


def _says_strict(argument: cst.Arg) -> bool:
    """Tell whether an argument only says that two lists are known to be equally long."""
    return argument.keyword is not None and argument.keyword.value == "strict"


def _names(function: cst.FunctionDef) -> set[str]:
    return {item.decorator.value for item in function.decorators if isinstance(item.decorator, cst.Name)}


def _skip_but_decorated(self, node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Arg) and _says_strict(node):
        return True
    if isinstance(node, cst.FunctionDef) and node.decorators:
        return bool(_names(node) & KEPT)
    return _skip(self, node)


def _arrange_decorated(function: cst.FunctionDef, mutants, class_name):
    if not function.decorators or _names(function) & {"classmethod", "staticmethod"}:
        return _arrange(function, mutants, class_name)
    before, (switch, *copies), after, names = _arrange(function.with_changes(decorators=[]), mutants, class_name)
    decorated = switch.with_changes(decorators=[*function.decorators, *switch.decorators])
    return before, [decorated, *copies], after, names


def _text(node: cst.BaseString):
    """Mutate a text once: whether its letters are capitals is not what the tests are about."""
    yield from list(mutators.operator_string(node))[:1]


def _named(node: cst.Call):
    """Leave out arguments given by name; a call without one given by place fails at once and proves nothing."""
    for place, argument in enumerate(node.args):
        if argument.keyword and len(node.args) > 1 and not _says_strict(argument):
            yield node.with_changes(args=[*node.args[:place], *node.args[place + 1 :]])


#: What mutmut does to the code, and what is done instead; None: nothing, for it would only fail at once.
INSTEAD = {
    mutators.operator_string: _text,
    mutators.operator_arg_removal: _named,
    mutators.operator_dict_arguments: None,
    mutators.operator_assignment: None,
}


class _Forget:
    """What runs while tests are collected belongs to none of them."""

    @staticmethod
    def pytest_collection_finish() -> None:
        state()._stats.clear()


def _execute(self, params: list[str], plugins: Iterable[object] = ()) -> int:
    return _pytest(self, params, plugins=[*plugins, _Forget])


def _all_stats(runner, **how) -> None:
    """Find the tests of a function in its own room; what runs while a module is imported has those of the module."""
    _stats(runner, **how)
    reached = state().tests_by_mangled_function_name
    for path, data in mutmut.collect_source_file_mutation_data(mutant_names=())[1].items():
        tests = f"tests/{path.split('/')[1]}/"
        functions = {mangled_name_from_mutant_name(name) for name in data.exit_code_by_key}
        for function in functions:
            reached[function] = {test for test in reached[function] if test.startswith(tests)}
        whole = set().union(*(reached[function] for function in functions))
        reached.update({function: whole for function in functions if not reached[function]})


def _imported_anew(mutant_name: str) -> int:
    """Import the mutant's module once more, where it holds nothing but functions that register themselves."""
    module = sys.modules.get(mutant_name.rpartition(".")[0])
    if module is None or any(
        isinstance(it, type) and it.__module__ == module.__name__ for it in vars(module).values()
    ):
        return 0
    try:
        importlib.reload(module)
    except Exception:
        return 1
    return 0


def _try(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
    """Try the tests that reach the fewest functions first, a few at a time: they are those about the mutant."""
    if mutant_name and _imported_anew(mutant_name):
        return 1
    reach = Counter(test for reached in state().tests_by_mangled_function_name.values() for test in reached)
    nearest = sorted(tests, key=lambda test: reach[test])
    for some in (nearest[:12], nearest[12:60], nearest[60:]):
        if (some or not nearest) and (code := _run(self, mutant_name=mutant_name, tests=some)):
            return code
    return 0


#: How what mutmut says is counted; whatever else it says, the mutant survived. Out of time is a loop without end, or
#: a machine too busy to tell.
COLUMNS = {"killed": "killed", "segfault": "killed", "timeout": "out of time", "not checked": "not tried"}


def report() -> None:
    """Print how many mutants of each module were killed, and the names of those that were not."""
    alive, total = [], Counter()
    print(f"{'module':<45} mutants  killed  survived  out of time  not tried")
    for path, data in mutmut.collect_source_file_mutation_data(mutant_names=())[1].items():
        said = {
            name: COLUMNS.get(status_by_exit_code[code], "survived") for name, code in data.exit_code_by_key.items()
        }
        alive += [f"{name}: {column}" for name, column in said.items() if column in ("survived", "out of time")]
        count = Counter([*said.values(), *["mutants"] * len(said)])
        total += count
        if said:
            print(_row(path, count))
    print(_row("all", total), *alive, sep="\n")


def _row(name: str, count: Counter[str]) -> str:
    return (
        f"{name:<45} {count['mutants']:7} {count['killed']:7} {count['survived']:9} {count['out of time']:12} "
        f"{count['not tried']:10}"
    )


if __name__ == "__main__":
    file_mutation.MutationVisitor._skip_node_and_children = _skip_but_decorated
    file_mutation.function_trampoline_arrangement = _arrange_decorated
    chosen = ((kind, INSTEAD.get(change, change)) for kind, change in mutators.mutation_operators)
    file_mutation.mutation_operators[:] = [(kind, change) for kind, change in chosen if change]
    PytestRunner.run_tests, PytestRunner.execute_pytest = _try, _execute
    mutmut.collect_or_load_stats = _all_stats
    mutmut.cli(standalone_mode=False)
    if "run" in sys.argv:
        report()
