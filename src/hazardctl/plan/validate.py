"""Whether a plan that can be read also makes sense: the full check behind `plan check` and `init`.

`plan.read` has already settled keys, types, references and repeated ids, and a plan that fails them comes
no further; nothing of that is asked again here. Here are the rules of content: bounds and shapes within a
row, by pydantic models, and what must agree between rows, in `plan.agree`. Only this module of `plan` loads
pydantic, so light commands must not import it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from hazardctl.errors import Problem
from hazardctl.messages import plan as say
from hazardctl.plan import packaged, read_folder
from hazardctl.plan.agree import Steps, disagreements
from hazardctl.plan.read import DUTY_MATRIX, TASK_LIST
from hazardctl.plan.tree import Document, Mapping, Node, Sequence

_MATRIX_KEYS: Final = frozenset(
    {"units", "groups", "posts", "duties", "body_duties", "standing", "principles", "ladder"}
)

Title = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=5000)]
Notes = tuple[Text, ...]


def validate(folder: Path | None = None) -> list[Problem]:
    """Check a plan folder, or the plan that comes with the program, and list all that is wrong.

    An empty list means that the plan can be used. What stops it from being read is listed first and alone,
    since nothing can be said about the content then. Raises as `plan.load` where the folder or the system
    fails.
    """
    loaded = read_folder(folder or packaged())
    if loaded.plan is None or loaded.problems:
        return list(loaded.problems)
    found = [*_row_mistakes(loaded.plan), *disagreements(loaded.plan)]
    return [Problem(code, message, _where(loaded.documents, steps)) for steps, code, message in found]


def _row_mistakes(plan: object) -> Iterator[tuple[Steps, str, str]]:
    try:
        _Plan.model_validate(plan)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield detail["loc"], detail["type"], _sentence(detail)


def _sentence(detail: ErrorDetails) -> str:
    bounds: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "string_too_long":
            return say.too_long(bounds["max_length"])
        case "string_pattern_mismatch":
            return say.bad_pattern(bounds["pattern"])
        case "greater_than_equal":
            return say.out_of_range(least=bounds["ge"])
        case "less_than_equal":
            return say.out_of_range(most=bounds["le"])
        case _:
            return detail["msg"]


def _refuse(code: str, message: str) -> PydanticCustomError:
    # A sentence may hold braces from the plan; as a value it is not taken for a template.
    return PydanticCustomError(code, "{message}", {"message": message})


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class _Campaign(_Row):
    title: Title
    short_title: Title
    doc_no: Title
    issuer: Title
    goal: Text
    town_code: Annotated[str, Field(pattern="^[A-Z]{2,6}$")]
    town: Title
    deaths_target: Annotated[int, Field(ge=0)] | None
    month_ends_on: Annotated[int, Field(ge=1, le=31)]
    notes: Notes


class _Cadence(_Row):
    every: str
    words: Title
    interval_days: Annotated[int, Field(ge=1, le=3660)] | None

    @model_validator(mode="after")
    def interval_only_where_open(self) -> Self:
        if self.interval_days is not None and self.every != "unspecified":
            raise _refuse("interval", say.interval_not_wanted(self.every))
        return self


class _Quoting(_Row):
    """A row whose cadence rests on words of its own text."""

    text: Text
    cadence: tuple[_Cadence, ...]

    @model_validator(mode="after")
    def words_stand_in_text(self) -> Self:
        for cadence in self.cadence:
            if cadence.words not in self.text:
                raise _refuse("quote", say.words_not_in_text(cadence.words))
        return self


class _Task(_Quoting):
    id: Annotated[str, Field(pattern=r"^[1-9]\d?-[1-9]\d?$")]
    printed_no: Annotated[int, Field(ge=1, le=999)]
    action: int
    subgroup: Title
    owner_text: Title
    notes: Notes

    @model_validator(mode="after")
    def id_tells_the_action(self) -> Self:
        if self.id.partition("-")[0] != str(self.action):
            raise _refuse("task_id", say.id_of_other_action(self.id, self.action))
        return self


class _Deliverable(_Row):
    name: Title
    words: Title


class _Phase(_Row):
    name: Title
    start: date
    due: date
    text: Text
    deliverables: tuple[_Deliverable, ...]
    notes: Notes

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        if self.due < self.start:
            raise _refuse("phase_dates", say.phase_backwards(self.start, self.due))
        return self

    @model_validator(mode="after")
    def deliverables_stand_in_text(self) -> Self:
        for one in self.deliverables:
            if one.words not in self.text:
                raise _refuse("quote", say.words_not_in_text(one.words))
        return self


class _Action(_Row):
    title: Title
    text: Text
    notes: Notes


class _Owner(_Row):
    printed: Title
    text: Text


class _Duty(_Row):
    name: Title
    owners: tuple[_Owner, ...]
    notes: Notes


class _Step(_Row):
    after_days: Annotated[int, Field(ge=0, le=3660)] | None
    after_rounds: Annotated[int, Field(ge=1, le=99)] | None


class _Principle(_Row):
    name: Title
    text: Text


class _Plan(_Row):
    campaign: _Campaign
    phases: tuple[_Phase, ...]
    actions: tuple[_Action, ...]
    tasks: tuple[_Task, ...]
    duties: tuple[_Duty, ...]
    standing: tuple[_Quoting, ...]
    principles: tuple[_Principle, ...]
    ladder: tuple[_Step, ...]


def _where(documents: dict[str, Document], steps: Steps) -> str:
    """Name file, line and key of a place in the plan; fields of a plan are called as in the files."""
    file = DUTY_MATRIX if steps[0] in _MATRIX_KEYS else TASK_LIST
    line = _line(documents[file].root, steps)
    return f"{file}:{line} {_key(steps)}"


def _line(node: Node | None, steps: Iterable[int | str]) -> int:
    line = 1
    for step in steps:
        if isinstance(node, Mapping) and step in node.items:
            line, node = node.lines[str(step)], node.items[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
    return line


def _key(steps: Steps) -> str:
    words = [f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in steps]
    return "".join(words).removeprefix(".")
