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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cached_property
from typing import Any, Literal

from effaith._answer import FrameKind, Records, core_of, frame, records_bytes, records_frame
from effaith._document import Document, Source, canonical, columns_of, document_bytes
from effaith._json import json_bytes, plain, utf8
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
from effaith.errors import InvalidArgument

#: Who a review pack is for.
ReviewLevel = Literal["school", "cluster", "authority"]
#: What the sample for moderation may be stratified by.
Stratum = Literal["school_id", "outcome", "intervention", "tier"]
#: Whether published counts are rounded: to multiples of 5 or not.
Rounding = Literal["none", "5", 5]

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
class Sheet(Document):
    """An intervention sheet: one intervention planned and evaluated, for a learner or a group.

    >>> import effaith
    >>> sheet = effaith.practice.Sheet.read({"intervention": "Talk Time", "lead": "Teacher"})
    >>> checked = sheet.check(effaith.Engine())
    >>> checked.stage, checked.findings[0]["code"]
    ('planned', 'missing')
    """

    _kind = "sheet"

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

    def pupils_frame(self, kind: FrameKind = "pandas") -> Any:
        """The pupils as a frame of ``"pandas"`` or ``"polars"``, a column for each part."""
        return self._frame("pupils", SheetPupil, kind)

    def check(self, engine: Engine) -> SheetCheck:
        """What it lacks at its stage, and what contradicts itself. Raises BadJson.

        >>> import effaith
        >>> checked = Sheet(intervention="Talk Time", lead="Teacher").check(effaith.Engine())
        >>> checked.ok, checked.findings[-1]["where"]
        (False, '/pupils')
        """
        return SheetCheck(*_ask(engine, "sheet_check", _bytes(self)))

    def records(self, engine: Engine) -> list[dict[str, Any]]:
        """One record a pupil, for `Engine.analyse`, `Engine.rollup` and the others.

        >>> import effaith
        >>> sheet = Sheet(intervention="Talk Time", pupils=[SheetPupil(learner_id="L1")])
        >>> sheet.records(effaith.Engine())[0]["intervention"]
        'Talk Time'
        """
        text = core_of(engine).practice("sheet_records", _bytes(self), b"", b"", True)
        return list(json.loads(text))

    def evaluate(self, engine: Engine, against: Records = None) -> SheetEvaluation:
        """Figures of every pupil and of all, and advice with its rules, figures and n.

        `against` are records of other interventions, whose cost per outcome this one's is held
        against, in any kind that `Engine.analyse` takes. Raises BadJson, BadCsv, CannotRead,
        InvalidArgument.

        >>> import effaith
        >>> sheet = Sheet.read({
        ...     "school_id": "S1", "intervention": "Talk Time", "support_type": "speech",
        ...     "delivered_by": ["Teacher"], "learners_per_session": 1, "weeks": 12,
        ...     "frequency": "weekly", "session_hours": 0.5, "start": "2023-09-04",
        ...     "expected_outcome": "Speaks in class",
        ...     "pupils": [{"learner_id": f"L{i}", "sessions_attended": 10, "outcome": "green",
        ...                 "baseline": {"date": "2023-09-04"}, "actual": {"date": "2023-11-27"}}
        ...                for i in range(6)]})
        >>> evaluation = sheet.evaluate(effaith.Engine())
        >>> evaluation.overall["n_green"], evaluation.advice.says, evaluation.advice.because
        (6, 'run_again', 'outcomes')
        """
        answer = _ask(engine, "sheet_evaluate", _bytes(self), records_bytes(against))
        return SheetEvaluation(*answer)


