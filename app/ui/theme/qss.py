"""The scoped style sheet for Qt's own widgets; the kit paints its own. $names are tokens."""

SHEET = """
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 8px; }
QDialog, QMainWindow { background: $canvas; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
  selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 30px; padding: 0 9px; }
QComboBox { padding: 0 11px; }
QPlainTextEdit, QTextEdit { padding: 4px 7px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $text_3; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus,
  QComboBox:on { border-color: $primary; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] { background: $sunken; border-color: $line; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: $sunken; color: $text_3; border-color: $line; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QTextEdit[state="error"], QComboBox[state="error"],
  QSpinBox[state="error"] {
  border-color: $bad_dot; }
QLineEdit[state="warn"], QPlainTextEdit[state="warn"], QTextEdit[state="warn"], QComboBox[state="warn"],
  QSpinBox[state="warn"] {
  border-color: $warn_dot; }
QLineEdit[look="bare"], QPlainTextEdit[look="bare"], QTextEdit[look="bare"], QComboBox[look="bare"] {
  background: transparent; border: 0; padding: 0; }

QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: 24px; border: 0; }
QComboBox::down-arrow { image: url($chevron_down); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: url($chevron_down_off); }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; padding: 4px; outline: 0;
  selection-background-color: $select; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: 0; }

QCheckBox, QRadioButton { color: $text; spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_3; }
QCheckBox::indicator, QAbstractItemView::indicator, QMenu::indicator:non-exclusive {
  width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:hover { border-color: $primary; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:non-exclusive:checked {
  background: $primary; border-color: $primary; image: url($check); }
QCheckBox::indicator:indeterminate { background: $primary_soft; border-color: $primary; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px; background: $surface; }
QRadioButton::indicator:hover { border-color: $primary; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $primary; border-radius: 8px;
  background: $surface; }

.QPushButton { background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 0 12px;
  min-height: 30px; }
.QPushButton:hover { background: $sunken; }
.QPushButton:default { background: $primary; color: $on_primary; border-color: $primary; font-weight: 600; }
.QPushButton:default:hover { background: $primary_hover; border-color: $primary_hover; }
.QPushButton:disabled { background: $sunken; color: $text_3; border-color: $line; }

QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 5px; }
Menu { border-radius: 8px; }
QMenu::item { padding: 6px 12px 6px 12px; min-height: 18px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: $select; }
QMenu::item:disabled { color: $text_3; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding: 0 8px; }
QMenu::right-arrow { image: url($chevron_leading); width: 14px; height: 14px; }
QMenu::indicator { width: 16px; height: 16px; margin: 0 4px; }

QScrollArea, QAbstractScrollArea#plain { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: 0;
  width: 0; height: 0; }

QProgressBar { background: $sunken; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
QSplitter::handle { background: transparent; }

QListView, QTreeView { background: $surface; color: $text; border: 1px solid $line; border-radius: 8px; outline: 0;
  padding: 4px;
  selection-background-color: $select; selection-color: $text; }
QListView::item, QTreeView::item { min-height: 22px; padding: 3px 8px; border-radius: 6px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $select; color: $text; }

QTableView#grid { background: $surface; color: $text; border: 0; gridline-color: $line; outline: 0;
  selection-background-color: $select; selection-color: $text; }
QTableView#grid::item { border: 0; border-bottom: 1px solid $line; padding: 0 10px; }
QTableView#grid::item:hover { background: $hover; }
QTableView#grid::item:selected { background: $select; color: $text; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $text_2; border: 0; border-bottom: 1px solid $line; padding: 0 10px;
  min-height: 31px;
  font-size: $label_px; font-weight: 500; }
QHeaderView::section:hover { color: $primary; }
QHeaderView::up-arrow { image: url($arrow_up); width: 12px; height: 12px; subcontrol-position: center right; }
QHeaderView::down-arrow { image: url($arrow_down); width: 12px; height: 12px; subcontrol-position: center right; }
QTableCornerButton::section { background: $sunken; border: 0; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: 0; border-radius: 6px; padding: 4px 8px;
  font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $sunken; }
QCalendarWidget QAbstractItemView { background: $surface; color: $text; selection-background-color: $primary;
  selection-color: $on_primary; }
"""
