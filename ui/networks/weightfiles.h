#pragma once

#include <QStringList>

#include <functional>

class QMimeData;
class QWidget;

namespace gramarye {

/// True where @p path is called as weight files are: .safetensors, .pth or .pt. What is in it is
/// for NetworkStore to find out.
bool isCalledWeights(const QString &path);

/// The files in @p data that are called so.
QStringList weightFiles(const QMimeData &data);

/// Opens a file dialog called @p title over @p parent; @p chosen is called unless that is
/// cancelled.
void askForWeightFile(QWidget *parent, const QString &title,
                      const std::function<void(const QString &path)> &chosen);

} // namespace gramarye