@dataclass
class Journey(Document):
    """A learner's observations over time, on one or more measures, ladders included."""

    _kind = "journey"

    id: str | None = None
    learner_id: str | None = None
    school_id: str | None = None
    title: str | None = None
    measures: list[JourneyMeasure] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    phases: list[JourneyPhase] = field(default_factory=list)

    def observations_frame(self, kind: FrameKind = "pandas") -> Any:
        """The observations as a frame of ``"pandas"`` or ``"polars"``."""
        return self._frame("observations", Observation, kind)

    def measures_frame(self, kind: FrameKind = "pandas") -> Any:
        """The measures of its own as a frame."""
        return self._frame("measures", JourneyMeasure, kind)

    def phases_frame(self, kind: FrameKind = "pandas") -> Any:
        """The phases as a frame."""
        return self._frame("phases", JourneyPhase, kind)

    def trend(self, engine: Engine) -> JourneyTrend:
        """Verdict, rate with its interval, phases compared, for each measure. Raises BadJson.

        >>> import datetime, effaith
        >>> first = datetime.date(2024, 1, 8)
        >>> journey = Journey(
        ...     measures=[JourneyMeasure("words", unit="words a minute", kind="raw")],
        ...     observations=[Observation(first + datetime.timedelta(weeks=i), 40 + 3 * i)
        ...                   for i in range(8)])
        >>> journey.trend(effaith.Engine()).measures[0]["verdict"]
        'improving'
        """
        return JourneyTrend(*_ask(engine, "journey_trend", _bytes(self)))


@dataclass
class Register(Document):
    """The learners of a school with their tiers and needs, criteria, training and views."""

    _kind = "register"

    id: str | None = None
    school_id: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    learners: list[RegisterLearner] = field(default_factory=list)
    criteria: list[TierCriteria] = field(default_factory=list)
    training: list[Training] = field(default_factory=list)
    views: list[View] = field(default_factory=list)

    def learners_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each entry of each learner; one with empty cells for a learner without any."""
        rows = [
            {**learner, **entry}
            for learner in canonical(Register, self).get("learners", [])
            for entry in learner.get("entries", [{}])
        ]
        return frame(rows, kind, ("learner_id", "year_group", *columns_of(TierEntry)))

    def criteria_frame(self, kind: FrameKind = "pandas") -> Any:
        """The criteria of each tier as a frame."""
        return self._frame("criteria", TierCriteria, kind)

    def training_frame(self, kind: FrameKind = "pandas") -> Any:
        """The trained roles as a frame."""
        return self._frame("training", Training, kind)

    def views_frame(self, kind: FrameKind = "pandas") -> Any:
        """The views as a frame."""
        return self._frame("views", View, kind)

    def provision_map(
        self, engine: Engine, records: Records = None, since: Day | str | None = None
    ) -> ProvisionMap:
        """Who gets what on the engine's `as_of`, the gaps, and the moves between tiers.

        `records` are those of provision, in any kind that `Engine.analyse` takes. Raises
        InvalidArgument where the engine has no `as_of`, BadJson, BadCsv, CannotRead, NotADate,
        EndedBeforeStarted.

        >>> import effaith
        >>> register = Register.read({"learners": [{"learner_id": "L1", "entries": [
        ...     {"tier": "targeted", "from": "2024-01-08", "area_of_need": "SLCN"}]}]})
        >>> found = register.provision_map(effaith.Engine({"as_of": "2024-07-08"}))
        >>> found.gaps[0]["kind"], found.gaps[0]["subject"], found.gaps[0]["learners"]
        ('need_without_provision', 'SLCN', ['L1'])
        """
        answer = _ask(
            engine, "provision_map", _bytes(self), records_bytes(records), _day(since, "since")
        )
        return ProvisionMap(*answer)


@dataclass
class Profile(Document):
    """A pupil profile: needs, strengths, views, targets, reviews, sheets and journeys.

    >>> profile = Profile.read({"learner_id": "L1", "made": "2023-09-04"})
    >>> [(review["kind"], review["due"]) for review in profile.reviews("2024-04-01")]
    [('profile', '2024-03-04')]
    """

    _kind = "profile"

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

    def targets_frame(self, kind: FrameKind = "pandas") -> Any:
        """The targets as a frame of ``"pandas"`` or ``"polars"``, a column for each part."""
        return self._frame("targets", ProfileTarget, kind)

    def views_frame(self, kind: FrameKind = "pandas") -> Any:
        """The views as a frame."""
        return self._frame("views", ProfileView, kind)

    def reviews(
        self, as_of: Day | str, language: Literal["en", "cy"] = "en"
    ) -> list[dict[str, Any]]:
        """What is due or overdue on a day, by the usual periods; `timeline` has an engine's own.

        Each review has kind, state, due, last, planned, days_overdue, never and a message in
        `language`. Raises BadConfiguration for a day or a language that is none.

        >>> profile = Profile(learner_id="L1", made=Day(2023, 9, 4))
        >>> [(review["kind"], review["state"]) for review in profile.reviews(Day(2024, 4, 1))]
        [('profile', 'overdue')]
        """
        day = _day(as_of, "as_of").decode("utf-8")
        return self.timeline(Engine({"as_of": day, "language": language})).reviews

    def timeline(self, engine: Engine, records: Records = None) -> Timeline:
        """Every sheet and record of the learner on one time line, and the reviews, on `as_of`.

        `records` may be those of many learners, in any kind that `Engine.analyse` takes. Raises
        InvalidArgument where the engine has no `as_of`, BadJson, BadCsv, CannotRead.

        >>> import effaith
        >>> record = {"learner_id": "L1", "school_id": "S1", "intervention": "Talk Time",
        ...           "support_type": "speech", "delivered_by": "Teacher",
        ...           "learners_per_session": 1, "frequency": "weekly", "session_hours": 0.5,
        ...           "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
        ...           "outcome": "green", "aim": "Speaks in class"}
        >>> engine = effaith.Engine({"as_of": "2024-01-08"})
        >>> entry = Profile(learner_id="L1").timeline(engine, [record]).entries[0]
        >>> entry["intervention"], entry["hours_received"], entry["outcome"]
        ('Talk Time', 5.5, 'green')
        """
        return Timeline(*_ask(engine, "profile", _bytes(self), records_bytes(records)))

    def transition(
        self, engine: Engine, terms: TransitionTerms | Source, records: Records = None
    ) -> Transition:
        """What the next school needs of this learner, as one document.

        `terms` are an object, a dict, JSON text or a path. Raises InvalidArgument without a consent
        that says who, when and for what and holds on the engine's `as_of`; BadJson, BadCsv,
        CannotRead.

        >>> import effaith
        >>> profile = Profile(learner_id="L1", needs=["Sits at the front"], strengths=["Draws"])
        >>> terms = {"consent": {"given_by": "Parent", "date": "2024-06-10", "purpose": "Support",
        ...                      "covers": ["needs"]}}
        >>> sent = profile.transition(effaith.Engine({"as_of": "2024-07-08"}), terms)
        >>> sent.profile.needs, sent.profile.strengths, sent.redactions[0].because
        (['Sits at the front'], [], 'not_covered')
        """
        text = core_of(engine).practice(
            "transition_make",
            _bytes(self),
            records_bytes(records),
            b"",
            True,
            document_bytes(TransitionTerms, terms),
        )
        return Transition.read(text)


@dataclass
class TransitionTerms(Document):
    """The consent to a transition, and the parts that stay behind."""

    _kind = "terms"

    to_school: str | None = None
    consent: Consent = field(default_factory=Consent)
    leave_out: list[LeaveOut] = field(default_factory=list)


@dataclass
class IdentifierMapping(Document):
    """The receiving school's identifiers and codes for those of a transition."""

    _kind = "mapping"

    identifiers: list[Replacement] = field(default_factory=list)

    def inverse(self) -> IdentifierMapping:
        """The mapping backwards: it gives the document that was."""
        return IdentifierMapping([Replacement(r.kind, r.to, r.from_) for r in self.identifiers])


