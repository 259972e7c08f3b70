#include "app/benchcommand.h"

#include "app/benchworker.h"
#include "app/commandline.h"
#include "app/exitcode.h"
#include "core/base/platform.h"
#include "core/base/safefile.h"
#include "core/compute/kernels.h"
#include "core/network/networkcatalog.h"
#include "core/transfer/iterationbenchmark.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>

#include <algorithm>
#include <cmath>
#include <memory>

namespace gramarye {

namespace {

constexpr int productRounds = 5;
constexpr double megabyte = 1e6;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

/// "–" where @p value was not measured.
QString orDash(double value, int decimals)
{
    return value > 0 ? number(value, decimals) : QStringLiteral("–");
}

/// A table as Markdown has it, in columns for a terminal.
class Table
{
public:
    explicit Table(const QString &heading) { add(heading.split(u'|')); }

    void add(const QStringList &cells)
    {
        m_widths.resize(cells.size());
        for (qsizetype i = 0; i < cells.size(); ++i)
            m_widths[i] = std::max(m_widths[i], int(cells[i].size()));
        m_rows.push_back(cells);
    }

    /// Empty where there is nothing below the heading.
    QString text() const
    {
        if (m_rows.size() == 1)
            return {};
        QString text = u'\n' + line(m_rows.front());
        QStringList rules;
        for (const int width : m_widths)
            rules << QString(width, u'-');
        text += line(rules);
        for (std::size_t i = 1; i < m_rows.size(); ++i)
            text += line(m_rows[i]);
        return text;
    }

private:
    QString line(const QStringList &cells) const
    {
        QString text;
        for (qsizetype i = 0; i < cells.size(); ++i)
            text += QLatin1String("| ") + cells[i].leftJustified(m_widths[i]) + u' ';
        return text + QLatin1String("|\n");
    }

    QList<int> m_widths;
    std::vector<QStringList> m_rows; ///< the first is the heading
};

QString processorName()
{
    QFile file(QStringLiteral("/proc/cpuinfo"));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("model name"))
                return QString::fromUtf8(line.mid(line.indexOf(':') + 1).trimmed());
        }
    }
    return QSysInfo::currentCpuArchitecture();
}

} // namespace

BenchCommand::BenchCommand(BenchArguments arguments) : m_arguments(std::move(arguments))
{
    if (!m_arguments.report)
        return;
    m_arguments.sizes = {256, 512, 1024};
    m_arguments.networks = {QStringLiteral("vgg19"), QStringLiteral("vgg19-distilled"),
                            QStringLiteral("builtin")};
}

int BenchCommand::run()
{
    Status status = measure();
    if (status && !m_arguments.jsonFile.isEmpty())
        status = writeJson();
    if (!status) {
        m_progress << errorText(status.error()) << Qt::endl;
        return exitcode::failed;
    }
    printTables();
    return exitcode::done;
}

Status BenchCommand::measure()
{
    if (const Status status = locateNetworks(); !status)
        return status;
    if (const Status status = measureProducts(); !status)
        return status;
    for (const Network &network : m_networks) {
        if (const Status status = measureNetwork(network); !status)
            return status;
    }
    return measureProducts();
}

Status BenchCommand::measureNetwork(const Network &network)
{
    if (!m_arguments.pipeline && !m_arguments.stalls) {
        for (const int size : m_arguments.sizes) {
            if (const Status status = measureIterations(network, size); !status)
                return status;
        }
    }
    if (m_arguments.pipeline || m_arguments.report) {
        if (const Status status = measureRender(network); !status)
            return status;
    }
    return m_arguments.stalls || m_arguments.report ? measureWindow(network) : success();
}

Status BenchCommand::locateNetworks()
{
    for (const QString &name : m_arguments.networks) {
        const auto source = NetworkCatalog::builtIn().locate(name);
        if (source) {
            m_networks.push_back({source->info.name, source->path, false});
            continue;
        }
        const NetworkInfo *info = NetworkCatalog::builtIn().find(name);
        if (!info)
            return source.error();
        const QString path = m_folder.filePath(name + QLatin1String(".safetensors"));
        if (const Status status = writeRandomNetwork(*info, path); !status)
            return status;
        m_networks.push_back({name, path, true});
    }
    return success();
}

