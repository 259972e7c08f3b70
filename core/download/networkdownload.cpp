#include "core/download/networkdownload.h"

#include "core/weights/weightsfile.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

namespace gramarye {

using namespace std::chrono_literals;

namespace {

/// What the worker that installs a downloaded file needs.
struct Installation
{
    QString path;
    QString network;
    QString address; ///< for the record
    QString server;
    bool isWhole = false;    ///< then its checksum is compared
    QStringList wanted;      ///< checksums, one of which it has to have; may be empty
    QStringList publishedAs; ///< checksums that are worth a record
};

QString sha256(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QLatin1String(hash.result().toHex());
}

Status installFile(const Installation &file, const NetworkCatalog &catalog)
{
    const QString sum = file.isWhole ? sha256(file.path) : QString();
    if (!file.wanted.isEmpty() && !file.wanted.contains(sum))
        return Error{ErrorCode::DownloadDiffers, file.server, QLatin1String("SHA-256 ") + sum};
    const NetworkOrigin origin{file.address, file.publishedAs.contains(sum) ? sum : QString()};
    const auto name = NetworkStore(catalog).import(file.path, file.network, origin);
    return name ? success() : name.error();
}

QStringList checksums(const NetworkInfo &network)
{
    QStringList sums;
    for (const PublishedFile &file : network.published)
        sums << file.sha256;
    return sums;
}

/// Whether the next download can go on with what was there when @p code ended this one.
bool isPassing(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DownloadNoConnection:
    case ErrorCode::DownloadNotSecure:
    case ErrorCode::DownloadNotWeights: // a login page
    case ErrorCode::DownloadRefused:
    case ErrorCode::DownloadServerBusy:
    case ErrorCode::DiskFull:
    case ErrorCode::StoreNotWritable:
        return true;
    default:
        return false;
    }
}

/// With its address filled in, where that is known.
DownloadJob completed(DownloadJob job)
{
    if (job.address.isEmpty() && !job.network.published.empty())
        job.address = job.network.published.front().address;
    return job;
}

} // namespace

NetworkDownload::NetworkDownload(DownloadJob job, const NetworkCatalog &catalog,
                                 DownloadPatience patience, QObject *parent)
    : QObject(parent),
      m_job(completed(std::move(job))),
      m_catalog(catalog),
      m_patience(patience),
      m_address(m_job.address, QUrl::StrictMode),
      m_part(m_job.network.name)
{
    m_clock.start();
    m_delay.setSingleShot(true);
    m_manager.setTransferTimeout(int(m_patience.timeout.count()));
    connect(&m_delay, &QTimer::timeout, this, &NetworkDownload::goOn);
    connect(&m_request, &RangeRequest::answered, this, &NetworkDownload::answered);
    connect(&m_request, &RangeRequest::received, this, &NetworkDownload::received);
    connect(&m_request, &RangeRequest::ended, this, &NetworkDownload::ended);
}

NetworkDownload::~NetworkDownload()
{
    if (!m_isInstalling)
        return;
    m_queue.waitForDone();
    if (m_isInstalled)
        m_part.discard();
}

qint64 NetworkDownload::bytesLeftBehind(const NetworkInfo &network)
{
    const PartialDownload part(network.name);
    const auto journal = part.journal();
    const bool isKnown = journal && !network.published.empty()
                         && journal->address == network.published.front().address;
    return isKnown ? part.size() : 0;
}

QString NetworkDownload::address() const
{
    return m_address.toString(QUrl::RemoveUserInfo);
}

void NetworkDownload::start()
{
    const auto begin = [this] {
        if (!m_isOpen)
            return; // cancelled already
        Status status = prepare();
        if (status)
            status = resume();
        if (!status)
            return fail(status.error());
        goOn();
    };
    QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
}

void NetworkDownload::cancel()
{
    if (!m_isOpen || m_isInstalling)
        return;
    m_part.discard();
    close();
    Q_EMIT cancelled();
}

