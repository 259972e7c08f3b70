#pragma once

#include "app/bencharguments.h"
#include "core/base/error.h"

#include <QTemporaryDir>
#include <QTextStream>

#include <map>

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

    /// Of one variant; memory in bytes, 0 where it could not be measured.
    struct Figures
    {
        QString network;
        int size = 0;
        ConvolutionKind convolution = ConvolutionKind::Fast;
        double median = 0; ///< seconds
        double least = 0;
        double operations = 0; ///< of an iteration
        double peak = 0;
        double weights = 0;
        double ratio = 0; ///< how many times as fast as LibTorch's; 0 where that was not measured

        double rate() const { return operations / median * 1e-9; } ///< GFLOP/s
    };

    struct Render
    {
        QString network;
        double first = 0; ///< seconds to the first preview
        double whole = 0;
        double loss = 0;
    };

    /// Of the window; milliseconds.
    struct Stalls
    {
        QString network;
        double usual = 0; ///< what 99 of a hundred gaps do not exceed
        double longest = 0;
        int gaps = 0;
    };

    Status measure();
    Status measureNetwork(const Network &network);
    Status locateNetworks();
    Status measureIterations(const Network &network, int size);
    Status measureRender(const Network &network);
    Status measureWindow(const Network &network);
    Status measureProducts();
    QString machine() const;
    void printTables();
    Status writeJson() const;
    void say(const QString &line);

    BenchArguments m_arguments;
    QTemporaryDir m_folder; ///< of random networks
    QTextStream m_out{stdout};
    QTextStream m_progress{stderr};
    std::vector<Network> m_networks;
    std::vector<Figures> m_figures;
    std::vector<Render> m_renders;
    std::vector<Stalls> m_stalls;
    double m_products = 0; ///< GFLOP/s
};

} // namespace gramarye
