#pragma once

#include "core/base/error.h"

#include <QImage>
#include <QObject>

class QWidget;

namespace gramarye {

class MessageBar;
class PictureExporter;
struct ExportedFile;
class RenderSession;
struct ExportOptions;

/// What a person does to have the picture elsewhere: exports and copies it, with the dialog and the
/// messages for that.
class ExportActions : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object.
    ExportActions(RenderSession *session, MessageBar *messages, QWidget *window);

    /// Asks where to: started() or cancelled() follows.
    void chooseFile();

    /// As was last asked for. exported() or failed() follows, the latter, too, where it is
    /// cancelled.
    void exportTo(const QString &path);

    /// copied() or failed() follows.
    void copy();

    /// Says that a picture of @p size was written, and how, where that was not as usual.
    void sayExported(QSize size, const QString &path, bool isReplaced);

    bool isIdle() const;

Q_SIGNALS:
    void started(quint64 number);
    void cancelled();
    void exported(quint64 number);
    void copied(quint64 number);
    void failed(quint64 number);

private:
    void takeExported(quint64 number, const QImage &picture, const ExportedFile &file);

    RenderSession *m_session;
    MessageBar *m_messages;
    QWidget *m_window;
    PictureExporter *m_exporter;
};

} // namespace gramarye
