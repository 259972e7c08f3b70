#pragma once

#include <QStringList>

class QMimeData;

namespace gramarye {

/// True where @p path is called as weight files are: .safetensors, .pth or .pt. What is in it is
/// for NetworkStore to find out.
bool isCalledWeights(const QString &path);

/// The files in @p data that are called so.
QStringList weightFiles(const QMimeData &data);

/// What file dialogs offer to open.
QString weightFileFilter();

} // namespace gramarye