Status NetworkDownload::prepare()
{
    const NetworkInfo &network = m_job.network;
    if (!network.resource.isEmpty())
        return Error{ErrorCode::NetworkBuiltIn, network.name, {}};
    if (m_job.address.isEmpty())
        return Error{ErrorCode::NetworkNeedsFile, network.name, {}};
    const bool isWeb =
        m_address.scheme() == QLatin1String("https") || m_address.scheme() == QLatin1String("http");
    if (!isWeb || m_address.host().isEmpty())
        return Error{ErrorCode::DownloadNoAddress, m_job.address, {}};
    if (!isSafeAddress(m_address))
        return aboutServer(ErrorCode::DownloadNotEncrypted);
    m_takesWhole = m_job.wantsWhole || !m_address.path().endsWith(QLatin1String(".safetensors"));
    return m_part.lock();
}

/// Picks up what an earlier download left behind, if anything.
Status NetworkDownload::resume()
{
    const auto journal = m_part.journal();
    const bool isWhole = journal && journal->header.isEmpty();
    if (!journal || journal->address != address() || (m_takesWhole && !isWhole))
        return success();
    const auto plan = isWhole ? Result<DownloadPlan>(DownloadPlan::whole(journal->version.size))
                              : planFor(journal->header, journal->version.size);
    if (!plan || !m_part.resume(*plan))
        return success();
    m_version = journal->version;
    m_takesWhole = isWhole;
    m_plan = *plan;
    m_resumedAt = m_farthest = m_part.size();
    report();
    return checkRoom(plan->size() - m_part.size());
}

void NetworkDownload::goOn()
{
    if (!m_plan && !m_takesWhole) {
        const Result<qint64> end = headerEnd();
        if (!end)
            return fail(end.error());
        if (m_header.size() < *end)
            return ask(ByteRange{m_header.size(), *end});
        if (const Status status = beginParts(); !status)
            return fail(status.error());
    }
    if (!m_plan)
        return ask(std::nullopt);
    const auto missing = m_plan->after(m_part.size());
    missing ? ask(missing) : install();
}

/// For all of the file where there is no @p range.
void NetworkDownload::ask(std::optional<ByteRange> range)
{
    m_rate.start(now());
    m_request.start(m_address, range, m_version);
}

/// Where the header ends, as far as what has come of it says: that may be its length alone, and
/// anything at all.
Result<qint64> NetworkDownload::headerEnd() const
{
    constexpr qint64 lengthSize = SafetensorsHeader::lengthSize;
    if (m_version.size >= 0 && m_version.size < lengthSize)
        return aboutServer(ErrorCode::DownloadNotWeights);
    if (m_header.size() < lengthSize)
        return lengthSize;
    const auto jsonSize = SafetensorsHeader::jsonSize(m_header);
    const bool hasBegun = m_header.size() > lengthSize;
    if (!jsonSize || *jsonSize > m_version.size - lengthSize
        || (hasBegun && !isSafetensors(m_header)))
        return aboutServer(ErrorCode::DownloadNotWeights);
    return lengthSize + *jsonSize;
}

Status NetworkDownload::beginParts()
{
    const auto plan = planFor(m_header, m_version.size);
    return plan ? begin(*plan) : aboutFile(plan.error());
}

void NetworkDownload::answered(const RemoteVersion &version)
{
    if (m_version.size >= 0)
        return;
    m_version = version;
    const PublishedFile *file = published();
    if (file && file->size > 0 && file->size != version.size)
        return fail(
            aboutServer(ErrorCode::DownloadDiffers, QStringLiteral("%1 bytes").arg(version.size)));
    if (m_takesWhole) {
        if (const Status status = begin(DownloadPlan::whole(version.size)); !status)
            fail(status.error());
    }
}

void NetworkDownload::received(const QByteArray &bytes)
{
    if (!m_plan) {
        m_header += bytes;
        return;
    }
    if (const Status status = m_part.append(bytes); !status)
        return fail(status.error());
    if (m_part.size() > m_farthest) {
        m_farthest = m_part.size();
        m_failures = 0;
    }
    m_rate.add(bytes.size(), now());
    report();
}

