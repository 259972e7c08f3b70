#include "app/benchcommand.h"

#include "app/commandline.h"
#include "core/base/platform.h"
#include "core/base/safefile.h"
#include "core/compute/kernels.h"
#include "core/network/networkcatalog.h"
#include "core/transfer/iterationbenchmark.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QJsonDocument>
#include <QSysInfo>

#include <algorithm>
#include <memory>
#include <optional>

namespace gramarye {

namespace {

constexpr int productRounds = 5;

// Of the rows of iterations: what is measured, …
const QString networkKey = QStringLiteral("network");
const QString sizeKey = QStringLiteral("size");
const QString convolutionKey = QStringLiteral("convolution");
const QString styleLossKey = QStringLiteral("style_loss");
const QString regionsKey = QStringLiteral("regions");
const QString memoryKey = QStringLiteral("memory_mb");
const QStringList caseKeys{networkKey,   sizeKey,    convolutionKey,
                           styleLossKey, regionsKey, memoryKey};
// … its figures, …
const QString medianKey = QStringLiteral("median_ms");
const QString peakKey = QStringLiteral("peak_mb");
// … and how they compare with those of other rows.
const QString ratioKey = QStringLiteral("ratio");
const QString gramTimeKey = QStringLiteral("time_to_gram");
const QString gramMemoryKey = QStringLiteral("memory_to_gram");
const QString regionTimeKey = QStringLiteral("time_to_no_region");
const QString tileTimeKey = QStringLiteral("time_to_whole");
const QStringList ratioKeys{ratioKey, gramTimeKey, gramMemoryKey, regionTimeKey, tileTimeKey};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// A column of a table: what it shows of each row.
struct Column
{
    const char *heading;
    const char *key;
    int digits = 0;
    char format = 'f';
    bool mayLack = false; ///< "–" where there is nothing above 0

