"""What schools do with the figures: sheets, journeys, registers, maps, profiles, transitions, reviews.

Each document is a typed object that is read from JSON and written back without loss, and each
answer has its parts as lists of dicts and as frames.

>>> import effaith
>>> from effaith.practice import Journey
>>> journey = Journey.read({
...     "learner_id": "L9",
...     "measures": [{"id": "ladder", "steps": ["through the door", "at the table", "in class"]}],
...     "observations": [{"date": f"2024-01-{day:02}", "value": value}
...                      for day, value in [(8, 1), (15, 1), (22, 2), (29, "in class")]]})
>>> journey.trend(effaith.Engine()).measures[0]["verdict"]
'too_few_observations'
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from typing import Any

from effaith._answer import flat, frame, records_text
from effaith._document import Source, read, written
from effaith._practice_answers import (
    Advice,
    DocumentAnswer,
    JourneyTrend,
    ModerationSample,
    ProvisionMap,
    ReviewPack,
    SheetCheck,
    SheetEvaluation,
    Timeline,
)
from effaith.engine import Engine

__all__ = [
    "Advice",
    "Consent",
    "EvidenceItem",
    "IdentifierMapping",
    "Idp",
    "Journey",
    "JourneyMeasure",
    "JourneyPhase",
    "JourneyTrend",
    "LeaveOut",
    "Level",
    "ModerationSample",
    "ModeratorRating",
    "Observation",
    "ParentsInformed",
    "Profile",
    "ProfileTarget",
    "ProfileView",
    "ProvisionMap",
    "Quality",
    "QualityLearner",
    "Rationale",
    "Received",
    "Redaction",
    "Register",
    "RegisterLearner",
    "Replacement",
    "ReviewPack",
    "Setting",
    "Sheet",
    "SheetCheck",
    "SheetEvaluation",
    "SheetPupil",
    "TierCriteria",
    "TierEntry",
    "Timeline",
    "Training",
    "Transition",
    "TransitionTerms",
    "View",
    "VisitPaper",
    "moderation_sample",
    "review_pack",
]


# --- Parts of documents -----------------------------------------------------------------------------


@dataclass
class Level:
    """A value on the measure, or a competency in words, on a day."""

    value: float | str | None = None
    competency: str | None = None
    date: Day | None = None


@dataclass
class Rationale:
    """Why this intervention: the need, and the evidence that such an intervention works."""

    need: str | None = None
    evidence: str | None = None


@dataclass
class ParentsInformed:
    """When and how parents were told, or why they were not."""

    date: Day | None = None
    how: str | None = None
    reason_not: str | None = None


@dataclass
class SheetPupil:
    """A learner on a sheet: start, target, result, sessions."""

    learner_id: str | None = None
    name: str | None = None
    date_of_birth: Day | None = None
    year_group: str | None = None
    area_of_need: str | None = None
    tier: str | None = None
    summary: str | None = None
    measure: str | None = None
    delivered_by: list[str] = field(default_factory=list)
    baseline: Level = field(default_factory=Level)
    target: Level = field(default_factory=Level)
    actual: Level = field(default_factory=Level)
    sessions_attended: int | None = None
    outcome: str | None = None
    capital_cost: float | None = None
    evaluation: str | None = None
    further_action: str | None = None


@dataclass
class JourneyMeasure:
    """A measure of one journey; a ladder where it has steps."""

    id: str
    name: str | None = None
    aspect: str | None = None
    unit: str | None = None
    kind: str | None = None
    direction: str | None = None
    tolerance: float | None = None
    sd: float | None = None
    reliability: float | None = None
    steps: list[str] = field(default_factory=list)


@dataclass
class Observation:
    """What was seen on a day: a value, an age such as ``"6y3m"``, or a step of a ladder."""

    date: Day
    value: float | str
    measure: str | None = None
    note: str | None = None


@dataclass
class JourneyPhase:
    """An intervention that ran during the journey; without an end it is running."""

    intervention: str
    started: Day
    ended: Day | None = None


@dataclass
class TierEntry:
    """A learner at a tier, with an area of need; still there without an end."""

    tier: str
    #: `from` in the document, which is a word of Python's own.
    from_: Day
    area_of_need: str | None = None
    to: Day | None = None
    met_exit: bool | None = None
    note: str | None = None


@dataclass
class RegisterLearner:
    """A learner with the tiers, one after the other."""

    learner_id: str
    year_group: str | None = None
    entries: list[TierEntry] = field(default_factory=list)


@dataclass
class TierCriteria:
    """What brings learners to a tier, and what they leave it by."""

    tier: str
    entry: list[str] = field(default_factory=list)
    exit: list[str] = field(default_factory=list)


@dataclass
class Training:
    """A role that was trained for an intervention."""

    role: str
    intervention: str
    date: Day
    lapses: Day | None = None


@dataclass
class View:
    """What a pupil, parent or professional thinks of a learner's provision."""

    learner_id: str
    viewer: str
    date: Day
    measure: str | None = None
    value: float | str | None = None
    words: str | None = None


