#pragma once

#include "core/network/networkcatalog.h"
#include "core/weights/weightsfile.h"
#include "testpaths.h"
#include "tests/support/distilled.h"

#include <ATen/ATen.h>

#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

/// Reference numbers that make_golden.py computed with PyTorch, and what tests do with them.
namespace gramarye::golden {

inline QString dataPath(const QString &name)
{
    return QStringLiteral(GRAMARYE_TEST_DATA "/") + name;
}

/// All tensors of a file in tests/data.
inline std::map<QString, at::Tensor> load(const QString &name)
{
    const auto file = WeightsFile::open(dataPath(name));
    if (!file)
        qFatal("%s cannot be read", qPrintable(name));
    std::map<QString, at::Tensor> tensors;
    for (const auto &[key, view] : (*file)->tensors()) {
        std::vector<float> values = toFloat(view);
        tensors[key] =
            at::from_blob(values.data(), std::vector<int64_t>(view.shape.begin(), view.shape.end()),
                          at::kFloat)
                .clone();
    }
    return tensors;
}

inline QJsonObject report()
{
    QFile file(dataPath(QStringLiteral("distilled_golden.json")));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("distilled_golden.json cannot be read");
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// ‖a − b‖ / ‖b‖.
inline double relativeError(const at::Tensor &actual, const at::Tensor &expected)
{
    if (actual.numel() != expected.numel())
        return std::numeric_limits<double>::infinity();
    const at::Tensor e = expected.to(at::kDouble).flatten();
    return ((actual.to(at::kDouble).flatten() - e).norm() / e.norm()).item<double>();
}

/// @p tensor (3 × H × W or 1 × 3 × H × W) as a picture of floats, so that it arrives unharmed.
inline QImage imageOf(const at::Tensor &tensor)
{
    const at::Tensor rgb = tensor.reshape({3, tensor.size(-2), tensor.size(-1)});
    const at::Tensor rgbx =
        at::cat({rgb, at::ones_like(rgb[0]).unsqueeze(0)}).permute({1, 2, 0}).contiguous();
    return QImage(static_cast<const uchar *>(rgbx.data_ptr()), int(rgbx.size(1)), int(rgbx.size(0)),
                  QImage::Format_RGBX32FPx4)
        .copy();
}

/// The random VGG-19 of 1/16 width, in one of its three file formats.
inline NetworkSource tinyNetwork(const QString &file = QStringLiteral("vgg19_tiny.safetensors"))
{
    return {*NetworkCatalog::builtIn().find(QStringLiteral("vgg19")), dataPath(file)};
}

inline NetworkSource builtinNetwork()
{
    return std::move(NetworkCatalog::builtIn().locate(QStringLiteral("builtin"))).value();
}

inline NetworkSource distilledNetwork()
{
    return {*NetworkCatalog::builtIn().find(QStringLiteral("vgg19-distilled")), distilledPath()};
}

} // namespace gramarye::golden
