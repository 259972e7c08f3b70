#include "ui/presets/surprisedialog.h"

#include "core/model/parameterspec.h"
#include "core/model/variations.h"
#include "ui/presets/variationtile.h"
#include "ui/text/catalogtext.h"
#include "ui/text/errortext.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace gramarye {

namespace {

constexpr int columns = 3;
constexpr int previewEvery = 4;
constexpr int enoughIterations = 80;         ///< to see where a look is going
constexpr int enoughClassicIterations = 250; ///< its steps are smaller

QString line(const QString &label, double value)
{
    return QStringLiteral("%1: %2").arg(label, QLocale().toString(value, 'g', 3));
}

/// What a look does, in numbers, for those who want to know before they pick.
QString lookText(const StyleParameters &look, const NetworkInfo &network)
{
    QStringList lines;
    for (const char *key : {"ratio", "style-scale", "smoothness"}) {
        const ParameterSpec &spec = parameterSpec(QLatin1String(key));
        lines << line(parameterText(spec.label), spec.get(look));
    }
    for (const auto &[layer, word] : network.sliderLayers(comparesDistributions(look)))
        lines << line(catalogText(word), look.layerWeights[layerIndex(layer)]);
    return lines.join(u'\n');
}

} // namespace

SurpriseDialog::SurpriseDialog(const RenderJob &job, std::unique_ptr<RenderEngine> engine,
                               quint32 seed, QWidget *parent)
    : QDialog(parent),
      m_job(job),
      m_engine(std::move(engine)),
      m_seed(seed),
      m_note(new QLabel),
      m_againButton(new QPushButton(tr("&Again")))
{
    setWindowTitle(tr("Surprise me"));
    m_note->setWordWrap(true);
    m_note->hide();
    m_againButton->setAutoDefault(false);
    m_againButton->setToolTip(tr("Six other looks"));
    connect(m_againButton, &QPushButton::clicked, this, &SurpriseDialog::again);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_againButton, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &SurpriseDialog::leave);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new QLabel(tr("Pick the one you like: your picture takes its look.")));
    layout->addWidget(makeTiles(), 1);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    connectEngine();
    m_tiles.front()->setFocus();
}

QWidget *SurpriseDialog::makeTiles()
{
    auto *widget = new QWidget;
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins({});
    for (int i = 0; i < tileCount; ++i) {
        auto *tile = new VariationTile(tr("Look %1 of %2").arg(i + 1).arg(tileCount));
        connect(tile, &QAbstractButton::clicked, this, [this, i] { pick(std::size_t(i)); });
        grid->addWidget(tile, i / columns, i % columns);
        m_tiles.push_back(tile);
    }
    return widget;
}

void SurpriseDialog::connectEngine()
{
    connect(m_engine.get(), &RenderEngine::previewReady, this, &SurpriseDialog::showPreview);
    connect(m_engine.get(), &RenderEngine::iterated, this, [this](const IterationReport &report) {
        if (report.job == m_rendering)
            m_tiles[m_next - 1]->showProgress(report.progress);
    });
    connect(m_engine.get(), &RenderEngine::finished, this, &SurpriseDialog::takeFinished);
    connect(m_engine.get(), &RenderEngine::failed, this, &SurpriseDialog::takeFailed);
}

void SurpriseDialog::again()
{
    ++m_seed;
    start();
}

void SurpriseDialog::start()
{
    setNote({});
    m_looks = variations(m_job.scene.runParameters(), m_job.scene.network.info, tileCount, m_seed);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const QString text = lookText(m_looks[i], m_job.scene.network.info);
        m_tiles[i]->showWaiting();
        m_tiles[i]->setToolTip(text);
        m_tiles[i]->setAccessibleDescription(text);
    }
    m_next = 0;
    Q_EMIT renderingBegins();
    renderNext();
}

void SurpriseDialog::renderNext()
{
    if (m_next == m_tiles.size())
        return;
    m_tiles[m_next]->showProgress(0);
    m_rendering = m_engine->start(smallJob(m_looks[m_next]));
    ++m_next;
}

RenderJob SurpriseDialog::smallJob(const StyleParameters &look) const
{
    RenderJob job = m_job;
    job.scene.setRunParameters(look);
    StyleParameters &parameters = job.scene.parameters;
    parameters.size = longestSide;
    parameters.scales = Scales::Single;
    parameters.previewEvery = previewEvery;
    parameters.iterations =
        std::min(look.iterations,
                 look.method == Method::Classic ? enoughClassicIterations : enoughIterations);
    job.checkpoint = {};
    return job;
}

void SurpriseDialog::showPreview()
{
    const Preview preview = m_engine->takePreview();
    if (preview.job == m_rendering && !preview.image.isNull())
        m_tiles[m_next - 1]->showPicture(preview.image);
}

void SurpriseDialog::takeFinished(const RenderResult &result)
{
    if (result.job != m_rendering)
        return;
    m_tiles[m_next - 1]->showDone(result.image);
    m_rendering = 0;
    renderNext();
}

// What one look cannot be made of, the others cannot either.
void SurpriseDialog::takeFailed(quint64 job, const Error &error)
{
    if (job != m_rendering)
        return;
    halt();
    setNote(errorText(error));
}

void SurpriseDialog::halt()
{
    m_rendering = 0;
    m_engine->stop();
    for (VariationTile *tile : m_tiles)
        tile->showEnded();
}

// Not before the engine has ended, which its destructor would make everybody wait for.
void SurpriseDialog::leave()
{
    halt();
    if (!m_engine->isRunning())
        return deleteLater();
    connect(m_engine.get(), &RenderEngine::stopped, this, &QObject::deleteLater);
    connect(m_engine.get(), &RenderEngine::finished, this, &QObject::deleteLater);
    connect(m_engine.get(), &RenderEngine::failed, this, &QObject::deleteLater);
}

void SurpriseDialog::pick(std::size_t place)
{
    if (m_tiles[place]->picture().isNull())
        return; // nobody picks what cannot be seen
    Q_EMIT picked(m_looks[place]);
    accept();
}

void SurpriseDialog::setNote(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

QString SurpriseDialog::note() const
{
    return m_note->text();
}

} // namespace gramarye