@dataclass
class ProfileView:
    """What the learner, a parent or a professional says, and on which day."""

    viewer: str
    words: str
    date: Day | None = None


@dataclass
class VisitPaper:
    """A paper for the next quality visit; not ready yet without a day."""

    paper: str
    prepared: Day | None = None


@dataclass
class Setting:
    """A school, resource base or referral service, and the days of its quality visits."""

    school_id: str
    kind: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    visits: list[Day] = field(default_factory=list)
    papers: list[VisitPaper] = field(default_factory=list)


@dataclass
class QualityLearner:
    """A learner's reviews, who was heard, and the targets."""

    learner_id: str
    school_id: str
    profile_reviews: list[Day] = field(default_factory=list)
    has_idp: bool | None = None
    idp_reviews: list[Day] = field(default_factory=list)
    parents_engaged: bool | None = None
    learner_voice: bool | None = None
    targets: int | None = None
    smart_targets: int | None = None


@dataclass
class ModeratorRating:
    """A record's outcome as a moderator judges it: ``"red"``, ``"amber"`` or ``"green"``."""

    record_id: str
    rating: str
    school_id: str | None = None
    date: Day | None = None


@dataclass
class ProfileTarget:
    """What the learner is to reach this term; reviewed once it has an `actual`."""

    text: str | None = None
    term: str | None = None
    measure: str | None = None
    set: Day | None = None
    baseline: Level = field(default_factory=Level)
    target: Level = field(default_factory=Level)
    actual: Level = field(default_factory=Level)
    comment: str | None = None


@dataclass
class Idp:
    """Whether there is an individual development plan, and the days of its reviews."""

    has: bool | None = None
    made: Day | None = None
    review_dates: list[Day] = field(default_factory=list)


@dataclass
class Consent:
    """Who agreed to a transition, when, and for what; it covers all parts without `covers`."""

    given_by: str | None = None
    date: Day | None = None
    purpose: str | None = None
    until: Day | None = None
    covers: list[str] = field(default_factory=list)


@dataclass
class LeaveOut:
    """A part that is to stay behind, and why."""

    part: str
    reason: str


@dataclass
class Redaction:
    """A part that was left out of a transition, why, and how many entries it had.

    `n_texts`, of a whole part: texts that are still in the document, for a person to read.
    """

    part: str
    because: str
    reason: str | None = None
    n: int | None = None
    n_texts: int | None = None


@dataclass
class Replacement:
    """An identifier, and what takes its place."""

    kind: str
    #: `from` in the document, which is a word of Python's own.
    from_: str
    to: str


@dataclass
class EvidenceItem:
    """A piece of the evidence that the cluster's panel asks for."""

    item: str
    present: bool | None = None
    where: str | None = None


# --- Documents ------------------------------------------------------------------------------------