@dataclass
class Transition(Document):
    """One learner's profile, sheets, records and journeys, with what they are written in."""

    _kind = "transition"

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

    def records_frame(self, kind: FrameKind = "pandas") -> Any:
        """The records as a frame of ``"pandas"`` or ``"polars"``."""
        return records_frame(canonical(Transition, self).get("records", []), kind)

    def redactions_frame(self, kind: FrameKind = "pandas") -> Any:
        """What was left out, as a frame."""
        return self._frame("redactions", Redaction, kind)

    def identifiers_frame(self, kind: FrameKind = "pandas") -> Any:
        """The identifiers that were replaced, as a frame: kind, from, to."""
        return self._frame("identifiers", Replacement, kind)

    def receive(
        self, engine: Engine, mapping: IdentifierMapping | Source | None = None
    ) -> Received:
        """The document in the receiving school's identifiers, and what is not mapped.

        `mapping` is an object, a dict, JSON text or a path. Raises InvalidArgument where two
        identifiers would become one; BadJson, CannotRead.

        >>> import effaith
        >>> sent = Transition(Profile(learner_id="L1"), from_school="S1")
        >>> mapping = {"identifiers": [{"kind": "learner", "from": "L1", "to": "N7"}]}
        >>> received = sent.receive(effaith.Engine(), mapping)
        >>> received.transition.profile.learner_id, received.unmapped
        ('N7', [{'kind': 'school', 'identifier': 'S1'}])
        """
        given = b"" if mapping is None else document_bytes(IdentifierMapping, mapping)
        return Received(*_ask(engine, "transition_receive", _bytes(self), terms=given))


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

    def unmapped_frame(self, kind: FrameKind = "pandas") -> Any:
        """The unmapped identifiers as a frame."""
        return frame(self.unmapped, kind, ("kind", "identifier"))

    def unused_frame(self, kind: FrameKind = "pandas") -> Any:
        """What the mapping replaces in vain, as a frame."""
        return frame(self.unused, kind, columns_of(Replacement))