    QString text(const QJsonObject &row) const
    {
        const QJsonValue value = row.value(QLatin1String(key));
        if (value.isString())
            return value.toString();
        return mayLack && !(value.toDouble() > 0)
                   ? QStringLiteral("–")
                   : QString::number(value.toDouble(), format, digits);
    }
};

/// A table as Markdown has it, in columns for a terminal, without those that lack everywhere; empty
/// where there are no @p rows.
QString tableText(const QJsonArray &rows, const std::vector<Column> &columns)
{
    if (rows.isEmpty())
        return {};
    QStringList lines(rows.size() + 2);
    for (const Column &column : columns) {
        QStringList cells{QString::fromUtf8(column.heading), {}};
        for (const QJsonValue &row : rows)
            cells << column.text(row.toObject());
        if (cells.count(QStringLiteral("–")) == rows.size())
            continue; // it says nothing
        qsizetype width = 0;
        for (const QString &cell : cells)
            width = std::max(width, cell.size());
        cells[1] = QString(width, u'-');
        for (qsizetype i = 0; i < lines.size(); ++i)
            lines[i] += QLatin1String("| ") + cells[i].leftJustified(width) + u' ';
    }
    return u'\n' + lines.join(QLatin1String("|\n")) + QLatin1String("|\n");
}

void add(const QJsonObject &values, QJsonObject &row)
{
    for (auto value = values.begin(); value != values.end(); ++value)
        row[value.key()] = value.value();
}

/// The one of @p rows that measures what @p row does but for @p key, where it has @p value; empty
/// where there is none.
QJsonObject counterpart(const std::vector<QJsonObject> &rows, QJsonObject row, const QString &key,
                        const QJsonValue &value)
{
    row[key] = value;
    const auto isIt = [&](const QJsonObject &other) {
        return std::all_of(caseKeys.begin(), caseKeys.end(),
                           [&](const QString &k) { return other[k] == row[k]; });
    };
    const auto found = std::find_if(rows.begin(), rows.end(), isIt);
    return found == rows.end() ? QJsonObject() : *found;
}

/// @p row, one of @p rows, with how it compares with others of them.
QJsonObject compared(QJsonObject row, const std::vector<QJsonObject> &rows)
{
    const auto divide = [&](const QString &key, const QJsonValue &value, const QJsonValue &by) {
        if (value.toDouble() > 0 && by.toDouble() > 0)
            row[key] = value.toDouble() / by.toDouble();
    };
    const QJsonObject torch =
        counterpart(rows, row, convolutionKey, convolutionName(ConvolutionKind::Torch));
    const QJsonObject gram = counterpart(rows, row, styleLossKey, styleLossName(StyleLoss::Gram));
    const QJsonObject everywhere = counterpart(rows, row, regionsKey, 0);
    const QJsonObject whole = counterpart(rows, row, memoryKey, 0);
    divide(ratioKey, torch[medianKey], row[medianKey]);
    divide(gramTimeKey, row[medianKey], gram[medianKey]);
    divide(gramMemoryKey, row[peakKey], gram[peakKey]);
    if (row[regionsKey].toInt() > 0)
        divide(regionTimeKey, row[medianKey], everywhere[medianKey]);
    if (row[memoryKey].toInt() > 0)
        divide(tileTimeKey, row[medianKey], whole[medianKey]);
    return row;
}

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

BenchCommand::BenchCommand(BenchArguments arguments)
    : m_arguments(withDefaults(std::move(arguments)))
{
}

int BenchCommand::run()
{
    // Begun first, so that nothing is measured for a file that cannot be written.
    std::optional<SafeFile> json;
    if (!m_arguments.jsonFile.isEmpty())
        json.emplace(m_arguments.jsonFile);
    Status status = json ? json->begin() : success();
    if (status)
        status = measure();
    if (status)
        printTables();
    if (status && json) {
        json->write(figures()); // finish() tells of what fails
        status = json->finish();
    }
    if (!status)
        m_progress << errorText(status.error()) << Qt::endl;
    return status ? exitcode::done : exitcode::failed;
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
    const BenchArguments &asked = m_arguments;
    if (!asked.pipeline && !asked.stalls) {
        for (const int size : asked.sizes) {
            if (const Status status = measureIterations(network, size); !status)
                return status;
        }
    }
    if (asked.pipeline || asked.report) {
        m_progress << CommandLine::tr("Rendering with %1 …").arg(network.name) << Qt::endl;
        if (const Status status = measureWhole(m_renders, network, benchWorkerName(),
                                               {{QStringLiteral("kind"), QStringLiteral("render")},
                                                {QStringLiteral("network"), network.name}});
            !status)
            return status;
    }
    if (!asked.stalls && !asked.report)
        return success();
    m_progress << CommandLine::tr("Rendering in a window with %1 …").arg(network.name) << Qt::endl;
    return measureWhole(m_stalls, network, stallWorkerName(),
                        {{QStringLiteral("iterations"), asked.iterations}});
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
    m_progress << CommandLine::tr("Measuring %1 at %2 px …").arg(network.name).arg(size)
               << Qt::endl;
    std::vector<QJsonObject> rows;
    std::vector<std::unique_ptr<BenchWorker>> workers;
    for (const StyleLoss loss : m_arguments.styleLosses) {
        for (const ConvolutionKind kind : m_arguments.convolutions) {
            for (const int regions : m_arguments.regions) {
                for (const int memory : m_arguments.memories)
                    rows.push_back({{networkKey, network.name},
                                    {sizeKey, size},
                                    {convolutionKey, convolutionName(kind)},
                                    {styleLossKey, styleLossName(loss)},
                                    {regionsKey, regions},
                                    {memoryKey, memory}});
            }
        }
    }
    for (QJsonObject &row : rows) {
        QJsonObject instructions = row;
        instructions[QStringLiteral("path")] = network.path;
        instructions[QStringLiteral("threads")] = m_arguments.threads;
        workers.push_back(std::make_unique<BenchWorker>(instructions));
        const auto ready = workers.back()->prepare();
        if (!ready)
            return ready.error();
        add(*ready, row);
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
    for (std::size_t w = 0; w < workers.size(); ++w) {
        const double usual = median(seconds[w]);
        const double operations = rows[w].take(QStringLiteral("operations")).toDouble();
        rows[w][medianKey] = usual * 1e3;
        rows[w][QStringLiteral("min_ms")] =
            *std::min_element(seconds[w].begin(), seconds[w].end()) * 1e3;
        rows[w][QStringLiteral("gflops")] = operations / usual * 1e-9;
    }
    for (const QJsonObject &row : rows)
        m_results << compared(row, rows);
    return success();
}

/// Has one @p worker do what @p instructions say, and adds what it answers to @p rows.
Status BenchCommand::measureWhole(QJsonArray &rows, const Network &network, const QString &worker,
                                  QJsonObject instructions)
{
    instructions[QStringLiteral("path")] = network.path;
    instructions[QStringLiteral("threads")] = m_arguments.threads;
    BenchWorker process(instructions, worker);
    if (const auto ready = process.prepare(); !ready)
        return ready.error();
    const auto line = process.measure();
    if (!line)
        return line.error();
    QJsonObject row{{QStringLiteral("network"), network.name}};
    add(*line, row);
    rows << row;
    return success();
}

int BenchCommand::threads() const
{
    return m_arguments.threads > 0 ? m_arguments.threads : defaultThreadCount();
}

void BenchCommand::printTables()
{
    m_out << CommandLine::tr("%1, threads: %2, %3; LibTorch's matrix products: %4 GFLOP/s.")
                 .arg(processorName(), QString::number(threads()), QLatin1String(kernels().name),
                      QString::number(m_products, 'f', 0))
          << "\n"
          << tableText(m_results, {{"network", "network"},
                                   {"size", "size"},
                                   {"convolution", "convolution"},
                                   {"style loss", "style_loss"},
                                   {"regions", "regions", 0, 'f', true},
                                   {"memory MB", "memory_mb", 0, 'f', true},
                                   {"median ms", "median_ms", 1},
                                   {"min ms", "min_ms", 1},
                                   {"GFLOP/s", "gflops"},
                                   {"peak MB", "peak_mb", 0, 'f', true},
                                   {"weights MB", "weights_mb"},
                                   {"× LibTorch", "ratio", 2, 'f', true},
                                   {"time / Gram's", "time_to_gram", 2, 'f', true},
                                   {"MB / Gram's", "memory_to_gram", 2, 'f', true},
                                   {"time / without regions", "time_to_no_region", 2, 'f', true},
                                   {"time / whole", "time_to_whole", 2, 'f', true}})
          << tableText(m_renders, {{"network", "network"},
                                   {"first preview s", "first_preview_s", 2},
                                   {"whole default render s", "render_s", 1},
                                   {"final loss", "final_loss", 3, 'g'}})
          << tableText(m_stalls, {{"network", "network"},
                                  {"the window answers within ms, 99 of 100 times", "p99_ms"},
                                  {"always", "longest_ms"},
                                  {"times", "gaps"}});
    QStringList random;
    for (const Network &network : m_networks)
        random += network.random ? QStringList{network.name} : QStringList();
    if (!random.isEmpty())
        m_out << "\nWith random weights in place of those that were not at hand (speed does not "
                 "depend on them, losses do): "
              << random.join(QLatin1String(", ")) << '\n';
    m_out << Qt::flush;
}

QByteArray BenchCommand::figures() const
{
    QJsonArray results;
    QJsonArray ratios;
    for (const QJsonValue &row : m_results) {
        QJsonObject result = row.toObject();
        QJsonObject compared;
        for (const QString &key : ratioKeys) {
            if (result.contains(key))
                compared[key] = result.take(key);
        }
        results << result;
        if (compared.isEmpty())
            continue;
        for (const QString &key : caseKeys)
            compared[key] = result[key];
        ratios << compared;
    }
    const QJsonObject all{
        {QStringLiteral("results"), results},   {QStringLiteral("renders"), m_renders},
        {QStringLiteral("stalls"), m_stalls},   {QStringLiteral("sgemm_gflops"), m_products},
        {QStringLiteral("threads"), threads()}, {QStringLiteral("ratios"), ratios}};
    return QJsonDocument(all).toJson();
}

} // namespace gramarye