@dataclass
class Sheet:
    """An intervention sheet: one intervention planned and evaluated, for a learner or a group.

    >>> import effaith
    >>> sheet = effaith.practice.Sheet.read({"intervention": "Talk Time", "lead": "Teacher"})
    >>> checked = sheet.check(effaith.Engine())
    >>> checked.stage, checked.findings[0]["code"]
    ('planned', 'missing')
    """

    id: str | None = None
    school_id: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    intervention: str | None = None
    local_code: str | None = None
    support_type: str | None = None
    lead: str | None = None
    supported_by: list[str] = field(default_factory=list)
    delivered_by: list[str] = field(default_factory=list)
    weeks: int | None = None
    frequency: str | None = None
    weekdays: list[str] = field(default_factory=list)
    session_hours: float | None = None
    learners_per_session: int | None = None
    sessions_delivered: int | None = None
    location: str | None = None
    rationale: Rationale = field(default_factory=Rationale)
    parents_informed: ParentsInformed = field(default_factory=ParentsInformed)
    universal_provision: str | None = None
    expected_outcome: str | None = None
    assessment_methods: list[str] = field(default_factory=list)
    measure: str | None = None
    start: Day | None = None
    pupils: list[SheetPupil] = field(default_factory=list)
    other_factors: str | None = None
    run_again: str | None = None
    changes: str | None = None
    training: str | None = None

    @classmethod
    def read(cls, source: Source) -> Sheet:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def pupils_frame(self, kind: str = "pandas") -> Any:
        """The pupils as a frame of ``"pandas"`` or ``"polars"``, a column for each part."""
        return frame([flat(pupil) for pupil in self.to_dict().get("pupils", [])], kind)

    def check(self, engine: Engine) -> SheetCheck:
        """What it lacks at its stage, and what contradicts itself. Raises BadJson."""
        return SheetCheck(*_ask(engine, "sheet_check", self.to_json()))

    def records(self, engine: Engine) -> list[dict[str, Any]]:
        """One record a pupil, for `Engine.analyse`, `Engine.rollup` and the others."""
        text = engine._core.practice("sheet_records", self.to_json(), "", "", True)
        return list(json.loads(text))

    def evaluate(
        self, engine: Engine, against: Sequence[Mapping[str, Any]] | str | None = None
    ) -> SheetEvaluation:
        """Figures of every pupil and of all, and advice with its rules, figures and n.

        `against` are records of other interventions, whose cost per outcome this one's is held
        against: a list of dicts, or the text of a CSV or JSON file. Raises BadJson, BadCsv.
        """
        text = records_text(against)
        return SheetEvaluation(*_ask(engine, "sheet_evaluate", self.to_json(), text))


