"""The answers of `practice`: their parts as lists of dicts and as frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from effaith import _core
from effaith._answer import Answer, FrameKind, flat, frame

# The columns of the frames, in the order in which the library writes them.
_FINDING = ("code", "severity", "where", "message")
_RULE = ("rule", "says", "n", "subject", "message")
_POINT = ("measure", "date", "value", "step")
_TREND = (
    "p", "tau", "rate", "rate_low", "rate_high", "line", "line_low", "line_high", "distance", "won",
    "lost", "longest_run", "volatility", "noticeable", "rises", "falls",
)  # fmt: skip
_PROVISION = (
    "learner_id", "year_group", "tier", "area_of_need", "intervention", "started", "ended",
    "hours_received", "attendance_rate", "total_cost", "outcome",
)  # fmt: skip
_GAP = ("kind", "subject", "n", "learners", "message")
_TIER = ("tier", "n", "judged", "met_exit", "share", "share_low", "share_high")
_MOVE = ("from", "to", "n")
_ENTRY = (
    "kind", "where", "id", "school_id", "intervention", "started", "ended", "stage", "measure",
    "baseline", "target", "actual", "outcome", *_core.TIMELINE_FIGURES, "further_action",
    "followed_by",
)  # fmt: skip
_REVIEW = (
    "kind", "state", "where", "subject", "last", "due", "planned", "days_overdue", "never",
    "message",
)  # fmt: skip
_FUNNEL = ("n", "achieved", "share", "target", "low_95", "high_95", "low_998", "high_998",
           "p_le", "p_ge")  # fmt: skip
_UNIT = (
    "level", "cluster_id", "school_id", *_core.REVIEW_FIGURES,
    *(f"funnel.{name}" for name in _FUNNEL), "verdict", "message",
)  # fmt: skip
_MEASURE = (
    "intervention", "measure", "n_pairs", "gain", "gain_low", "gain_high", "effect", "effect_low",
    "effect_high",
)  # fmt: skip
_DUTY = (
    "duty", "label", "hidden", "met", "n", "not_said", "share", "share_low", "share_high",
)  # fmt: skip
_VISIT = (
    "school_id", "cluster_id", "kind", "state", "last", "due", "planned", "papers",
    "papers_prepared",
)  # fmt: skip
_ACTION = ("rule", "says", "subject", "n", "message")


class DocumentAnswer(Answer):
    """An answer about a document, with its findings."""

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What is lacking or wrong: code, severity, where (a JSON pointer), message."""
        return list(self.data["findings"])

    def findings_frame(self, kind: FrameKind = "pandas") -> Any:
        """The findings as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.findings, kind, _FINDING)


class SheetCheck(DocumentAnswer):
    """What a sheet lacks at its stage, and what contradicts itself."""

    @property
    def stage(self) -> str:
        """``"planned"``, ``"under_way"`` or ``"ended"``."""
        return str(self.data["stage"])

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return all(finding["severity"] != "error" for finding in self.findings)


@dataclass(frozen=True)
class Advice:
    """What to do next, the rule that decided, and every rule with its figures and n."""

    says: str
    because: str
    message: str
    rules: list[dict[str, Any]]


class SheetEvaluation(DocumentAnswer):
    """A sheet worked out: pupils, all of them together, advice."""

    @property
    def pupils(self) -> list[dict[str, Any]]:
        """Each pupil's outcome, figures (``"impact"``, None where rejected) and issues."""
        return list(self.data["pupils"])

    @property
    def overall(self) -> dict[str, Any] | None:
        """The figures of all pupils together, those of a roll-up's row; None without a record."""
        found = self.data["overall"]
        return None if found is None else dict(found)

    @cached_property
    def advice(self) -> Advice:
        """What to do next."""
        return Advice(**self.data["advice"])

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The issues of the pupils' records, with the place of each pupil."""
        return [
            {**issue, "where": pupil["where"]} for pupil in self.pupils for issue in pupil["issues"]
        ]

    def pupils_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each pupil with the figures as columns."""
        rows = [
            {
                "learner_id": pupil["learner_id"],
                "outcome": pupil["outcome"],
                **(pupil["impact"] or {}),
            }
            for pupil in self.pupils
        ]
        return frame(rows, kind, ("learner_id", "outcome", *_core.RECORD_FIGURES))

    def rules_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each rule: what it says, of how many pupils, in a sentence."""
        return frame(self.advice.rules, kind, _RULE)


