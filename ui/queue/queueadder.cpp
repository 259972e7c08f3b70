#include "ui/queue/queueadder.h"

#include "core/base/background.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/offeredfolder.h"
#include "ui/settings/settings.h"
#include "ui/text/errortext.h"
#include "ui/widgets/rememberedfolder.h"

#include <QCheckBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace gramarye {

namespace {

constexpr int listHeight = 96; // px; four files
constexpr int columnGap = 18;  // px; so that a title does not seem to belong to the other's buttons

/// The style in @p file as it is set in the window; as a new one where it is not there.
Style styleIn(const Scene &scene, const QString &file)
{
    const auto found = std::find_if(scene.styles.begin(), scene.styles.end(),
                                    [&](const Style &style) { return style.picture.path == file; });
    Style style = found == scene.styles.end() ? Style() : *found;
    style.picture = PictureRef::ofFile(file);
    return style;
}

// A single style counts whole; of several the window knows what each does. What was painted on the
// window's content is of no other.
BatchJob withPictures(BatchJob job, const QString &content, const QStringList &styles)
{
    std::vector<Style> own;
    for (const QString &file : styles)
        own.push_back(styleIn(job.scene, file));
    const bool isWindows = content == job.scene.content.path;
    const bool hasWeights =
        own.size() > 1
        && std::any_of(own.begin(), own.end(), [](const Style &s) { return s.weight > 0; });
    for (Style &style : own) {
        style.weight = hasWeights ? style.weight : 1;
        style.region = isWindows ? style.region : PictureRef();
    }
    if (!isWindows)
        job.scene.strength = {};
    job.scene.content = PictureRef::ofFile(content);
    job.scene.canvas = {};
    job.scene.styles = own;
    return job;
}

QToolButton *toolButton(const QString &text, const QString &name)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

constexpr int pathRole = Qt::UserRole;

} // namespace

QStringList filesIn(const QMimeData &data)
{
    QStringList files;
    for (const PictureSource &source : pictureSources(data)) {
        if (!source.path.isEmpty())
            files << source.path;
    }
    return files;
}

std::vector<BatchJob> QueueChoice::jobs() const
{
    const BatchJob own = batchJobOf(settings, options);
    std::vector<BatchJob> jobs;
    for (const QString &content : contents) {
        for (const QStringList &styles : styleSets)
            jobs.push_back(withPictures(own, content, styles));
    }
    return jobs;
}

FileList::FileList(const QString &name, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(name);
    setSelectionMode(ExtendedSelection);
    setAcceptDrops(true);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void FileList::add(const QStringList &files)
{
    const QStringList present = this->files();
    for (const QString &file : files) {
        if (present.contains(file))
            continue;
        auto *item = new QListWidgetItem(QFileInfo(file).fileName(), this);
        item->setData(pathRole, file);
        item->setToolTip(QDir::toNativeSeparators(file));
    }
    Q_EMIT filesChanged();
}

void FileList::take(const QStringList &paths)
{
    runInBackground(
        this, [paths] { return takenFiles(paths); },
        [this](const Result<TakenFiles> &taken) {
            if (!taken)
                return Q_EMIT noted(errorText(taken.error()));
            add(taken->files);
            if (!taken->emptyFolder.isEmpty())
                Q_EMIT noted(noPicturesText(taken->emptyFolder));
        });
}

QStringList FileList::files() const
{
    QStringList files;
    for (int row = 0; row < count(); ++row)
        files << item(row)->data(pathRole).toString();
    return files;
}

void FileList::browse()
{
    askForFiles(this, {QStringLiteral("pictures"), tr("Add pictures"), pictureFileFilter()},
                [this](const QStringList &files) { add(files); });
}

void FileList::removeSelected()
{
    qDeleteAll(selectedItems());
    Q_EMIT filesChanged();
}

void FileList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete)
        removeSelected();
    else
        QListWidget::keyPressEvent(event);
}

void FileList::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileList::dragMoveEvent(QDragMoveEvent *event)
{
    event->acceptProposedAction();
}

void FileList::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(filesIn(*event->mimeData()));
}

QueueAdder::QueueAdder(Settings settings, QWidget *parent)
    : QWidget(parent),
      m_settings(std::move(settings)),
      m_contents(new FileList(tr("Content pictures"))),
      m_styles(new FileList(tr("Style pictures"))),
      m_blend(new QCheckBox(tr("&Blend the styles into one"))),
      m_add(new QPushButton)
{
    m_blend->setToolTip(tr("One picture for each content, in all styles at once, each as strong as "
                           "in the window"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setHorizontalSpacing(columnGap);
    layout->addWidget(section(tr("Contents"), m_contents), 0, 0);
    layout->addWidget(section(tr("Styles"), m_styles), 0, 1);
    layout->addWidget(m_blend, 1, 0);
    layout->addWidget(m_add, 1, 1, Qt::AlignRight);
    connect(m_contents, &FileList::filesChanged, this, &QueueAdder::update);
    connect(m_styles, &FileList::filesChanged, this, &QueueAdder::update);
    connect(m_contents, &FileList::noted, this, &QueueAdder::noted);
    connect(m_styles, &FileList::noted, this, &QueueAdder::noted);
    connect(m_blend, &QCheckBox::toggled, this, &QueueAdder::update);
    connect(m_add, &QPushButton::clicked, this, &QueueAdder::addRequested);
    update();
}

QWidget *QueueAdder::section(const QString &title, FileList *list)
{
    list->setFixedHeight(listHeight);
    auto *label = new QLabel(title);
    label->setBuddy(list);
    auto *add = toolButton(tr("Add…"), tr("Add pictures: %1").arg(title));
    auto *remove = toolButton(tr("Remove"), tr("Remove the pictures selected: %1").arg(title));
    connect(add, &QToolButton::clicked, list, &FileList::browse);
    connect(remove, &QToolButton::clicked, list, &FileList::removeSelected);

    auto *widget = new QWidget;
    auto *layout = new QGridLayout(widget);
    layout->setContentsMargins({});
    layout->addWidget(label, 0, 0);
    layout->addWidget(add, 0, 1);
    layout->addWidget(remove, 0, 2);
    layout->addWidget(list, 1, 0, 1, 3);
    layout->setColumnStretch(0, 1);
    return widget;
}

std::vector<QStringList> QueueAdder::styleSets() const
{
    if (m_blend->isChecked() && m_styles->count() > 0)
        return {m_styles->files()};
    std::vector<QStringList> sets;
    for (const QString &style : m_styles->files())
        sets.push_back({style});
    return sets;
}

QueueChoice QueueAdder::choice() const
{
    return {m_settings(), gramarye::Settings().exportOptions(), m_contents->files(), styleSets()};
}

void QueueAdder::suggest()
{
    const ReadScene scene = m_settings().scene;
    if (m_contents->count() == 0 && !scene.content.ref.path.isEmpty())
        m_contents->add({scene.content.ref.path});
    if (m_styles->count() > 0)
        return;
    for (const StyleOf<Picture> &style : scene.styles) {
        if (!style.picture.ref.path.isEmpty())
            m_styles->add({style.picture.ref.path});
    }
}

void QueueAdder::update()
{
    const int count = m_contents->count() * int(styleSets().size());
    m_add->setText(tr("&Add to the queue (%1)", "number of pictures").arg(count));
    m_add->setEnabled(count > 0);
}

} // namespace gramarye