void NetworkDownload::ended(RequestEnd end, const Error &error)
{
    switch (end) {
    case RequestEnd::Complete:
        return m_delay.start(0ms); // not within the request that ends
    case RequestEnd::OtherVersion:
        if (std::exchange(m_hasStartedOver, true))
            return fail(aboutServer(ErrorCode::DownloadChanged));
        return startOver();
    case RequestEnd::NoRanges:
        m_takesWhole = true;
        return startOver();
    case RequestEnd::Interrupted:
        return retry(error);
    case RequestEnd::Failed:
        return fail(error);
    }
}

Result<DownloadPlan> NetworkDownload::planFor(const QByteArray &header, qint64 fileSize) const
{
    const auto read = SafetensorsHeader::fromJson(header.mid(SafetensorsHeader::lengthSize),
                                                  fileSize - header.size());
    if (!read)
        return read.error();
    return DownloadPlan::convolutions(m_job.network, *read, header.size());
}

Status NetworkDownload::begin(const DownloadPlan &plan)
{
    if (auto status = checkRoom(plan.size()); !status)
        return status;
    if (auto status = m_part.begin({address(), m_version, m_header}, plan); !status)
        return status;
    m_plan = plan;
    m_resumedAt = 0;
    report();
    return success();
}

/// The store's file is made beside the one that is downloaded.
Status NetworkDownload::checkRoom(qint64 missing) const
{
    const NetworkInfo &network = m_job.network;
    return NetworkStore::makeRoom(network.name, missing + network.downloadSize);
}

void NetworkDownload::startOver()
{
    m_header.clear();
    m_version = {};
    m_plan.reset();
    m_delay.start(0ms);
}

void NetworkDownload::retry(const Error &error)
{
    if (++m_failures == m_patience.tries)
        return fail(error);
    m_delay.start(m_patience.firstDelay * (1 << (m_failures - 1)));
}

void NetworkDownload::install()
{
    m_isInstalling = true;
    const Installation file{m_part.path(),           m_job.network.name, address(),
                            serverName(m_address),   m_takesWhole,       wantedChecksums(),
                            checksums(m_job.network)};
    const auto work = [file, &catalog = m_catalog, &isInstalled = m_isInstalled] {
        const Status status = installFile(file, catalog);
        isInstalled = bool(status);
        return status;
    };
    m_queue.run(this, work, [this](const Status &status) { installed(status); });
}

void NetworkDownload::installed(const Status &status)
{
    m_isInstalling = false;
    if (!status)
        return fail(aboutFile(status.error()));
    m_part.discard();
    close();
    Q_EMIT finished();
}

void NetworkDownload::fail(const Error &error)
{
    if (!isPassing(error.code))
        m_part.discard();
    close();
    Q_EMIT failed(error);
}

void NetworkDownload::close()
{
    m_isOpen = false;
    m_request.abort();
    m_delay.stop();
    m_part.unlock();
}

void NetworkDownload::report()
{
    const qint64 done = m_part.size();
    Q_EMIT progressed(
        {done, m_plan->size(), m_rate.secondsFor(m_plan->size() - done), m_resumedAt});
}

/// What is known of the file at the address, where that is one of the network's own.
const PublishedFile *NetworkDownload::published() const
{
    const auto &files = m_job.network.published;
    const auto file = std::find_if(files.begin(), files.end(), [this](const PublishedFile &known) {
        return known.address == m_job.address;
    });
    return file == files.end() ? nullptr : &*file;
}

/// Of a whole file: who names another address trusts it, unless they want certainty.
QStringList NetworkDownload::wantedChecksums() const
{
    if (!m_takesWhole)
        return {};
    if (const PublishedFile *file = published())
        return {file->sha256};
    return m_job.wantsWhole ? checksums(m_job.network) : QStringList();
}

/// @p error, with the published file's name where it is about that file.
Error NetworkDownload::aboutFile(const Error &error) const
{
    const QString subject = QFileInfo(error.subject).fileName();
    const bool isAboutFile = subject.isEmpty() || subject == QFileInfo(m_part.path()).fileName();
    return {error.code, isAboutFile ? m_address.fileName() : error.subject, error.detail};
}

Error NetworkDownload::aboutServer(ErrorCode code, const QString &detail) const
{
    return {code, serverName(m_address), detail};
}

} // namespace gramarye