class JourneyTrend(DocumentAnswer):
    """What a journey says, measure by measure."""

    @property
    def measures(self) -> list[dict[str, Any]]:
        """Each measure's verdict, message, trend, phases and points."""
        return list(self.data["measures"])

    def points_frame(self, kind: FrameKind = "pandas") -> Any:
        """Every observation as it was read: measure, date, value, step."""
        rows = [
            {"measure": measure["measure"], **point}
            for measure in self.measures
            for point in measure["points"]
        ]
        return frame(rows, kind, _POINT)

    def trends_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each measure with its verdict and its trend as columns."""
        rows = [
            {
                "measure": measure["measure"],
                "n": measure["n"],
                "verdict": measure["verdict"],
                **(measure["trend"] or {}),
            }
            for measure in self.measures
        ]
        return frame(rows, kind, ("measure", "n", "verdict", *_TREND))


class ProvisionMap(DocumentAnswer):
    """Learners and provision of a day: who gets what, gaps, tiers and moves between them."""

    @property
    def provision(self) -> list[dict[str, Any]]:
        """Each record's learner, tier, need, intervention, hours, cost, outcome."""
        return list(self.data["provision"])

    @property
    def gaps(self) -> list[dict[str, Any]]:
        """Where need and provision do not meet: kind, subject, n, learners, message."""
        return list(self.data["gaps"])

    @property
    def tiers(self) -> list[dict[str, Any]]:
        """The learners at each tier, and the share who meet its exit criteria."""
        return list(self.data["graduated_response"]["tiers"])

    @property
    def moves(self) -> list[dict[str, Any]]:
        """Learners who stood elsewhere at `since`: from, to, n."""
        return list(self.data["graduated_response"]["moves"])

    def provision_frame(self, kind: FrameKind = "pandas") -> Any:
        """The provision as a frame."""
        return frame(self.provision, kind, _PROVISION)

    def gaps_frame(self, kind: FrameKind = "pandas") -> Any:
        """The gaps as a frame."""
        return frame(self.gaps, kind, _GAP)

    def tiers_frame(self, kind: FrameKind = "pandas") -> Any:
        """The tiers as a frame."""
        return frame(self.tiers, kind, _TIER)

    def moves_frame(self, kind: FrameKind = "pandas") -> Any:
        """The moves between tiers as a frame."""
        return frame(self.moves, kind, _MOVE)


class Timeline(DocumentAnswer):
    """A learner's time line and reviews, as a day sees them."""

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What ran when: dose, attendance, progress, outcome, and what followed."""
        return list(self.data["timeline"])

    @property
    def overall(self) -> dict[str, Any] | None:
        """The figures of all entries together, those of a roll-up's row; None without a record."""
        found = self.data["overall"]
        return None if found is None else dict(found)

    @property
    def reviews(self) -> list[dict[str, Any]]:
        """Reviews, the overdue ones first, then by the day on which they are due."""
        return list(self.data["reviews"])

    def entries_frame(self, kind: FrameKind = "pandas") -> Any:
        """The time line as a frame of ``"pandas"`` or ``"polars"``, without the journeys' verdicts."""
        return frame(self.entries, kind, _ENTRY)

    def reviews_frame(self, kind: FrameKind = "pandas") -> Any:
        """The reviews as a frame."""
        return frame(self.reviews, kind, _REVIEW)


class ReviewPack(DocumentAnswer):
    """The review of a school, a cluster or an authority, with what was hidden and why."""

    @property
    def actions(self) -> list[dict[str, Any]]:
        """What is to be done: rule, subject, figures, n, message."""
        return list(self.data["actions"])

    @property
    def training_needs(self) -> list[dict[str, Any]]:
        """Those of the actions that are about training."""
        return list(self.data["training_needs"])

    @property
    def withheld(self) -> list[dict[str, Any]]:
        """What is not in the pack, and why."""
        return list(self.data["release"]["withheld"])

    @property
    def interventions(self) -> list[dict[str, Any]]:
        """Each intervention's figures, progress on measures, advice (None where hidden)."""
        return list(self.data["interventions"])

    @property
    def units(self) -> list[dict[str, Any]]:
        """Each school's or cluster's figures, funnel and verdict."""
        return list(self.data["units"])

    def units_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each school and cluster; ``"suppressed"`` is what was hidden."""
        return frame([flat(unit) for unit in self.units], kind, _UNIT)

    def interventions_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each intervention with its figures, and what the advice says."""
        rows = [
            {**row, "says": row["advice"]["says"] if row["advice"] else None}
            for row in self.interventions
        ]
        return frame(rows, kind, ("intervention", *_core.REVIEW_FIGURES, "says"))

    def measures_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each intervention and measure: gain and effect with their intervals."""
        rows = [
            {"intervention": row["intervention"], **measure}
            for row in self.interventions
            for measure in row["measures"]
        ]
        return frame(rows, kind, _MEASURE)

    def compliance_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each duty: met, n, share with its interval."""
        return frame(self.data["compliance"]["duties"], kind, _DUTY)

    def visits_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each setting: last visit, due, planned, state, papers."""
        return frame(self.data["visits"], kind, _VISIT)

    def actions_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each action: rule, what it says, subject, n, message."""
        return frame(self.actions, kind, _ACTION)

    def withheld_frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each thing that is not in the pack: what, and a message why."""
        return frame(self.withheld, kind, ("what", "message"))


class ModerationSample(DocumentAnswer):
    """The records drawn for moderation, stratum by stratum."""

    @property
    def strata(self) -> list[dict[str, Any]]:
        """Each stratum: its values, n, the records drawn from it."""
        return list(self.data["strata"])

    @property
    def drawn(self) -> list[str]:
        """The ids of the records that are drawn."""
        return [record["id"] for stratum in self.strata for record in stratum["drawn"]]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """None: a sample has nothing to find."""
        return []

    def frame(self, kind: FrameKind = "pandas") -> Any:
        """A row for each record that is drawn."""
        drawn = [record for stratum in self.strata for record in stratum["drawn"]]
        return frame(drawn, kind, ("school_id", "id"))
