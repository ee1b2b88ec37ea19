"""The answers of `practice`: their parts as lists of dicts and as frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from effaith._answer import Answer, flat, frame


class DocumentAnswer(Answer):
    """An answer about a document, with its findings."""

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What is lacking or wrong: code, severity, where (a JSON pointer), message."""
        return list(self.data["findings"])

    def findings_frame(self, kind: str = "pandas") -> Any:
        """The findings as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.findings, kind)


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

    def pupils_frame(self, kind: str = "pandas") -> Any:
        """A row for each pupil with the figures as columns."""
        rows = [
            {
                "learner_id": pupil["learner_id"],
                "outcome": pupil["outcome"],
                **(pupil["impact"] or {}),
            }
            for pupil in self.pupils
        ]
        return frame(rows, kind)

    def rules_frame(self, kind: str = "pandas") -> Any:
        """A row for each rule: what it says, of how many pupils, in a sentence."""
        names = ("rule", "says", "n", "subject", "message")
        return frame([{name: rule[name] for name in names} for rule in self.advice.rules], kind)


class JourneyTrend(DocumentAnswer):
    """What a journey says, measure by measure."""

    @property
    def measures(self) -> list[dict[str, Any]]:
        """Each measure's verdict, message, trend, phases and points."""
        return list(self.data["measures"])

    def points_frame(self, kind: str = "pandas") -> Any:
        """Every observation as it was read: measure, date, value, step."""
        rows = [
            {"measure": measure["measure"], **point}
            for measure in self.measures
            for point in measure["points"]
        ]
        return frame(rows, kind)

    def trends_frame(self, kind: str = "pandas") -> Any:
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
        return frame(rows, kind)


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

    def provision_frame(self, kind: str = "pandas") -> Any:
        """The provision as a frame."""
        return frame(self.provision, kind)

    def gaps_frame(self, kind: str = "pandas") -> Any:
        """The gaps as a frame."""
        return frame(self.gaps, kind)

    def tiers_frame(self, kind: str = "pandas") -> Any:
        """The tiers as a frame."""
        return frame(self.tiers, kind)


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

    def entries_frame(self, kind: str = "pandas") -> Any:
        """The time line as a frame of ``"pandas"`` or ``"polars"``, without the journeys' verdicts."""
        rows = [
            {name: value for name, value in entry.items() if name != "verdicts"}
            for entry in self.entries
        ]
        return frame(rows, kind)

    def reviews_frame(self, kind: str = "pandas") -> Any:
        """The reviews as a frame."""
        return frame(self.reviews, kind)


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

    def units_frame(self, kind: str = "pandas") -> Any:
        """A row for each school and cluster; ``"suppressed"`` is what was hidden."""
        return frame([flat(unit) for unit in self.units], kind)

    def interventions_frame(self, kind: str = "pandas") -> Any:
        """A row for each intervention with its figures, and what the advice says."""
        rows = [
            {
                **{name: row[name] for name in row if name not in ("measures", "advice")},
                "says": row["advice"]["says"] if row["advice"] else None,
            }
            for row in self.interventions
        ]
        return frame(rows, kind)

    def measures_frame(self, kind: str = "pandas") -> Any:
        """A row for each intervention and measure: gain and effect with their intervals."""
        rows = [
            {"intervention": row["intervention"], **measure}
            for row in self.interventions
            for measure in row["measures"]
        ]
        return frame(rows, kind)

    def compliance_frame(self, kind: str = "pandas") -> Any:
        """A row for each duty: met, n, share with its interval."""
        return frame(self.data["compliance"]["duties"], kind)

    def visits_frame(self, kind: str = "pandas") -> Any:
        """A row for each setting: last visit, due, planned, state, papers."""
        return frame(self.data["visits"], kind)

    def actions_frame(self, kind: str = "pandas") -> Any:
        """A row for each action: rule, what it says, subject, n, message."""
        names = ("rule", "says", "subject", "n", "message")
        return frame([{name: action[name] for name in names} for action in self.actions], kind)


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

    def frame(self, kind: str = "pandas") -> Any:
        """A row for each record that is drawn."""
        return frame([record for stratum in self.strata for record in stratum["drawn"]], kind)
