#pragma once

#include <QString>

namespace gramarye {

// What differs between operating systems.

/// The folder for what the program keeps for a user: $GRAMARYE_DATA_DIR where that is set, else the
/// platform's. It need not exist.
QString dataFolder();

/// How many threads compute where the user names no number: one for each core that is fast (of two
/// kinds only the quicker ones; the second thread of a core adds nothing to multiplications), less
/// one for the window where that costs under a twentieth, and no more than processorQuota(). At
/// least 1.
int defaultThreadCount();

/// How many processors' time the control groups of this process (Linux's cgroups, versions 1 and 2)
/// leave it, as containers are limited; infinity where nothing does. @p root: the folder that has
/// "proc" and "sys" in it.
double processorQuota(const QString &root = QStringLiteral("/"));

/// Lets the window and other programs go before this thread and those it starts.
void lowerThreadPriority();

/// Has the system write what it holds back of an open file to the disk, so that a power cut does
/// not take it. Returns false where that failed; @p file is its descriptor.
bool syncToDisk(int file);

/// Has the system set aside the place for the first @p bytes of an open file. Returns false where
/// there is none; @p file is its descriptor.
bool reserveOnDisk(int file, qint64 bytes);

/// Lets the file @p other, in the same folder, take the place of @p path at one stroke. Returns why
/// that failed; null: it did not.
QString replaceFile(const QString &path, const QString &other);

/// Whether the name of @p path is one that its file system takes: not longer than that allows.
bool takesName(const QString &path);

/// Gives memory that is free inside the program back to the system, where it keeps some.
void returnFreeMemory();

/// From now on keeps memory that is free inside the program, of large blocks, too: a block that is
/// taken again and again does not come with a page fault for each of its pages every time.
void keepFreeMemory();

// Bytes of main memory; 0 where the system does not tell.

/// What programs can still take without others having to give way.
qint64 freeMemory();

/// What this process has in use.
qint64 residentMemory();

/// That of it which is nowhere on a disk: the system cannot take it for others.
qint64 unbackedMemory();

/// The most that it had in use since resetPeakMemory(), or ever.
qint64 peakMemory();
void resetPeakMemory();

} // namespace gramarye