Status BenchCommand::measureProducts()
{
    BenchWorker worker({{QStringLiteral("kind"), QStringLiteral("products")},
                        {QStringLiteral("threads"), m_arguments.threads}});
    const auto ready = worker.prepare();
    if (!ready)
        return ready.error();
    for (int i = 0; i < productRounds; ++i) {
        const auto line = worker.measure();
        if (!line)
            return line.error();
        const double seconds = line->value(QLatin1String("seconds")).toDouble();
        m_products = std::max(m_products, ready->value(QLatin1String("operations")).toDouble()
                                              / seconds * 1e-9);
    }
    return success();
}

Status BenchCommand::measureIterations(const Network &network, int size)
{
    say(CommandLine::tr("Measuring %1 at %2 px …").arg(network.name).arg(size));
    const std::size_t first = m_figures.size();
    std::vector<std::unique_ptr<BenchWorker>> workers;
    for (const ConvolutionKind kind : m_arguments.convolutions) {
        workers.push_back(std::make_unique<BenchWorker>(
            QJsonObject{{QStringLiteral("network"), network.name},
                        {QStringLiteral("path"), network.path},
                        {QStringLiteral("size"), size},
                        {QStringLiteral("fast"), kind == ConvolutionKind::Fast},
                        {QStringLiteral("threads"), m_arguments.threads}}));
        const auto ready = workers.back()->prepare();
        if (!ready)
            return ready.error();
        Figures figures;
        figures.network = network.name;
        figures.size = size;
        figures.convolution = kind;
        figures.operations = ready->value(QLatin1String("operations")).toDouble();
        figures.weights = ready->value(QLatin1String("weights")).toDouble();
        m_figures.push_back(figures);
    }
    std::vector<std::vector<double>> seconds(workers.size());
    for (int i = 0; i < m_arguments.iterations; ++i) {
        for (std::size_t w = 0; w < workers.size(); ++w) {
            const auto line = workers[w]->measure();
            if (!line)
                return line.error();
            seconds[w].push_back(line->value(QLatin1String("seconds")).toDouble());
        }
    }
    double torch = 0;
    for (std::size_t w = 0; w < workers.size(); ++w) {
        Figures &figures = m_figures[first + w];
        const auto last = workers[w]->finish();
        if (!last)
            return last.error();
        figures.peak = last->value(QLatin1String("peak")).toDouble();
        figures.median = median(seconds[w]);
        figures.least = *std::min_element(seconds[w].begin(), seconds[w].end());
        if (figures.convolution == ConvolutionKind::Torch)
            torch = figures.median;
    }
    for (std::size_t i = first; i < m_figures.size(); ++i)
        m_figures[i].ratio = torch / m_figures[i].median;
    return success();
}

Status BenchCommand::measureRender(const Network &network)
{
    say(CommandLine::tr("Rendering with %1 …").arg(network.name));
    BenchWorker worker({{QStringLiteral("kind"), QStringLiteral("render")},
                        {QStringLiteral("network"), network.name},
                        {QStringLiteral("path"), network.path},
                        {QStringLiteral("threads"), m_arguments.threads}});
    if (const auto ready = worker.prepare(); !ready)
        return ready.error();
    const auto line = worker.measure();
    if (!line)
        return line.error();
    m_renders.push_back({network.name, line->value(QLatin1String("first")).toDouble(),
                         line->value(QLatin1String("seconds")).toDouble(),
                         line->value(QLatin1String("loss")).toDouble()});
    return success();
}

Status BenchCommand::measureWindow(const Network &network)
{
    say(CommandLine::tr("Rendering in a window with %1 …").arg(network.name));
    BenchWorker worker({{QStringLiteral("path"), network.path},
                        {QStringLiteral("iterations"), m_arguments.iterations},
                        {QStringLiteral("threads"), m_arguments.threads}},
                       stallWorkerName());
    if (const auto ready = worker.prepare(); !ready)
        return ready.error();
    const auto line = worker.measure();
    if (!line)
        return line.error();
    m_stalls.push_back({network.name, line->value(QLatin1String("p99")).toDouble(),
                        line->value(QLatin1String("longest")).toDouble(),
                        line->value(QLatin1String("gaps")).toInt()});
    return success();
}

