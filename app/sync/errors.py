"""What can be wrong with a package or a merge; the data of the office is untouched when one of these is raised."""

from datetime import date

from app.core.errors import SafirError
from app.core.i18n import Text, _, _n, plain


class NotAPackage(SafirError):
    """A file that no Safir wrote as a package."""

    code = "not_a_package"

    def __init__(self, path: str) -> None:
        message = _("Nothing was opened; your data is untouched. {path} is not a travel package of Safir. Choose another file.")
        super().__init__(message.format(path=path))


class DamagedPackage(SafirError):
    """A package in which something was changed, cut off or never written; `reason` names it for support."""

    code = "damaged_package"

    def __init__(self, path: str, reason: str = "") -> None:
        message = _(
            "This package was not accepted: it is damaged, or was changed after it was made. Your data is untouched. "
            "Copy {path} again from where it was made, or make a new one."
        )
        super().__init__(message.format(path=path))
        self.reason = reason


class UnfitPackage(SafirError):
    """A package whose records this Safir cannot take; `reason` says which and why."""

    code = "unfit_package"

    def __init__(self, path: str, reason: Text) -> None:
        message = _("This package was not accepted; your data is untouched. {reason} Make the package {path} again.")
        super().__init__(message.format(reason=reason, path=path))
        self.reason = reason


class NewerPackage(SafirError):
    """A package written by a newer Safir; `writer` is its version."""

    code = "newer_package"

    def __init__(self, writer: str) -> None:
        message = _(
            "This package was not opened and your data is untouched. Version {version} of Safir made it, "
            "and this version is older. Update Safir."
        )
        super().__init__(message.format(version=plain(writer)))
        self.writer = writer


class PackageTooLarge(SafirError):
    """A package over the limits; sizes in MB."""

    code = "package_too_large"

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            _("The package was not made or opened; your data is untouched. It may have at most {limit} MB.").format(limit=limit)
        )


class PackageNotWritten(SafirError):
    """A place at which a package cannot be written."""

    code = "package_not_written"

    def __init__(self, path: str, reason: Text) -> None:
        message = _("The package was not made; your data is untouched. {path} could not be written: {reason}")
        super().__init__(message.format(path=path, reason=reason))


class NoKeyFits(SafirError):
    """A package that none of the keys kept at home opens."""

    code = "no_key_fits"

    def __init__(self, path: str) -> None:
        message = _(
            "Nothing was changed. {path} is damaged, or it did not leave from this data. "
            "Copy it again from the traveller's computer, or give its passphrase."
        )
        super().__init__(message.format(path=path))


class WrongWay(SafirError):
    """A package that goes the other way: a trip where a return is asked for, or a return where a trip is."""

    code = "wrong_way"

    def __init__(self, *, is_return: bool) -> None:
        back = _("Nothing was opened: this package came back from a trip. Merge it into the data of the office.")
        there = _(
            "Nothing was changed: this package left for a trip and has not come back. Ask the traveller for the return package."
        )
        super().__init__(back if is_return else there)


class UnknownCheckOut(SafirError):
    """A package that did not leave from this office."""

    code = "unknown_check_out"

    def __init__(self, title: str) -> None:
        message = _("Nothing was changed: the package of “{title}” did not leave from this data. Open the office it left from.")
        super().__init__(message.format(title=title))


class ClosedCheckOut(SafirError):
    """A package whose check-out was closed or reported lost; it must be opened again on purpose."""

    code = "closed_check_out"

    def __init__(self, title: str) -> None:
        message = _(
            "Nothing was changed: the package of “{title}” is closed or was reported lost. "
            "If it was found, open it again in the list of what is out."
        )
        super().__init__(message.format(title=title))


class NotATravelCopy(SafirError):
    """A store that did not come from a package, so that nothing can be returned from it."""

    code = "not_a_travel_copy"

    def __init__(self) -> None:
        super().__init__(_("No package was made: this is the data of the office, not a copy for a trip."))


class IsATravelCopy(SafirError):
    """A travel copy, from which no trip leaves and into which nothing is merged."""

    code = "is_a_travel_copy"

    def __init__(self) -> None:
        super().__init__(
            _("Nothing was done: this is a copy for a trip. Packages are made and merged in the data of the office.")
        )


class LeftTheLabel(SafirError):
    """A trip above the ceiling chosen."""

    code = "trip_above_ceiling"

    def __init__(self) -> None:
        super().__init__(
            _("No package was made: the trip itself is above the ceiling. Choose a higher ceiling, or lower its label.")
        )


class MergeChecksFailed(SafirError):
    """Counts or contents that differ after the merge; everything was rolled back. `found` and `expected` count records."""

    code = "merge_checks_failed"

    def __init__(self, *, found: int, expected: int) -> None:
        message = _n(
            "The merge was taken back whole; your data is as before. After it {n} record did not have the expected content.",
            "The merge was taken back whole; your data is as before. After it {n} records did not have the expected content.",
            abs(expected - found) or 1,
        )
        super().__init__(message)
        self.found, self.expected = found, expected


class NothingPrepared(SafirError):
    """A plan of a merge that is over, which cannot be applied once more."""

    code = "nothing_prepared"

    def __init__(self) -> None:
        super().__init__(_("Nothing was merged: this is the report of a merge that is over. Open the package again."))


class PlanOutdated(SafirError):
    """A plan made before the office changed the same records."""

    code = "plan_outdated"

    def __init__(self) -> None:
        super().__init__(_("Nothing was merged: the data of the office changed since the preview. Look at the preview again."))


class ConflictGone(SafirError):
    """A decision about a conflict that is not open."""

    code = "conflict_gone"

    def __init__(self) -> None:
        super().__init__(_("Nothing was decided: this conflict is not open any more. Read the list of conflicts again."))


class UnfitDecision(SafirError):
    """A decision that the field cannot take; `field` in words."""

    code = "unfit_decision"

    def __init__(self, field: Text) -> None:
        super().__init__(
            _(
                "Nothing was decided: the other value does not fit “{field}”. Choose one of the two, or give a fitting value."
            ).format(field=field)
        )


class TravelTooLong(SafirError):
    """A day of return in the past."""

    code = "return_in_the_past"

    def __init__(self, day: date) -> None:
        super().__init__(_("No package was made: the day of return, {day}, is in the past.").format(day=day))
