#include "app/iterationlog.h"

#include <QLocale>

#include <cmath>

namespace gramarye {

namespace {

QByteArray numberOrNull(double value)
{
    return std::isfinite(value) ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest)
                                : QByteArrayLiteral("null");
}

} // namespace

QByteArray iterationLogLine(const IterationReport &report)
{
    return "{\"iteration\": " + QByteArray::number(report.iteration)
           + ", \"width\": " + QByteArray::number(report.size.width())
           + ", \"height\": " + QByteArray::number(report.size.height())
           + ", \"content_loss\": " + numberOrNull(report.contentLoss) + ", \"style_loss\": "
           + numberOrNull(report.styleLoss) + ", \"total_loss\": " + numberOrNull(report.totalLoss)
           + ", \"seconds\": " + numberOrNull(report.seconds) + "}\n";
}

Status IterationLog::open(const QString &path)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return Error{ErrorCode::FileNotWritable, path, m_file.errorString()};
    return success();
}

Status IterationLog::append(const IterationReport &report)
{
    const QByteArray line = iterationLogLine(report);
    if (m_file.write(line) != line.size())
        return Error{ErrorCode::FileNotWritable, m_file.fileName(), m_file.errorString()};
    return success();
}

} // namespace gramarye