@dataclass
class Journey:
    """A learner's observations over time, on one or more measures, ladders included."""

    id: str | None = None
    learner_id: str | None = None
    school_id: str | None = None
    title: str | None = None
    measures: list[JourneyMeasure] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    phases: list[JourneyPhase] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> Journey:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def observations_frame(self, kind: str = "pandas") -> Any:
        """The observations as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.to_dict().get("observations", []), kind)

    def trend(self, engine: Engine) -> JourneyTrend:
        """Verdict, rate with its interval, phases compared, for each measure. Raises BadJson."""
        return JourneyTrend(*_ask(engine, "journey_trend", self.to_json()))


@dataclass
class Register:
    """The learners of a school with their tiers and needs, criteria, training and views."""

    id: str | None = None
    school_id: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    learners: list[RegisterLearner] = field(default_factory=list)
    criteria: list[TierCriteria] = field(default_factory=list)
    training: list[Training] = field(default_factory=list)
    views: list[View] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> Register:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def learners_frame(self, kind: str = "pandas") -> Any:
        """A row for each entry of each learner."""
        rows = [
            {"learner_id": learner["learner_id"], **entry}
            for learner in self.to_dict().get("learners", [])
            for entry in learner.get("entries", [])
        ]
        return frame(rows, kind)

    def provision_map(
        self,
        engine: Engine,
        records: Sequence[Mapping[str, Any]] | str | None = None,
        since: Day | str | None = None,
    ) -> ProvisionMap:
        """Who gets what on the engine's `as_of`, the gaps, and the moves between tiers.

        `records` are those of provision: a list of dicts, or the text of a CSV or JSON file. Raises
        InvalidArgument where the engine has no `as_of`, BadJson, BadCsv, EndedBeforeStarted.
        """
        day = since.isoformat() if isinstance(since, Day) else since or ""
        answer = _ask(engine, "provision_map", self.to_json(), records_text(records), day)
        return ProvisionMap(*answer)


@dataclass
class Profile:
    """A pupil profile: needs, strengths, views, targets, reviews, sheets and journeys.

    >>> profile = Profile.read({"learner_id": "L1", "made": "2023-09-04"})
    >>> [(review["kind"], review["due"]) for review in profile.reviews("2024-04-01")]
    [('profile', '2024-03-04')]
    """

    id: str | None = None
    learner_id: str | None = None
    school_id: str | None = None
    former_schools: list[str] = field(default_factory=list)
    name: str | None = None
    year_group: str | None = None
    areas_of_need: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    strengths: list[str] = field(default_factory=list)
    views: list[ProfileView] = field(default_factory=list)
    important_to: list[str] = field(default_factory=list)
    important_for: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    targets: list[ProfileTarget] = field(default_factory=list)
    made: Day | None = None
    review_dates: list[Day] = field(default_factory=list)
    idp: Idp = field(default_factory=Idp)
    sheets: list[Sheet] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> Profile:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def targets_frame(self, kind: str = "pandas") -> Any:
        """The targets as a frame of ``"pandas"`` or ``"polars"``, a column for each part."""
        return frame([flat(target) for target in self.to_dict().get("targets", [])], kind)

    def reviews(self, as_of: Day | str) -> list[dict[str, Any]]:
        """What is due or overdue on a day, by the usual periods; `timeline` has an engine's own.

        Each review has kind, state, due, last, planned, days_overdue, never and message. Raises
        BadConfiguration for a day that is none.
        """
        day = as_of.isoformat() if isinstance(as_of, Day) else as_of
        return self.timeline(Engine({"as_of": day})).reviews

    def timeline(
        self, engine: Engine, records: Sequence[Mapping[str, Any]] | str | None = None
    ) -> Timeline:
        """Every sheet and record of the learner on one time line, and the reviews, on `as_of`.

        `records` may be those of many learners: a list of dicts, or the text of a CSV or JSON file.
        Raises InvalidArgument where the engine has no `as_of`, BadJson, BadCsv.
        """
        return Timeline(*_ask(engine, "profile", self.to_json(), records_text(records)))

    def transition(
        self,
        engine: Engine,
        terms: TransitionTerms,
        records: Sequence[Mapping[str, Any]] | str | None = None,
    ) -> Transition:
        """What the next school needs of this learner, as one document.

        Raises InvalidArgument without a consent that says who, when and for what and holds on the
        engine's `as_of`; BadJson, BadCsv.
        """
        text = engine._core.practice(
            "transition_make", self.to_json(), records_text(records), "", True, terms.to_json()
        )
        return Transition.read(json.loads(text))


@dataclass
class TransitionTerms:
    """The consent to a transition, and the parts that stay behind."""

    to_school: str | None = None
    consent: Consent = field(default_factory=Consent)
    leave_out: list[LeaveOut] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> TransitionTerms:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


@dataclass
class IdentifierMapping:
    """The receiving school's identifiers and codes for those of a transition."""

    identifiers: list[Replacement] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> IdentifierMapping:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def inverse(self) -> IdentifierMapping:
        """The mapping backwards: it gives the document that was."""
        return IdentifierMapping([Replacement(r.kind, r.to, r.from_) for r in self.identifiers])


@dataclass
class Transition:
    """One learner's profile, sheets, records and journeys, with what they are written in."""

    profile: Profile
    from_school: str | None = None
    to_school: str | None = None
    made: Day | None = None
    consent: Consent = field(default_factory=Consent)
    redactions: list[Redaction] = field(default_factory=list)
    identifiers: list[Replacement] = field(default_factory=list)
    #: A list of dicts, for every call that takes records.
    records: list[dict[str, Any]] = field(default_factory=list)
    #: A part of a configuration: measures, codes, catalogue.
    configuration: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Source) -> Transition:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def records_frame(self, kind: str = "pandas") -> Any:
        """The records as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.records, kind)

    def receive(self, engine: Engine, mapping: IdentifierMapping | None = None) -> Received:
        """The document in the receiving school's identifiers, and what is not mapped.

        Raises InvalidArgument where two identifiers would become one; BadJson.
        """
        terms = "" if mapping is None else mapping.to_json()
        return Received(*_ask(engine, "transition_receive", self.to_json(), terms=terms))


class Received(DocumentAnswer):
    """A transition in the receiving school's identifiers."""

    @cached_property
    def transition(self) -> Transition:
        """The document."""
        return Transition.read(self.data["transition"])

    @property
    def unmapped(self) -> list[dict[str, Any]]:
        """Identifiers that nothing replaces and that are not known here: kind, identifier."""
        return list(self.data["unmapped"])

    @property
    def unused(self) -> list[dict[str, Any]]:
        """What the mapping replaces and the document does not have: kind, from, to."""
        return list(self.data["unused"])

    def unmapped_frame(self, kind: str = "pandas") -> Any:
        """The unmapped identifiers as a frame."""
        return frame(self.unmapped, kind)


