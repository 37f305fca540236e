"""Fields of figures: whole numbers, money, a judgement, a point on the map."""

from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.errors import SafirError
from app.core.i18n import Text, _, _c, language
from app.core.money import Money, format_money, parse_money
from app.core.numbers import format_decimal, format_integer, in_language, localised, parse_integer, plain_figure
from app.core.text import ltr
from app.schema.fields import NEGATIVE, FieldKind
from app.schema.values import Place
from app.ui.fields.frame import FieldEditor, LineControl, guard_wheel
from app.ui.kit import Label, Segmented, column, row
from app.ui.theme import scaled

RIAL = "IRR"
CURRENCIES = (
    RIAL, "EUR", "USD", "GBP", "TRY", "AED", "CNY", "JPY", "KRW", "RUB", "CHF", "INR", "IQD", "QAR", "KWD", "OMR", "SAR",
)  # fmt: skip


class IntegerEditor(FieldEditor):
    """A whole number in any digits; grouped when the field is left."""

    def make_control(self) -> QWidget:
        """Build the line."""
        self._line = LineControl()
        self._line.textEdited.connect(self._take)
        self._line.left.connect(self._settle)
        return self._line

    def show_value(self) -> None:
        """Show the figure in the language's digits."""
        self._line.show_text("" if self.value is None else format_integer(self.value, language()))

    def _take(self, typed: str) -> None:
        if not typed.strip():
            self.put(None)
            return
        try:
            number = parse_integer(typed)
            if number < 0:
                self.refuse(NEGATIVE)
            else:
                self.put(number)
        except SafirError as error:
            self.refuse(error.message)

    def _settle(self) -> None:
        if self.trouble is None:
            self.show_value()


class AmountEditor(FieldEditor):
    """An amount with its currency; the value in rials beneath where the record knows a rate."""

    def make_control(self) -> QWidget:
        """Build figure, currency and the line of the rial value."""
        self._line = LineControl()
        self._line.setMinimumWidth(96)
        self._currency = QComboBox()
        self._currency.setAccessibleName(str(_("Currency of {field}").format(field=self.field.label)))
        for code in CURRENCIES:
            self._currency.addItem(currency_name(code), code)
        guard_wheel(self._currency)
        self._rials = Label("", "caption", tone="text_3")
        self._rials.hide()
        self._line.textEdited.connect(self._take)
        self._line.left.connect(self._settle)
        self._currency.activated.connect(lambda _at: self._take(self._line.text()))
        holder = QWidget()
        holder.setLayout(column(row((self._line, 3), (self._currency, 2), spacing=8), self._rials, spacing=3))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the figure."""
        return self._line

    def show_value(self) -> None:
        """Show figure and currency."""
        money: Money | None = self.value
        if money is not None:
            self._line.show_text(localised(f"{money.amount:,f}", language()))
            self._choose_currency(money.currency)
        else:
            self._line.show_text("")
        self._tell_rials()

    def _choose_currency(self, code: str) -> None:
        if self._currency.findData(code) < 0:
            self._currency.addItem(currency_name(code), code)
        self._currency.setCurrentIndex(self._currency.findData(code))

    def _take(self, typed: str) -> None:
        if not typed.strip():
            self.put(None)
        else:
            try:
                self.put(parse_money(typed, self._currency.currentData()))
            except SafirError as error:
                self.refuse(error.message)
        self._tell_rials()

    def _settle(self) -> None:
        if self.trouble is None:
            self.show_value()

    def _tell_rials(self) -> None:
        rials = in_rials(self.value, self._rate())
        self._rials.set_text("" if rials is None else _("Worth {amount}").format(amount=rials))
        self._rials.setVisible(rials is not None)

    def _rate(self) -> int | None:
        """Find the rate of the record: a whole number declared beside its amounts, by the word of its name."""
        rates = [field.name for field in self.asked.kind.of_kind(FieldKind.INTEGER) if field.name.endswith("_rate")]
        found = self.asked.draft.values.get(rates[0]) if rates else None
        return found if isinstance(found, int) else None


def in_rials(money: Money | None, rate: int | None) -> Money | None:
    """Give an amount in rials at a rate per unit; nothing without a rate or for rials themselves."""
    if money is None or rate is None or money.currency == RIAL:
        return None
    return Money(int((money.amount * Decimal(rate)).to_integral_value()), RIAL)


def currency_name(code: str) -> str:
    """Name a currency without an amount."""
    if language() == "en":
        return code
    return format_money(Money(0, code), "fa").split(" ", 1)[1]


class RatingEditor(FieldEditor):
    """A judgement from one to five."""

    def make_control(self) -> QWidget:
        """Build the five steps."""
        options: list[tuple[str, Text | str]] = [("", _c("rating", "None"))]
        options += [(str(step), in_language(str(step), language())) for step in range(1, 6)]
        self._steps = Segmented(options, name=self.field.label)
        self._steps.setMaximumWidth(scaled(320))
        self._steps.chosen.connect(lambda key: self.put(int(key) if key else None))
        holder = QWidget()
        holder.setLayout(row(self._steps, None))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the steps."""
        return self._steps

    def show_value(self) -> None:
        """Mark the step."""
        self._steps.set_chosen("" if self.value is None else str(self.value))


class PlaceEditor(FieldEditor):
    """A point in degrees: north and east; south and west are negative."""

    def make_control(self) -> QWidget:
        """Build the two figures."""
        self._north, self._east = LineControl(), LineControl()
        for line, name in ((self._north, _("Latitude in degrees")), (self._east, _("Longitude in degrees"))):
            line.setAccessibleName(str(name))
            line.setPlaceholderText(str(name))
            line.textEdited.connect(self._take)
        holder = QWidget()
        holder.setLayout(row((self._north, 1), (self._east, 1), spacing=8))
        return holder

    def focus_target(self) -> QWidget | None:
        """Give the first figure."""
        return self._north

    def parts_to_mark(self) -> tuple[QWidget, ...]:
        """Mark both figures."""
        return (self._north, self._east)

    def show_value(self) -> None:
        """Show the degrees."""
        place: Place | None = self.value
        degrees = (None, None) if place is None else (place.latitude, place.longitude)
        for line, figure in zip((self._north, self._east), degrees, strict=True):
            line.show_text("" if figure is None else format_decimal(Decimal(str(round(figure, 6))), language()))

    def _take(self, _typed: str) -> None:
        texts = [plain_figure(line.text()) for line in (self._north, self._east)]
        if not any(texts):
            self.put(None)
            return
        try:
            self.put(Place.decode(",".join(texts)))
        except ValueError:
            sentence = _("This is no point on the map. Example: {north} and {east}.")
            self.refuse(sentence.format(north=ltr("35.6892"), east=ltr("51.3890")))