QString BenchCommand::machine() const
{
    const int threads = m_arguments.threads > 0 ? m_arguments.threads : defaultThreadCount();
    return CommandLine::tr("%1, threads: %2, %3; LibTorch's matrix products: %4 GFLOP/s.")
        .arg(processorName(), QString::number(threads), QLatin1String(kernels().name),
             number(m_products, 0));
}

void BenchCommand::printTables()
{
    m_out << machine() << "\n";
    Table iterations(QStringLiteral(
        "network|size|convolution|median ms|min ms|GFLOP/s|peak MB|weights MB|× LibTorch"));
    for (const Figures &f : m_figures)
        iterations.add({f.network, QString::number(f.size), convolutionName(f.convolution),
                        number(f.median * 1e3, 1), number(f.least * 1e3, 1), number(f.rate(), 0),
                        orDash(f.peak / megabyte, 0), number(f.weights / megabyte, 0),
                        orDash(f.ratio, 2)});
    Table renders(QStringLiteral("network|first preview s|whole default render s|final loss"));
    for (const Render &r : m_renders)
        renders.add(
            {r.network, number(r.first, 2), number(r.whole, 1), QString::number(r.loss, 'g', 3)});
    Table stalls(
        QStringLiteral("network|the window answers within ms, 99 of 100 times|always|times"));
    for (const Stalls &s : m_stalls)
        stalls.add({s.network, number(s.usual, 0), number(s.longest, 0), QString::number(s.gaps)});
    for (const Table *table : {&iterations, &renders, &stalls})
        m_out << table->text();
    QStringList random;
    for (const Network &network : m_networks)
        random << (network.random ? network.name : QString());
    random.removeAll(QString());
    if (!random.isEmpty())
        m_out << "\nWith random weights in place of those that were not at hand (speed does not "
                 "depend on them, losses do): "
              << random.join(QLatin1String(", ")) << '\n';
    m_out << Qt::flush;
}

Status BenchCommand::writeJson() const
{
    QJsonArray results;
    QJsonArray ratios;
    for (const Figures &f : m_figures) {
        QJsonObject variant{{QStringLiteral("network"), f.network},
                            {QStringLiteral("size"), f.size},
                            {QStringLiteral("convolution"), convolutionName(f.convolution)}};
        if (f.ratio > 0) {
            QJsonObject ratio = variant;
            ratio[QStringLiteral("ratio")] = f.ratio;
            ratios << ratio;
        }
        variant[QStringLiteral("median_ms")] = f.median * 1e3;
        variant[QStringLiteral("min_ms")] = f.least * 1e3;
        variant[QStringLiteral("gflops")] = f.rate();
        variant[QStringLiteral("peak_mb")] = f.peak / megabyte;
        variant[QStringLiteral("weights_mb")] = f.weights / megabyte;
        results << variant;
    }
    QJsonArray renders;
    for (const Render &r : m_renders)
        renders << QJsonObject{{QStringLiteral("network"), r.network},
                               {QStringLiteral("first_preview_s"), r.first},
                               {QStringLiteral("render_s"), r.whole},
                               {QStringLiteral("final_loss"), r.loss}};
    QJsonArray stalls;
    for (const Stalls &s : m_stalls)
        stalls << QJsonObject{{QStringLiteral("network"), s.network},
                              {QStringLiteral("p99_ms"), s.usual},
                              {QStringLiteral("longest_ms"), s.longest},
                              {QStringLiteral("gaps"), s.gaps}};
    const int threads = m_arguments.threads > 0 ? m_arguments.threads : defaultThreadCount();
    const QJsonObject all{
        {QStringLiteral("results"), results}, {QStringLiteral("renders"), renders},
        {QStringLiteral("stalls"), stalls},   {QStringLiteral("sgemm_gflops"), m_products},
        {QStringLiteral("threads"), threads}, {QStringLiteral("ratios"), ratios}};
    return writeSafely(m_arguments.jsonFile, QJsonDocument(all).toJson());
}

void BenchCommand::say(const QString &line)
{
    m_progress << line << Qt::endl;
}

} // namespace gramarye
