#pragma once

#include "app/bencharguments.h"
#include "app/benchworker.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTextStream>

namespace gramarye {

/// `gramarye bench`: measures how fast pictures are made here, in turns (A B A B …), so that what
/// else the machine does falls on all variants alike.
class BenchCommand
{
public:
    explicit BenchCommand(BenchArguments arguments);

    /// Returns the program's exit status.
    int run();

private:
    struct Network
    {
        QString name;
        QString path;
        bool random = false;
    };

    Status measure();
    Status measureNetwork(const Network &network);
    Status locateNetworks();
    Status measureIterations(const Network &network, int size);
    Status measureWhole(QJsonArray &rows, const Network &network, const QString &worker,
                        QJsonObject instructions);
    Status measureProducts();
    int threads() const;
    void printTables();
    QByteArray figures() const;

    BenchArguments m_arguments;
    QTemporaryDir m_folder; ///< of random networks
    QTextStream m_out{stdout};
    QTextStream m_progress{stderr};
    std::vector<Network> m_networks;

    // What was measured, an object for each row of a table, by the keys of --json; memory in MB, 0
    // where it could not be measured.
    /// With "ratio", how many times as fast as LibTorch's, and "time_to_gram" and "memory_to_gram",
    /// how many times as long and as much as with Gram matrices; each where both were measured.
    QJsonArray m_results;
    QJsonArray m_renders;
    QJsonArray m_stalls;
    double m_products = 0; ///< GFLOP/s
};

} // namespace gramarye