@dataclass
class Quality(Document):
    """What a school, a cluster or an authority keeps beside its records for quality assurance.

    >>> import effaith
    >>> quality = effaith.practice.Quality.read({"settings": [{"school_id": "S1"}]})
    >>> engine = effaith.Engine({"as_of": "2024-07-31"})
    >>> quality.review(engine, level="cluster").actions[0]["rule"]
    'visit'
    """

    _kind = "quality"

    id: str | None = None
    cluster_id: str | None = None
    authority_id: str | None = None
    settings: list[Setting] = field(default_factory=list)
    learners: list[QualityLearner] = field(default_factory=list)
    moderation: list[ModeratorRating] = field(default_factory=list)
    checklist: list[EvidenceItem] = field(default_factory=list)

    def settings_frame(self, kind: FrameKind = "pandas") -> Any:
        """The settings as a frame of ``"pandas"`` or ``"polars"``."""
        return self._frame("settings", Setting, kind)

    def learners_frame(self, kind: FrameKind = "pandas") -> Any:
        """The learners as a frame."""
        return self._frame("learners", QualityLearner, kind)

    def moderation_frame(self, kind: FrameKind = "pandas") -> Any:
        """The moderators' ratings as a frame."""
        return self._frame("moderation", ModeratorRating, kind)

    def checklist_frame(self, kind: FrameKind = "pandas") -> Any:
        """The checklist as a frame."""
        return self._frame("checklist", EvidenceItem, kind)

    def review(
        self,
        engine: Engine,
        records: Records = None,
        *,
        level: ReviewLevel,
        unit: str | None = None,
        seed: int | None = None,
        sample_size: int | None = None,
        strata: Sequence[Stratum] | None = None,
        threshold: int | None = None,
        rounding: Rounding | None = None,
        hide_class: bool | None = None,
        release: bool | None = None,
    ) -> ReviewPack:
        """The review pack of a level, with this document beside the records: `review_pack`.

        >>> import effaith
        >>> quality = Quality(settings=[Setting("S1"), Setting("S2")])
        >>> pack = quality.review(effaith.Engine({"as_of": "2024-07-31"}), level="cluster")
        >>> [action["subject"] for action in pack.actions if action["rule"] == "visit"]
        ['S1', 'S2']
        """
        return review_pack(
            engine,
            records,
            level=level,
            quality=self,
            unit=unit,
            seed=seed,
            sample_size=sample_size,
            strata=strata,
            threshold=threshold,
            rounding=rounding,
            hide_class=hide_class,
            release=release,
        )


