"""targets.yaml and assignments.yaml, each read and checked, and then held together."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dxscore.model import rules
from dxscore.model.assignments import AssignmentsFile
from dxscore.model.catalogue import TargetsFile
from dxscore.model.finding import Finding, Unlisted
from dxscore.model.loaded import Catalogue
from dxscore.model.place import Place
from dxscore.read import catalogue_references as references
from dxscore.read import catalogue_targets as sense
from dxscore.read import marked_yaml
from dxscore.read.catalogue import ASSIGNMENTS, TARGETS, plain_bytes
from dxscore.read.catalogue_items import CatalogueFile
from dxscore.read.catalogue_rules import check_units
from dxscore.read.catalogue_samples import advise_samples, advise_undecided
from dxscore.read.catalogue_wording import advise_wording
from dxscore.read.marked_yaml import MarkedYaml
from dxscore.read.yaml_marks import Marks
from dxscore.words.text import Text, both

FileModel = TypeVar("FileModel", bound=BaseModel)


class CatalogueReading:
    """Both files on their way to a catalogue."""

    def __init__(self, folder: Path) -> None:
        self.sha256 = hashlib.sha256()
        self.targets = self._file(folder / TARGETS)
        # Of a folder that is not there, one of its files says so for both.
        missing = not folder.exists()
        self.assignments = untold(folder / ASSIGNMENTS) if missing else self._file(folder / ASSIGNMENTS)
        self.files = (self.targets, self.assignments)

    def catalogue(self) -> Catalogue | None:
        """The catalogue; None, with findings, where there is an error anywhere."""
        self._check()
        targets = validated(self.targets, TargetsFile)
        assignments = validated(self.assignments, AssignmentsFile)
        faulty = any(file.findings or file.content.findings for file in self.files)
        if targets is None or assignments is None or faulty:
            return None
        return Catalogue(targets, assignments, self.sha256.hexdigest(), self._places(targets))

    def _places(self, targets: TargetsFile) -> dict[tuple[str, int], Place]:
        """Where each target stands: what services show a target at that no row has decided."""
        name, marks = self.targets.name, self.targets.content.marks
        return {
            (indicator.id, number): Place(name, row=marks.value(("indicators", at, "targets", number)).line)
            for at, indicator in enumerate(targets.indicators)
            for number in range(len(indicator.targets))
        }

    def advise(self) -> None:
        """Add warnings and notes, as far as the files could be read to their end."""
        targets, assignments = self.targets, self.assignments
        if targets.usable:
            sense.advise_targets(targets.root)
            advise_wording(targets.root)
            advise_undecided(targets.root)
        if targets.usable and assignments.usable:
            references.advise(targets.root, assignments.root)
            advise_samples(targets.root, assignments.root)

    def findings(self) -> tuple[Finding, ...]:
        """All findings by file and place, and of each file how many more errors there are."""
        return tuple(finding for file in self.files for finding in sorted_and_counted(file))

    def _file(self, path: Path) -> CatalogueFile:
        content = plain_bytes(path)
        if isinstance(content, Text):
            reason = content if path.parent.exists() else both("catalogue.no_folder")
            return unreadable(str(path), rules.CATALOGUE_UNREADABLE.finding(Place(str(path)), reason=reason))
        self.sha256.update(content)
        return CatalogueFile(str(path), marked_yaml.read(content, str(path)))

    def _check(self) -> None:
        """References and sense. What cannot be known for want of a whole file is not complained about."""
        targets, assignments = self.targets, self.assignments
        if targets.usable:
            references.check_within_targets(targets.root)
            sense.check_targets(targets.root)
        if assignments.usable:
            references.check_within_assignments(assignments.root)
        if targets.usable and assignments.usable:
            references.check_across(targets.root, assignments.root)
            sense.check_pooling(targets.root, assignments.root)
            check_units(targets.root, assignments.root)


def validated(file: CatalogueFile, model: type[FileModel]) -> FileModel | None:
    """The file as `model`; None, with findings reported to it, where it is not of that shape."""
    if not file.content.complete:
        return None
    try:
        # Keys are the documented ones only: `from`, not the Python field `from_`.
        return model.model_validate(
            file.content.value, by_alias=True, by_name=False, context={"by_language": True}
        )
    except ValidationError as error:
        from dxscore.read.catalogue_shape import report_shape  # only for faults

        report_shape(file, model, error)
        return None


def unreadable(name: str, finding: Finding) -> CatalogueFile:
    """A file of which nothing but `finding` is known."""
    return CatalogueFile(name, MarkedYaml(None, Marks(), (finding,), complete=False))


def untold(path: Path) -> CatalogueFile:
    """A file that cannot be read, as another one has said already."""
    return CatalogueFile(str(path), MarkedYaml(None, Marks(), complete=False))


def sorted_and_counted(file: CatalogueFile) -> list[Finding]:
    """All findings of a file by place, and how many more errors there are."""
    found = [*file.content.findings, *file.findings]
    found.sort(key=lambda finding: (finding.place.order, finding.code))
    left_out = file.content.left_out + file.left_out
    if not left_out:
        return found
    more = rules.MORE_FAULTS.finding(Place(file.name), count=left_out)
    # Which codes they would have had nobody knows: they were never looked at that closely.
    unlisted = (Unlisted(more.code, more.severity, left_out),)
    return [*found, more.model_copy(update={"more": unlisted})]