@dataclass
class Quality:
    """What a school, a cluster or an authority keeps beside its records for quality assurance.

    >>> import effaith
    >>> quality = effaith.practice.Quality.read({"settings": [{"school_id": "S1"}]})
    >>> engine = effaith.Engine({"as_of": "2024-07-31"})
    >>> quality.review(engine, level="cluster").actions[0]["rule"]
    'visit'
    """

    id: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    settings: list[Setting] = field(default_factory=list)
    learners: list[QualityLearner] = field(default_factory=list)
    moderation: list[ModeratorRating] = field(default_factory=list)
    checklist: list[EvidenceItem] = field(default_factory=list)

    @classmethod
    def read(cls, source: Source) -> Quality:
        """From a dict or the path of a JSON file. Raises BadJson, CannotRead."""
        return read(cls, source)

    def to_dict(self) -> dict[str, Any]:
        """As a document: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def settings_frame(self, kind: str = "pandas") -> Any:
        """The settings as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.to_dict().get("settings", []), kind)

    def learners_frame(self, kind: str = "pandas") -> Any:
        """The learners as a frame."""
        return frame(self.to_dict().get("learners", []), kind)

    def moderation_frame(self, kind: str = "pandas") -> Any:
        """The moderators' ratings as a frame."""
        return frame(self.to_dict().get("moderation", []), kind)

    def checklist_frame(self, kind: str = "pandas") -> Any:
        """The checklist as a frame."""
        return frame(self.to_dict().get("checklist", []), kind)

    def review(
        self,
        engine: Engine,
        records: Sequence[Mapping[str, Any]] | str | None = None,
        *,
        level: str,
        **options: Any,
    ) -> ReviewPack:
        """The review pack of a level, with this document beside the records: `review_pack`."""
        return review_pack(engine, records, level=level, quality=self, **options)


def review_pack(
    engine: Engine,
    records: Sequence[Mapping[str, Any]] | str | None = None,
    *,
    level: str,
    quality: Quality | None = None,
    **options: Any,
) -> ReviewPack:
    """The review pack of a ``"school"``, a ``"cluster"`` or an ``"authority"``.

    `records` are a list of dicts, or the text of a CSV or JSON file. Of `options` none is needed:
    `unit` (which one, where the records are of several), `seed` and `sample_size` and `strata` of
    the sample for moderation, `threshold`, `rounding` (``"none"``, ``"5"``) and `hide_class` of the
    release, and `release`, which protects a school's own pack as well. A pack of a cluster or an
    authority may be handed on; `withheld` says what is not in it. Raises InvalidArgument where the
    engine has no `as_of` or the records are of several units, BadJson, BadCsv.
    """
    document = quality.to_json() if quality else "{}"
    text = records_text(records)
    return ReviewPack(*_ask(engine, "review_pack", document, text, "", _review(level, options)))


def moderation_sample(
    engine: Engine,
    records: Sequence[Mapping[str, Any]] | str,
    *,
    level: str,
    **options: Any,
) -> ModerationSample:
    """The records that are moderated, drawn by `seed`: the same for the same seed everywhere.

    `options` are those of `review_pack`. A working paper, which names records.
    """
    text = records_text(records)
    return ModerationSample(
        *_ask(engine, "moderation_sample", "{}", text, "", _review(level, options))
    )


def _ask(
    engine: Engine,
    question: str,
    document: str,
    beside: str = "",
    since: str = "",
    terms: str = "",
) -> tuple[dict[str, Any], str]:
    data = json.loads(engine._core.practice(question, document, beside, since, True, terms))
    return data, engine._core.practice(question, document, beside, since, False, terms)


def _review(level: str, options: Mapping[str, Any]) -> str:
    """The options of a review as a document."""
    return json.dumps({"level": level, **options})