def review_pack(
    engine: Engine,
    records: Records = None,
    *,
    level: ReviewLevel,
    quality: Quality | Source | None = None,
    unit: str | None = None,
    seed: int | None = None,
    sample_size: int | None = None,
    strata: Sequence[Stratum] | None = None,
    threshold: int | None = None,
    rounding: Rounding | None = None,
    hide_class: bool | None = None,
    release: bool | None = None,
) -> ReviewPack:
    """The review pack of a ``"school"``, a ``"cluster"`` or an ``"authority"``.

    `records` are of any kind that `Engine.analyse` takes; `quality` is an object, a dict, JSON text
    or a path. Of the options none is needed, and None is as configured: `unit` (which one, where
    the records are of several); `seed`, `sample_size` and `strata` of the sample for moderation;
    `threshold`, `rounding` and `hide_class` of the release; and `release`, which protects a
    school's own pack as well. A pack of a cluster or an authority may be handed on; `withheld` says
    what is not in it. Raises InvalidArgument where the engine has no `as_of` or the records are of
    several units, BadJson, BadCsv, CannotRead.

    >>> import effaith
    >>> records = [{"id": f"r{i}", "learner_id": f"L{i}", "school_id": "S1", "cluster_id": "C1",
    ...             "intervention": "Talk Time", "support_type": "speech",
    ...             "delivered_by": "Teacher", "learners_per_session": 1, "frequency": "weekly",
    ...             "session_hours": 0.5, "started": "2023-09", "ended": "2023-12",
    ...             "sessions_attended": 15, "outcome": "green", "aim": "Speaks in class"}
    ...            for i in range(20)]
    >>> pack = review_pack(effaith.Engine({"as_of": "2024-07-31"}), records, level="school")
    >>> pack.interventions[0]["n_green"], pack.interventions[0]["advice"]["says"]
    (20, 'run_again')
    """
    options = _options(
        level, unit, seed, sample_size, strata, threshold, rounding, hide_class, release
    )
    document = b"{}" if quality is None else document_bytes(Quality, quality)
    answer = _ask(engine, "review_pack", document, records_bytes(records), terms=options)
    return ReviewPack(*answer)


def moderation_sample(
    engine: Engine,
    records: Records,
    *,
    level: ReviewLevel,
    unit: str | None = None,
    seed: int | None = None,
    sample_size: int | None = None,
    strata: Sequence[Stratum] | None = None,
) -> ModerationSample:
    """The records that are moderated, drawn by `seed`: the same for the same seed everywhere.

    The parameters are those of `review_pack`. A working paper, which names records.

    >>> import effaith
    >>> records = [{"id": f"r{i}", "school_id": "S1", "support_type": "speech",
    ...             "delivered_by": "Teacher", "learners_per_session": 1, "frequency": "weekly",
    ...             "session_hours": 0.5, "started": "2023-09", "ended": "2023-12",
    ...             "sessions_attended": 11, "outcome": "green", "aim": "Speaks in class"}
    ...            for i in range(20)]
    >>> drawn = moderation_sample(effaith.Engine(), records, level="school", seed=7, sample_size=3)
    >>> len(drawn.drawn), drawn.strata[0]["n"]
    (3, 20)
    """
    options = _options(level, unit, seed, sample_size, strata)
    return ModerationSample(
        *_ask(engine, "moderation_sample", b"{}", records_bytes(records), terms=options)
    )


def _bytes(document: Document) -> bytes:
    return document.to_json().encode("utf-8")


def _day(day: Day | str | None, name: str) -> bytes:
    """A day as text, empty for None where there may be none; for the library to read."""
    if day is None and name == "since":
        return b""
    if isinstance(day, str):
        return utf8(day, name)
    found = plain(day, name)
    if isinstance(found, str):
        return found.encode("utf-8")
    raise InvalidArgument(f"Found {day!r}; accepted: a date, or a text such as 2023-09-04.", name)


def _ask(
    engine: Engine,
    question: str,
    document: bytes,
    beside: bytes = b"",
    since: bytes = b"",
    terms: bytes = b"",
) -> tuple[dict[str, Any], Callable[[], str]]:
    """The answer to a question as data, and what makes its text."""
    core = core_of(engine)
    data = json.loads(core.practice(question, document, beside, since, True, terms))
    return data, lambda: core.practice(question, document, beside, since, False, terms)


def _options(
    level: ReviewLevel,
    unit: str | None,
    seed: int | None,
    sample_size: int | None,
    strata: Sequence[Stratum] | None,
    threshold: int | None = None,
    rounding: Rounding | None = None,
    hide_class: bool | None = None,
    release: bool | None = None,
) -> bytes:
    """The options of a review as a document."""
    return json_bytes(
        {
            "level": level,
            "unit": unit,
            "seed": seed,
            "sample_size": sample_size,
            "strata": strata,
            "threshold": threshold,
            "rounding": None if rounding is None else str(rounding),
            "hide_class": hide_class,
            "release": release,
        }
    )
