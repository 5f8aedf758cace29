"""What the reading of a clause gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from fazhi_ie.facts.measures.verbs import Phrase


@dataclass(slots=True)
class Act:
    """An action; the object may lie before the verb: fronted by 将 or 对, or the subject of a change (`subject`)."""

    start: int
    end: int
    phrase: Phrase
    object_start: int
    object_end: int
    planned: bool = False
    actor_start: int | None = None
    actor_end: int | None = None
    actor_entity: int | None = None
    subject: bool = False


@dataclass(slots=True)
class Lead:
    """Who acts, told in a clause before that of the act (县司法局会同县法院,对……): where it begins, and the actor."""

    start: int
    actor: tuple[int, int, int | None] | None


@dataclass(slots=True)
class Reading:
    """The actions of a clause, a mark of the future, and what waits for its verb: an object (start, object), a lead."""

    acts: list[Act] = field(default_factory=list)
    planned: bool = False
    waiting: tuple[int, int] | None = None
    lead: Lead | None = None
