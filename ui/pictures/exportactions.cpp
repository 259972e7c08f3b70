#include "ui/pictures/exportactions.h"

#include "ui/pictures/exportdialog.h"
#include "ui/pictures/pictureexporter.h"
#include "ui/run/rendersession.h"
#include "ui/settings/settings.h"
#include "ui/text/errortext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/rememberedfolder.h"

#include <QDir>
#include <QFileInfo>

namespace gramarye {

namespace {

RememberedFolder exportFolder()
{
    return RememberedFolder(QStringLiteral("exports"));
}

NameParts namePartsOf(const RenderedPicture &picture)
{
    const ReadScene &scene = picture.job.scene;
    QStringList styles;
    for (const auto &style : scene.styles)
        styles << style.picture.ref.name;
    return gramarye::namePartsOf(scene.content.ref.name, styles,
                                 std::max(picture.image.width(), picture.image.height()));
}

} // namespace

ExportActions::ExportActions(RenderSession *session, MessageBar *messages, QWidget *window)
    : QObject(window),
      m_session(session),
      m_messages(messages),
      m_window(window),
      m_exporter(new PictureExporter(session, this))
{
    connect(m_exporter, &PictureExporter::exported, this, &ExportActions::takeExported);
    connect(m_exporter, &PictureExporter::cancelled, this,
            [this](quint64 number, const QString &path) {
                m_messages->showInformation(
                    tr("The export of “%1” was cancelled.").arg(QFileInfo(path).fileName()));
                Q_EMIT failed(number);
            });
    connect(m_exporter, &PictureExporter::copied, this, &ExportActions::copied);
    connect(m_exporter, &PictureExporter::failed, this, [this](quint64 number, const Error &error) {
        m_messages->showError(error);
        Q_EMIT failed(number);
    });
}

void ExportActions::chooseFile()
{
    const RenderedPicture picture = m_session->rendered();
    auto *dialog = new ExportDialog(proposedExportPath(exportFolder().path(),
                                                       Settings().preferences().exportName,
                                                       namePartsOf(picture)),
                                    Settings().exportOptions(), picture, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::chosen, this,
            [this](const QString &path, const ExportOptions &options) {
                Settings().setExportOptions(options);
                exportTo(path);
            });
    connect(dialog, &QDialog::rejected, this, &ExportActions::cancelled);
    dialog->open();
}

void ExportActions::exportTo(const QString &path)
{
    exportFolder().rememberFolderOf(path);
    const quint64 number = m_exporter->start(path, Settings().exportOptions());
    m_messages->showMessage(tr("Exporting “%1”…").arg(QFileInfo(path).fileName()),
                            MessageBar::Kind::Information,
                            {{tr("Cancel"), [this, number] { m_exporter->cancel(number); }}});
    Q_EMIT started(number);
}

void ExportActions::copy()
{
    m_exporter->copy();
}

bool ExportActions::isIdle() const
{
    return m_exporter->isIdle();
}

void ExportActions::takeExported(quint64 number, const QImage &picture, const ExportedFile &file)
{
    m_session->markSaved(picture, file.carriesMasks);
    sayExported(picture.size(), file.path, file.isReplaced);
    Q_EMIT exported(number);
}

void ExportActions::sayExported(QSize size, const QString &path, bool isReplaced)
{
    const QString said = tr("Exported “%1”, %2 × %3 px.")
                             .arg(QDir::toNativeSeparators(path))
                             .arg(size.width())
                             .arg(size.height());
    m_messages->showInformation(writtenText(said, path, isReplaced));
}

} // namespace gramarye
