#include "ui/pictures/pictureexporter.h"

#include "core/base/safefile.h"
#include "ui/run/rendersession.h"

#include <QClipboard>
#include <QGuiApplication>

namespace gramarye {

PictureExporter::PictureExporter(RenderSession *session, QObject *parent)
    : QObject(parent), m_session(session)
{
    connect(m_session, &RenderSession::pictureTaken, this, &PictureExporter::take);
    connect(m_session, &RenderSession::requestRefused, this, &PictureExporter::refuse);
}

quint64 PictureExporter::start(const QString &path, const ExportOptions &options)
{
    return request({path, options});
}

void PictureExporter::cancel(quint64 number)
{
    const auto waiting = m_waiting.extract(number);
    if (!waiting.empty())
        return Q_EMIT cancelled(number, waiting.mapped().path);
    const auto writing = m_stops.find(number);
    if (writing != m_stops.end())
        *writing->second = 1;
}

quint64 PictureExporter::copy()
{
    return request({});
}

quint64 PictureExporter::request(const Destination &destination)
{
    const quint64 number = m_session->requestPicture();
    m_waiting[number] = destination;
    return number;
}

void PictureExporter::take(const RenderedPicture &picture, quint64 request)
{
    const auto waiting = m_waiting.extract(request);
    if (waiting.empty())
        return; // somebody else's
    ++m_writing;
    if (waiting.mapped().path.isEmpty())
        putOnClipboard(picture, request);
    else
        write(picture, waiting.mapped(), request);
}

void PictureExporter::refuse(const Error &error, quint64 request)
{
    if (m_waiting.erase(request) > 0)
        Q_EMIT failed(request, error);
}

void PictureExporter::write(const RenderedPicture &picture, const Destination &destination,
                            quint64 number)
{
    const auto stop = std::make_shared<std::atomic<quint64>>(0);
    m_stops[number] = stop;
    const auto work = [picture, destination, stop]() -> Result<ExportedFile> {
        const QString &path = destination.path;
        const Status status =
            exportPicture(picture, path, destination.options, Cancellation(*stop, 0));
        if (!status)
            return status.error();
        return ExportedFile{path, isReplacedWhole(path), carriesMasks(path, picture.job.scene)};
    };
    const auto then = [this, number, image = picture.image, path = destination.path,
                       stop](const Result<ExportedFile> &file) {
        --m_writing;
        m_stops.erase(number);
        if (file)
            Q_EMIT exported(number, image, *file);
        else if (*stop != 0)
            Q_EMIT cancelled(number, path);
        else
            Q_EMIT failed(number, file.error());
    };
    m_queue.run(this, work, then);
}

void PictureExporter::putOnClipboard(const RenderedPicture &picture, quint64 number)
{
    m_queue.run(
        this, [picture] { return picture.image.convertToFormat(QImage::Format_RGB888); },
        [this, number](const Result<QImage> &image) {
            --m_writing;
            if (!image)
                return Q_EMIT failed(number, image.error());
            QGuiApplication::clipboard()->setImage(*image);
            Q_EMIT copied(number);
        });
}

} // namespace gramarye
