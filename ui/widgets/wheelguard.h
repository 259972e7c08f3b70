#pragma once

class QWidget;

namespace gramarye {

/// Keeps the wheel from changing the slider or box @p widget while that does not have the focus, so
/// that scrolling a panel never changes a value by accident.
void guardFromWheel(QWidget *widget);

} // namespace gramarye
