#include "ui/pictures/pictureexporter.h"

#include "ui/run/rendersession.h"

#include <QtConcurrent>

namespace gramarye {

PictureExporter::PictureExporter(RenderSession *session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(m_session, &RenderSession::pictureTaken, this, &PictureExporter::takePicture);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &PictureExporter::deliver);
}

PictureExporter::~PictureExporter()
{
    m_watcher.waitForFinished();
}

void PictureExporter::start(const QString &path, const ExportOptions &options)
{
    m_waiting.push_back({path, options, {}});
    m_session->requestPicture();
}

void PictureExporter::takePicture(const RenderedPicture &picture)
{
    const bool idle = m_orders.empty();
    for (Order &order : m_waiting) {
        order.picture = picture;
        m_orders.push_back(std::move(order));
    }
    m_waiting.clear();
    if (idle)
        writeNext();
}

void PictureExporter::writeNext()
{
    if (m_orders.empty())
        return;
    m_watcher.setFuture(QtConcurrent::run([order = m_orders.front()] {
        return exportPicture(order.picture, order.path, order.options);
    }));
}

void PictureExporter::deliver()
{
    const Order order = std::move(m_orders.front());
    m_orders.pop_front();
    const Status status = m_watcher.result();
    writeNext();
    if (status)
        Q_EMIT exported(order.picture.image, order.path);
    else
        Q_EMIT failed(status.error());
}

} // namespace gramarye
