#include "core/download/partialdownload.h"

#include "core/base/jsonreader.h"
#include "core/network/networkstore.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace gramarye {

namespace {

QString fileInStore(const QString &network, const char *suffix)
{
    return QDir(networkFolder()).filePath(network + QLatin1String(suffix));
}

Error notWritable(const QString &reason)
{
    return {ErrorCode::StoreNotWritable, networkFolder(), reason};
}

} // namespace

PartialDownload::PartialDownload(const QString &network)
    : m_network(network),
      m_lock(fileInStore(network, ".lock")),
      m_file(fileInStore(network, ".part")),
      m_journalPath(fileInStore(network, ".part.json"))
{
    m_lock.setStaleLockTime(0); // a download may take hours; a crashed program is noticed anyway
}

Status PartialDownload::lock()
{
    if (auto status = NetworkStore::makeRoom(m_network, 0); !status)
        return status;
    if (m_lock.tryLock())
        return success();
    if (m_lock.error() == QLockFile::LockFailedError)
        return Error{ErrorCode::DownloadBusy, m_network, {}};
    return notWritable(QStringLiteral("no file can be made there"));
}

std::optional<DownloadJournal> PartialDownload::journal() const
{
    QFile file(m_journalPath);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto object = parseJson(file.readAll());
    if (!object || !object->contains(QLatin1String("size")))
        return std::nullopt;
    JsonReader json(*object);
    DownloadJournal journal{
        json.text("address"),
        {json.bytes("size"), json.text("etag").toUtf8(), json.text("lastModified").toUtf8()},
        QByteArray::fromBase64(json.text("header").toLatin1())};
    return json.error() ? std::nullopt : std::optional(journal);
}

Status PartialDownload::begin(const DownloadJournal &journal, const DownloadPlan &plan)
{
    QFile::remove(m_journalPath);
    m_file.close();
    // Unbuffered, so that the file's size is what is safely written.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return notWritable(m_file.errorString());
    const Status status = append(plan.head);
    return status ? writeJournal(journal) : status;
}

bool PartialDownload::resume(const DownloadPlan &plan)
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return false;
    if (m_file.read(plan.head.size()) == plan.head && m_file.size() <= plan.size()
        && m_file.seek(m_file.size()))
        return true;
    m_file.close();
    return false;
}

Status PartialDownload::append(const QByteArray &bytes)
{
    return write(m_file, bytes);
}

void PartialDownload::discard()
{
    if (!m_lock.isLocked())
        return;
    QFile::remove(m_journalPath); // first: without it the other one is nothing
    m_file.remove();
}

void PartialDownload::unlock()
{
    m_file.close();
    m_lock.unlock();
}

Status PartialDownload::write(QFileDevice &file, const QByteArray &bytes)
{
    if (file.write(bytes) == bytes.size())
        return success();
    if (file.error() == QFileDevice::ResourceError)
        return Error{ErrorCode::DiskFull, m_network, file.errorString()};
    return notWritable(file.errorString());
}

// Nothing waits for the disk: where the journal is torn or lost, a download begins anew.
Status PartialDownload::writeJournal(const DownloadJournal &journal)
{
    const QJsonObject object{
        {QStringLiteral("address"), journal.address},
        {QStringLiteral("size"), journal.version.size},
        {QStringLiteral("etag"), QString::fromUtf8(journal.version.etag)},
        {QStringLiteral("lastModified"), QString::fromUtf8(journal.version.lastModified)},
        {QStringLiteral("header"), QString::fromLatin1(journal.header.toBase64())}};
    QFile file(m_journalPath);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return notWritable(file.errorString());
    return write(file, QJsonDocument(object).toJson());
}

} // namespace gramarye
